// SPDX-License-Identifier: Apache-2.0
//
// Who reads, and the one rule for which bodies: those said to everyone; of the parties also those
// said to all parties or to it by name, and its own. What a reader may not read is taken away
// before anything is made of it, so that all it is shown follows from what it may know.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "domain/statement.hpp"

namespace truceline::domain {

class Reader {
 public:
  /// Who is not logged in.
  static Reader anyone() { return {Kind::anyone, {}}; }
  /// The desks of one party, or of the mission.
  static Reader of(std::string party) { return {Kind::party, std::move(party)}; }
  /// Whoever sits at the machine that holds the ledger and could read its files anyway.
  static Reader keeper() { return {Kind::keeper, {}}; }

  bool is_anyone() const { return kind_ == Kind::anyone; }
  bool is_keeper() const { return kind_ == Kind::keeper; }
  /// Empty for anyone and the keeper.
  const std::string& party() const { return party_; }

  /// May this reader read what `author` said to `audience`?
  bool may_read(const Audience& audience, std::string_view author) const {
    if (kind_ == Kind::keeper || audience.label == AudienceLabel::everyone) return true;
    if (kind_ == Kind::anyone) return false;
    return audience.label == AudienceLabel::all_parties || author == party_ ||
           std::ranges::find(audience.recipients, party_) != audience.recipients.end();
  }
  bool may_read(const Header& header) const { return may_read(header.audience, header.party); }

  /// One word or two for this reader and no other.
  std::string name() const {
    return kind_ == Kind::keeper ? "keeper" : kind_ == Kind::anyone ? "anyone" : "party " + party_;
  }
  friend bool operator==(const Reader&, const Reader&) = default;

 private:
  enum class Kind { anyone, party, keeper };
  Reader(Kind kind, std::string party) : kind_(kind), party_(std::move(party)) {}

  Kind kind_;
  std::string party_;
};

/// The statement as this reader knows it: without its body where that is not for this reader.
inline Statement as_read_by(const Reader& reader, Statement statement) {
  if (!reader.may_read(statement.header)) statement.body.reset();
  return statement;
}

}  // namespace truceline::domain
