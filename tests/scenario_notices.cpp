// SPDX-License-Identifier: Apache-2.0
#include "scenario_notices.hpp"

#include <charconv>

#include "scenario_duty.hpp"
#include "scenario_words.hpp"

namespace truceline::tests {
namespace {

using base::invalid;
using base::Result;
using domain::Body;
using Words = std::vector<std::string>;

Result<std::vector<geo::Point>> points_of(const Words& letters, const Landmarks& landmarks) {
  std::vector<geo::Point> points;
  for (const std::string& letter : letters) {
    const auto found = landmarks.find(letter);
    if (found == landmarks.end()) return invalid("\"" + letter + "\" is not on the map");
    points.push_back(found->second);
  }
  return points;
}

/// "height 1000 1300 amsl": metres.
Result<geo::AltitudeBand> band_of(const Words& words) {
  if (words.size() < 2) return invalid("\"height\" wants a floor and a ceiling in metres");
  geo::AltitudeBand band;
  TRY_ASSIGN(const std::int64_t floor_m, number_of(words[0]));
  TRY_ASSIGN(const std::int64_t ceiling_m, number_of(words[1]));
  band.floor_cm = static_cast<std::int32_t>(floor_m * 100);
  band.ceiling_cm = static_cast<std::int32_t>(ceiling_m * 100);
  if (words.size() > 2) {
    TRY_ASSIGN(band.datum, word_of<geo::Datum>(words[2]));
  }
  return band;
}

/// "along A B C width 100 passing T T T": a passage for each waypoint, or none at all.
Result<geo::Corridor> corridor_of(const Clauses& line, const Landmarks& landmarks) {
  geo::Corridor corridor;
  TRY_ASSIGN(corridor.half_width_m, number_of(line.one("width")));
  TRY_ASSIGN(const std::vector<geo::Point> points, points_of(line.list("along"), landmarks));
  const Words times = line.list("passing");
  if (!times.empty() && times.size() != points.size())
    return invalid("\"passing\" wants a time for each waypoint");
  for (std::size_t i = 0; i < points.size(); ++i) {
    corridor.route.push_back({points[i], std::nullopt});
    if (times.empty()) continue;
    TRY_ASSIGN(const domain::When when, when_of(times[i]));
    corridor.route.back().passage =
        geo::Passage{when.interval.from.value, when.interval.from.value};
  }
  return corridor;
}

/// "operation/site/500", "flight/flight/9000/height-300", "movement/operation/2000/minutes-30".
Result<domain::RequiredSeparation> separation_of(const std::string& text) {
  Words parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t slash = std::min(text.find('/', from), text.size());
    parts.push_back(text.substr(from, slash - from));
    from = slash + 1;
  }
  if (parts.size() < 3) return invalid("a separation is KIND/KIND/METRES");
  domain::RequiredSeparation separation;
  TRY_ASSIGN(separation.first, word_of<domain::SubjectKind>(parts[0]));
  TRY_ASSIGN(separation.second, word_of<domain::SubjectKind>(parts[1]));
  TRY_ASSIGN(separation.horizontal_m, number_of(parts[2]));
  for (std::size_t i = 3; i < parts.size(); ++i) {
    const std::size_t dash = parts[i].find('-');
    TRY_ASSIGN(const std::int64_t number, number_of(parts[i].substr(dash + 1)));
    if (parts[i].starts_with("height-"))
      separation.vertical_cm = number * 100;
    else if (parts[i].starts_with("minutes-"))
      separation.time_ms = number * base::kMinuteMs;
    else
      return invalid("\"" + parts[i] + "\" is neither height-METRES nor minutes-NUMBER");
  }
  return separation;
}

/// "plates A B marked day contact "Convoy leader" verified-by "Site manager"".
Result<void> add_details(const Clauses& line, domain::Notification& notice) {
  for (const std::string& word : line.list("marked")) {
    TRY_ASSIGN(const auto marking, word_of<domain::Marking>(word));
    notice.marked.push_back(marking);
  }
  for (const std::string& plate : line.list("plates"))
    notice.vehicles.push_back({{}, plate, {}, notice.marked});
  if (line.has("contact"))
    notice.contacts.push_back({line.one("contact"), {}, {{domain::Channel::phone, "+1 555 0100"}}});
  if (line.has("verified-by"))
    notice.verified =
        domain::Verification{line.one("verified-by"), {notice.when.interval.from, {}}};
  return {};
}

}  // namespace

Result<Body> notice_of(const Words& words, std::size_t at, const Landmarks& landmarks) {
  if (at + 1 >= words.size()) return invalid("\"notify\" wants a kind and an id");
  TRY_ASSIGN(const Clauses line,
             Clauses::read(words, at + 2,
                           {"at", "radius", "corners", "along", "width", "passing", "within",
                            "height", "during", "phase", "objects", "plates", "marked", "contact",
                            "emergency", "verified-by", "named"}));
  domain::Notification notice;
  TRY_ASSIGN(notice.kind, word_of<domain::NotificationKind>(words[at]));
  notice.id = words[at + 1];
  TRY_ASSIGN(notice.when, when_of(line.one("during")));
  if (line.has("phase")) {
    TRY_ASSIGN(notice.phase, word_of<domain::Phase>(line.one("phase")));
  }
  if (line.has("height")) {
    TRY_ASSIGN(notice.altitude, band_of(line.list("height")));
  }
  notice.objects = line.list("objects");
  notice.emergency = line.has("emergency");
  notice.place.name = line.one("named");
  TRY(add_details(line, notice));
  if (line.has("at")) {
    TRY_ASSIGN(const std::vector<geo::Point> centre, points_of(line.list("at"), landmarks));
    geo::Circle circle{centre.front(), 0};
    TRY_ASSIGN(circle.radius_m, number_of(line.one("radius")));
    notice.circle = circle;
  }
  if (line.has("corners")) {
    TRY_ASSIGN(const std::vector<geo::Point> corners, points_of(line.list("corners"), landmarks));
    notice.area = {{corners, {}}};
  }
  if (line.has("along")) {
    TRY_ASSIGN(notice.corridor, corridor_of(line, landmarks));
  }
  TRY(domain::encode_checked(notice));  // its flaws are the scenario's
  return Body(notice);
}

Result<Body> arrangement_of(const Words& words, std::size_t at, const Landmarks&) {
  std::set<std::string> keywords = kDutyKeywords;
  keywords.insert({"apart", "priority"});
  TRY_ASSIGN(const Clauses line, Clauses::read(words, at + 1, keywords));
  domain::Arrangement arrangement;
  arrangement.id = words[at];
  arrangement.title = words[at];
  for (const std::string& text : line.list("apart")) {
    TRY_ASSIGN(const domain::RequiredSeparation separation, separation_of(text));
    arrangement.separations.push_back(separation);
  }
  for (const std::string& kind : line.list("priority")) {
    TRY_ASSIGN(const domain::SubjectKind subject, word_of<domain::SubjectKind>(kind));
    arrangement.priority.push_back(subject);
  }
  TRY_ASSIGN(arrangement.profiles, profiles_of(line));
  TRY_ASSIGN(arrangement.cover, cover_of(line));
  TRY_ASSIGN(arrangement.answer_within_ms, duration_of(line, "answer-within"));
  TRY_ASSIGN(arrangement.escalation, escalation_of(line));
  if (line.has("hostile")) {
    TRY_ASSIGN(arrangement.hostile.horizontal_m, number_of(line.one("hostile")));
  }
  return Body(arrangement);
}

}  // namespace truceline::tests
