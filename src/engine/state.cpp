// SPDX-License-Identifier: Apache-2.0
#include "engine/state.hpp"

#include <algorithm>
#include <utility>

#include "base/invariant.hpp"
#include "base/sha256.hpp"

namespace truceline::engine {
namespace {

void append(base::Bytes& bytes, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

template <class T>
const std::string& id_in(const T& what) {
  return what.id;
}
const std::string& id_in(const PreparedZone& zone) {
  return zone.zone.id;
}

/// Of each thing the newest version that is not superseded, in order of entry.
template <class T>
std::vector<const Said<T>*> newest_of_each(
    const SaidList<T>& all,
    const std::map<std::string, std::vector<std::uint32_t>, std::less<>>& versions) {
  std::vector<const Said<T>*> newest;
  for (const auto& [key, slots] : versions) {
    const auto standing = std::ranges::find_if(
        slots.rbegin(), slots.rend(), [&](std::uint32_t slot) { return !all[slot].superseded_by; });
    if (standing != slots.rend()) newest.push_back(&all[*standing]);
  }
  std::ranges::sort(newest, {}, [](const auto* said) { return said->index; });
  return newest;
}

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;  // clang 16 does not deduce it by itself

base::Hash with_absent(const base::Hash& running, base::EntryIndex index) {
  base::Bytes bytes;
  append(bytes, index.value);
  return base::sha256({base::BytesView(running), bytes});
}

/// Drops what no rule reads. (Assigning an empty string would keep the old one's memory.)
void slim(domain::Report& report) {
  std::string().swap(report.text);
  std::vector<std::string>().swap(report.source.cites);
}

}  // namespace

void State::apply(domain::Statement&& statement, const State* whole) {
  INVARIANT(statement.index.value == size_);
  INVARIANT(!statement.body || domain::kind_of(*statement.body) == statement.header.kind);
  if (size_ == 0) mission_party_ = statement.header.party;
  if (!statement.key_in_force) statement.body.reset();
  take_note(statement, whole);
  ++size_;
  if (!statement.key_in_force) {
    without_right_.push_back(statement.index);
    return;
  }
  const auto before = chains_.add(statement.header.key, statement.header.sequence, statement.index);
  if (before && note(*before).id != statement.id)
    equivocations_.push_back({*before, statement.index, statement.header.party});
  if (statement.body) keep(statement, whole);
  for (const domain::Reference& reference : statement.header.references) {
    if (reference.kind != domain::ReferenceKind::supersedes) continue;
    const auto old = find(reference.entry);
    if (!old || *old == statement.index) continue;
    const bool entitled =
        statement.header.party == party_of(*old) || statement.header.party == mission_party_;
    if (entitled) supersede(*old, statement.index, whole);
  }
  if (statement.header.kind == domain::StatementKind::erasure && note(statement.index).has_body)
    erase_what(erasures_.back());
}

void State::reserve(base::TreeSize size) {
  const auto count = static_cast<std::size_t>(size.value);
  ids_.reserve(count);
}

void State::take_note(const domain::Statement& statement, const State* whole) {
  EntryNote entry{.id = statement.id,
                  .slot = 0,
                  .party = parties_.number_of(statement.header.party),
                  .audience = audiences_.number_of(statement.header.audience),
                  .kind = statement.header.kind,
                  .has_body = statement.body.has_value(),
                  .superseded = false};
  entries_.push_back(entry);
  if (whole && ids_.size() < whole->ids_.size()) ids_ = whole->ids_;
  ids_.add(statement.id, statement.index.value, id_here());
  if (!entry.has_body) note_absent(statement.index);

  base::Bytes bytes;
  bytes.reserve(80);
  append(bytes, statement.index.value);
  bytes.insert(bytes.end(), statement.id.begin(), statement.id.end());
  bytes.insert(bytes.end(), statement.header.commitment.begin(), statement.header.commitment.end());
  bytes.push_back(static_cast<std::uint8_t>(statement.header.kind));
  bytes.push_back(statement.key_in_force ? 1 : 0);
  hash_in("said", bytes);
}

void State::keep(domain::Statement& statement, const State* whole) {
  if (whole && !whole->has_body(statement.index)) whole = nullptr;
  std::vector<base::EntryIndex> cites;
  for (const domain::Reference& reference : statement.header.references) {
    if (reference.kind == domain::ReferenceKind::supersedes) continue;
    if (const auto cited = find(reference.entry)) cites.push_back(*cited);
  }
  EntryNote& entry = entries_.edit(entries_.size() - 1);
  const auto push = [&](auto list, auto&& what) {
    auto& all = this->*list;
    entry.slot = static_cast<std::uint32_t>(all.size());
    if (whole) return all.push_shared(whole->*list, whole->note(statement.index).slot);
    all.push_back({statement.index, statement.id, statement.header.party, statement.header.time,
                   statement.header.audience, std::forward<decltype(what)>(what), std::move(cites),
                   std::nullopt});
  };
  const auto push_version = [&](auto list, Versions& versions, auto&& what) {
    versions[id_in(what)].push_back(static_cast<std::uint32_t>((this->*list).size()));
    push(list, std::forward<decltype(what)>(what));
  };
  // Of what each party has under its own name.
  const auto push_own_version = [&](auto list, Versions& versions, auto&& what) {
    versions[statement.header.party + " " + what.id].push_back(
        static_cast<std::uint32_t>((this->*list).size()));
    push(list, std::forward<decltype(what)>(what));
  };
  std::visit(
      Overloaded{
          [&](domain::Agreement& a) {
            push_version(&State::agreements_, agreement_versions_, std::move(a));
          },
          [&](domain::Actor& a) { push_version(&State::actors_, actor_versions_, std::move(a)); },
          [&](domain::Zone& z) {
            auto area = whole ? nullptr : std::make_shared<const geo::PreparedArea>(z.area);
            push_version(&State::zones_, zone_versions_,
                         PreparedZone{std::move(z), std::move(area)});
          },
          [&](domain::Report& r) {
            slim(r);
            push(&State::reports_, std::move(r));
          },
          [&](domain::Post& p) { push(&State::posts_, std::move(p)); },
          [&](domain::Tally& t) { push(&State::tallies_, std::move(t)); },
          [&](domain::Assessment& a) { push(&State::assessments_, std::move(a)); },
          [&](domain::Control& c) { push(&State::controls_, std::move(c)); },
          [&](domain::Status& s) { push(&State::statuses_, std::move(s)); },
          [&](domain::Key& k) { push(&State::keys_, std::move(k)); },
          [&](domain::Erasure& e) { push(&State::erasures_, std::move(e)); },
          [&](domain::Notification& n) {
            things_.add_version(statement.header.party, n.id, statement.index);
            push(&State::notifications_, std::move(n));
          },
          [&](domain::Arrangement& a) {
            push_version(&State::arrangements_, arrangement_versions_, std::move(a));
          },
          [&](domain::Encounter& e) { push(&State::encounters_, std::move(e)); },
          [&](domain::Acknowledgement& a) {
            push(&State::acknowledgements_, std::move(a));
            note_answer(entry.slot);
          },
          [&](domain::Roster& r) {
            push_own_version(&State::rosters_, roster_versions_, std::move(r));
          },
          [&](domain::Call& c) { push(&State::calls_, std::move(c)); },
          [&](domain::Read& r) { push(&State::reads_, std::move(r)); },
          [&](domain::Exception& e) { push(&State::exceptions_, std::move(e)); },
          [](domain::Supersede&) {},  // all of it is in the header's references
      },
      *statement.body);
}

void State::supersede(base::EntryIndex index, base::EntryIndex by, const State* whole) {
  if (note(index).superseded) return;
  EntryNote& old = entries_.edit(static_cast<std::size_t>(index.value));
  old.superseded = true;
  base::Bytes bytes;
  append(bytes, index.value);
  append(bytes, by.value);
  hash_in("superseded", bytes);
  if (!old.has_body) return;
  if (whole && !whole->has_body(index)) whole = nullptr;
  const auto mark = [&](auto list) {
    auto& all = this->*list;
    if (all[old.slot].superseded_by == by) return;
    const std::uint32_t theirs = whole ? whole->note(index).slot : 0;
    if (whole && (whole->*list)[theirs].superseded_by == by)
      return all.share(old.slot, whole->*list, theirs);
    all.edit(old.slot).superseded_by = by;
  };
  switch (old.kind) {
    case domain::StatementKind::agreement:
      return mark(&State::agreements_);
    case domain::StatementKind::actor:
      return mark(&State::actors_);
    case domain::StatementKind::zone:
      return mark(&State::zones_);
    case domain::StatementKind::post:
      return mark(&State::posts_);
    case domain::StatementKind::report:
      return mark(&State::reports_);
    case domain::StatementKind::tally:
      return mark(&State::tallies_);
    case domain::StatementKind::assessment:
      return mark(&State::assessments_);
    case domain::StatementKind::control:
      return mark(&State::controls_);
    case domain::StatementKind::status:
      return mark(&State::statuses_);
    case domain::StatementKind::key:
      return mark(&State::keys_);
    case domain::StatementKind::erasure:
      return mark(&State::erasures_);
    case domain::StatementKind::notification:
      mark(&State::notifications_);
      return things_.replace(old.slot, notifications_, by);
    case domain::StatementKind::arrangement:
      return mark(&State::arrangements_);
    case domain::StatementKind::encounter:
      return mark(&State::encounters_);
    case domain::StatementKind::acknowledgement:
      mark(&State::acknowledgements_);
      if (const auto* about = notification_answered(acknowledgements_[old.slot]))
        things_.touch(things_.number_of(note(about->index).slot), by);
      return;
    case domain::StatementKind::roster:
      return mark(&State::rosters_);
    case domain::StatementKind::call:
      return mark(&State::calls_);
    case domain::StatementKind::read:
      return mark(&State::reads_);
    case domain::StatementKind::exception:
      return mark(&State::exceptions_);
    case domain::StatementKind::supersede:
      return;
  }
}

void State::erase_what(const Said<domain::Erasure>& erasure) {
  const auto target = find(erasure.what.entry);
  if (!target || *target == erasure.index) return;
  const domain::StatementKind kind = kind_of(*target);
  // Without them nobody could tell who may speak, or why a body is not there.
  if (kind == domain::StatementKind::key || kind == domain::StatementKind::erasure) return;
  if (erasure.party != party_of(*target) && erasure.party != mission_party_) return;
  if (!erased_.emplace(*target, erasure.index).second) return;
  drop_body(*target, erasure.index);
}

void State::drop_body(base::EntryIndex index, base::EntryIndex by) {
  if (!note(index).has_body) return;
  EntryNote& entry = entries_.edit(static_cast<std::size_t>(index.value));
  entry.has_body = false;
  const auto place = std::ranges::lower_bound(absent_, index) - absent_.begin();
  absent_.insert(static_cast<std::size_t>(place), index);
  absent_running_ = {};
  for (const base::EntryIndex one : absent_) absent_running_ = with_absent(absent_running_, one);
  switch (entry.kind) {
    case domain::StatementKind::agreement:
      return remove_from(agreements_, index, &agreement_versions_);
    case domain::StatementKind::actor:
      return remove_from(actors_, index, &actor_versions_);
    case domain::StatementKind::zone:
      return remove_from(zones_, index, &zone_versions_);
    case domain::StatementKind::post:
      return remove_from(posts_, index);
    case domain::StatementKind::report:
      return remove_from(reports_, index);
    case domain::StatementKind::tally:
      return remove_from(tallies_, index);
    case domain::StatementKind::assessment:
      return remove_from(assessments_, index);
    case domain::StatementKind::control:
      return remove_from(controls_, index);
    case domain::StatementKind::status:
      return remove_from(statuses_, index);
    case domain::StatementKind::notification:
      remove_from(notifications_, index);
      return list_things_again(by);
    case domain::StatementKind::arrangement:
      return remove_from(arrangements_, index, &arrangement_versions_);
    case domain::StatementKind::encounter:
      return remove_from(encounters_, index);
    case domain::StatementKind::acknowledgement:
      remove_from(acknowledgements_, index);
      return list_things_again(by);
    case domain::StatementKind::roster:
      return remove_from(rosters_, index, &roster_versions_);
    case domain::StatementKind::call:
      return remove_from(calls_, index);
    case domain::StatementKind::read:
      return remove_from(reads_, index);
    case domain::StatementKind::exception:
      return remove_from(exceptions_, index);
    case domain::StatementKind::supersede:
      return;  // nothing of its body was kept
    case domain::StatementKind::key:
    case domain::StatementKind::erasure:
      INVARIANT(false && "never erased");
  }
}

/// Takes what was said at `index` out of its list; what stands behind it moves up.
template <class T>
void State::remove_from(SaidList<T>& all, base::EntryIndex index, Versions* versions) {
  const domain::StatementKind kind = note(index).kind;
  const std::uint32_t slot = note(index).slot;
  all.erase(slot);
  for (std::size_t i = static_cast<std::size_t>(index.value) + 1; i < entries_.size(); ++i)
    if (entries_[i].kind == kind && entries_[i].has_body) --entries_.edit(i).slot;
  if (versions == nullptr) return;
  for (auto& [id, slots] : *versions) {
    std::erase(slots, slot);
    for (std::uint32_t& other : slots)
      if (other > slot) --other;
  }
}

base::Hash State::digest() const {
  if (absent_.empty()) return running_;
  base::Bytes bytes;
  bytes.reserve(absent_.size() * sizeof(std::uint64_t));
  for (const base::EntryIndex index : absent_) append(bytes, index.value);
  return base::sha256({base::BytesView(running_), base::bytes_of("absent"), bytes});
}

base::Hash State::quick_digest() const {
  return base::sha256({base::BytesView(running_), base::BytesView(absent_running_)});
}

void State::hash_in(std::string_view label, base::BytesView bytes) {
  running_ = base::sha256({base::BytesView(running_), base::bytes_of(label), bytes});
}

template <class T>
std::vector<const Said<T>*> State::versions_that_count(const SaidList<T>& all,
                                                       const Versions& versions,
                                                       std::string_view id) const {
  std::vector<const Said<T>*> counting;
  const auto found = versions.find(id);
  if (found == versions.end()) return counting;
  const std::string* speaker = nullptr;
  for (const std::uint32_t slot : found->second) {
    const Said<T>& version = all[slot];
    if (version.superseded_by) continue;
    if (!speaker || (version.party == mission_party_ && *speaker != mission_party_)) {
      speaker = &version.party;
      counting.clear();
    }
    if (version.party == *speaker) counting.push_back(&version);
  }
  return counting;
}

const Said<domain::Agreement>* State::agreement(std::string_view id) const {
  const auto versions = versions_that_count(agreements_, agreement_versions_, id);
  return versions.empty() ? nullptr : versions.back();
}
const Said<domain::Actor>* State::actor(std::string_view id) const {
  const auto versions = versions_that_count(actors_, actor_versions_, id);
  return versions.empty() ? nullptr : versions.back();
}
const Said<PreparedZone>* State::zone(std::string_view id) const {
  const auto versions = zone_versions(id);
  return versions.empty() ? nullptr : versions.back();
}
const Said<domain::Arrangement>* State::arrangement(std::string_view id) const {
  const auto versions = versions_that_count(arrangements_, arrangement_versions_, id);
  return versions.empty() ? nullptr : versions.back();
}
std::vector<const Said<domain::Notification>*> State::notified() const {
  std::vector<const Said<domain::Notification>*> newest;
  newest.reserve(things_.all().size());
  for (const Thing& thing : things_.all())
    if (const auto* const said = standing(thing)) newest.push_back(said);
  std::ranges::sort(newest, {}, [](const auto* said) { return said->index; });
  return newest;
}
std::vector<const Said<domain::Roster>*> State::standing_rosters() const {
  return newest_of_each(rosters_, roster_versions_);
}

std::vector<const Said<domain::Notification>*> State::versions_notified(std::string_view party,
                                                                        std::string_view id) const {
  std::vector<const Said<domain::Notification>*> versions;
  const auto number = things_.find(party, id);
  if (!number) return versions;
  for (const std::uint32_t slot : things_.versions(*number))
    if (!notifications_[slot].superseded_by) versions.push_back(&notifications_[slot]);
  return versions;
}

std::optional<base::EntryIndex> State::first_notified(std::string_view party,
                                                      std::string_view id) const {
  const auto number = things_.find(party, id);
  if (!number) return std::nullopt;
  return notifications_[things_.all()[*number].first].index;
}

const Said<domain::Notification>* State::notification_at(base::EntryIndex index) const {
  const EntryNote& entry = note(index);
  const bool is_one = entry.kind == domain::StatementKind::notification && entry.has_body;
  return is_one ? &notifications_[entry.slot] : nullptr;
}

/// Which version it answers; nullptr where that is none that stands before it, or is not held.
const Said<domain::Notification>* State::notification_answered(
    const Said<domain::Acknowledgement>& said) const {
  const auto entry = find(said.what.notification);
  return entry && *entry < said.index ? notification_at(*entry) : nullptr;
}

void State::note_answer(std::uint32_t slot) {
  const Said<domain::Acknowledgement>& said = acknowledgements_[slot];
  if (const auto* const about = notification_answered(said))
    things_.add_answer({note(about->index).slot, slot}, said.index);
}

/// After something was taken out: whatever is remembered of any of them is no longer good.
void State::list_things_again(base::EntryIndex by) {
  things_ = {};
  for (const Said<domain::Notification>& said : notifications_)
    things_.add_version(said.party, said.what.id, by);
  for (std::uint32_t slot = 0; slot < notifications_.size(); ++slot)
    if (notifications_[slot].superseded_by) things_.replace(slot, notifications_, by);
  for (std::uint32_t slot = 0; slot < acknowledgements_.size(); ++slot) note_answer(slot);
  for (std::size_t number = 0; number < things_.all().size(); ++number) things_.touch(number, by);
}

void State::note_absent(base::EntryIndex index) {
  absent_.push_back(index);
  absent_running_ = with_absent(absent_running_, index);
}

std::vector<const Said<PreparedZone>*> State::zone_versions(std::string_view id) const {
  return versions_that_count(zones_, zone_versions_, id);
}

std::optional<base::EntryIndex> State::find(const base::Hash& id) const {
  const auto found = ids_.find(id, id_here());
  if (!found || *found >= size_) return std::nullopt;
  return base::EntryIndex{*found};
}

const State::EntryNote& State::note(base::EntryIndex index) const {
  INVARIANT(index.value < size_);
  return entries_[static_cast<std::size_t>(index.value)];
}
const base::Hash& State::id_of(base::EntryIndex index) const {
  return note(index).id;
}
domain::StatementKind State::kind_of(base::EntryIndex index) const {
  return note(index).kind;
}
const std::string& State::party_of(base::EntryIndex index) const {
  return parties_[note(index).party];
}
const domain::Audience& State::audience_of(base::EntryIndex index) const {
  return audiences_[note(index).audience];
}
bool State::has_body(base::EntryIndex index) const {
  return note(index).has_body;
}
std::optional<base::EntryIndex> State::erased_by(base::EntryIndex index) const {
  const auto found = erased_.find(index);
  if (found == erased_.end()) return std::nullopt;
  return found->second;
}

}  // namespace truceline::engine
