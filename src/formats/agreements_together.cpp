// SPDX-License-Identifier: Apache-2.0
#include "formats/agreements_together.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "formats/area_meeting.hpp"
#include "formats/remarks.hpp"

namespace truceline::formats {
namespace {

using domain::Modality;
using domain::Provision;

/// Remarks about agreements, each in its own file.
class Together {
 public:
  explicit Together(const std::vector<CompiledAgreement>& agreements) : agreements_(agreements) {
    for (const CompiledAgreement& compiled : agreements)
      for (const domain::Zone& zone : compiled.zones) drawings_.emplace(zone.id, &zone);
  }

  base::Diagnostics check() {
    for (std::size_t later = 0; later < agreements_.size(); ++later) {
      check_shared_zones(agreements_[later]);
      for (std::size_t earlier = 0; earlier < later; ++earlier)
        check_pair(agreements_[earlier], agreements_[later]);
    }
    sort_by_place();
    return std::move(diagnostics_);
  }

 private:
  void sort_by_place() {
    const auto key = [&](const base::Diagnostic& d) {
      const auto about = std::find_if(agreements_.begin(), agreements_.end(),
                                      [&](const CompiledAgreement& c) { return c.file == d.file; });
      return std::tuple(about - agreements_.begin(), d.line, d.column);
    };
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                     [&](const auto& a, const auto& b) { return key(a) < key(b); });
  }

  Remarks remarks(const CompiledAgreement& about) { return {about.file, diagnostics_}; }

  void check_shared_zones(const CompiledAgreement& compiled) {
    for (const auto& [zone, owner] : compiled.shared) {
      const TextSpan& at = compiled.places.zones.at(zone);
      const auto found = drawings_.find(zone);
      if (found != drawings_.end() && found->second->agreement == owner) continue;
      const bool owner_known =
          std::any_of(agreements_.begin(), agreements_.end(),
                      [&](const CompiledAgreement& other) { return other.agreement.id == owner; });
      if (owner_known)
        remarks(compiled).error(at, "unknown-zone",
                                "the agreement \"" + owner + "\" draws no zone \"" + zone + "\"",
                                "check both names");
      else
        remarks(compiled).warning(at, "unknown-agreement",
                                  "the agreement \"" + owner + "\" is not among those checked",
                                  "check the folder that holds both");
    }
  }

  void check_pair(const CompiledAgreement& first, const CompiledAgreement& second) {
    if (first.agreement.id == second.agreement.id)
      remarks(second).error(second.places.id, "duplicate-agreement",
                            first.file + " has the id \"" + first.agreement.id + "\" too",
                            "give each agreement an id of its own");
    for (const domain::Zone& zone : second.zones)
      if (first.places.zones.contains(zone.id) && !first.shared.contains(zone.id))
        remarks(second).error(second.places.zones.at(zone.id), "duplicate-zone",
                              first.file + " draws a zone \"" + zone.id + "\" too",
                              "write \"" + zone.id + ": of " + first.agreement.id +
                                  "\" where it is the same, else another id");
    if (!first.agreement.in_force.meets(second.agreement.in_force)) return;
    check_excluded(first, second, second);
    check_excluded(second, first, second);
    check_provisions(first, second);
  }

  /// A party of one that the other excludes, remarked in the later of the two.
  void check_excluded(const CompiledAgreement& binds, const CompiledAgreement& excludes,
                      const CompiledAgreement& later) {
    for (const auto& [actor, span] : excludes.places.excluded) {
      const std::vector<std::string>& parties = binds.agreement.parties;
      if (std::find(parties.begin(), parties.end(), actor) == parties.end()) continue;
      const TextSpan& at = &later == &excludes ? span : binds.places.actors.at(actor);
      remarks(later).warning(at, "party-excluded-elsewhere",
                             "\"" + actor + "\" is a party of " + binds.agreement.id +
                                 " and excluded from " + excludes.agreement.id +
                                 " while both are in force",
                             "check whether both texts mean the same actor");
    }
  }

