// SPDX-License-Identifier: Apache-2.0
//
// What a witness remembers: for each log the newest checkpoint it cosigned, and nothing else. A
// witness is only as good as this memory, so it has one writing operation, which compares and
// replaces in one step. app/ keeps the promise on disk, MemoryWitnessStore in tests.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace truceline::ledger {

/// Errors common to all: unavailable where the environment fails now, corrupt where stored bytes
/// are not what was stored. A store that cannot tell whether it wrote (a failed sync) must end
/// the process rather than return.
class WitnessStore {
 public:
  virtual ~WitnessStore() = default;

  /// The note kept for this log; nothing where none was kept.
  virtual base::Result<std::optional<std::string>> latest(std::string_view origin) = 0;

  /// Keeps `note` where the kept note is byte for byte `expected` ("" where there is none): in
  /// one atomic step, also against other processes, and durable when it returns. conflict where
  /// another note is kept: somebody was faster, and nothing has changed.
  virtual base::Result<void> replace(std::string_view origin, std::string_view expected,
                                     std::string_view note) = 0;
};

/// The store's twin in memory, for tests and simulations. One thread at a time.
class MemoryWitnessStore final : public WitnessStore {
 public:
  base::Result<std::optional<std::string>> latest(std::string_view origin) override;
  base::Result<void> replace(std::string_view origin, std::string_view expected,
                             std::string_view note) override;

 private:
  std::map<std::string, std::string, std::less<>> notes_;
};

}  // namespace truceline::ledger
