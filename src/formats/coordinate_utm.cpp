// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "formats/columns.hpp"
#include "formats/coordinate_grid.hpp"
#include "geo/grid_reference.hpp"

namespace truceline::formats {
namespace {

constexpr std::size_t kMetresDigits = 5;  ///< So many before the point and more are metres.
constexpr std::size_t kDigitsMax = 9;
constexpr std::int64_t kEastingMaxMm = 1'000'000'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A number of metres with the letter or word after or before it.
struct Metres {
  std::size_t at = 0;
  std::int64_t mm = 0;
  int decimals = 0;
  char axis = '\0';  ///< 'E' or 'N' where a letter says it.
};

/// What a text that may be UTM holds.
struct Parts {
  std::vector<Metres> metres;
  std::optional<int> zone;
  std::string zone_letter;  ///< "S", "NORTH"; empty.
  bool strange = false;     ///< Something stands there that UTM has not.
  bool named = false;       ///< The word "UTM" or "zone".
  bool ups = false;         ///< The grid of a pole: it has no zone.
};

class UtmScanner {
 public:
  explicit UtmScanner(std::string_view text) : text_(text) {}

  Parts run() {
    while (at_ < text_.size()) {
      if (is_digit(text_[at_]))
        take_number();
      else if (is_letter(text_[at_]))
        take_word();
      else
        take_other();
    }
    return std::move(parts_);
  }

