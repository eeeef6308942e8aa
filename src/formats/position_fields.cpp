// SPDX-License-Identifier: Apache-2.0
#include "formats/position_fields.hpp"

#include <array>

#include "base/limits.hpp"
#include "domain/notification.hpp"
#include "formats/yaml_fields.hpp"

namespace truceline::formats {
namespace {

using base::Result;

constexpr std::array kColumns = {
    ColumnSpec{"object|icao24|mmsi", true},
    ColumnSpec{"time_ms|timestamp_ms", true},
    ColumnSpec{"latitude|lat"},
    ColumnSpec{"longitude|lon|lng"},
    ColumnSpec{"lat_e7"},
    ColumnSpec{"lon_e7"},
    ColumnSpec{"altitude_cm"},
    ColumnSpec{"altitude_m"},
    ColumnSpec{"altitude_ft"},
    ColumnSpec{"datum"},
    ColumnSpec{"kind"},
    ColumnSpec{"sender"},
};

/// Centimetres of a decimal number of units, each `hundredths` of a centimetre: "35025.5" feet.
/// Rounded half away from zero; digits beyond the sixth decimal are a hundredth of a hair.
std::optional<std::int64_t> read_cm(std::string_view text, std::int64_t hundredths) {
  constexpr std::size_t kWholeDigits = 7, kDecimals = 6;
  constexpr std::int64_t kMicro = 1'000'000;
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t dot = std::min(text.find('.'), text.size());
  if (dot == 0 || dot > kWholeDigits || dot + 1 == text.size()) return std::nullopt;
  std::int64_t micro = 0;
  std::size_t decimals = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == dot) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    if (i > dot && ++decimals > kDecimals) continue;
    micro = micro * 10 + (text[i] - '0');
  }
  for (; decimals < kDecimals; ++decimals) micro *= 10;
  const std::int64_t cm = (micro * hundredths + 50 * kMicro) / (100 * kMicro);
  return is_negative ? -cm : cm;
}

