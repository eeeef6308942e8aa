// SPDX-License-Identifier: Apache-2.0
#include "views/bundle_scope.hpp"

#include <algorithm>
#include <tuple>

#include "domain/envelope.hpp"
#include "engine/profiles.hpp"
#include "views/entry_bytes.hpp"

namespace truceline::views {

using base::EntryIndex;
using base::Result;
using domain::StatementKind;
using engine::State;

namespace {

constexpr std::string_view kCallKind = "call";
constexpr std::string_view kIncidentKind = "incident";
constexpr std::string_view kFindingKind = "finding";
constexpr std::string_view kEntryKind = "entry";

bool is_notified(std::string_view kind) {
  return domain::from_word<domain::NotificationKind>(kind).has_value();
}

/// Grows from the subject outward until nothing is added.
class Gathering {
 public:
  Gathering(const Snapshot& snapshot, const BundleAbout& about)
      : snapshot_(snapshot), state_(snapshot.state()) {
    scope_.about = about;
  }

  Result<BundleScope> gather() {
    begin();
    while (about_it_.size() != looked_at_) {
      looked_at_ = about_it_.size();
      follow_answers();
      follow_cites();
      follow_calls();
    }
    TRY(follow_headers());
    add_what_is_cited();
    add_reads();
    add_findings();
    add_rules();
    add_rosters();
    for (const auto& key : state_.keys()) add(key.index, because::kKey);
    // They use up numbers of the keys that signed them.
    for (const EntryIndex entry : state_.without_right()) add(entry, because::kKey);
    add_erasures();
    if (scope_.entries.size() > kBundleEntries)
      return base::Error{base::ErrorCode::too_large,
                         std::to_string(scope_.entries.size()) +
                             " entries belong to it, more than " + "the " +
                             std::to_string(kBundleEntries) + " of a bundle",
                         scope_.about.id, "ask as known at an earlier entry, or for one finding"};
    return std::move(scope_);
  }

 private:
  void add(EntryIndex entry, std::string_view why) { scope_.entries[entry].insert(why); }
  /// What is about it: whatever cites this is so as well.
  void take(EntryIndex entry, std::string_view why) {
    add(entry, why);
    about_it_.insert(entry);
  }
  bool is_about_it(EntryIndex entry) const { return about_it_.contains(entry); }
  bool cites_it(const std::vector<EntryIndex>& cites) const {
    return std::ranges::any_of(cites, [this](EntryIndex one) { return is_about_it(one); });
  }

  void begin() {
    const BundleAbout& about = scope_.about;
    if (is_notified(about.kind)) {
      for (const auto& said : state_.notifications())
        if (said.party == about.party && said.what.id == about.id)
          take(said.index, because::kSubject);
    } else if (about.kind == kCallKind) {
      for (const auto& said : state_.calls())
        if (said.party == about.party && said.what.id == about.id) {
          take(said.index, because::kSubject);
          for (const EntryIndex cited : said.cites) add(cited, because::kCited);
        }
    } else if (about.kind == kFindingKind) {
      if (const auto id = base::hash_from_hex(about.id))
        if (const domain::Finding* const finding = snapshot_.finding(*id))
          for (const EntryIndex entry : finding->evidence)
            if (!is_rule(entry)) take(entry, because::kSubject);
    }
    if (about_it_.empty()) take(about.entry, because::kSubject);
  }

  /// What is agreed and drawn is about everything: it is no subject of one finding.
  bool is_rule(EntryIndex entry) const {
    switch (state_.kind_of(entry)) {
      case StatementKind::agreement:
      case StatementKind::arrangement:
      case StatementKind::zone:
      case StatementKind::actor:
      case StatementKind::key:
        return true;
      default:
        return false;
    }
  }

  void follow_answers() {
    for (const auto& said : state_.acknowledgements())
      if (const auto meant = state_.find(said.what.notification); meant && is_about_it(*meant))
        take(said.index, because::kAnswers);
    for (const auto& said : state_.exceptions())
      for (const base::Hash& version : said.what.between)
        if (const auto meant = state_.find(version); meant && is_about_it(*meant))
          take(said.index, because::kCites);
    for (const auto& said : state_.encounters())
      if (const auto watched = state_.find(said.what.watched); watched && is_about_it(*watched))
        take(said.index, because::kSeen);
  }