 private:
  char next(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void take_number() {
    const std::size_t start = at_;
    std::string whole;
    std::string fraction;
    bool grouped = false;
    while (is_digit(next(0)) || is_thousands_comma(whole, grouped)) {
      if (next(0) == ',')
        grouped = true;
      else
        whole += next(0);
      ++at_;
    }
    if (next(0) == '.') {
      ++at_;
      while (is_digit(next(0))) fraction += text_[at_++];
    }
    if (whole.size() > kDigitsMax) parts_.strange = true;
    if (whole.size() >= kMetresDigits && whole.size() <= kDigitsMax) {
      Metres metres;
      metres.at = start;
      metres.decimals = static_cast<int>(fraction.size());
      fraction.resize(3, '0');
      for (const char c : whole + fraction) metres.mm = metres.mm * 10 + (c - '0');
      metres.axis = std::exchange(axis_before_, '\0');
      parts_.metres.push_back(metres);
    } else if (whole.size() <= 2 && fraction.empty() && !parts_.zone) {
      int zone = 0;
      for (const char c : whole) zone = zone * 10 + (c - '0');
      parts_.zone = zone;
      zone_end_ = at_;
    } else {
      parts_.strange = true;
    }
  }

  /// "4,012,345": commas with exactly three digits after each.
  bool is_thousands_comma(std::string_view whole, bool grouped) const {
    return next(0) == ',' && !whole.empty() && (whole.size() <= 3 || grouped) &&
           is_digit(next(1)) && is_digit(next(2)) && is_digit(next(3)) && !is_digit(next(4));
  }

  void take_word() {
    std::size_t size = 0;
    while (is_letter(next(size))) ++size;
    const std::string word = lower_ascii(text_.substr(at_, size));
    const bool after_zone = parts_.zone && zone_end_ && blank_between(*zone_end_, at_);
    const bool after_metres = !parts_.metres.empty() && parts_.metres.back().axis == '\0';
    at_ += size;
    if (word == "ups") {
      parts_.ups = true;
      parts_.zone = 0;
      zone_end_ = at_;
      return;
    }
    if (word == "utm" || word == "zone" || word == "z") {
      parts_.named = true;
    } else if (after_zone && parts_.zone_letter.empty() &&
               (size == 1 || word == "north" || word == "south")) {
      parts_.zone_letter = word;
    } else if (word == "e" || word == "me" || word == "easting" || word == "east" || word == "x") {
      set_axis('E', after_metres);
    } else if (word == "n" || word == "mn" || word == "northing" || word == "north" ||
               word == "y") {
      set_axis('N', after_metres);
    } else if (word != "m" && word != "metres" && word != "meters" && word != "hemisphere") {
      parts_.strange = true;
    }
    if (after_zone) zone_end_.reset();
  }

  /// Whoever writes letters before the numbers begins with one.
  void set_axis(char axis, bool after_metres) {
    if (after_metres)
      parts_.metres.back().axis = axis;
    else
      axis_before_ = axis;
  }

  bool blank_between(std::size_t from, std::size_t to) const {
    return text_.substr(from, to - from).find_first_not_of(" ,") == std::string_view::npos;
  }

  void take_other() {
    const std::string_view fine = " ,;:=/|\t\n()";
    if (fine.find(text_[at_]) == std::string_view::npos) parts_.strange = true;
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<std::size_t> zone_end_;
  char axis_before_ = '\0';
  Parts parts_;
};

/// The two numbers as easting and northing: by their letters, else a number that cannot be an
/// easting is the northing, else the easting comes first.
void put_easting_first(std::vector<Metres>& metres) {
  const bool by_letter = metres[0].axis == 'N' || metres[1].axis == 'E';
  const bool no_letter = metres[0].axis == '\0' && metres[1].axis == '\0';
  if (by_letter || (no_letter && metres[0].mm >= kEastingMaxMm && metres[1].mm < kEastingMaxMm))
    std::swap(metres[0], metres[1]);
}

struct Hemisphere {
  bool north;
  std::optional<char> band;
  std::optional<Assumption> assumed;
};

/// What the letter of the zone may mean.
std::vector<Hemisphere> meanings(std::string_view letter) {
  if (letter == "north") return {{true, {}, {}}};
  if (letter == "south") return {{false, {}, {}}};
  if (letter.empty()) return {};
  const char band = static_cast<char>(letter[0] - 'a' + 'A');
  if (band == 'N') return {{true, {}, {}}};  // the band N is north as well
  if (band == 'S')
    return {{true, 'S', Assumption::band_letter}, {false, {}, Assumption::south_letter}};
  return {{band > 'M', band, {}}};
}

}  // namespace

std::optional<base::Result<CoordinateReadings>> read_utm(const PlainText& plain) {
  Parts parts = UtmScanner(plain.text).run();
  if (parts.strange || parts.metres.empty() || (parts.metres.size() == 1 && !parts.named))
    return std::nullopt;
  const std::size_t first = parts.metres.front().at;
  if (parts.metres.size() != 2)
    return wrong_at(plain, first, "UTM has two numbers, easting and northing",
                    "write 37 north 345678 4012345");
  if (!parts.zone)
    return wrong_at(plain, first, "these are metres without a zone",
                    "write the zone and hemisphere first: 37 north 345678 4012345");
  if (parts.zone_letter.empty())
    return wrong_at(plain, first, "the hemisphere of the zone is missing",
                    "write 37 north 345678 4012345");
  put_easting_first(parts.metres);
  const auto& [easting, northing] = std::pair(parts.metres[0], parts.metres[1]);
  CoordinateReadings readings;
  std::optional<base::Error> error;
  for (const Hemisphere& meaning : meanings(parts.zone_letter)) {
    const auto point = geo::point_of({.zone = *parts.zone == 0 && !parts.ups ? -1 : *parts.zone,
                                      .north = meaning.north,
                                      .easting_mm = easting.mm,
                                      .northing_mm = northing.mm});
    if (!point) {
      error = wrong_at(plain, first, point.error().reason, point.error().mend);
      continue;
    }
    if (meaning.band && geo::latitude_band(*point) != *meaning.band) {
      error =
          wrong_at(plain, first, std::string("these metres do not lie in band ") + *meaning.band,
                   std::string("their band is ") + geo::latitude_band(*point) +
                       "; look whether zone, band and numbers belong together");
      continue;
    }
    CoordinateReading reading;
    reading.point = *point;
    reading.notation = CoordinateNotation::utm;
    reading.precision_mm = 1000;
    for (int i = 0; i < std::min({easting.decimals, northing.decimals, 3}); ++i)
      reading.precision_mm /= 10;
    if (meaning.assumed) reading.assumed.push_back(*meaning.assumed);
    readings.push_back(std::move(reading));
  }
  if (readings.empty()) return *error;
  if (readings.size() == 1) readings[0].assumed.clear();  // the other meaning has no place
  return readings;
}

}  // namespace truceline::formats
