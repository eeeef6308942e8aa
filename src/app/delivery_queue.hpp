// SPDX-License-Identifier: Apache-2.0
//
// Which delivery is attempted next, and when: a value without clock, threads or disk. Each delivery
// is tried at least once, never twice at the same time, and ends as delivered or dead. One endpoint
// holds one slot; those whose last attempt failed hold half of all slots together, so that any
// number that hangs leaves room for those that work; of several that are due, the one that has not
// had its turn for longest comes first, so that a flood to one delays no other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "base/strong.hpp"

namespace truceline::app {

struct DeliveryRules {
  std::size_t slots = base::limits::kDeliverySlots;
  std::size_t slots_of_doubtful = base::limits::kDeliverySlotsOfDoubtful;
  std::int64_t first_ms = base::limits::kDeliveryRetryFirstMs;
  std::int64_t longest_ms = base::limits::kDeliveryRetryLongestMs;
  int tries = base::limits::kDeliveryTries;
  std::int64_t age_ms = base::limits::kDeliveryAgeMs;
};

/// How an attempt ended.
enum class Verdict {
  delivered,
  failed,   ///< Another attempt may succeed.
  refused,  ///< The receiver will never take it.
};

/// How long to wait after so many failures in a row: doubling from first_ms to longest_ms, of which
/// the dice take up to half away.
std::int64_t delivery_delay_ms(const DeliveryRules& rules, int failures, std::uint64_t dice);

class DeliveryQueue {
 public:
  using Number = std::uint64_t;    // of a delivery
  using Endpoint = std::uint64_t;  // of an endpoint

  struct Waiting {
    Number number = 0;
    Endpoint endpoint = 0;
    base::TimeMs since;  ///< When it was first to go out; its age counts from here.
    int tries = 0;       ///< Attempts that have begun.
    base::TimeMs next;   ///< Not before.
  };
  /// What became of a delivery: to be written down.
  struct Change {
    Number number = 0;
    enum class To { waits, delivered, dead } to = To::waits;
    base::TimeMs next;  ///< Of one that waits.
    bool aged = false;  ///< Dead without an attempt of its own: its endpoint failed for too long.
  };

  explicit DeliveryQueue(DeliveryRules rules = {}) : rules_(rules) {}

  /// Takes it in; nothing happens where it is there already.
  void add(const Waiting& one);
  /// `failures` in a row so far, of an endpoint that is known from before.
  void set_failures(Endpoint endpoint, int failures);
  /// Forgets the endpoint and all that waits for it. What runs goes on, and its end is ignored.
  void drop(Endpoint endpoint);

  /// The delivery to attempt now, which counts as a try; empty where none is due or no slot is
  /// free. Cost: O(endpoints).
  std::optional<Waiting> begin(base::TimeMs now);
  /// The attempt that begin() gave has ended. `asked_ms`: for so long the receiver asked to be left
  /// alone; the longest delay of the rules is as long as anybody is.
  std::vector<Change> end(Number number, Verdict verdict, base::TimeMs now, std::uint64_t dice,
                          std::int64_t asked_ms = 0);

  /// When begin() may have something again; empty where nothing waits, or until something ends.
  std::optional<base::TimeMs> next_at() const;
  bool has(Number number) const { return waiting_.count(number) > 0; }
  std::size_t size() const { return waiting_.size(); }
  std::size_t running() const { return running_; }
  std::size_t waiting_for(Endpoint endpoint) const;
  std::vector<Endpoint> endpoints() const;

 private:
  struct Line {
    std::set<std::pair<base::TimeMs, Number>> due;  // without the one that runs
    std::optional<Number> runs;
    int failures = 0;         // in a row
    base::TimeMs not_before;  // after a failure
    std::uint64_t turn = 0;   // when it last had one

    base::TimeMs next() const { return std::max(due.begin()->first, not_before); }
  };
  bool may_begin(const Line& line) const;

  DeliveryRules rules_;
  std::map<Number, Waiting> waiting_;
  std::map<Endpoint, Line> lines_;
  std::set<Number> orphans_;  // running, of endpoints that were dropped
  std::size_t running_ = 0;
  std::set<Number> doubtful_;  // running, of endpoints whose last attempt failed
  std::uint64_t turns_ = 0;
};

}  // namespace truceline::app
