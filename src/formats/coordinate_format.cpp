// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_format.hpp"

#include <cstdint>

#include "geo/grid_reference.hpp"

namespace truceline::formats {
namespace {

std::string padded(std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::int64_t size_of(std::int32_t e7) {
  return e7 < 0 ? -std::int64_t{e7} : std::int64_t{e7};
}

/// value * up / down, rounded half up. REQUIRES: none below 0.
std::int64_t scaled(std::int64_t value, std::int64_t up, std::int64_t down) {
  return (value * up + down / 2) / down;
}

std::string with_minutes(std::int32_t e7, std::string_view letters) {
  constexpr std::int64_t kPerMinute = 10'000;
  const std::int64_t all = scaled(size_of(e7), 60 * kPerMinute, 10'000'000);
  const std::int64_t minutes = all % (60 * kPerMinute);
  return std::to_string(all / (60 * kPerMinute)) + "°" + padded(minutes / kPerMinute, 2) + "." +
         padded(minutes % kPerMinute, 4) + "'" + letters[e7 < 0 ? 1 : 0];
}

std::string with_seconds(std::int32_t e7, std::string_view letters) {
  constexpr std::int64_t kPerSecond = 100;
  const std::int64_t all = scaled(size_of(e7), 3600 * kPerSecond, 10'000'000);
  const std::int64_t seconds = all % (60 * kPerSecond);
  return std::to_string(all / (3600 * kPerSecond)) + "°" + padded(all / (60 * kPerSecond) % 60, 2) +
         "'" + padded(seconds / kPerSecond, 2) + "." + padded(seconds % kPerSecond, 2) + "\"" +
         letters[e7 < 0 ? 1 : 0];
}

std::string utm_text(geo::Point p) {
  const geo::UtmPlace utm = geo::utm_of(p);
  const std::string zone = utm.zone == 0 ? "UPS" : std::to_string(utm.zone);
  return zone + (utm.north ? " north " : " south ") + padded(scaled(utm.easting_mm, 1, 1000), 6) +
         " " + padded(scaled(utm.northing_mm, 1, 1000), 7);
}

/// "37SCA3234507654" -> "37S CA 32345 07654".
std::string mgrs_text(geo::Point p) {
  constexpr int kMetreDigits = 5;
  std::string text = geo::mgrs_of(p, kMetreDigits);
  const std::size_t digits = text.size() - 2 * kMetreDigits;
  text.insert(digits + kMetreDigits, " ");
  text.insert(digits, " ");
  text.insert(digits - 2, " ");
  return text;
}

}  // namespace

CoordinateForms coordinate_forms(geo::Point p) {
  return {
      .decimal = geo::to_decimal(p.lat_e7) + ", " + geo::to_decimal(p.lon_e7),
      .degrees_minutes = with_minutes(p.lat_e7, "NS") + " " + with_minutes(p.lon_e7, "EW"),
      .degrees_minutes_seconds = with_seconds(p.lat_e7, "NS") + " " + with_seconds(p.lon_e7, "EW"),
      .utm = utm_text(p),
      .mgrs = mgrs_text(p)};
}

}  // namespace truceline::formats
