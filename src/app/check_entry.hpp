// SPDX-License-Identifier: Apache-2.0
//
// What one entry proves by itself: its hash, its author's signature, the log it is meant for and,
// where its body is shown, that the body is the one its author committed to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/statement.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

struct CheckedEntry {
  base::EntryIndex index;
  base::Hash leaf_hash{};                      ///< Derived, never the stored one.
  bool has_body = false;                       ///< Its sealed bytes are shown.
  std::optional<domain::Statement> statement;  ///< Nothing where the bytes are no statement.
  std::vector<base::Error> faults;
};

/// `origin` empty: of any log. Callable from any thread; a signature takes most of the time.
CheckedEntry check_entry(base::EntryIndex index, const ledger::RecordView& record,
                         const std::string& origin);

}  // namespace truceline::app
