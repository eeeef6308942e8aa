// SPDX-License-Identifier: Apache-2.0
//
// What a statement must satisfy before it becomes an entry. Whatever passes here, every reader
// can check again (verify.hpp does); whatever fails gets the reason and the mend.
#pragma once

#include <string_view>

#include "domain/commitment.hpp"
#include "domain/statement.hpp"
#include "engine/key_register.hpp"
#include "engine/state.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

/// A statement as somebody submits it.
struct Submission {
  std::string envelope;  ///< The signed header's exact bytes.
  domain::Salt salt{};
  std::string body;  ///< The body's exact bytes.
};

/// Checks a submission on its own: sizes, envelope, signature, log, commitment, body. Pure, and
/// the expensive part, so it may run beside others. Errors: too_large, invalid_input, forbidden.
base::Result<domain::Statement> check_submission(const Submission& submission,
                                                 std::string_view origin);

/// Checks it against what is there already: the key may speak, and its number follows. A number
/// said before with other bytes is let in: it is evidence (the engine finds it). A number that
/// leaves a gap is a conflict: something is missing, or is still on its way.
base::Result<void> check_order(const domain::Statement& statement, const engine::State& state,
                               const engine::KeyRegister& keys);

/// The record that a checked submission becomes.
ledger::Record to_record(const Submission& submission);

}  // namespace truceline::app
