// SPDX-License-Identifier: Apache-2.0
//
// What a submitted statement must satisfy on its own before it may become an entry; whether its
// author may say it next, engine::AuthorRegister knows. Whatever passes, every reader can check
// again (verify.hpp does); whatever fails gets the reason and the mend.
#pragma once

#include <string_view>

#include "domain/commitment.hpp"
#include "domain/statement.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

/// A statement as somebody submits it.
struct Submission {
  std::string envelope;  ///< The signed header's exact bytes.
  domain::Salt salt{};
  std::string body;  ///< The body's exact bytes.
};

/// Checks sizes, envelope, signature, log, commitment, body. Pure, and
/// the expensive part, so it may run beside others. Errors: too_large, invalid_input, forbidden.
base::Result<domain::Statement> check_submission(const Submission& submission,
                                                 std::string_view origin);

/// The record that a checked submission becomes.
ledger::Record to_record(const Submission& submission);

}  // namespace truceline::app
