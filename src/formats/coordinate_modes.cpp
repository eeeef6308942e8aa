// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_modes.hpp"

#include <algorithm>

#include "formats/columns.hpp"

namespace truceline::formats {
namespace {

using base::Result;

bool is_number(const CoordinateToken& token) {
  return token.kind == TokenKind::number;
}
bool stands_between(const CoordinateToken& token) {
  return token.kind == TokenKind::separator || token.kind == TokenKind::comma;
}

/// "Hospital - 36.2, 37.1": after a word and before a blank a dash is no minus.
void dashes_after_words(CoordinateTokens& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i)
    if (tokens[i].kind == TokenKind::minus && tokens[i - 1].kind == TokenKind::other &&
        tokens[i].end() != tokens[i + 1].at)
      tokens[i].kind = TokenKind::separator;
}

/// Words before the first and after the last number are left out: "Hospital: 36.2, 37.1". Right
/// at a number or between numbers they are errors.
Result<bool> leave_out_words(const PlainText& plain, CoordinateTokens& tokens) {
  const auto first = std::ranges::find_if(tokens, is_number);
  std::size_t last = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (is_number(tokens[i])) last = i;
  const auto begin = static_cast<std::size_t>(first - tokens.begin());
  bool any = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const CoordinateToken& token = tokens[i];
    if (token.kind != TokenKind::other) continue;
    const bool outside = first == tokens.end() || i < begin || i > last;
    const bool at_number =
        (i + 1 < tokens.size() && is_number(tokens[i + 1]) && tokens[i + 1].at == token.end()) ||
        (i > 0 && is_number(tokens[i - 1]) && tokens[i - 1].end() == token.at);
    const std::string word = lower_ascii(plain.view().substr(token.at, token.size));
    const bool of_a_grid = word == "utm" || word == "ups" || word == "zone" || word == "mgrs";
    if (!outside || at_number || of_a_grid)
      return wrong_at(
          plain, token.at,
          "'" + plain.text.substr(token.at, token.size) + "' is no part of a coordinate",
          "leave only numbers, signs and the letters N, S, E, W");
    any = true;
  }
  dashes_after_words(tokens);
  std::erase_if(tokens, [](const CoordinateToken& t) { return t.kind == TokenKind::other; });
  return any;
}

void trim(CoordinateTokens& tokens) {
  const auto ends_nothing = [](const CoordinateToken& token) {
    return stands_between(token) || token.kind == TokenKind::minus || token.kind == TokenKind::plus;
  };
  while (!tokens.empty() && ends_nothing(tokens.back())) tokens.pop_back();
  const auto first = std::ranges::find_if_not(tokens, stands_between);
  tokens.erase(tokens.begin(), first);
}

/// "lon, lat: 37.1, 36.2": two labels before the first number tell the order of both, and go.
Axis take_leading_labels(CoordinateTokens& tokens) {
  const auto number = std::ranges::find_if(tokens, is_number);
  std::vector<TokenKind> labels;
  for (auto one = tokens.begin(); one != number; ++one)
    if (is_label(one->kind)) labels.push_back(one->kind);
  if (labels.size() != 2 || labels[0] == labels[1]) return Axis::unknown;
  std::erase_if(tokens, [](const CoordinateToken& t) { return is_label(t.kind); });
  trim(tokens);
  return labels[0] == TokenKind::latitude ? Axis::latitude : Axis::longitude;
}

bool tight(const CoordinateTokens& tokens, std::size_t middle) {
  return middle > 0 && middle + 1 < tokens.size() &&
         tokens[middle - 1].end() == tokens[middle].at &&
         tokens[middle].end() == tokens[middle + 1].at;
}

/// Commas between digits made decimal points where the left number has none yet; true where one
/// was.
bool join_decimal_commas(CoordinateTokens& tokens) {
  bool any = false;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    CoordinateToken& left = tokens[i - 1];
    const CoordinateToken& right = tokens[i + 1];
    if (tokens[i].kind != TokenKind::comma || !tight(tokens, i) || !is_number(left) ||
        !is_number(right) || left.has_point || right.has_point)
      continue;
    left.has_point = true;
    left.fraction = right.whole;
    left.size = right.end() - left.at;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i),
                 tokens.begin() + static_cast<std::ptrdiff_t>(i) + 2);
    any = true;
    --i;
  }
  return any;
}

