// SPDX-License-Identifier: Apache-2.0
//
// Brings what waits for a party to where the party is reached. One thread looks at what is new for
// each party that has an endpoint, puts it into the queue on disk, and hands what is due to the
// slots. It never keeps anybody waiting who appends to the ledger, and nothing of it is in the
// record: a mission whose delivery.db is gone has lost no statement and no finding.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "app/delivery_log.hpp"
#include "app/delivery_queue.hpp"
#include "app/delivery_slots.hpp"
#include "app/endpoint_store.hpp"
#include "app/live_mission.hpp"
#include "views/delivery_text.hpp"

namespace truceline::app {

struct DeliveryOptions {
  DeliveryRules rules;
  SenderOptions sender;
  /// So many wait for one party at most; what is beyond stays in the ledger until there is room.
  std::size_t waiting_of_party = base::limits::kDeliveriesOfParty;
  /// How often it is looked whether commands have changed something.
  std::chrono::milliseconds poll{1'000};
  std::function<std::uint64_t()> dice;  ///< Empty: from the operating system.
};

/// The id of the delivery of `notice` to `endpoint`: the same whenever it is asked.
std::string delivery_id(std::string_view origin, const Endpoint& endpoint,
                        const views::Notice& notice);
/// `notice` as it is sent to an endpoint of this kind, under this id.
NewDelivery new_delivery(const views::MissionCard& mission, const DeliverySettings& settings,
                         const Endpoint& endpoint, const views::Notice& notice);

/// heard() from any thread.
class DeliveryDesk {
 public:
  using OnTrouble = std::function<void(const base::Error&)>;

  /// REQUIRES: `live` outlives this and is followed before start().
  DeliveryDesk(LiveMission& live, const std::filesystem::path& folder, DeliveryOptions options);
  ~DeliveryDesk();
  DeliveryDesk(const DeliveryDesk&) = delete;
  DeliveryDesk& operator=(const DeliveryDesk&) = delete;

  /// Once. `on_trouble` hears, on the desk's thread, what fails here, and each endpoint that
  /// becomes silent; not of attempts that fail, which are in the log.
  void start(OnTrouble on_trouble);
  /// Something changed for this reader. Microseconds.
  void heard(const domain::Reader& reader);
  /// Breaks off what runs, and ends the threads. What was broken off is sent again after the next
  /// start, under the same id. Idempotent.
  void stop();

 private:
  struct Stores {
    std::unique_ptr<DeliveryFile> file;
    EndpointStore endpoints;
    DeliveryLog log;
    explicit Stores(std::unique_ptr<DeliveryFile> opened)
        : file(std::move(opened)), endpoints(*file), log(*file) {}
  };

  void run();
  base::Result<void> look();
  base::Result<bool> open();
  base::Result<void> reload();
  base::Result<void> collect();
  base::Result<bool> collect_for(const std::string& party);
  base::Result<bool> collect_findings(const Endpoint& endpoint, const views::Snapshot& snapshot,
                                      std::size_t room);
  base::Result<void> take_in(const Endpoint& endpoint, std::span<const views::Notice> notices,
                             base::EntryIndex next_entry);
  base::Result<void> record_ends();
  base::Result<void> record(const SlotJob& job);
  base::Result<void> begin_due();
  base::Result<void> begin(const DeliveryQueue::Waiting& one);
  base::Result<void> look_for_silent();
  std::size_t room_for(const std::string& party) const;
  base::TimeMs queue_time() const;
  std::uint64_t dice() const;
  std::chrono::milliseconds pause() const;

  LiveMission& live_;
  const std::filesystem::path path_;
  const DeliveryOptions options_;
  OnTrouble on_trouble_;

  // The desk's thread's alone.
  std::unique_ptr<Stores> stores_;
  std::uint64_t seen_changes_ = 0;
  DeliverySettings settings_;
  std::map<EndpointId, Endpoint> endpoints_;
  DeliveryQueue queue_;
  std::map<EndpointId, std::set<base::Hash>> told_;  // findings, as far as is known without asking
  std::set<std::string> behind_;                     // parties that have more than was taken in
  std::map<EndpointId, base::TimeMs> told_silent_;   // since when
  std::chrono::steady_clock::time_point looked_for_silent_{};
  const std::chrono::steady_clock::time_point begun_;
  const base::TimeMs begun_wall_;

  std::mutex mutex_;  // guards the next three
  std::set<std::string> heard_;
  bool woken_ = false;
  bool stopping_ = false;
  std::condition_variable changed_;
  DeliverySlots slots_;
  std::thread thread_;
};

}  // namespace truceline::app
