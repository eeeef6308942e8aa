// SPDX-License-Identifier: Apache-2.0
//
// What is to be sent and what became of it, on disk: a delivery is there before it is first
// attempted, an attempt before the first byte is sent, its end when it is known. So nothing is lost
// with the process, and what was sent without the answer having been heard is sent again, under the
// same id.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/delivery.hpp"
#include "app/delivery_file.hpp"
#include "app/delivery_queue.hpp"

namespace truceline::app {

/// A notice, made ready to be sent.
struct NewDelivery {
  std::string id;
  views::Notice notice;
  std::string message;  ///< As message_of() gives it.
};

/// What an attempt came to.
struct AttemptEnd {
  Verdict verdict = Verdict::failed;
  int code = 0;
  std::string outcome;        ///< In words, one line.
  std::int64_t asked_ms = 0;  ///< For so long the receiver asked to be left alone; not recorded.
};

struct DeliveryFilter {
  std::optional<EndpointId> endpoint;
  std::optional<DeliveryState> state;
  std::optional<base::EntryIndex> entry;
  std::string id;                        ///< Not empty: of this delivery.
  std::string party;                     ///< Not empty: to this party or authored by it.
  std::optional<DeliveryNumber> before;  ///< Older ones than this.
  std::size_t limit = 100;
};

/// Any thread.
class DeliveryLog {
 public:
  /// REQUIRES: `file` outlives this.
  explicit DeliveryLog(DeliveryFile& file) : file_(file) {}

  /// Puts them into the queue of `endpoint`, whose next entry becomes `next_entry`; those whose ids
  /// are there already are left out. Findings are noticed. One transaction. Returns what waits now.
  base::Result<std::vector<DeliveryQueue::Waiting>> take_in(const Endpoint& endpoint,
                                                            std::span<const NewDelivery> all,
                                                            base::EntryIndex next_entry,
                                                            base::TimeMs now);
  /// These findings were in the inbox before the endpoint was made: it is not told of them.
  base::Result<void> see_inbox(EndpointId endpoint, std::span<const base::Hash> findings);
  /// Those of `findings` that the endpoint was not told of.
  base::Result<std::vector<base::Hash>> not_noticed(EndpointId endpoint,
                                                    std::span<const base::Hash> findings);

  /// All that waits, the oldest first.
  base::Result<std::vector<DeliveryQueue::Waiting>> waiting();
  /// Attempts that a process began and did not live to end: how many there were. Only for a server
  /// that begins: it alone attempts.
  base::Result<std::uint64_t> close_open_attempts(base::TimeMs now);

  base::Result<Delivery> delivery(DeliveryNumber number);
  /// What is sent: a webhook's body; of a mail its subject, a line feed and its text.
  base::Result<std::string> message_of(DeliveryNumber number);
  /// Writes down that an attempt begins. Returns its number.
  base::Result<std::uint64_t> begin(const DeliveryQueue::Waiting& one, const base::Hash& sent,
                                    base::TimeMs now);
  /// Writes down how it ended, and what became of the delivery and others of its endpoint.
  base::Result<void> end(std::uint64_t attempt, const DeliveryQueue::Waiting& one,
                         const AttemptEnd& end, std::span<const DeliveryQueue::Change> changes,
                         base::TimeMs now);

  /// Writes down an attempt that a command made by itself, from beginning to end: what no server
  /// has to do with.
  base::Result<Delivery> record_test(const Endpoint& endpoint, const NewDelivery& one,
                                     const base::Hash& sent, const AttemptEnd& end,
                                     base::TimeMs begun, base::TimeMs ended);

  /// Sends what is dead again, as if it were new. Errors: not_found; conflict where it is not dead,
  /// or its endpoint was removed.
  base::Result<Delivery> again(const std::string& id, base::TimeMs now);

  /// The newest first.
  base::Result<std::vector<Delivery>> deliveries(const DeliveryFilter& filter);
  /// Attempts of the deliveries that `filter` takes, the newest first; its state says nothing.
  base::Result<std::vector<Attempt>> attempts(const DeliveryFilter& filter);

  /// Forgets the oldest that have ended, so that at most `kept` are there.
  base::Result<void> forget_oldest(std::size_t kept);

 private:
  DeliveryFile& file_;
};

}  // namespace truceline::app
