// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace truceline::formats {
namespace {

constexpr std::size_t kDigitsMax = 30;

struct Word {
  std::string_view word;
  TokenKind kind;
};
constexpr auto kWords = std::to_array<Word>({
    {"n", TokenKind::north},
    {"north", TokenKind::north},
    {"s", TokenKind::south},
    {"south", TokenKind::south},
    {"e", TokenKind::east},
    {"east", TokenKind::east},
    {"w", TokenKind::west},
    {"west", TokenKind::west},
    {"lat", TokenKind::latitude},
    {"latitude", TokenKind::latitude},
    {"y", TokenKind::latitude},
    {"lon", TokenKind::longitude},
    {"lng", TokenKind::longitude},
    {"long", TokenKind::longitude},
    {"longitude", TokenKind::longitude},
    {"x", TokenKind::longitude},
    {"d", TokenKind::degrees},
    {"deg", TokenKind::degrees},
    {"degree", TokenKind::degrees},
    {"degrees", TokenKind::degrees},
    {"m", TokenKind::minutes},
    {"min", TokenKind::minutes},
    {"minute", TokenKind::minutes},
    {"minutes", TokenKind::minutes},
    {"sec", TokenKind::seconds},
    {"second", TokenKind::seconds},
    {"seconds", TokenKind::seconds},
});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || byte >= 0x80;
}

class Tokenizer {
 public:
  explicit Tokenizer(const PlainText& plain) : plain_(plain), text_(plain.text) {}

  base::Result<CoordinateTokens> run() {
    leave_out_last_quote();
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_digit(c) || (c == '.' && is_digit(next(1))))
        TRY(take_number());
      else if (is_letter(c))
        take_letters();
      else
        take_sign(c);
    }
    return std::move(tokens_);
  }

 private:
  char next(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  /// In a text that stands in quotes the last one is no mark of seconds.
  void leave_out_last_quote() {
    const std::size_t first = text_.find_first_not_of(" \t\n");
    const std::size_t last = text_.find_last_not_of(" \t\n");
    if (first == last || (text_[first] != '"' && text_[first] != '\'')) return;
    if (text_[last] == text_[first]) text_ = text_.substr(0, last);
  }

  void add(TokenKind kind, std::size_t size) {
    CoordinateToken token;
    token.kind = kind;
    token.at = at_;
    token.size = size;
    tokens_.push_back(std::move(token));
    at_ += size;
  }

  base::Result<void> take_number() {
    CoordinateToken token;
    token.kind = TokenKind::number;
    token.at = at_;
    while (is_digit(next(0))) token.whole += text_[at_++];
    if (next(0) == '.') {
      token.has_point = true;
      ++at_;
      while (is_digit(next(0))) token.fraction += text_[at_++];
    }
    token.size = at_ - token.at;
    if (token.whole.size() + token.fraction.size() > kDigitsMax)
      return wrong_at(plain_, token.at, "this number is longer than any coordinate",
                      "write at most seven decimals");
    if ((next(0) == 'e' || next(0) == 'E') && (next(1) == '-' || next(1) == '+') &&
        is_digit(next(2)) && token.has_point && !is_digit(next(4)))
      return wrong_at(plain_, token.at, "this number is written with an exponent",
                      "show the cell as a number with six decimals and copy it again");
    tokens_.push_back(std::move(token));
    return {};
  }

  /// A run of letters: a word, or several one-letter words run together ("36d12m30sN").
  void take_letters() {
    std::size_t size = 0;
    while (is_letter(next(size))) ++size;
    std::string word(text_.substr(at_, size));
    for (char& c : word)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (const auto kind = known(word)) return add(*kind, size);
    // "sN", "mN": a mark right after a number, then a letter.
    if (size == 2 && !tokens_.empty() && tokens_.back().kind == TokenKind::number) {
      const auto first = known(word.substr(0, 1));
      const auto second = word[1] == 's' ? TokenKind::south : known(word.substr(1, 1));
      if (first && second && is_mark(*first) && is_compass(*second)) {
        add(*first, 1);
        return add(*second, 1);
      }
    }
    add(TokenKind::other, size);
  }

  std::optional<TokenKind> known(const std::string& word) const {
    if (word == "s" && after_minutes()) return TokenKind::seconds;
    const auto found = std::ranges::find(kWords, word, &Word::word);
    if (found == kWords.end()) return std::nullopt;
    return found->kind;
  }

  /// "36d 12m 30s": an s after a number after a mark of minutes is no south.
  bool after_minutes() const {
    const std::size_t n = tokens_.size();
    return n >= 2 && tokens_[n - 1].kind == TokenKind::number && tokens_[n - 1].end() == at_ &&
           tokens_[n - 2].kind == TokenKind::minutes;
  }

  /// Brackets, colons and what else means nothing here are passed over like blanks.
  void take_sign(char c) {
    switch (c) {
      case '*':
        return add(TokenKind::degrees, 1);
      case '\'':
        if (!after_digit()) break;
        return next(1) == '\'' ? add(TokenKind::seconds, 2) : add(TokenKind::minutes, 1);
      case '"':
        if (!after_digit()) break;
        return add(TokenKind::seconds, 1);
      case '+':
        return add(TokenKind::plus, 1);
      case '-':
        return add(TokenKind::minus, 1);
      case ',':
        return add(TokenKind::comma, 1);
      case ';':
      case '/':
      case '|':
      case '_':
      case '~':
      case '\t':
      case '\n':
        return add(TokenKind::separator, 1);
      default:
        break;
    }
    ++at_;
  }

  /// A quote is a mark only after a number; elsewhere it is a quote: {"lat": 36.2021}.
  bool after_digit() const {
    const std::size_t before = text_.substr(0, at_).find_last_not_of(' ');
    return before != std::string_view::npos && (is_digit(text_[before]) || text_[before] == '.');
  }

  const PlainText& plain_;
  std::string_view text_;
  std::size_t at_ = 0;
  CoordinateTokens tokens_;
};

}  // namespace

base::Result<CoordinateTokens> coordinate_tokens(const PlainText& plain) {
  return Tokenizer(plain).run();
}

}  // namespace truceline::formats
