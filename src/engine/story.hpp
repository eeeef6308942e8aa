// SPDX-License-Identifier: Apache-2.0
//
// For tests: a ledger told statement by statement, without signatures or a store. Keys, salts and
// ids come from what is said, so the same story has the same ids on every machine.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "domain/commitment.hpp"
#include "engine/state.hpp"

namespace truceline::engine {

class Story {
 public:
  using References = std::vector<domain::Reference>;

  /// `party` says `body` next, by its one key. Returns the id of the entry.
  base::Hash say(const std::string& party, domain::Body body, References references = {}) {
    const std::uint64_t number = next_[party]++;
    return say_numbered(party, number, std::move(body), std::move(references));
  }

  /// The same with a sequence number of the teller's choice.
  base::Hash say_numbered(const std::string& party, std::uint64_t number, domain::Body body,
                          References references = {}) {
    domain::Statement statement;
    statement.index = {told_.size()};
    domain::Header& header = statement.header;
    header.log = "example.org/story";
    header.party = party;
    header.key = base::SigningKey::from_seed(base::sha256(base::bytes_of(party))).public_key();
    header.sequence = number;
    header.previous = last_[party];
    header.kind = domain::kind_of(body);
    header.time = time.value_or(base::TimeMs{
        1'500'000'000'000 + static_cast<std::int64_t>(told_.size()) * base::kMinuteMs});
    header.time_zone = "UTC";
    header.audience = audience;
    header.references = std::move(references);
    const std::string bytes = domain::encode(body);
    header.commitment = domain::commitment(base::sha256(base::bytes_of(bytes)), bytes);
    const std::string encoded = domain::encode(header);
    const std::uint8_t leaf[] = {0};
    statement.id = base::sha256({leaf, base::bytes_of(encoded)});
    statement.body = std::move(body);
    last_[party] = statement.id;
    told_.push_back(std::move(statement));
    return told_.back().id;
  }

  /// Takes the last statement's body away, as from a reader who may not see it.
  void withhold_last() { told_.back().body.reset(); }

  const std::vector<domain::Statement>& told() const { return told_; }

  /// The state after the first `count` statements; all, where there are fewer.
  State state(std::size_t count = std::size_t(-1)) const {
    State folded;
    for (std::size_t i = 0; i < told_.size() && i < count; ++i) folded.apply(told_[i]);
    return folded;
  }

  domain::Audience audience = {domain::AudienceLabel::everyone, {}};  ///< Of what is said next.
  std::optional<base::TimeMs> time;  ///< The author's clock; empty: a minute later each time.

 private:
  std::vector<domain::Statement> told_;
  std::map<std::string, std::uint64_t> next_;
  std::map<std::string, base::Hash> last_;
};

// Short ways to say things.

inline base::TimeMs midnight(std::string_view date) {
  return {base::days_from_date(base::parse_date(date).value()) * base::kDayMs};
}

inline domain::When on(std::string_view date) {
  const base::TimeMs from = midnight(date);
  return {.interval = {from, {from.value + base::kDayMs}},
          .precision = domain::TimePrecision::day,
          .zone = "UTC",
          .as_written = std::string(date)};
}

inline domain::When between(std::string_view from, std::string_view to) {
  return {.interval = {midnight(from), midnight(to)},
          .precision = domain::TimePrecision::days,
          .zone = "UTC",
          .as_written = {}};
}

inline geo::Point point(double lon, double lat) {
  return {.lon_e7 = static_cast<std::int32_t>(lon * 1e7),
          .lat_e7 = static_cast<std::int32_t>(lat * 1e7)};
}

/// One degree by one degree, its lower left corner at the place given.
inline domain::Zone square(std::string id, double lon, double lat) {
  domain::Zone zone;
  zone.id = std::move(id);
  zone.area = {{.outer = {point(lon, lat), point(lon + 1, lat), point(lon + 1, lat + 1),
                          point(lon, lat + 1)},
                .holes = {}}};
  return zone;
}

inline std::vector<domain::ActorMention> actors_named(std::vector<std::string> names) {
  std::vector<domain::ActorMention> mentions;
  for (std::string& name : names) mentions.push_back({std::move(name), {}});
  return mentions;
}

/// Parties "government" and "opposition", guarantor "russia", excluded "islamic-state"; clause 1
/// prohibits shelling between the parties everywhere; in force for the second half of 2017.
inline domain::Agreement truce() {
  domain::Agreement agreement;
  agreement.id = "truce";
  agreement.title = "The truce";
  agreement.in_force = {midnight("2017-07-01"), midnight("2018-01-01")};
  agreement.parties = {"government", "opposition"};
  agreement.guarantors = {"russia"};
  agreement.excluded = {"islamic-state"};
  domain::Provision clause;
  clause.id = "1";
  clause.modality = domain::Modality::prohibits;
  clause.what = "no shelling";
  clause.matches = domain::EventMatch{{domain::EventKind::shelling}, {"parties"}, {}, {}};
  clause.everywhere = true;
  clause.in_effect = agreement.in_force;
  agreement.provisions = {clause};
  return agreement;
}

/// Government shells opposition at 36.5 E 35.5 N on that day, deaths not counted.
inline domain::Report shelling(std::string_view date) {
  domain::Report report;
  report.event = domain::EventKind::shelling;
  report.side_a = actors_named({"government"});
  report.side_b = actors_named({"opposition"});
  report.when = on(date);
  report.place.point = point(36.5, 35.5);
  report.place.radius_m = 1000;
  report.place.precision = domain::PlacePrecision::settlement;
  report.source.publisher = "Monitor";
  return report;
}

}  // namespace truceline::engine