Result<std::optional<domain::Height>> read_height(const RowFields& row) {
  struct Unit {
    PositionColumn column;
    std::int64_t hundredths;
  };
  constexpr std::array kUnits = {Unit{kPositionAltitudeCm, 100}, Unit{kPositionAltitudeM, 10'000},
                                 Unit{kPositionAltitudeFt, 3'048}};
  std::optional<domain::Height> height;
  for (const Unit& unit : kUnits) {
    if (row[unit.column].empty()) continue;
    if (height)
      return bad_field(row, unit.column, "there is another altitude in this row",
                       "give it once, in one unit");
    const auto cm = read_cm(row[unit.column], unit.hundredths);
    if (!cm)
      return bad_field(row, unit.column, "is not a height", "write a plain number: 1200 or 36.5");
    if (*cm < geo::kAltitudeLowestCm || *cm > geo::kAltitudeHighestCm)
      return bad_field(row, unit.column, "is beyond the air",
                       "heights are from 10 km below to 100 km above; look at the unit");
    height = domain::Height{static_cast<std::int32_t>(*cm), geo::Datum::amsl};
  }
  if (!height) return height;
  if (row[kPositionDatum].empty()) {
    // Feet are what aircraft send: the height that the air's pressure tells, above the sea.
    if (!row[kPositionAltitudeFt].empty()) return height;
    return bad_field(row, kPositionDatum, "nothing says what the altitude is measured from",
                     "one of: " + domain::all_words<geo::Datum>());
  }
  const auto datum = domain::from_word<geo::Datum>(row[kPositionDatum]);
  if (!datum)
    return bad_field(row, kPositionDatum, "is not a datum we know",
                     "one of: " + domain::all_words<geo::Datum>());
  height->datum = *datum;
  return height;
}

/// Whole units of 1e-7 degree, by hand: these may be negative.
Result<std::int32_t> read_e7(const RowFields& row, std::size_t column, std::int32_t limit_e7) {
  std::string_view digits = row[column];
  const bool is_negative = digits.starts_with('-');
  if (is_negative) digits.remove_prefix(1);
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9' || value > limit_e7)
      return bad_field(row, column, "is not a whole number of 1e-7 degree on the globe",
                       "write 362000000 for 36.2 degrees, or use latitude and longitude");
    value = value * 10 + (c - '0');
  }
  if (digits.empty() || value > limit_e7)
    return bad_field(row, column, "is not a whole number of 1e-7 degree on the globe",
                     "write 362000000 for 36.2 degrees, or use latitude and longitude");
  return static_cast<std::int32_t>(is_negative ? -value : value);
}

Result<geo::Point> read_at(const RowFields& row) {
  const bool has_e7 = !row[kPositionLatE7].empty() || !row[kPositionLonE7].empty();
  const bool has_degrees = !row[kPositionLatitude].empty() || !row[kPositionLongitude].empty();
  if (has_e7 && has_degrees)
    return bad_field(row, kPositionLatitude, "the place is given twice",
                     "give latitude and longitude, or lat_e7 and lon_e7");
  if (!has_e7) return read_point(row, kPositionLatitude, kPositionLongitude);
  TRY_ASSIGN(const std::int32_t lat_e7, read_e7(row, kPositionLatE7, geo::kLatMaxE7));
  TRY_ASSIGN(const std::int32_t lon_e7, read_e7(row, kPositionLonE7, geo::kLonMaxE7));
  return geo::Point{.lon_e7 = lon_e7, .lat_e7 = lat_e7};
}

Result<std::string> read_object(const RowFields& row) {
  const std::string_view object = row[kPositionObject];
  if (object.empty())
    return bad_field(row, kPositionObject, "is empty", "every position is somebody's");
  if (object.size() > base::limits::kObjectNameBytes)
    return bad_field(row, kPositionObject,
                     "is longer than " + std::to_string(base::limits::kObjectNameBytes) + " bytes");
  for (const char c : object)
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f')
      return bad_field(row, kPositionObject, "holds a control character");
  return std::string(object);
}

Result<std::string> read_sender(const RowFields& row) {
  const std::string_view sender = row[kPositionSender];
  if (!sender.empty() && !is_slug(sender))
    return bad_field(row, kPositionSender, "is no party's id", "write it as the mission does");
  return std::string(sender);
}

/// The text of a scalar as a table would have it.
Result<std::string_view> text_of(const base::JsonValue::Member& member) {
  if (member.value.is_null()) return std::string_view();
  if (member.value.is_number()) return member.value.number_text();
  if (member.value.is_string()) return trimmed(member.value.as_string());
  return base::Error{base::ErrorCode::invalid_input, "is neither a text nor a number",
                     std::string(member.key), "write one value"};
}

bool is_called(std::string_view names, std::string_view key) {
  for (const std::string_view name : split_list(names, "|"))
    if (name == key) return true;
  return false;
}

}  // namespace

std::span<const ColumnSpec> position_columns() {
  return kColumns;
}

Result<domain::Position> read_position(const RowFields& row, domain::MoverKind kind) {
  domain::Position position;
  TRY_ASSIGN(position.object, read_object(row));
  TRY_ASSIGN(const std::int64_t time_ms, read_count(row, kPositionTime));
  position.time = base::TimeMs{time_ms};
  TRY_ASSIGN(position.at, read_at(row));
  TRY_ASSIGN(position.height, read_height(row));
  position.kind = kind;
  TRY_ASSIGN(position.sender, read_sender(row));
  if (row[kPositionKind].empty()) return position;
  const auto said = domain::from_word<domain::MoverKind>(row[kPositionKind]);
  if (!said)
    return bad_field(row, kPositionKind, "is not a kind we know",
                     "one of: " + domain::all_words<domain::MoverKind>());
  position.kind = *said;
  return position;
}

Result<void> take_members(base::JsonValue object, RowFields& row) {
  for (const base::JsonValue::Member& member : object.members()) {
    for (std::size_t column = 0; column < kColumns.size(); ++column) {
      if (!is_called(kColumns[column].names, member.key)) continue;
      if (!row.texts[column].empty())
        return bad_field(row, column, "stands there under two names", "give it once");
      TRY_ASSIGN(row.texts[column], text_of(member));
    }
  }
  return {};
}

}  // namespace truceline::formats
