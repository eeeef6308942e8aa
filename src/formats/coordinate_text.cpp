// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_text.hpp"

#include <algorithm>
#include <array>

#include "base/bytes.hpp"
#include "base/limits.hpp"
#include "formats/code_points.hpp"

namespace truceline::formats {
namespace {

struct Mapped {
  char32_t from;
  std::string_view to;
};

/// What one character becomes.
constexpr auto kSigns = std::to_array<Mapped>({
    {U'°', "*"},      {U'º', "*"},      {U'˚', "*"},  {U'⁰', "*"},      {U'\u2218', "*"},
    {U'^', "*"},      {U'\u309C', "*"}, {U'\'', "'"}, {U'’', "'"},      {U'‘', "'"},
    {U'′', "'"},      {U'ʹ', "'"},      {U'ʼ', "'"},  {U'`', "'"},      {U'´', "'"},
    {U'‛', "'"},      {U'＇', "'"},     {U'″', "\""}, {U'”', "\""},     {U'“', "\""},
    {U'„', "\""},     {U'ʺ', "\""},     {U'˝', "\""}, {U'〃', "\""},    {U'＂', "\""},
    {U'−', "-"},      {U'–', "-"},      {U'—', "-"},  {U'‐', "-"},      {U'\u2011', "-"},
    {U'‒', "-"},      {U'﹣', "-"},     {U'－', "-"}, {U'＋', "+"},     {U'٫', "."},
    {U'．', "."},     {U'·', "."},      {U'،', ","},  {U'؛', ";"},      {U'，', ","},
    {U'٬', ","},      {U'、', ","},     {U'；', ";"}, {U'\u00A0', " "}, {U'\u2028', "\n"},
    {U'\u202F', " "}, {U'\u3000', " "}, {U'：', " "}, {U'（', " "},     {U'）', " "},
});

/// Direction marks, zero-width blanks, soft hyphens, the byte order mark.
bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0x061C || c == 0xFEFF || c == 0x00AD ||
         (c >= 0xFE00 && c <= 0xFE0F);
}

bool is_arabic_letter(char32_t c) {
  return (c >= 0x0621 && c <= 0x0652) || c == 0x0670 || c == 0x06CC || c == 0x06A9;
}

struct ArabicWord {
  std::string_view word;  ///< Without alef's hamza, vowel marks and the article.
  std::string_view to;
};
constexpr auto kArabicWords = std::to_array<ArabicWord>({
    {"ش", "N"},       {"شمال", "N"},    {"شمالا", "N"},      {"شمالي", "N"},    {"شماليه", "N"},
    {"ج", "S"},       {"جنوب", "S"},    {"جنوبا", "S"},      {"جنوبي", "S"},    {"جنوبيه", "S"},
    {"ق", "E"},       {"شرق", "E"},     {"شرقا", "E"},       {"شرقي", "E"},     {"شرقيه", "E"},
    {"غ", "W"},       {"غرب", "W"},     {"غربا", "W"},       {"غربي", "W"},     {"غربيه", "W"},
    {"درجه", "*"},    {"درجات", "*"},   {"دقيقه", "'"},      {"دقائق", "'"},    {"دقايق", "'"},
    {"ثانيه", "\""},  {"ثواني", "\""},  {"ثوان", "\""},      {"خط", " "},       {"دائره", " "},
    {"عرض", " lat "}, {"طول", " lon "}, {"و", " "},          {"احداثيات", " "}, {"احداثيه", " "},
    {"موقع", " "},    {"نقطه", " "},    {"منطقه", " zone "},
});

/// Spelling aside: alef with or without hamza, ya with or without dots, ta marbuta or ha.
char32_t plain_arabic(char32_t c) {
  if (c == U'أ' || c == U'إ' || c == U'آ') return U'ا';
  if (c == U'ى' || c == 0x06CC) return U'ي';
  if (c == U'ة') return U'ه';
  if (c == 0x06A9) return U'ك';
  return c;
}

/// What a word in Arabic letters says; empty where it says nothing to us.
std::string_view arabic_meaning(std::string_view word) {
  for (const std::string_view article : {"ال", ""}) {
    std::string_view rest = word;
    if (!rest.starts_with(article)) continue;
    rest.remove_prefix(article.size());
    for (const ArabicWord& known : kArabicWords)
      if (known.word == rest) return known.to;
  }
  return {};
}

class Plainer {
 public:
  PlainText take(std::string_view raw) {
    while (!raw.empty()) {
      ++column_;
      const char32_t c = take_code_point(raw);
      if (is_invisible(c)) continue;
      if (is_arabic_letter(c)) {
        add_to_word(c);
        continue;
      }
      end_word();
      add_character(c);
    }
    ++column_;
    end_word();
    plain_.columns.push_back(column_);
    return std::move(plain_);
  }

 private:
  void add(std::string_view text, std::uint32_t column) {
    for (const char c : text) {
      plain_.text += c;
      plain_.columns.push_back(column);
    }
  }

  void add_to_word(char32_t c) {
    if (as_written_.empty()) word_column_ = column_;
    append_code_point(as_written_, c);
    const bool vowel_mark = (c >= 0x064B && c <= 0x0652) || c == 0x0670 || c == 0x0640;
    if (!vowel_mark) append_code_point(word_, plain_arabic(c));
  }

  void end_word() {
    if (as_written_.empty()) return;
    const std::string_view meaning = arabic_meaning(word_);
    add(meaning.empty() ? std::string_view(as_written_) : meaning, word_column_);
    word_.clear();
    as_written_.clear();
  }

  void add_character(char32_t c) {
    const char32_t digit_zeros[] = {0x0660, 0x06F0, 0xFF10};
    for (const char32_t zero : digit_zeros)
      if (c >= zero && c <= zero + 9) {
        const char digit = static_cast<char>('0' + (c - zero));
        return add({&digit, 1}, column_);
      }
    if ((c >= 0x2000 && c <= 0x200A) || c == '\r') return add(" ", column_);
    const auto found = std::ranges::find(kSigns, c, &Mapped::from);
    if (found != kSigns.end()) return add(found->to, column_);
    std::string as_is;
    append_code_point(as_is, c);
    add(as_is, column_);
  }

  PlainText plain_;
  std::uint32_t column_ = 0;
  std::uint32_t word_column_ = 0;
  std::string word_;
  std::string as_written_;
};

}  // namespace

base::Result<PlainText> plain_text(std::string_view raw) {
  if (raw.size() > base::limits::kCoordinateText)
    return base::Error{
        base::ErrorCode::too_large,
        "the text is longer than " + std::to_string(base::limits::kCoordinateText) + " bytes",
        {},
        "leave only the coordinates"};
  if (!base::is_utf8(raw))
    return base::invalid("the text is not UTF-8", "save or paste it as UTF-8");
  PlainText plain = Plainer().take(raw);
  if (plain.text.find_first_not_of(" \t\n") == std::string::npos)
    return base::invalid("there is nothing here", "write a place, as in 36.2021, 37.1343");
  return plain;
}

base::Error wrong_at(const PlainText& plain, std::size_t byte, std::string reason,
                     std::string mend) {
  const std::size_t at = std::min(byte, plain.columns.size() - 1);
  return base::invalid(std::move(reason), std::move(mend))
      .at("column " + std::to_string(plain.columns[at]));
}

}  // namespace truceline::formats
