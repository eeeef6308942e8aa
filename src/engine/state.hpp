// SPDX-License-Identifier: Apache-2.0
//
// What is known after the first N entries: a pure fold. apply() accepts every well-formed
// statement; contradictions are kept side by side for the rules to find. Bodies we do not hold
// are counted and otherwise say nothing; an erased body counts as one that was never held, so
// that whoever holds the erasure agrees, whether the bytes are destroyed there yet or not.
//
// If you remember one thing: same entries, same order: same state, same findings, anywhere.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/statement.hpp"
#include "engine/author_chains.hpp"
#include "engine/entry_ids.hpp"
#include "engine/interned.hpp"
#include "engine/notified_things.hpp"
#include "engine/said.hpp"
#include "geo/containment.hpp"

namespace truceline::engine {

/// A zone version with its area made ready for questions.
struct PreparedZone {
  domain::Zone zone;
  std::shared_ptr<const geo::PreparedArea> area;
};

/// Two entries by one key with one sequence number.
struct Equivocation {
  base::EntryIndex first;
  base::EntryIndex second;
  std::string party;
};

class State {
 public:
  /// Takes in the next entry. REQUIRES: statement.index.value == size(), and the body, where
  /// there is one, is of the header's kind. Total: never fails. Takes the body out
  /// of what it is given to keep.
  ///
  /// A `supersedes` reference marks the entry it names when the author speaks for the same party
  /// as that entry, or for the mission's own party; the first such mark stays. Anybody else's
  /// has no effect: the two stand side by side and the rules find the contradiction. What is
  /// superseded by an entry does not come back when that entry is itself superseded.
  ///
  /// An erasure takes the body of an earlier entry out of the state, as if it had never been
  /// held: by the party that said it, or by the mission's own, which answers for what it keeps.
  /// Key statements and erasures are never erased. Anybody else's erasure has no effect.
  ///
  /// What a key signed that was not in force (Statement::key_in_force) is an entry and no more:
  /// its body, references and number say nothing. Cost: an erasure of a body that is held looks
  /// at every later entry; all else is O(log n).
  ///
  /// `whole`: null, or a state of the same ledger that has this entry already; what it has of the
  /// body serves both. Then this state is right once it has come as far as `whole`.
  void apply(domain::Statement&& statement, const State* whole = nullptr);
  void apply(const domain::Statement& statement) { apply(domain::Statement(statement)); }
  /// Makes room for the first `size` entries at once, where one knows that so many will come. Says
  /// nothing about them.
  void reserve(base::TreeSize size);

  base::TreeSize size() const { return {size_}; }

  // What was said, in order of entry. Superseded ones stay, marked.
  const SaidList<domain::Agreement>& agreements() const { return agreements_; }
  const SaidList<domain::Actor>& actors() const { return actors_; }
  const SaidList<PreparedZone>& zones() const { return zones_; }
  const SaidList<domain::Post>& posts() const { return posts_; }
  /// Without their `text` and `source.cites`, so that a million of them fit in memory: whoever
  /// shows one reads the body again from the store.
  const SaidList<domain::Report>& reports() const { return reports_; }
  const SaidList<domain::Tally>& tallies() const { return tallies_; }
  const SaidList<domain::Assessment>& assessments() const { return assessments_; }
  const SaidList<domain::Control>& controls() const { return controls_; }
  const SaidList<domain::Status>& statuses() const { return statuses_; }
  const SaidList<domain::Key>& keys() const { return keys_; }
  const SaidList<domain::Erasure>& erasures() const { return erasures_; }
  const SaidList<domain::Notification>& notifications() const { return notifications_; }
  const SaidList<domain::Arrangement>& arrangements() const { return arrangements_; }
  const SaidList<domain::Encounter>& encounters() const { return encounters_; }
  const SaidList<domain::Acknowledgement>& acknowledgements() const { return acknowledgements_; }
  const SaidList<domain::Roster>& rosters() const { return rosters_; }
  const SaidList<domain::Call>& calls() const { return calls_; }
  const SaidList<domain::Read>& reads() const { return reads_; }
  const SaidList<domain::Exception>& exceptions() const { return exceptions_; }
  const std::vector<Equivocation>& equivocations() const { return equivocations_; }
  /// Entries signed by a key that was not in force.
  const std::vector<base::EntryIndex>& without_right() const { return without_right_; }

  /// The agreement, actor or zone version that counts under this id; nullptr where none. Whose
  /// word counts: the mission's own party where it has spoken of the id, else the party that
  /// spoke of it first; of that party's versions not superseded, the newest.
  const Said<domain::Agreement>* agreement(std::string_view id) const;
  const Said<domain::Actor>* actor(std::string_view id) const;
  const Said<PreparedZone>* zone(std::string_view id) const;
  const Said<domain::Arrangement>* arrangement(std::string_view id) const;
  /// All versions of a zone by the party whose word counts, oldest first, none superseded: each
  /// holds in its own `valid` interval, a newer one before an older one.
  std::vector<const Said<PreparedZone>*> zone_versions(std::string_view id) const;

