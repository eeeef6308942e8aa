// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_angle.hpp"

#include <algorithm>
#include <array>

namespace truceline::formats {
namespace {

constexpr std::int64_t kPerSecond = 1'000'000'000;
constexpr std::int64_t kPerE7 = 360'000;
constexpr std::array<std::int64_t, 3> kPerPart = {3600 * kPerSecond, 60 * kPerSecond, kPerSecond};
constexpr int kFractionDigits = 9;       // rounding to 1e-7 degree never depends on later ones
constexpr std::size_t kWholeDigits = 6;  // of one part: more is beyond any range

/// A number in the place of degrees, minutes or seconds.
struct Part {
  int index = 0;
  const CoordinateToken* number = nullptr;
};

std::int64_t whole_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// The digits after the point in thousand-millionths.
std::int64_t fraction_of(std::string_view digits) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < kFractionDigits; ++i)
    value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return value;
}

class AngleReader {
 public:
  AngleReader(const PlainText& plain, std::span<const CoordinateToken> tokens)
      : plain_(plain), tokens_(tokens) {}

  base::Result<WrittenAngle> run() {
    for (const CoordinateToken& token : tokens_) TRY(take(token));
    if (parts_.empty())
      return wrong_at(plain_, tokens_.empty() ? 0 : tokens_.front().at,
                      "there is no number for this half",
                      "write latitude and longitude, as in 36.2021, 37.1343");
    angle_.at = parts_.front().number->at;
    TRY(unpack());
    TRY(add_up());
    TRY(check_range());
    return angle_;
  }

 private:
  base::Error wrong(const CoordinateToken& token, std::string reason, std::string mend) const {
    return wrong_at(plain_, token.at, std::move(reason), std::move(mend));
  }

  base::Result<void> take(const CoordinateToken& token) {
    if (token.kind == TokenKind::number) return take_number(token);
    if (is_mark(token.kind)) return take_mark(token);
    if (is_compass(token.kind)) return take_compass(token);
    if (is_label(token.kind)) {
      const Axis axis = token.kind == TokenKind::latitude ? Axis::latitude : Axis::longitude;
      return set_axis(token, axis);
    }
    if (token.kind == TokenKind::plus || token.kind == TokenKind::minus) return take_sign(token);
    return {};
  }

  base::Result<void> take_number(const CoordinateToken& token) {
    if (ended_)
      return wrong(token, "a number follows where this half has ended",
                   "put a comma between latitude and longitude");
    const int index = parts_.empty() ? 0 : parts_.back().index + 1;
    if (index > 2)
      return wrong(token, "there are more numbers than degrees, minutes and seconds",
                   "write 36 12 07.6 N, 37 08 03.5 E");
    parts_.push_back({index, &token});
    marked_ = false;
    return {};
  }

  base::Result<void> take_mark(const CoordinateToken& token) {
    const int index = static_cast<int>(token.kind) - static_cast<int>(TokenKind::degrees);
    if (parts_.empty() || marked_ || parts_.back().index > index ||
        (parts_.size() == 1 && index > 0))
      return wrong(token, "this mark of degrees, minutes or seconds stands in the wrong place",
                   "write 36°12'07.6\"N with degrees before minutes before seconds");
    parts_.back().index = index;
    marked_ = true;
    return {};
  }

  base::Result<void> take_compass(const CoordinateToken& token) {
    if (angle_.compass)
      return wrong(token, "there are two letters of the compass in one half",
                   "write each number with its own letter: 36.2021 N, 37.1343 E");
    angle_.compass = token.kind;
    if (!parts_.empty()) ended_ = true;
    const bool north_south = token.kind == TokenKind::north || token.kind == TokenKind::south;
    return set_axis(token, north_south ? Axis::latitude : Axis::longitude);
  }

  base::Result<void> set_axis(const CoordinateToken& token, Axis axis) {
    if (angle_.axis != Axis::unknown && angle_.axis != axis)
      return wrong(token, "this half is called both latitude and longitude",
                   "latitude goes with N or S, longitude with E or W");
    angle_.axis = axis;
    return {};
  }

  base::Result<void> take_sign(const CoordinateToken& token) {
    if (!parts_.empty() || angle_.minus || angle_.plus)
      return wrong(token, "this sign stands inside a number",
                   "put a comma between latitude and longitude, and a sign only before a number");
    (token.kind == TokenKind::minus ? angle_.minus : angle_.plus) = true;
    return {};
  }

