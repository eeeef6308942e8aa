// SPDX-License-Identifier: Apache-2.0
//
// What is known after the first N entries: a pure fold. apply() accepts every well-formed
// statement; contradictions are kept side by side for the rules to find. Bodies we do not hold
// are counted and otherwise say nothing.
//
// If you remember one thing: same entries, same order: same state, same findings, anywhere.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/statement.hpp"
#include "geo/containment.hpp"

namespace truceline::engine {

/// One thing said, with what every use of it needs: where it stands, who said it, who may see it.
template <class T>
struct Said {
  base::EntryIndex index;
  base::Hash id{};
  std::string party;
  domain::Audience audience;
  T what;
  std::optional<base::EntryIndex> superseded_by;  ///< Set once somebody entitled replaced it.
};

/// A zone version with its area made ready for questions.
struct PreparedZone {
  domain::Zone zone;
  std::shared_ptr<const geo::PreparedArea> area;
};

/// One author's chain, to see whether it says two things under one number.
struct AuthorChain {
  std::uint64_t next_sequence = 0;
  base::Hash last{};
};

/// Two entries by one key with one sequence number.
struct Equivocation {
  base::EntryIndex first;
  base::EntryIndex second;
  std::string party;
};

class State {
 public:
  /// Takes in the next entry. REQUIRES: statement.index.value == size(). Total: never fails.
  void apply(const domain::Statement& statement);

  base::TreeSize size() const { return {size_}; }

  // What was said, in order of entry. Superseded ones stay, marked.
  const std::vector<Said<domain::Agreement>>& agreements() const { return agreements_; }
  const std::vector<Said<domain::Actor>>& actors() const { return actors_; }
  const std::vector<Said<PreparedZone>>& zones() const { return zones_; }
  const std::vector<Said<domain::Post>>& posts() const { return posts_; }
  const std::vector<Said<domain::Report>>& reports() const { return reports_; }
  const std::vector<Said<domain::Tally>>& tallies() const { return tallies_; }
  const std::vector<Said<domain::Assessment>>& assessments() const { return assessments_; }
  const std::vector<Said<domain::Control>>& controls() const { return controls_; }
  const std::vector<Said<domain::Status>>& statuses() const { return statuses_; }
  const std::vector<Said<domain::Key>>& keys() const { return keys_; }
  const std::vector<Equivocation>& equivocations() const { return equivocations_; }

  /// The agreement, actor or zone version that counts now under this id; nullptr where none.
  const Said<domain::Agreement>* agreement(std::string_view id) const;
  const Said<domain::Actor>* actor(std::string_view id) const;
  const Said<PreparedZone>* zone(std::string_view id) const;

  /// The entry with this id; empty where it is not among the first size().
  std::optional<base::EntryIndex> find(const base::Hash& id) const;
  const base::Hash& id_of(base::EntryIndex index) const;
  domain::StatementKind kind_of(base::EntryIndex index) const;
  const domain::Audience& audience_of(base::EntryIndex index) const;

  /// SHA-256 over everything said and superseded, in order: equal states have equal digests.
  base::Hash digest() const;

 private:
  struct EntryNote {
    base::Hash id;
    domain::StatementKind kind;
    std::uint32_t slot;  ///< Position in the vector of its kind.
    bool has_body;
    std::string party;
    domain::Audience audience;
  };
  void keep(const domain::Statement& statement);
  void follow_references(const domain::Statement& statement);
  void follow_chain(const domain::Statement& statement);

  std::uint64_t size_ = 0;
  base::Hash running_{};
  std::vector<EntryNote> entries_;
  std::map<base::Hash, base::EntryIndex> by_id_;
  std::map<base::PublicKey, AuthorChain> chains_;
  std::map<std::pair<base::PublicKey, std::uint64_t>, base::EntryIndex> by_sequence_;
  std::vector<Said<domain::Agreement>> agreements_;
  std::vector<Said<domain::Actor>> actors_;
  std::vector<Said<PreparedZone>> zones_;
  std::vector<Said<domain::Post>> posts_;
  std::vector<Said<domain::Report>> reports_;
  std::vector<Said<domain::Tally>> tallies_;
  std::vector<Said<domain::Assessment>> assessments_;
  std::vector<Said<domain::Control>> controls_;
  std::vector<Said<domain::Status>> statuses_;
  std::vector<Said<domain::Key>> keys_;
  std::vector<Equivocation> equivocations_;
};

}  // namespace truceline::engine
