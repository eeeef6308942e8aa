// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_pair.hpp"

#include <algorithm>

#include "formats/coordinate_modes.hpp"
#include "formats/coordinate_split.hpp"

namespace truceline::formats {
namespace {

using base::Result;

/// A reading and how much it goes against custom.
struct Ranked {
  CoordinateReading reading;
  int strain = 0;
};

constexpr int kLongitudeFirstStrain = 2;

/// A half with its sign settled.
struct Signed {
  const WrittenAngle* angle;
  bool negative;
  std::optional<Assumption> assumed;
};

/// A minus and a letter that says the opposite leave two ways.
std::vector<Signed> signs_of(const WrittenAngle& angle) {
  if (!angle.compass) return {{&angle, angle.minus, {}}};
  const bool south_west = angle.compass == TokenKind::south || angle.compass == TokenKind::west;
  if (south_west || !angle.minus) return {{&angle, south_west, {}}};
  return {{&angle, false, Assumption::letter_not_sign},
          {&angle, true, Assumption::sign_not_letter}};
}

class PairReader {
 public:
  PairReader(const PlainText& plain, const TokenMode& mode) : plain_(plain), mode_(mode) {}

  /// Adds what this mode allows; or says why it allows nothing.
  Result<void> run(std::vector<Ranked>& out) {
    TRY_ASSIGN(const std::vector<HalfPair> pairs, split_in_halves(plain_, mode_.tokens));
    const std::size_t before = out.size();
    for (const HalfPair& pair : pairs) add_pair(pair, out);
    if (out.size() > before) return {};
    const HalfPair& first = pairs.front();
    return wrong_at(plain_, first.one.at,
                    "whichever of these is the latitude, it lies beyond 90 degrees",
                    "look at the source again; a latitude lies between -90 and 90");
  }

 private:
  void add_pair(const HalfPair& pair, std::vector<Ranked>& out) const {
    for (const Signed& one : signs_of(pair.one))
      for (const Signed& other : signs_of(pair.other)) {
        const Axis says = axis_of_first(pair);
        if (says != Axis::longitude) add(pair, one, other, says, out);
        if (says != Axis::latitude) add(pair, other, one, says, out);
      }
  }

  Axis axis_of_first(const HalfPair& pair) const {
    if (mode_.first_axis != Axis::unknown) return mode_.first_axis;
    if (pair.one.axis != Axis::unknown) return pair.one.axis;
    if (pair.other.axis == Axis::unknown) return Axis::unknown;
    return pair.other.axis == Axis::latitude ? Axis::longitude : Axis::latitude;
  }

  void add(const HalfPair& pair, const Signed& latitude, const Signed& longitude, Axis says,
           std::vector<Ranked>& out) const {
    Ranked ranked;
    CoordinateReading& reading = ranked.reading;
    reading.point = {.lon_e7 = longitude.angle->e7(longitude.negative),
                     .lat_e7 = latitude.angle->e7(latitude.negative)};
    if (!geo::is_valid(reading.point)) return;
    reading.notation = std::max(pair.one.notation(), pair.other.notation());
    reading.precision_mm = std::max(pair.one.precision_mm(), pair.other.precision_mm());
    reading.assumed = mode_.assumed;
    ranked.strain = mode_.strain;
    const bool longitude_first = latitude.angle == &pair.other;
    if (says == Axis::unknown) {
      reading.assumed.push_back(longitude_first ? Assumption::longitude_first
                                                : Assumption::latitude_first);
      if (longitude_first) ranked.strain += kLongitudeFirstStrain;
    }
    for (const Signed* half : {&latitude, &longitude}) {
      if (half->assumed) reading.assumed.push_back(*half->assumed);
      if (half->angle->packed) reading.assumed.push_back(Assumption::packed_digits);
      if (half->assumed == Assumption::sign_not_letter) ++ranked.strain;
    }
    std::ranges::sort(reading.assumed);
    const auto rest = std::ranges::unique(reading.assumed);
    reading.assumed.erase(rest.begin(), rest.end());
    out.push_back(std::move(ranked));
  }

  const PlainText& plain_;
  const TokenMode& mode_;
};

/// The likeliest first, one for each point.
std::vector<CoordinateReading> best_of(std::vector<Ranked> all) {
  std::ranges::stable_sort(all, {}, &Ranked::strain);
  std::vector<CoordinateReading> readings;
  for (Ranked& one : all)
    if (std::ranges::find(readings, one.reading.point, &CoordinateReading::point) == readings.end())
      readings.push_back(std::move(one.reading));
  return readings;
}

}  // namespace

Result<std::vector<CoordinateReading>> read_angle_pair(const PlainText& plain) {
  TRY_ASSIGN(CoordinateTokens tokens, coordinate_tokens(plain));
  TRY_ASSIGN(const std::vector<TokenMode> modes, token_modes(plain, std::move(tokens)));
  std::vector<Ranked> all;
  std::optional<base::Error> first_error;
  for (const TokenMode& mode : modes) {
    const auto read = PairReader(plain, mode).run(all);
    if (read) continue;
    if (!first_error || mode.tells_best) first_error = read.error();
  }
  if (all.empty()) return *first_error;
  return best_of(std::move(all));
}

}  // namespace truceline::formats
