// SPDX-License-Identifier: Apache-2.0
//
// The parser against the obvious way to write one: a byte at a time, by recursion, every value
// kept as text. Both must accept the same texts and read the same values from them.
#include "base/json_scan.hpp"

#include <gtest/gtest.h>
#include <random>
#include <set>

#include "base/bytes.hpp"
#include "base/json.hpp"

namespace truceline::base {
namespace {

constexpr std::size_t kDepth = 5;

/// What was read, on one line: objects in the order written, strings as hex.
std::string told(JsonValue value) {
  switch (value.type()) {
    case JsonType::null:
      return "null";
    case JsonType::boolean:
      return value.as_bool() ? "true" : "false";
    case JsonType::number:
      return std::string(value.number_text());
    case JsonType::string:
      return "'" + to_hex(bytes_of(value.as_string())) + "'";
    case JsonType::array: {
      std::string all = "[";
      for (const JsonValue element : value.elements()) all += told(element) + " ";
      return all + "]";
    }
    case JsonType::object:
      break;
  }
  std::string all = "{";
  for (const auto& [key, member] : value.members())
    all += to_hex(bytes_of(key)) + "=" + told(member) + " ";
  return all + "}";
}

/// RFC 8259 as it reads. Throws std::nullopt_t where the text breaks it: a test may.
class SlowJson {
 public:
  static std::optional<std::string> told(std::string_view text) {
    if (!is_utf8(text)) return std::nullopt;
    SlowJson slow(text);
    try {
      const std::string value = slow.value(0);
      slow.space();
      if (slow.at_ != text.size()) return std::nullopt;
      return value;
    } catch (std::nullopt_t) {
      return std::nullopt;
    }
  }