  template <class T>
  void follow_cites_in(const engine::SaidList<T>& all) {
    for (const auto& said : all) {
      if (cites_it(said.cites)) take(said.index, because::kCites);
      // A correction and what it corrects are one story, in either direction.
      if (!said.superseded_by) continue;
      if (is_about_it(said.index)) take(*said.superseded_by, because::kReplaces);
    }
  }

  void follow_cites() {
    follow_cites_in(state_.reports());
    follow_cites_in(state_.assessments());
    follow_cites_in(state_.statuses());
    follow_cites_in(state_.posts());
    follow_cites_in(state_.controls());
    follow_cites_in(state_.tallies());
    follow_cites_in(state_.notifications());
    follow_cites_in(state_.acknowledgements());
    follow_cites_in(state_.encounters());
    follow_cites_in(state_.calls());
    // Reports that were judged together are one incident.
    if (scope_.about.kind != kIncidentKind) return;
    for (const auto& said : state_.assessments())
      if (is_about_it(said.index))
        for (const EntryIndex report : said.cites)
          if (state_.kind_of(report) == StatementKind::report) take(report, because::kSubject);
    for (const auto& said : state_.reports())
      if (said.superseded_by && is_about_it(*said.superseded_by))
        take(said.index, because::kSubject);
  }

  /// One step of a call is about it, so are all.
  void follow_calls() {
    std::set<std::pair<std::string_view, std::string_view>> ids;
    for (const auto& said : state_.calls())
      if (is_about_it(said.index)) ids.emplace(said.party, said.what.id);
    for (const auto& said : state_.calls())
      if (ids.contains({said.party, said.what.id})) take(said.index, because::kCall);
  }

  /// Withdrawals, and whatever this reader sees the header of alone.
  Result<void> follow_headers() {
    const std::set<EntryIndex> about_it = about_it_;
    for (EntryIndex i; i.value < state_.size().value; ++i.value) {
      const bool subject = about_it.contains(i);
      const StatementKind kind = state_.kind_of(i);
      const bool refers_to_nothing = kind == StatementKind::key || kind == StatementKind::read;
      const bool is_open = state_.has_body(i) && kind != StatementKind::supersede &&
                           kind != StatementKind::notification;
      if (!subject && (is_open || refers_to_nothing)) continue;
      TRY_ASSIGN(const ledger::Record record, snapshot_.read(i));
      TRY_ASSIGN(const std::string bytes, header_bytes(record));
      TRY_ASSIGN(const domain::Header header, domain::decode_stored_header(bytes));
      for (const domain::Reference& reference : header.references) {
        const auto meant = state_.find(reference.entry);
        if (!meant || !(*meant < i)) continue;
        if (about_it.contains(*meant) && !subject) take(i, because::kRefers);
        if (subject) add(*meant, because::kCited);
      }
    }
    return {};
  }

  void add_what_is_cited() {
    for (const auto& said : state_.assessments())
      if (is_about_it(said.index))
        for (const EntryIndex cited : said.cites) add(cited, because::kCited);
    for (const auto& said : state_.acknowledgements())
      if (is_about_it(said.index))
        if (const auto meant = state_.find(said.what.notification)) add(*meant, because::kCited);
    for (const auto& said : state_.encounters()) {
      if (!is_about_it(said.index)) continue;
      if (const auto watched = state_.find(said.what.watched)) add(*watched, because::kCited);
      if (said.what.arrangement)
        if (const auto rule = state_.find(*said.what.arrangement)) add(*rule, because::kRule);
    }
  }

  void add_reads() {
    for (const auto& said : state_.reads())
      if (const auto opened = state_.find(said.what.entry); opened && is_about_it(*opened))
        add(said.index, because::kOpened);
  }

  void add_findings() {
    for (const domain::Finding* const finding : snapshot_.findings()) {
      if (!cites_it(finding->evidence)) continue;
      scope_.findings.push_back(finding);
      for (const EntryIndex entry : finding->evidence) add(entry, because::kFinding);
    }
  }