  /// 3612.5 with a letter or sign is 36 degrees 12.5 minutes: the digits before the point say how
  /// many parts.
  base::Result<void> unpack() {
    const CoordinateToken& number = *parts_.front().number;
    const bool says_so = angle_.compass || angle_.minus || angle_.plus;
    if (parts_.size() != 1 || marked_ || !says_so || number.whole.size() < 4) return {};
    const std::string& digits = number.whole;
    const std::size_t degree_digits = 2 + digits.size() % 2;
    const bool too_long = digits.size() > 7;
    const bool odd_latitude = digits.size() % 2 == 1 && angle_.axis == Axis::latitude;
    if (too_long || odd_latitude)
      return wrong(number, "these digits are no degrees, minutes and seconds run together",
                   "write 361207N 0370803E: two or three digits of degrees, then two for each");
    angle_.packed = true;
    std::vector<CoordinateToken>& made = unpacked_;
    for (std::size_t from = 0; from < digits.size();) {
      const std::size_t size = from == 0 ? degree_digits : 2;
      CoordinateToken part = number;
      part.whole = digits.substr(from, size);
      part.fraction.clear();
      from += size;
      made.push_back(std::move(part));
    }
    made.back().fraction = number.fraction;
    parts_.clear();
    for (std::size_t i = 0; i < made.size(); ++i) parts_.push_back({static_cast<int>(i), &made[i]});
    return {};
  }

  base::Result<void> add_up() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const auto& [index, number] = parts_[i];
      if (i + 1 < parts_.size() && number->has_point && !angle_.packed)
        return wrong(*number, "only the last number of this half may have a fraction",
                     "put a comma between latitude and longitude, or leave out the minutes");
      if (number->whole.size() > kWholeDigits)
        return wrong(*number, "'" + number->whole + "' is beyond any degree",
                     "metres need a zone: 37 north 345678 4012345");
      const std::int64_t whole = whole_of(number->whole);
      if (index > 0 && whole >= 60)
        return wrong(*number,
                     std::string(index == 1 ? "minutes" : "seconds") + " end at 59, and here are " +
                         number->whole,
                     "look at the source again; decimal degrees are one number: 36.2021");
      angle_.size +=
          whole * kPerPart[static_cast<std::size_t>(index)] +
          fraction_of(number->fraction) * (kPerPart[static_cast<std::size_t>(index)] / kPerSecond);
    }
    angle_.parts = parts_.back().index + 1;
    angle_.decimals = static_cast<int>(parts_.back().number->fraction.size());
    return {};
  }

  base::Result<void> check_range() const {
    const bool latitude = angle_.axis == Axis::latitude;
    if (angle_.size <= (latitude ? 90 : 180) * kPerPart[0]) return {};
    return wrong(
        *parts_.front().number,
        latitude ? "a latitude lies between -90 and 90" : "a longitude lies between -180 and 180",
        latitude ? "look whether latitude and longitude are swapped"
                 : "look at the source again; metres need a zone: 37 north 345678 4012345");
  }

  const PlainText& plain_;
  std::span<const CoordinateToken> tokens_;
  WrittenAngle angle_;
  std::vector<Part> parts_;
  std::vector<CoordinateToken> unpacked_;
  bool marked_ = false;  ///< The latest number has its mark.
  bool ended_ = false;   ///< A letter after the numbers.
};

}  // namespace

CoordinateNotation WrittenAngle::notation() const {
  if (parts == 3) return CoordinateNotation::degrees_minutes_seconds;
  return parts == 2 ? CoordinateNotation::degrees_minutes : CoordinateNotation::decimal;
}

std::int64_t WrittenAngle::precision_mm() const {
  return digits_precision_mm(decimals, parts == 3 ? 3600 : parts == 2 ? 60 : 1);
}

std::int32_t WrittenAngle::e7(bool negative) const {
  const std::int64_t e7 = (size + kPerE7 / 2) / kPerE7;
  return static_cast<std::int32_t>(negative ? -e7 : e7);
}

base::Result<WrittenAngle> read_angle(const PlainText& plain,
                                      std::span<const CoordinateToken> tokens) {
  return AngleReader(plain, tokens).run();
}

}  // namespace truceline::formats
