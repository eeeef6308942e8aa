// SPDX-License-Identifier: Apache-2.0
//
// Many confidential bodies in one file: a list of targets, in the wrong hands. Whoever wants more
// of them within an hour than one person needs asks here, a second account of the same party agrees
// within ten minutes, and the file says for whom it was made. Such a file holds the bodies of some
// entries, or is an evidence bundle. Kept in memory: after a restart one asks again.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/http_message.hpp"
#include "app/live_mission.hpp"
#include "app/read_desk.hpp"
#include "views/evidence_bundle.hpp"

namespace truceline::app {

/// Any thread.
class ExportDesk {
 public:
  static constexpr std::string_view kPath = "/api/v1/exports";

  static constexpr std::string_view kBundlePath = "/api/v1/bundle";

  /// REQUIRES: all outlive this.
  ExportDesk(Mission& mission, LiveMission& live, ReadDesk& reads)
      : mission_(mission), live_(live), reads_(reads) {}

  /// All of kPath and below. REQUIRES: the question's path is one of those.
  HttpAnswer answer(const HttpQuestion& question);
  /// GET of kBundlePath: the bundle at once, where one account alone may open so much.
  HttpAnswer bundle(const HttpQuestion& question);

 private:
  struct Export {
    std::string id;
    std::string account;
    std::string party;
    std::vector<base::EntryIndex> entries;  ///< Whose bodies it holds.
    /// It is a bundle about this, as known at the size and moment it was asked for.
    std::optional<views::BundleAbout> about;
    base::TreeSize size;
    base::TimeMs at;
    base::TimeMs ends;  ///< Then it is forgotten.
    bool needs_consent = true;
    std::string consented_by;  ///< Empty: nobody yet.

    bool is_ready() const { return !needs_consent || !consented_by.empty(); }
  };

  base::Result<views::Response> respond(const HttpQuestion& question);
  base::Result<views::Response> bundle_now(const HttpQuestion& question);
  base::Result<views::Response> begin(const HttpQuestion& question);
  base::Result<views::Response> consent(const Caller& caller, const std::string& id);
  base::Result<views::Response> file(const HttpQuestion& question, const std::string& id);
  base::Result<void> wish_for(const HttpQuestion& question, Export& one);
  base::Result<std::string> entries_file(const Caller& caller, const Export& one);
  base::Result<views::EvidenceBundle> make(const Caller& caller, const views::Snapshot& snapshot,
                                           const views::BundleAbout& about, const Export& one);
  /// Notes who opens them; without an error they may be handed over.
  base::Result<void> open_bodies(const Caller& caller, std::span<const base::EntryIndex> entries,
                                 bool agreed);
  std::string list(const Caller& caller);
  base::Result<Export> find(const Caller& caller, const std::string& id);
  static std::string card(const Export& one);

  Mission& mission_;
  LiveMission& live_;
  ReadDesk& reads_;
  std::mutex mutex_;  // guards all_
  std::map<std::string, Export> all_;
};

}  // namespace truceline::app
