// SPDX-License-Identifier: Apache-2.0
//
// What a mirror holds: for each log its entries from 0 on without a hole, the checkpoints it was
// promised entries for (pending), and the newest one it cosigned. app/ keeps the promise on disk,
// MemoryMirrorStore in tests.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::ledger {

/// Everything about one log but its entries.
struct MirrorState {
  std::vector<std::string> pending;  ///< Notes signed by the log, oldest first; at most
                                     ///< kPendingCheckpoints.
  base::TreeSize entries;            ///< How many are stored: the "next entry".
  std::string checkpoint;            ///< The newest note we cosigned; empty before the first.
  base::Bytes frontier;              ///< Frontier::to_bytes() of that note's tree, or empty.
};

/// Called with each entry in order; the view dies when it returns. An error ends the scan and
/// becomes its result.
using EntryVisitor = std::function<base::Result<void>(base::EntryIndex, base::BytesView)>;

/// Every writing operation is one atomic step, also against other processes, and durable when it
/// returns. Errors common to all: unavailable where the environment fails now, corrupt where
/// stored bytes are not what was stored. A store that cannot tell whether it wrote (a failed
/// sync) must end the process rather than return.
class MirrorStore {
 public:
  virtual ~MirrorStore() = default;

  /// An empty state for a log never heard of.
  virtual base::Result<MirrorState> state(std::string_view origin) = 0;

  /// Replaces the list of pending checkpoints where its last note is still `expected` ("" where
  /// the list is empty). conflict where it is not.
  virtual base::Result<void> replace_pending(std::string_view origin, std::string_view expected,
                                             std::span<const std::string> pending) = 0;

  /// Adds entries at `at` onwards. conflict where the number of stored entries is not `at`.
  virtual base::Result<void> append(std::string_view origin, base::TreeSize at,
                                    std::span<const base::BytesView> entries) = 0;

  /// Visits the entries from `from` up to but without `to`, as they are on disk now. not_found
  /// where `to` is beyond what is stored.
  virtual base::Result<void> scan(std::string_view origin, base::EntryIndex from,
                                  base::EntryIndex to, const EntryVisitor& visit) = 0;

  /// Makes `note`, whose tree has this frontier, the mirror checkpoint where that is still
  /// `expected` ("" where there is none). conflict where it is not.
  virtual base::Result<void> publish(std::string_view origin, std::string_view expected,
                                     std::string_view note, base::BytesView frontier) = 0;
};

/// The store's twin in memory, for tests and simulations. One thread at a time.
class MemoryMirrorStore final : public MirrorStore {
 public:
  base::Result<MirrorState> state(std::string_view origin) override;
  base::Result<void> replace_pending(std::string_view origin, std::string_view expected,
                                     std::span<const std::string> pending) override;
  base::Result<void> append(std::string_view origin, base::TreeSize at,
                            std::span<const base::BytesView> entries) override;
  base::Result<void> scan(std::string_view origin, base::EntryIndex from, base::EntryIndex to,
                          const EntryVisitor& visit) override;
  base::Result<void> publish(std::string_view origin, std::string_view expected,
                             std::string_view note, base::BytesView frontier) override;

 private:
  struct Held {
    MirrorState state;
    std::vector<base::Bytes> entries;
  };
  std::map<std::string, Held, std::less<>> logs_;
};

}  // namespace truceline::ledger