 private:
  explicit SlowJson(std::string_view text) : text_(text) {}
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }
  void need(bool so) const {
    if (!so) throw std::nullopt;
  }
  void space() {
    while (take(' ') || take('\n') || take('\r') || take('\t')) {
    }
  }
  std::string value(std::size_t depth) {
    space();
    if (peek() == '{' || peek() == '[') need(depth < kDepth);
    if (take('{')) return object(depth);
    if (take('[')) return array(depth);
    if (take('"')) return "'" + to_hex(bytes_of(string())) + "'";
    for (const std::string_view word : {"true", "false", "null"})
      if (text_.substr(at_).starts_with(word)) return at_ += word.size(), std::string(word);
    return number();
  }
  std::string object(std::size_t depth) {
    std::string all = "{";
    std::set<std::string> keys;
    space();
    if (take('}')) return "{}";
    do {
      space();
      need(take('"'));
      const std::string key = string();
      need(keys.insert(key).second);
      space();
      need(take(':'));
      all += to_hex(bytes_of(key)) + "=" + value(depth + 1) + " ";
      space();
    } while (take(','));
    need(take('}'));
    return all + "}";
  }
  std::string array(std::size_t depth) {
    std::string all = "[";
    space();
    if (take(']')) return "[]";
    do {
      all += value(depth + 1) + " ";
      space();
    } while (take(','));
    need(take(']'));
    return all + "]";
  }
  unsigned unit() {
    unsigned value = 0;
    for (int i = 0; i < 4; ++i) {
      const std::size_t digit = std::string_view("0123456789abcdefABCDEF").find(peek());
      need(at_ < text_.size() && digit != std::string_view::npos);
      value = value * 16 + static_cast<unsigned>(digit > 15 ? digit - 6 : digit);
      ++at_;
    }
    return value;
  }
  static std::string utf8(unsigned code) {
    const auto byte = [](unsigned bits) { return std::string(1, static_cast<char>(bits)); };
    if (code < 0x80) return byte(code);
    if (code < 0x800) return byte(0xC0U + code / 64) + byte(0x80U + code % 64);
    if (code < 0x10000)
      return byte(0xE0U + code / 4096) + byte(0x80U + code / 64 % 64) + byte(0x80U + code % 64);
    return byte(0xF0U + code / 262144) + byte(0x80U + code / 4096 % 64) +
           byte(0x80U + code / 64 % 64) + byte(0x80U + code % 64);
  }
  std::string string() {
    std::string all;
    while (!take('"')) {
      need(at_ < text_.size() && static_cast<unsigned char>(peek()) >= 0x20);
      if (!take('\\')) {
        all += text_[at_++];
        continue;
      }
      const std::size_t simple = std::string_view("\"\\/bfnrt").find(peek());
      need(at_ < text_.size());
      if (simple != std::string_view::npos) {
        all += "\"\\/\b\f\n\r\t"[simple];
        ++at_;
        continue;
      }
      need(take('u'));
      const unsigned first = unit();
      need(first < 0xDC00 || first > 0xDFFF);
      if (first < 0xD800 || first > 0xDBFF) {
        all += utf8(first);
        continue;
      }
      need(take('\\') && take('u'));
      const unsigned second = unit();
      need(second >= 0xDC00 && second <= 0xDFFF);
      all += utf8(0x10000 + (first - 0xD800) * 1024 + (second - 0xDC00));
    }
    return all;
  }
  void digits() {
    need(peek() >= '0' && peek() <= '9');
    while (peek() >= '0' && peek() <= '9') ++at_;
  }
  std::string number() {
    const std::size_t first = at_;
    (void)take('-');
    if (!take('0')) digits();
    if (take('.')) digits();
    if (take('e') || take('E')) {
      if (!take('+')) (void)take('-');
      digits();
    }
    return std::string(text_.substr(first, at_ - first));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// A text that is mostly JSON: pieces of it, put together at random.
std::string random_text(std::mt19937_64& random, std::size_t depth) {
  static constexpr std::string_view kScalars[] = {
      "0",
      "-1",
      "12345678901234567890",
      "1.5e-3",
      "-0",
      "01",
      "1.",
      "true",
      "null",
      "fals",
      "-",
      R"("plain")",
      R"("a longer run of plain text, of more than sixteen bytes")",
      R"("حلب")",
      R"("a\nb\t\"\\\/")",
      R"("\u00e9\u0041")",
      R"("\ud83d\udd4a")",
      R"("\ud83d")",
      R"("\udd4a")",
      R"("\u12g4")",
      R"("\x")",
      "\"tab\there\"",
      "\"\xED\xA0\x80\"",
      "\"1234567\xFF\"",
      R"("")"};
  static constexpr std::string_view kKeys[] = {"\"a\"", "\"b\"", "\"\\u0061\"", "\"long key here\"",
                                               "\"é\""};
  static constexpr std::string_view kSpaces[] = {"", "", "", " ", "\n\t", "\r"};
  const auto one_of = [&](const auto& all) { return std::string(all[random() % std::size(all)]); };
  const std::uint64_t kind = random() % (depth == 0 ? 2 : 4);
  if (kind < 2)
    return one_of(kSpaces) +
           std::string(kScalars[random() % (random() % 3 == 0 ? std::size(kScalars) : 4)]) +
           one_of(kSpaces);
  std::string text = kind == 2 ? "[" : "{";
  const std::uint64_t count = random() % 5;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (i > 0) text += ",";
    if (kind == 3) text += one_of(kSpaces) + one_of(kKeys) + one_of(kSpaces) + ":";
    text += random_text(random, depth - 1);
  }
  return text + (kind == 2 ? "]" : "}") + one_of(kSpaces);
}

TEST(JsonScan, TheParserAgreesWithTheObviousOne) {
  std::mt19937_64 random(8259);
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string text = random_text(random, kDepth + 1);
    if (random() % 2 == 0 && !text.empty())
      text[random() % text.size()] =
          random() % 8 == 0 ? static_cast<char>(random()) : "{}[],:\"\\0-e.tu \n"[random() % 16];
    const std::optional<std::string> expected = SlowJson::told(text);
    const auto document = parse_json(text, {1U << 20U, kDepth, 1U << 16U});
    ASSERT_EQ(document.has_value(), expected.has_value())
        << text << (document ? "" : document.error().to_string());
    ++(document ? accepted : refused);
    if (!document) continue;
    ASSERT_EQ(told(document->root()), *expected) << text;
  }
  EXPECT_GT(accepted, 10'000U);
  EXPECT_GT(refused, 10'000U);
}

TEST(JsonScan, AStringEndsAtTheFirstByteThatEndsItWhereverThatStands) {
  for (std::size_t length = 0; length < 40; ++length)
    for (const char stop : {'"', '\x01', '\x1F'}) {
      std::string text(length, 'x');
      text += stop;
      text += "\"\x02 after it\"";
      const ScannedString scanned = scan_json_string(text.data(), text.data() + text.size());
      EXPECT_EQ(scanned.stop - text.data(), static_cast<std::ptrdiff_t>(length));
      EXPECT_EQ(scanned.fault, stop == '"' ? JsonFault::none : JsonFault::syntax);
    }
  const std::string high = "\x7F ~!#[]";  // neighbours of what ends a string
  const std::string text = high + high + high + "\"";
  EXPECT_EQ(*scan_json_string(text.data(), text.data() + text.size()).stop, '"');
}

TEST(JsonScan, NothingIsReadBehindTheEnd) {
  const std::string whole = R"("é\u00e9 \ud83d\udd4a a longer run of text" )";
  for (std::size_t length = 1; length < whole.size(); ++length) {
    // A copy of its own, so that reading past its end is seen by the sanitizers.
    const std::vector<char> cut(whole.begin() + 1,
                                whole.begin() + static_cast<std::ptrdiff_t>(length));
    const ScannedString scanned = scan_json_string(cut.data(), cut.data() + cut.size());
    const bool complete = length >= whole.size() - 1;
    EXPECT_EQ(scanned.fault == JsonFault::none, complete) << length;
    EXPECT_LE(scanned.stop, cut.data() + cut.size());
  }
}

}  // namespace
}  // namespace truceline::base
