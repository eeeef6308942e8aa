// SPDX-License-Identifier: Apache-2.0
#include "formats/name_key.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "formats/code_points.hpp"

namespace truceline::formats {
namespace {

struct Base {
  char letter;
  std::u32string_view accented;
};
/// Accents and dots under and over letters, as transliterations and European languages have them.
constexpr auto kBases = std::to_array<Base>({
    {'a', U"àáâãäåāăąǎạảấầẩẫậắằẳẵặæÀÁÂÃÄÅĀĂĄǍẠ"},
    {'c', U"çćĉċčÇĆĈĊČ"},
    {'d', U"ďđḍḏḑḓÐðĎĐḌḎ"},
    {'e', U"èéêëēĕėęěẹẻẽÈÉÊËĒĔĖĘĚ"},
    {'g', U"ĝğġģǧĜĞĠĢǦḡḠ"},
    {'h', U"ĥħḥḩẖḫḤḪĤĦ"},
    {'i', U"ìíîïĩīĭįıǐịÌÍÎÏĪĬĮİ"},
    {'j', U"ĵǰĴ"},
    {'k', U"ķḳḵĶḲ"},
    {'l', U"ĺļľłŁĻĽ"},
    {'n', U"ñńņňÑŃŅŇ"},
    {'o', U"òóôõöøōŏőǒọÒÓÔÕÖØŌŎŐ"},
    {'r', U"ŕŗřṛŘ"},
    {'s', U"śŝşšṣșßŚŜŞŠṢȘ"},
    {'t', U"ţťŧṭțṯŢŤŦṬȚ"},
    {'u', U"ùúûüũūŭůűųǔụÙÚÛÜŨŪŬŮŰŲ"},
    {'y', U"ýÿŷÝŸ"},
    {'z', U"źżžẓẕŹŻŽẒ"},
});

/// The letter without its accents; 0 for what is no Latin letter with one.
char base_letter(char32_t c) {
  for (const Base& base : kBases)
    if (base.accented.find(c) != std::u32string_view::npos) return base.letter;
  return '\0';
}

bool is_mark(char32_t c) {
  const bool arabic = (c >= 0x064B && c <= 0x065F) || c == 0x0670 || c == 0x0640;
  const bool latin = (c >= 0x0300 && c <= 0x036F) || (c >= 0x02B0 && c <= 0x02FF);
  return arabic || latin || c == '\'' || c == '`' || c == 0xB4 || (c >= 0x2018 && c <= 0x201B) ||
         c == 0x2032 || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x061C || c == 0xFEFF;
}

bool is_break(char32_t c) {
  if (c < 0x80) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return !letter && !(c >= '0' && c <= '9');
  }
  return c == 0xA0 || (c >= 0x2000 && c <= 0x206F) || c == 0x060C || c == 0x061B;
}

char32_t plain_letter(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c - 'A' + 'a';
  if (c == U'أ' || c == U'إ' || c == U'آ' || c == U'ٱ') return U'ا';
  if (c == U'ى' || c == 0x06CC) return U'ي';
  if (c == U'ة') return U'ه';
  if (c == 0x06A9) return U'ك';
  if (c >= 0x0410 && c <= 0x042F) return c + 0x20;  // Cyrillic capitals
  if (c >= 0x0400 && c <= 0x040F) return c + 0x50;
  const char base = base_letter(c);
  return base != '\0' ? static_cast<char32_t>(base) : c;
}

/// The words of a name in plain letters.
std::vector<std::u32string> words_of(std::string_view name) {
  std::vector<std::u32string> words(1);
  while (!name.empty()) {
    const char32_t c = take_code_point(name);
    if (is_mark(c)) continue;
    if (is_break(c)) {
      if (!words.back().empty()) words.emplace_back();
      continue;
    }
    words.back() += plain_letter(c);
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// How an Arabic consonant sounds; '\0' for one that is not heard in the key.
struct Sound {
  char32_t letter;
  char sound;
};
constexpr auto kArabic = std::to_array<Sound>({
    {U'ب', 'b'}, {U'ت', 't'}, {U'ث', 't'}, {U'ج', 'j'}, {U'ح', 'h'}, {U'خ', 'k'}, {U'د', 'd'},
    {U'ذ', 'd'}, {U'ر', 'r'}, {U'ز', 'z'}, {U'س', 's'}, {U'ش', 's'}, {U'ص', 's'}, {U'ض', 'd'},
    {U'ط', 't'}, {U'ظ', 'z'}, {U'غ', 'g'}, {U'ف', 'f'}, {U'ق', 'k'}, {U'ك', 'k'}, {U'ل', 'l'},
    {U'م', 'm'}, {U'ن', 'n'}, {U'ه', 'h'}, {U'پ', 'b'}, {U'چ', 'j'}, {U'گ', 'g'}, {U'ڤ', 'f'},
});
constexpr std::u32string_view kSilent = U"اعويءؤئaeiouywv";

constexpr std::array<std::u32string_view, 16> kArticles = {
    U"al", U"el", U"ul", U"ar", U"er", U"as", U"es", U"ash",
    U"at", U"et", U"ad", U"ed", U"an", U"az", U"ez", U"adh"};

bool is_article(std::u32string_view word) {
  return word == U"esh" || word == U"en" || word == U"ath" || word == U"il" ||
         std::ranges::find(kArticles, word) != kArticles.end();
}

/// The sound of the letters at `at`; moves past them.
char take_sound(std::u32string_view word, std::size_t& at) {
  const char32_t c = word[at++];
  if (const auto found = std::ranges::find(kArabic, c, &Sound::letter); found != kArabic.end())
    return found->sound;
  const bool with_h = at < word.size() && word[at] == U'h';
  if (with_h && (c == 'k' || c == 's' || c == 't' || c == 'd' || c == 'g' || c == 'z')) {
    ++at;
    return c == 'z' ? 'j' : static_cast<char>(c);
  }
  if (c == 'c') {
    if (with_h) ++at;
    return with_h ? 's' : 'k';
  }
  if (c == 'd' && at < word.size() && word[at] == U'j') {
    ++at;
    return 'j';
  }
  if (c == 'q' || c == 'x') return 'k';
  if (c == 'p') return 'b';
  const bool heard = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  return heard && kSilent.find(c) == std::u32string_view::npos ? static_cast<char>(c) : '\0';
}

void add_sound(std::u32string_view word, std::string& out) {
  const bool silent_start = kSilent.find(word[0]) != std::u32string_view::npos;
  std::string sounds;
  if (silent_start)
    sounds += word[0] == U'w' || word[0] == U'و' || word[0] == U'v' ? 'w'
              : word[0] == U'y' || word[0] == U'ي'                  ? 'y'
                                                                    : 'a';
  for (std::size_t at = 0; at < word.size();) {
    const bool last_h = at + 1 == word.size() && (word[at] == U'h' || word[at] == U'ه');
    const char sound = take_sound(word, at);
    if (sound != '\0' && !last_h) sounds += sound;
  }
  for (const char sound : sounds)
    if (out.empty() || out.back() != sound) out += sound;
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string out;
  for (const std::u32string& word : words_of(name))
    for (const char32_t c : word) append_code_point(out, c);
  return out;
}

std::string sound_of(std::string_view name) {
  constexpr std::u32string_view kArabicArticle = U"ال";
  std::string out;
  const std::vector<std::u32string> words = words_of(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::u32string_view word = words[i];
    if (i + 1 < words.size() && is_article(word)) continue;
    if (word.starts_with(kArabicArticle) && word.size() > kArabicArticle.size() + 1)
      word.remove_prefix(kArabicArticle.size());
    add_sound(word, out);
  }
  return out;
}

bool within_one_letter(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto [x, y] = std::ranges::mismatch(a, b);
  const std::string_view rest_a(x, a.end());
  const std::string_view rest_b(y, b.end());
  if (rest_b.empty()) return true;
  return rest_a.substr(a.size() == b.size() ? 1 : 0) == rest_b.substr(1);
}

}  // namespace truceline::formats
