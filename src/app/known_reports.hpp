// SPDX-License-Identifier: Apache-2.0
//
// What a party has reported so far, by publisher and the publisher's own id, so that importing a
// file again amends and never doubles. Read from the ledger itself: there is nothing beside it
// that could be out of step.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/replay.hpp"

namespace truceline::app {

class KnownReports {
 public:
  struct Known {
    base::Hash entry{};    ///< Id of the entry that says it.
    base::Hash content{};  ///< SHA-256 of its body's bytes.
  };

  /// nullptr where `party` has said nothing under this publisher and id.
  const Known* find(const domain::Source& source) const;
  void put(const domain::Source& source, const Known& known);

 private:
  // Looked up, never listed.
  std::unordered_map<std::string, Known> by_name_;
};

struct KnownLedger {
  Replayed replayed;
  KnownReports reports;
};

/// Replays all of `store`, whose head is `head`, and notes the reports of `party` that are not
/// superseded. Errors: those of replay.
base::Result<KnownLedger> read_known(ledger::Store& store, const ledger::SignedHead& head,
                                     std::string_view party);

}  // namespace truceline::app