/// "36.2N-37.1E": between a letter and a number that has its own, a dash is no minus.
void dashes_after_letters(CoordinateTokens& tokens) {
  const auto letters =
      std::ranges::count_if(tokens, [](const CoordinateToken& t) { return is_compass(t.kind); });
  for (std::size_t i = 1; letters == 2 && i < tokens.size(); ++i)
    if (tokens[i].kind == TokenKind::minus && tight(tokens, i) && is_compass(tokens[i - 1].kind))
      tokens[i].kind = TokenKind::separator;
}

bool is_tight_dash(const CoordinateTokens& tokens, std::size_t i) {
  return tokens[i].kind == TokenKind::minus && tight(tokens, i) && is_number(tokens[i + 1]) &&
         !stands_between(tokens[i - 1]);
}

/// Dashes right between two numbers left out; true where there was one.
bool drop_dashes(CoordinateTokens& tokens) {
  CoordinateTokens kept;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (!is_tight_dash(tokens, i)) kept.push_back(tokens[i]);
  const bool any = kept.size() < tokens.size();
  tokens = std::move(kept);
  return any;
}

std::size_t numbers_in(const CoordinateTokens& tokens) {
  return static_cast<std::size_t>(std::ranges::count_if(tokens, is_number));
}

void commas_to_separators(CoordinateTokens& tokens) {
  for (CoordinateToken& token : tokens)
    if (token.kind == TokenKind::comma) token.kind = TokenKind::separator;
}

/// How many commas or separators stand between the first and the last number.
std::size_t separators_in(const CoordinateTokens& tokens) {
  return static_cast<std::size_t>(std::ranges::count_if(tokens, stands_between));
}

/// "36.2021,37.1343,350": a third number after two that have fractions is a height.
void leave_out_height(TokenMode& mode) {
  CoordinateTokens& tokens = mode.tokens;
  std::vector<std::size_t> numbers;
  std::vector<std::size_t> separators;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_number(tokens[i])) numbers.push_back(i);
    if (stands_between(tokens[i])) separators.push_back(i);
    if (is_mark(tokens[i].kind) && numbers.size() < 3) return;
  }
  if (numbers.size() != 3 || separators.size() != 2 || !tokens[numbers[0]].has_point ||
      !tokens[numbers[1]].has_point || separators[0] > numbers[1] || separators[1] < numbers[1])
    return;
  tokens.resize(separators[1]);
  mode.assumed.push_back(Assumption::height_left_out);
}

}  // namespace

Result<std::vector<TokenMode>> token_modes(const PlainText& plain, CoordinateTokens tokens) {
  constexpr int kManyCommasStrain = 3;
  constexpr int kDroppedDashStrain = 1;
  TRY_ASSIGN(const bool left_out, leave_out_words(plain, tokens));
  trim(tokens);
  dashes_after_letters(tokens);
  TokenMode whole;
  whole.first_axis = take_leading_labels(tokens);
  if (left_out) whole.assumed.push_back(Assumption::words_left_out);

  CoordinateTokens joined = tokens;
  const bool decimal_commas = join_decimal_commas(joined);
  TokenMode separate = whole;
  separate.tokens = tokens;
  if (decimal_commas) {
    separate.assumed.push_back(Assumption::comma_separates);
    if (separators_in(tokens) > 1) separate.strain = kManyCommasStrain;
  }
  std::vector<TokenMode> modes = {std::move(separate)};
  if (decimal_commas) {
    TokenMode decimal = whole;
    decimal.assumed.push_back(Assumption::decimal_comma);
    decimal.tells_best = numbers_in(joined) == 1;
    decimal.tokens = std::move(joined);
    modes.push_back(std::move(decimal));
  }
  for (std::size_t i = 0, n = modes.size(); i < n; ++i) {
    TokenMode dropped = modes[i];
    if (!drop_dashes(dropped.tokens)) continue;
    dropped.assumed.push_back(Assumption::dash_separates);
    dropped.strain += kDroppedDashStrain;
    modes[i].assumed.push_back(Assumption::dash_is_minus);
    modes.push_back(std::move(dropped));
  }
  for (TokenMode& mode : modes) {
    leave_out_height(mode);
    commas_to_separators(mode.tokens);
  }
  return modes;
}

}  // namespace truceline::formats
