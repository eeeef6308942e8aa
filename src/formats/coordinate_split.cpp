// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_split.hpp"

#include <algorithm>

namespace truceline::formats {
namespace {

using base::Result;
using Half = std::span<const CoordinateToken>;

constexpr int kBesideSeparator = 20;  ///< The cut is not at the only separator.
constexpr int kUnequal = 10;          ///< One half has more numbers.
constexpr int kLettersOneSided = 30;  ///< One half has both letters.
constexpr int kStolenLetter = 5;      ///< A letter is taken from the number it is glued to.

bool is_number(const CoordinateToken& token) {
  return token.kind == TokenKind::number;
}
bool is_separator(const CoordinateToken& token) {
  return token.kind == TokenKind::separator;
}

std::ptrdiff_t numbers_in(Half half) {
  return std::ranges::count_if(half, is_number);
}

std::ptrdiff_t letters_in(Half half) {
  return std::ranges::count_if(half,
                               [](const CoordinateToken& token) { return is_compass(token.kind); });
}

/// Has the half something of its own that shows where it begins or ends?
bool is_explicit(Half half) {
  return std::ranges::any_of(half, [](const CoordinateToken& token) {
    return is_compass(token.kind) || is_label(token.kind) || token.kind == TokenKind::degrees;
  });
}

/// How many separators lie between numbers, and whether one lies in every gap.
struct Separators {
  std::ptrdiff_t count = 0;
  bool in_every_gap = true;
};

Separators separators_of(const CoordinateTokens& tokens) {
  Separators found;
  bool seen_number = false;
  bool in_gap = false;
  for (const CoordinateToken& token : tokens) {
    if (is_separator(token) && !in_gap) {
      ++found.count;
      in_gap = true;
    }
    if (!is_number(token)) continue;
    if (seen_number && !in_gap) found.in_every_gap = false;
    seen_number = true;
    in_gap = false;
  }
  return found;
}

/// A letter of the compass at an edge of its half that is glued to the other half.
bool steals_letter(Half one, Half other) {
  const CoordinateToken& last = one.back();
  const CoordinateToken& first = other.front();
  if (last.end() != first.at) return false;
  const bool first_is_free = other.size() < 2 || first.end() != other[1].at;
  const bool last_is_free = one.size() < 2 || one[one.size() - 2].end() != last.at;
  return (is_compass(first.kind) && first_is_free) || (is_compass(last.kind) && last_is_free);
}

struct Cut {
  std::size_t at = 0;
  int strain = 0;
};

class Splitter {
 public:
  Splitter(const PlainText& plain, const CoordinateTokens& tokens)
      : plain_(plain), tokens_(tokens), separators_(separators_of(tokens)) {}

  Result<std::vector<HalfPair>> run() const {
    TRY(check_count());
    std::vector<HalfPair> pairs;
    std::optional<base::Error> error;
    int best = 0;
    for (const Cut& cut : cuts()) {
      if (!pairs.empty() && cut.strain > best) break;
      const auto pair = read(cut);
      if (!pair) {
        if (!error) error = pair.error();
        continue;
      }
      best = cut.strain;
      pairs.push_back(*pair);
    }
    if (!pairs.empty()) return pairs;
    if (error) return *error;
    return wrong_at(plain_, tokens_.front().at,
                    "it cannot be seen where latitude ends and longitude begins",
                    "put a comma between them, as in 36.2021, 37.1343");
  }

 private:
  Result<void> check_count() const {
    const std::ptrdiff_t numbers = numbers_in(tokens_);
    const std::string mend = "write latitude and longitude, as in 36.2021, 37.1343";
    if (numbers == 0)
      return wrong_at(plain_, tokens_.empty() ? 0 : tokens_.front().at, "there are no numbers here",
                      mend);
    if (numbers == 1)
      return wrong_at(plain_, tokens_.back().end(),
                      "there is only one number, and a place needs two", mend);
    if (numbers > 6)
      return wrong_at(plain_, tokens_.front().at,
                      "there are " + std::to_string(numbers) + " numbers, more than one place has",
                      "write one place a line, latitude before longitude");
    return {};
  }

  /// The least strained first, then from the right: a letter belongs to the number before it.
  std::vector<Cut> cuts() const {
    std::vector<Cut> all;
    const bool free_separators =
        separators_.count > 1 && (separators_.in_every_gap || is_explicit(tokens_));
    if (separators_.count > 1 && !free_separators) return all;
    for (std::size_t at = tokens_.size(); at-- > 1;) {
      const Half one = Half(tokens_).first(at);
      const Half other = Half(tokens_).subspan(at);
      if (numbers_in(one) == 0 || numbers_in(other) == 0) continue;
      const bool at_separator = is_separator(one.back()) || is_separator(other.front());
      const bool at_sole = separators_.count == 1 && at_separator;
      Cut cut{at, 0};
      if (separators_.count == 1 && !at_separator) cut.strain += kBesideSeparator;
      if (numbers_in(one) != numbers_in(other)) {
        const bool shown = at_sole || (is_explicit(one) && is_explicit(other));
        if (!shown) continue;
        cut.strain += kUnequal;
      }
      if (letters_in(one) + letters_in(other) == 2 && letters_in(one) != 1)
        cut.strain += kLettersOneSided;
      if (steals_letter(one, other)) cut.strain += kStolenLetter;
      all.push_back(cut);
    }
    std::ranges::stable_sort(all, {}, &Cut::strain);
    return all;
  }

  Result<HalfPair> read(const Cut& cut) const {
    HalfPair pair;
    TRY_ASSIGN(pair.one, read_angle(plain_, Half(tokens_).first(cut.at)));
    TRY_ASSIGN(pair.other, read_angle(plain_, Half(tokens_).subspan(cut.at)));
    if (pair.one.axis != Axis::unknown && pair.one.axis == pair.other.axis)
      return wrong_at(plain_, pair.other.at,
                      pair.one.axis == Axis::latitude ? "both numbers are called a latitude"
                                                      : "both numbers are called a longitude",
                      "latitude goes with N or S, longitude with E or W");
    return pair;
  }

  const PlainText& plain_;
  const CoordinateTokens& tokens_;
  Separators separators_;
};

}  // namespace

Result<std::vector<HalfPair>> split_in_halves(const PlainText& plain,
                                              const CoordinateTokens& tokens) {
  return Splitter(plain, tokens).run();
}

}  // namespace truceline::formats