  void check_provisions(const CompiledAgreement& first, const CompiledAgreement& second) {
    for (std::size_t i = 0; i < second.agreement.provisions.size(); ++i) {
      const Provision& provision = second.agreement.provisions[i];
      for (const Provision& other : first.agreement.provisions) {
        const std::string other_name = other.id + " of " + first.agreement.id;
        if (contradict(first, other, second, provision))
          remarks(second).warning(
              second.places.provisions[i], "contradiction",
              "it " + std::string(word(provision.modality)) + " what provision " + other_name +
                  " " + std::string(word(other.modality)) + ", in the same place and time",
              "say in the texts which of the two goes before");
        if (!provision.met_by.empty() && provision.met_by == other.met_by && provision.due &&
            other.due && provision.due->time != other.due->time)
          remarks(second).warning(second.places.provisions[i], "deadline-differs",
                                  "the step \"" + provision.met_by + "\" is due by " +
                                      provision.due->as_written + " here and by " +
                                      other.due->as_written + " in provision " + other_name,
                                  "give the steps two names where they are two");
      }
    }
  }

  bool contradict(const CompiledAgreement& first, const Provision& a,
                  const CompiledAgreement& second, const Provision& b) const {
    const bool opposed = (a.modality == Modality::prohibits && b.modality == Modality::permits) ||
                         (a.modality == Modality::permits && b.modality == Modality::prohibits);
    return opposed && a.matches && b.matches && a.in_effect.meets(b.in_effect) &&
           events_meet(*a.matches, *b.matches) &&
           actors_meet(acting(first, a), acting(second, b)) && places_meet(a, b);
  }

  static bool events_meet(const domain::EventMatch& a, const domain::EventMatch& b) {
    if (a.events.empty() || b.events.empty()) return true;
    for (const domain::EventKind one : a.events)
      for (const domain::EventKind other : b.events)
        if (domain::match(one, other) != domain::KindMatch::no) return true;
    return false;
  }

  /// Whose acts the provision speaks of, as actor ids; empty: anyone's.
  static std::set<std::string> acting(const CompiledAgreement& compiled, const Provision& p) {
    std::set<std::string> actors;
    const auto add = [&](const std::vector<std::string>& selectors) {
      for (const std::string& selector : selectors) {
        if (selector == "parties")
          actors.insert(compiled.agreement.parties.begin(), compiled.agreement.parties.end());
        else if (selector == "guarantors")
          actors.insert(compiled.agreement.guarantors.begin(), compiled.agreement.guarantors.end());
        else
          actors.insert(selector);
      }
    };
    add(p.matches->by.empty() ? p.matches->between : p.matches->by);
    if (actors.empty()) add(p.who);
    if (actors.contains("anyone")) actors.clear();
    return actors;
  }

  static bool actors_meet(const std::set<std::string>& a, const std::set<std::string>& b) {
    if (a.empty() || b.empty()) return true;
    return std::any_of(a.begin(), a.end(),
                       [&](const std::string& actor) { return b.contains(actor); });
  }

  bool places_meet(const Provision& a, const Provision& b) const {
    if (a.everywhere || b.everywhere) return true;
    for (const std::string& one : a.zones)
      for (const std::string& other : b.zones)
        if (one == other || zones_meet(one, other)) return true;
    return false;
  }

  bool zones_meet(const std::string& one, const std::string& other) const {
    const auto a = drawings_.find(one);
    const auto b = drawings_.find(other);
    return a != drawings_.end() && b != drawings_.end() &&
           a->second->valid.meets(b->second->valid) && areas_meet(a->second->area, b->second->area);
  }

  const std::vector<CompiledAgreement>& agreements_;
  std::map<std::string, const domain::Zone*> drawings_;
  base::Diagnostics diagnostics_;
};

}  // namespace

base::Diagnostics check_together(const std::vector<CompiledAgreement>& agreements) {
  return Together(agreements).check();
}

}  // namespace truceline::formats
