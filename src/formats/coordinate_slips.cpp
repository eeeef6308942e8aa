// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_slips.hpp"

#include <optional>

#include "geo/grid_reference.hpp"

namespace truceline::formats {
namespace {

constexpr std::int64_t kDegree = 10'000'000;  // in 1e-7

/// Keeps the sign, works on the size.
template <class Change>
std::optional<std::int32_t> with_size(std::int32_t e7, Change change) {
  const std::int64_t size = e7 < 0 ? -std::int64_t{e7} : std::int64_t{e7};
  const std::optional<std::int64_t> changed = change(size);
  if (!changed) return std::nullopt;
  return static_cast<std::int32_t>(e7 < 0 ? -*changed : *changed);
}

/// 36.1230 -> 36 12 30.
std::optional<std::int64_t> decimals_to_seconds(std::int64_t size) {
  const std::int64_t fraction = size % kDegree;
  const std::int64_t minutes = fraction / 100'000;
  const std::int64_t seconds_e3 = fraction % 100'000;  // of a second
  if (minutes >= 60 || seconds_e3 >= 60'000) return std::nullopt;
  return size / kDegree * kDegree + (minutes * 60'000 + seconds_e3) * kDegree / 3'600'000;
}

/// 36.12126 -> 36 12.126.
std::optional<std::int64_t> decimals_to_minutes(std::int64_t size) {
  const std::int64_t minutes_e5 = size % kDegree;
  if (minutes_e5 >= 6'000'000) return std::nullopt;
  return size / kDegree * kDegree + minutes_e5 * 10 / 6;
}

/// 36 12 30 -> 36.1230.
std::optional<std::int64_t> seconds_to_decimals(std::int64_t size) {
  const std::int64_t seconds_e3 = size % kDegree * 3'600'000 / kDegree;
  return size / kDegree * kDegree + seconds_e3 / 60'000 * 100'000 + seconds_e3 % 60'000;
}

class Mender {
 public:
  explicit Mender(const CoordinateReading& reading) : reading_(reading), point_(reading.point) {}

  std::vector<Mended> run() {
    add(Slip::swapped, {.lon_e7 = point_.lat_e7, .lat_e7 = point_.lon_e7});
    add(Slip::sign, {.lon_e7 = -point_.lon_e7, .lat_e7 = point_.lat_e7});
    add(Slip::sign, {.lon_e7 = point_.lon_e7, .lat_e7 = -point_.lat_e7});
    add(Slip::sign, {.lon_e7 = -point_.lon_e7, .lat_e7 = -point_.lat_e7});
    if (reading_.notation == CoordinateNotation::utm) add_zones();
    if (reading_.notation == CoordinateNotation::decimal) {
      add_both(Slip::minutes_as_decimals, decimals_to_seconds);
      add_both(Slip::minutes_as_decimals, decimals_to_minutes);
    }
    if (reading_.notation == CoordinateNotation::degrees_minutes_seconds)
      add_both(Slip::decimals_as_minutes, seconds_to_decimals);
    return std::move(all_);
  }

 private:
  void add(Slip slip, geo::Point point) {
    if (geo::is_valid(point) && point != point_) all_.push_back({slip, point});
  }

  void add_both(Slip slip, std::optional<std::int64_t> (*change)(std::int64_t)) {
    const auto lon = with_size(point_.lon_e7, change);
    const auto lat = with_size(point_.lat_e7, change);
    if (lon && lat) add(slip, {.lon_e7 = *lon, .lat_e7 = *lat});
  }

  void add_zones() {
    const geo::UtmPlace here = geo::utm_of(point_);
    if (here.zone == 0) return;
    for (const int zone : {here.zone - 1, here.zone + 1}) {
      geo::UtmPlace there = here;
      there.zone = (zone + 59) % 60 + 1;
      if (const auto point = geo::point_of(there)) add(Slip::wrong_zone, *point);
    }
    geo::UtmPlace other = here;
    other.north = !here.north;
    if (const auto point = geo::point_of(other)) add(Slip::wrong_zone, *point);
  }

  const CoordinateReading& reading_;
  geo::Point point_;
  std::vector<Mended> all_;
};

}  // namespace

std::vector<Mended> mended(const CoordinateReading& reading) {
  return Mender(reading).run();
}

}  // namespace truceline::formats
