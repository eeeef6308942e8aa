// SPDX-License-Identifier: Apache-2.0
#include "workload.hpp"

#include <algorithm>
#include <array>

#include "base/time_zone.hpp"
#include "engine/synthetic_mission.hpp"
#include "formats/ucdp.hpp"

namespace truceline::bench {
namespace {

using engine::Dice;

constexpr geo::Point kLow{.lon_e7 = 360'000'000, .lat_e7 = 330'000'000};
constexpr geo::Point kHigh{.lon_e7 = 420'000'000, .lat_e7 = 370'000'000};

geo::Point place(Dice& dice) {
  const auto between = [&dice](std::int32_t low, std::int32_t high) {
    return static_cast<std::int32_t>(low + dice.roll(std::int64_t{high} - low + 1));
  };
  const std::int32_t lon_e7 = between(kLow.lon_e7, kHigh.lon_e7);
  return {.lon_e7 = lon_e7, .lat_e7 = between(kLow.lat_e7, kHigh.lat_e7)};
}

/// The point `along` of `around` on the rim of a square from -1000 to 1000, counter-clockwise.
geo::Point on_rim(std::int64_t along, std::int64_t around) {
  const std::int64_t walked = along * 8000 / around;
  const auto step = static_cast<std::int32_t>(walked % 2000 - 1000);
  switch (walked / 2000) {
    case 0:
      return {.lon_e7 = 1000, .lat_e7 = step};
    case 1:
      return {.lon_e7 = -step, .lat_e7 = 1000};
    case 2:
      return {.lon_e7 = -1000, .lat_e7 = -step};
    default:
      return {.lon_e7 = step, .lat_e7 = -1000};
  }
}

struct Side {
  const char* id;
  const char* name;
};
constexpr std::array<Side, 6> kSides = {{{"118", "Government of Syria"},
                                         {"4456", "Syrian insurgents"},
                                         {"234", "IS"},
                                         {"1051", "SDF"},
                                         {"116", "Government of Turkey"},
                                         {"6001", "Ahrar al-Sham, HTS, FSA"}}};
constexpr std::array kVocabulary = {
    "shells", "village",  "clashes", "reported",  "near",     "town", "forces", "killed",
    "north",  "district", "strike",  "warplanes", "civilian", "road", "front",  "overnight"};

template <class Choices>
const auto& one_of(Dice& dice, const Choices& choices) {
  return choices[static_cast<std::size_t>(dice.roll(static_cast<std::int64_t>(choices.size())))];
}

std::string some_words(Dice& dice, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    if (i > 0) text += ' ';
    text += one_of(dice, kVocabulary);
  }
  return text;
}

/// Quoted wherever it might need to be.
std::string quoted(std::string_view text) {
  std::string field = "\"";
  for (const char c : text) field.append(c == '"' ? 2U : 1U, c);
  return field + '"';
}

void append_row(std::string& csv, Dice& dice, std::size_t number) {
  const std::int64_t day = base::days_from_date(*base::parse_date("2016-01-01")) + dice.roll(1400);
  const std::string date = base::to_string(base::date_from_days(day));
  const Side& a = one_of(dice, kSides);
  const Side& b = one_of(dice, kSides);
  const std::string headline = some_words(dice, 9), office = some_words(dice, 1);
  const std::string article = "\"" + office + "," + date + "," + headline + "\";\"Agency," + date +
                              "," + some_words(dice, 12) + "\"";
  const std::string where_prec = std::to_string(1 + dice.roll(5));
  const std::string town = some_words(dice, 2);
  const std::string province = "Governorate " + std::to_string(dice.roll(14));
  const std::string district = "District " + std::to_string(dice.roll(60));
  const geo::Point at = place(dice);
  const std::string lat = geo::to_decimal(at.lat_e7), lon = geo::to_decimal(at.lon_e7);
  const std::int64_t best = dice.roll(9);
  const std::string deaths = std::to_string(best), high = std::to_string(best + dice.roll(3));
  const std::array<std::string, 41> fields = {std::to_string(200'000 + number),
                                              date.substr(0, 4),
                                              "1",
                                              "1",
                                              "299",
                                              quoted("Syria: Government"),
                                              "11973",
                                              quoted(std::string(a.name) + " - " + b.name),
                                              a.id,
                                              quoted(a.name),
                                              b.id,
                                              "",
                                              quoted(b.name),
                                              "2",
                                              quoted(article),
                                              office,
                                              date,
                                              quoted(headline),
                                              office,
                                              where_prec,
                                              quoted(town),
                                              province,
                                              district,
                                              lat,
                                              lon,
                                              "POINT (" + lon + " " + lat + ")",
                                              "181153",
                                              "Syria",
                                              "652",
                                              "Middle East",
                                              "1",
                                              "1",
                                              date,
                                              date,
                                              deaths,
                                              "0",
                                              "0",
                                              "0",
                                              deaths,
                                              deaths,
                                              high};
  for (const std::string& field : fields) {
    if (&field != fields.data()) csv += ',';
    csv += field;
  }
  csv += '\n';
}

}  // namespace

geo::Box bounds() {
  return {kLow, kHigh};
}

geo::Polygon outline(std::uint64_t seed, std::size_t vertices, geo::Point centre,
                     std::int32_t reach_e7) {
  Dice dice(seed);
  geo::Polygon drawn;
  std::int64_t distance = 800;  // thousandths of the reach: a coast that wanders in and out
  const auto around = static_cast<std::int64_t>(vertices);
  for (std::int64_t i = 0; i < around; ++i) {
    distance = std::clamp<std::int64_t>(distance + dice.roll(101) - 50, 500, 1000);
    const geo::Point rim = on_rim(i, around);
    const auto out = [&](std::int32_t centre_e7, std::int32_t direction) {
      return static_cast<std::int32_t>(centre_e7 +
                                       std::int64_t{reach_e7} * direction * distance / 1'000'000);
    };
    drawn.outer.push_back(
        {.lon_e7 = out(centre.lon_e7, rim.lon_e7), .lat_e7 = out(centre.lat_e7, rim.lat_e7)});
  }
  return drawn;
}

std::vector<geo::MultiPolygon> zones(std::uint64_t seed, std::size_t count) {
  Dice dice(seed);
  std::vector<geo::MultiPolygon> made;
  for (std::size_t i = 0; i < count; ++i) {
    const auto vertices = static_cast<std::size_t>(80 + dice.roll(41));
    const geo::Point centre = place(dice);
    const auto reach_e7 = static_cast<std::int32_t>(1'000'000 + dice.roll(4'000'001));
    made.push_back({outline(dice.next(), vertices, centre, reach_e7)});
  }
  return made;
}

std::vector<geo::Point> places(std::uint64_t seed, std::size_t count) {
  Dice dice(seed);
  std::vector<geo::Point> made;
  made.reserve(count);
  for (std::size_t i = 0; i < count; ++i) made.push_back(place(dice));
  return made;
}

std::string ucdp_csv(std::uint64_t seed, std::size_t rows) {
  Dice dice(seed);
  std::string csv =
      "id,year,active_year,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,"
      "side_a_new_id,side_a,side_b_new_id,gwnob,side_b,number_of_sources,source_article,"
      "source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
      "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,"
      "event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
      "deaths_unknown,low,best,high\n";
  for (std::size_t i = 0; i < rows; ++i) append_row(csv, dice, i);
  return csv;
}

base::Result<std::vector<domain::Body>> bodies_of(std::string_view csv) {
  static const base::TimeZone kUtc = base::TimeZone::utc();
  std::vector<domain::Body> bodies;
  const auto reader = formats::make_ucdp_reader(
      {.zone = &kUtc}, {.accepted =
                            [&](formats::ImportedReport&& imported) {
                              bodies.emplace_back(std::move(imported.report));
                            },
                        .rejected = [](formats::RejectedRow&&) {}});
  TRY(reader->feed(csv));
  TRY(reader->finish());
  return bodies;
}

}  // namespace truceline::bench
