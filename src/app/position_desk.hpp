// SPDX-License-Identifier: Apache-2.0
//
// Where a server takes positions: who sent a batch is checked, its positions are held against what
// the mission watches at that moment, and what they show is entered in the mission's name; where it
// has no key for that, it is told and listed, and says so. The stream is kept nowhere. A batch that
// is sent again gets the same answer again and changes nothing.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "app/author_watch.hpp"
#include "app/live_mission.hpp"
#include "app/server_pen.hpp"
#include "engine/position_stream.hpp"
#include "views/ask.hpp"
#include "views/positions_view.hpp"

namespace truceline::app {

class PositionDesk {
 public:
  /// views::encounter_json in each language, by views::Lang.
  using ByLanguage = std::array<std::string, 2>;
  /// What happened that others want to hear of.
  struct Events {
    std::function<void()> on_entered;  ///< Entries were added.
    /// An encounter was not entered, so that no entry tells of it. Who may read what `sender` says
    /// to `seen_by` may hear of it.
    std::function<void(const ByLanguage& json, const domain::Audience& seen_by,
                       const std::string& sender)>
        on_not_entered;
  };

  /// REQUIRES: both outlive this. Errors: those of ServerPen::open and PositionStream::make.
  static base::Result<std::unique_ptr<PositionDesk>> open(Mission& mission, LiveMission& live);
  ~PositionDesk();

  /// POST /api/v1/positions, its query read. Any thread. Errors: invalid_input for the parameters
  /// or a body that is no batch at all; forbidden for the signature; conflict where the same batch
  /// is being taken; too_large; those of the ledger.
  base::Result<std::string> take(const views::Request& request, const views::Ask& ask);
  /// GET /api/v1/positions: what was shown of late that `reader` may see. Any thread.
  std::string list(const views::Ask& ask, const domain::Reader& reader) const;

  /// Starts letting go of what is held for objects that have fallen silent; once.
  void start(Events events);
  /// Idempotent.
  void stop();

 private:
  struct Told {          // an encounter
    std::string sender;  // the mission's own party where two met: each hears no more of the other
    domain::Audience seen_by;
    bool is_meeting = false;
    bool is_entry = false;
    ByLanguage json;
  };
  using Encounters = std::vector<domain::Encounter>;

  PositionDesk(Mission& mission, LiveMission& live);
  base::Result<std::string> sender_of(const views::Request& request, const views::Ask& ask);
  base::Result<std::optional<std::string>> begin(const base::Hash& batch);
  void end(const base::Hash& batch, const std::string* answer);
  base::Result<std::string> take_new(const views::Request& request, const views::Ask& ask,
                                     const std::string& party);
  base::Result<std::shared_ptr<const views::Snapshot>> follow_mission();
  std::vector<Told> keep(const Encounters& encounters, const views::Snapshot& snapshot);
  void enter(const std::vector<Draft>& drafts, const std::vector<std::size_t>& places,
             std::vector<views::ToldEncounter>& written);
  domain::Audience asked_for_by(const std::string& sender) const;
  domain::Audience audience_of(const domain::Encounter& encounter,
                               const engine::State& state) const;
  void release_until_stopped();

  Mission& mission_;
  LiveMission& live_;
  std::unique_ptr<AuthorWatch> authors_;
  Events events_;

  std::mutex stream_mutex_;  // guards the next three
  std::optional<engine::PositionStream> stream_;
  base::TreeSize watched_at_;      // the state that is watched
  mutable std::mutex list_mutex_;  // guards the next five
  std::map<base::Hash, std::string>
      recent_;  // answers by hash of party, terms and body; empty: being taken
  std::deque<base::Hash> recent_order_;                // answered ones, the oldest first
  std::size_t recent_bytes_ = 0;                       // of their answers
  std::deque<Told> told_;                              // the newest last
  std::map<std::string, domain::Audience> audiences_;  // by sender: as it last asked for

  std::mutex pen_mutex_;  // guards pen_
  std::optional<ServerPen> pen_;

  std::mutex stop_mutex_;  // guards stopping_
  bool stopping_ = false;
  std::condition_variable stopped_;
  std::thread releasing_;
};

}  // namespace truceline::app
