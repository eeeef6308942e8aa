// SPDX-License-Identifier: Apache-2.0
//
// Many confidential bodies in one file: a list of targets, in the wrong hands. Whoever wants more
// of them within an hour than one person needs asks here, a second account of the same party agrees
// within ten minutes, and the file says for whom it was made. Kept in memory: after a restart one
// asks again.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "app/http_message.hpp"
#include "app/live_mission.hpp"
#include "app/read_desk.hpp"

namespace truceline::app {

/// Any thread.
class ExportDesk {
 public:
  static constexpr std::string_view kPath = "/api/v1/exports";

  /// REQUIRES: both outlive this.
  ExportDesk(LiveMission& live, ReadDesk& reads) : live_(live), reads_(reads) {}

  /// All of kPath and below. REQUIRES: the question's path is one of those.
  HttpAnswer answer(const HttpQuestion& question);

 private:
  struct Export {
    std::string id;
    std::string account;
    std::string party;
    std::vector<base::EntryIndex> entries;
    base::TimeMs ends;  ///< Then it is forgotten.
    bool needs_consent = true;
    std::string consented_by;  ///< Empty: nobody yet.

    bool is_ready() const { return !needs_consent || !consented_by.empty(); }
  };

  base::Result<views::Response> respond(const HttpQuestion& question);
  base::Result<views::Response> begin(const HttpQuestion& question);
  base::Result<views::Response> consent(const Caller& caller, const std::string& id);
  base::Result<views::Response> file(const HttpQuestion& question, const std::string& id);
  std::string list(const Caller& caller);
  base::Result<Export> find(const Caller& caller, const std::string& id);
  static std::string card(const Export& one);

  LiveMission& live_;
  ReadDesk& reads_;
  std::mutex mutex_;  // guards all_
  std::map<std::string, Export> all_;
};

}  // namespace truceline::app