  void add_rules() {
    std::set<std::string_view> zones;
    std::set<std::string_view> agreements;
    for (const domain::Finding* const finding : scope_.findings) {
      if (!finding->zone.empty()) zones.insert(finding->zone);
      if (!finding->agreement.empty()) agreements.insert(finding->agreement);
    }
    for (const auto& said : state_.zones())
      if (zones.contains(said.what.zone.id)) add(said.index, because::kRule);
    for (const auto& said : state_.agreements())
      if (agreements.contains(said.what.id)) add(said.index, because::kRule);
    for (const auto& said : state_.statuses())
      if (agreements.contains(said.what.agreement)) add(said.index, because::kRule);
    const bool is_told = std::ranges::any_of(about_it_, [this](EntryIndex one) {
      const StatementKind kind = state_.kind_of(one);
      return kind == StatementKind::notification || kind == StatementKind::call;
    });
    for (const auto& said : state_.arrangements())
      if (is_told || agreements.contains(said.what.id)) add(said.index, because::kRule);
    // Who is on which side decides whether a report is a breach.
    const bool has_report = std::ranges::any_of(
        about_it_, [this](EntryIndex one) { return state_.kind_of(one) == StatementKind::report; });
    if (!has_report) return;
    for (const auto& said : state_.actors()) add(said.index, because::kRule);
  }

  void add_rosters() {
    std::set<std::string> parties;
    const engine::Profiles profiles(state_);
    for (const auto& said : state_.notifications()) {
      if (!is_about_it(said.index)) continue;
      parties.insert(said.party);
      parties.insert(said.audience.recipients.begin(), said.audience.recipients.end());
      for (std::string& recipient : profiles.recipients_of(said)) parties.insert(recipient);
    }
    for (const auto& said : state_.calls())
      if (is_about_it(said.index)) parties.insert(said.what.called);
    for (const auto& said : state_.acknowledgements())
      if (is_about_it(said.index))
        parties.insert(said.what.recipient.empty() ? said.party : said.what.recipient);
    for (const auto& said : state_.rosters())
      if (parties.contains(said.what.party.empty() ? said.party : said.what.party))
        add(said.index, because::kRoster);
  }

  void add_erasures() {
    for (const auto& [erased, by] : state_.erased())
      if (scope_.entries.contains(erased)) add(by, because::kErasure);
  }

  const Snapshot& snapshot_;
  const State& state_;
  BundleScope scope_;
  std::set<EntryIndex> about_it_;
  std::size_t looked_at_ = 0;
};

}  // namespace

BundleAbout about_entry(const Snapshot& snapshot, EntryIndex entry) {
  const State& state = snapshot.state();
  BundleAbout about{std::string(kEntryKind), state.party_of(entry),
                    base::to_hex(state.id_of(entry)), entry};
  if (const auto* said = said_at(state.acknowledgements(), entry))
    if (const auto meant = state.find(said->what.notification);
        meant && said_at(state.notifications(), *meant) != nullptr)
      return about_entry(snapshot, *meant);
  if (const auto* said = said_at(state.notifications(), entry)) {
    const auto first = state.first_notified(said->party, said->what.id);
    return {std::string(domain::word(said->what.kind)), said->party, said->what.id,
            first.value_or(entry)};
  }
  if (const auto* said = said_at(state.calls(), entry)) {
    const auto first = std::ranges::find_if(state.calls(), [said](const auto& other) {
      return other.party == said->party && other.what.id == said->what.id;
    });
    return {std::string(kCallKind), said->party, said->what.id, first->index};
  }
  const StatementKind kind = state.kind_of(entry);
  if (state.has_body(entry) && (kind == StatementKind::report || kind == StatementKind::assessment))
    about.kind = kIncidentKind;
  return about;
}

BundleAbout about_finding(const Snapshot& snapshot, const domain::Finding& finding) {
  const EntryIndex first = finding.evidence.front();
  return {std::string(kFindingKind), snapshot.state().party_of(first), base::to_hex(finding.id),
          first};
}

std::vector<BundleAbout> all_named(const Snapshot& snapshot) {
  const State& state = snapshot.state();
  std::map<std::tuple<bool, std::string_view, std::string_view>, BundleAbout> named;
  for (const auto& said : state.notifications())
    named.try_emplace({false, said.party, said.what.id},
                      BundleAbout{std::string(domain::word(said.what.kind)), said.party,
                                  said.what.id, said.index});
  for (const auto& said : state.calls())
    named.try_emplace({true, said.party, said.what.id},
                      BundleAbout{std::string(kCallKind), said.party, said.what.id, said.index});
  std::vector<BundleAbout> all;
  for (auto& [key, about] : named) all.push_back(std::move(about));
  std::ranges::sort(all, {}, &BundleAbout::entry);
  return all;
}

Result<BundleScope> scope_of(const Snapshot& snapshot, const BundleAbout& about) {
  return Gathering(snapshot, about).gather();
}

}  // namespace truceline::views