  /// The newest version that is not superseded of each thing that each party has notified, in order
  /// of entry: a party's word counts for its own things, whoever else uses the same id.
  std::vector<const Said<domain::Notification>*> notified() const;
  /// All versions of what `party` notified under `id` that nothing has replaced, oldest first.
  std::vector<const Said<domain::Notification>*> versions_notified(std::string_view party,
                                                                   std::string_view id) const;
  /// The same as notified() of each party's rosters.
  std::vector<const Said<domain::Roster>*> standing_rosters() const;
  /// What is notified, thing by thing, with what was answered.
  const NotifiedThings& things() const { return things_; }
  /// The version of a thing that counts; nullptr where all are replaced.
  const Said<domain::Notification>* standing(const Thing& thing) const {
    return thing.standing == Thing::kNone ? nullptr : &notifications_[thing.standing];
  }
  /// What was notified at this entry; nullptr where nothing was, or its body is not held. O(1).
  const Said<domain::Notification>* notification_at(base::EntryIndex index) const;
  /// The entry of the first version of what `party` notified under `id`; empty where there is none.
  std::optional<base::EntryIndex> first_notified(std::string_view party, std::string_view id) const;

  /// Whose entry is the first: the mission's own party. Empty before there is an entry.
  const std::string& mission_party() const { return mission_party_; }

  /// The entry with this id; empty where it is not among the first size(). The first, where the
  /// same envelope was entered twice.
  std::optional<base::EntryIndex> find(const base::Hash& id) const;
  // REQUIRES: index.value < size().
  const base::Hash& id_of(base::EntryIndex index) const;
  domain::StatementKind kind_of(base::EntryIndex index) const;
  const std::string& party_of(base::EntryIndex index) const;
  const domain::Audience& audience_of(base::EntryIndex index) const;
  bool has_body(base::EntryIndex index) const;
  /// The erasure that took its body; empty where none did.
  std::optional<base::EntryIndex> erased_by(base::EntryIndex index) const;
  /// All that were erased, ascending, with the erasure of each.
  const std::map<base::EntryIndex, base::EntryIndex>& erased() const { return erased_; }

  /// SHA-256 over everything said and superseded, in order: equal states have equal digests.
  /// Covers index, id, kind and commitment of each entry, whether its key was in force, each
  /// supersession, and which bodies are not held, however that came about. The commitment binds
  /// the body, so bodies are not hashed again. Cost: O(bodies not held).
  base::Hash digest() const;
  /// Equal where digest() is, and the other way round; O(1), but no part of any format.
  base::Hash quick_digest() const;

 private:
  struct EntryNote {
    base::Hash id;
    std::uint32_t slot;      ///< Position in the vector of its kind; only with a body.
    std::uint32_t party;     ///< Into parties_.
    std::uint32_t audience;  ///< Into audiences_.
    domain::StatementKind kind;
    bool has_body;
    bool superseded;
  };
  using Versions = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

  const EntryNote& note(base::EntryIndex index) const;
  void take_note(const domain::Statement& statement, const State* whole);
  /// Gives the id of an index; of one that is not here yet, though ids_ has it, an id like no
  /// other.
  auto id_here() const {
    return [this](std::uint64_t index) -> const base::Hash& {
      static constexpr base::Hash kNotHere{};
      return index < entries_.size() ? entries_[static_cast<std::size_t>(index)].id : kNotHere;
    };
  }
  void keep(domain::Statement& statement, const State* whole);
  void supersede(base::EntryIndex index, base::EntryIndex by, const State* whole);
  void erase_what(const Said<domain::Erasure>& erasure);
  void drop_body(base::EntryIndex index, base::EntryIndex by);
  void note_absent(base::EntryIndex index);
  void list_things_again(base::EntryIndex by);
  void note_answer(std::uint32_t slot);
  const Said<domain::Notification>* notification_answered(
      const Said<domain::Acknowledgement>& said) const;
  template <class T>
  void remove_from(SaidList<T>& all, base::EntryIndex index, Versions* versions = nullptr);
  void hash_in(std::string_view label, base::BytesView bytes);
  template <class T>
  std::vector<const Said<T>*> versions_that_count(const SaidList<T>& all, const Versions& versions,
                                                  std::string_view id) const;

  std::uint64_t size_ = 0;
  base::Hash running_{};
  SharedList<base::EntryIndex, 256> absent_;  ///< Entries whose bodies are not held, ascending.
  base::Hash absent_running_{};               ///< Over these, in order.
  std::string mission_party_;
  SharedList<EntryNote, 128> entries_;
  Interned<std::string> parties_;         ///< Few parties, many entries.
  Interned<domain::Audience> audiences_;  ///< Likewise.
  EntryIds ids_;  ///< Of all entries, and perhaps of later ones: shared with whoever was ahead.
  AuthorChains chains_;
  Versions agreement_versions_;
  Versions actor_versions_;
  Versions zone_versions_;
  Versions arrangement_versions_;
  Versions roster_versions_;  ///< By party and id, a space between.
  NotifiedThings things_;
  SaidList<domain::Agreement> agreements_;
  SaidList<domain::Actor> actors_;
  SaidList<PreparedZone> zones_;
  SaidList<domain::Post> posts_;
  SaidList<domain::Report> reports_;
  SaidList<domain::Tally> tallies_;
  SaidList<domain::Assessment> assessments_;
  SaidList<domain::Control> controls_;
  SaidList<domain::Status> statuses_;
  SaidList<domain::Key> keys_;
  SaidList<domain::Erasure> erasures_;
  SaidList<domain::Notification> notifications_;
  SaidList<domain::Arrangement> arrangements_;
  SaidList<domain::Encounter> encounters_;
  SaidList<domain::Acknowledgement> acknowledgements_;
  SaidList<domain::Roster> rosters_;
  SaidList<domain::Call> calls_;
  SaidList<domain::Read> reads_;
  SaidList<domain::Exception> exceptions_;
  std::vector<Equivocation> equivocations_;
  std::vector<base::EntryIndex> without_right_;
  std::map<base::EntryIndex, base::EntryIndex> erased_;
};

}  // namespace truceline::engine
