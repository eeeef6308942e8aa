// SPDX-License-Identifier: Apache-2.0
//
// One pass over the text, without recursion, onto a flat tape of nodes in preorder: no allocation
// per value, and a subtree is skipped in one step. While a container is open, its node's `end`
// holds the container around it, so that no separate stack is needed.
#include <algorithm>
#include <functional>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/json_scan.hpp"
#include "base/limits.hpp"

namespace truceline::base {
namespace {

using Node = JsonDocument::Node;

constexpr std::uint32_t kNone = 0xFFFFFFFFU;
/// Up to here, comparing every pair of keys beats sorting them.
constexpr std::size_t kFewKeys = 16;

/// "line:column" of a byte of `text`; both count from 1, the column in bytes.
std::string place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t last = before.rfind('\n');
  const std::size_t column = last == std::string_view::npos ? offset + 1 : offset - last;
  return std::to_string(line) + ":" + std::to_string(column);
}

/// What is wrong with the byte at `offset`, in words.
Error syntax_error(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return invalid("the text ends before the value is complete");
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte >= 0x80 && utf8_sequence_at(text, offset) == 0)
    return invalid("bytes that are not UTF-8", "save the text as UTF-8");
  if (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t')
    return invalid("a control character (byte " + std::to_string(byte) + ")",
                   "escape it as \\u00XX");
  if (byte == '\n' || byte == '\r') return invalid("an unexpected end of line");
  return invalid("unexpected " + (byte < 0x80 ? "'" + std::string(1, text[offset]) + "'"
                                              : std::string("character outside of a string")));
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

class TapeParser {
 public:
  TapeParser(std::string_view text, const JsonLimits& limits, std::vector<Node>& nodes,
             std::vector<std::unique_ptr<std::string>>& unescaped)
      : text_(text),
        limits_(limits),
        nodes_(nodes),
        unescaped_(unescaped),
        at_(text.data()),
        end_(text.data() + text.size()) {}

  /// Reads one value and the white space around it. The first error, or nothing.
  std::optional<Error> run() {
    do {
      if (!value() || !after_value()) return std::move(error_);
    } while (open_ != kNone);
    if (at_ != end_) fail(at_, invalid("text after the end of the value", "keep one value"));
    return std::move(error_);
  }

 private:
  /// A scalar, or a container down to its first scalar or empty container.
  bool value() {
    while (true) {
      skip_space();
      if (at_ == end_) return unexpected(at_);
      switch (*at_) {
        case '{':
          if (!open(JsonType::object)) return false;
          if (next_is('}')) return true;  // after_value() closes it
          if (!key()) return false;
          break;
        case '[':
          if (!open(JsonType::array)) return false;
          if (next_is(']')) return true;
          break;
        case '"':
          count_child();
          return string();
        case 't':
          return literal("true", JsonType::boolean, true);
        case 'f':
          return literal("false", JsonType::boolean, false);
        case 'n':
          return literal("null", JsonType::null, false);
        default:
          return number();
      }
    }
  }

  /// Closes what ends here, up to where another value must follow or all is read.
  bool after_value() {
    skip_space();
    while (open_ != kNone) {
      const bool object = nodes_[open_].type == JsonType::object;
      if (next_is(object ? '}' : ']')) {
        ++at_;
        if (!close()) return false;
        skip_space();
        continue;
      }
      if (!next_is(',')) return unexpected(at_);
      ++at_;
      return !object || key();
    }
    return true;
  }

  bool key() {
    skip_space();
    if (!next_is('"')) return unexpected(at_);
    if (!string()) return false;
    skip_space();
    if (!next_is(':')) return unexpected(at_);
    ++at_;
    return true;
  }

  void skip_space() {
    while (at_ != end_ && is_space(*at_)) ++at_;
  }
  bool next_is(char c) const { return at_ != end_ && *at_ == c; }

  void push(JsonType type, std::string_view written, bool flag = false) {
    nodes_.push_back({type, flag, 0, static_cast<std::uint32_t>(nodes_.size() + 1), written});
  }
  void count_child() {
    if (open_ != kNone) ++nodes_[open_].count;
  }
  bool open(JsonType type) {
    if (depth_ == limits_.depth)
      return fail(at_, {ErrorCode::too_large,
                        "nested deeper than " + std::to_string(limits_.depth) + " levels",
                        {},
                        {}});
    ++depth_;
    ++at_;
    count_child();
    nodes_.push_back({type, false, 0, open_, {}});
    open_ = static_cast<std::uint32_t>(nodes_.size() - 1);
    skip_space();
    return true;
  }
  bool close() {
    const std::uint32_t container = open_;
    Node& node = nodes_[container];
    open_ = node.end;
    node.end = static_cast<std::uint32_t>(nodes_.size());
    --depth_;
    if (node.type != JsonType::object) return true;
    const std::string_view* repeated = repeated_key(container);
    if (repeated == nullptr) return true;
    // A key with escapes does not lie in the text: the end of its object is told instead.
    const char* place = lies_in_text(*repeated) ? repeated->data() : at_ - 1;
    return fail(place,
                invalid("the key \"" + std::string(*repeated) + "\" stands twice in one object",
                        "keep one of the two"));
  }

  bool literal(std::string_view word, JsonType type, bool flag) {
    for (const char c : word) {
      if (!next_is(c)) return unexpected(at_);
      ++at_;
    }
    count_child();
    push(type, {}, flag);
    return true;
  }

  bool string() {
    const char* const first = at_ + 1;
    const ScannedString scanned = scan_json_string(first, end_);
    at_ = scanned.stop;
    if (scanned.fault != JsonFault::none) return string_fault(scanned);
    const std::string_view inside(first, static_cast<std::size_t>(at_ - first));
    ++at_;
    if (!scanned.escaped) {
      push(JsonType::string, inside);
    } else {
      unescaped_.push_back(std::make_unique<std::string>());
      append_unescaped_json(inside, *unescaped_.back());
      push(JsonType::string, *unescaped_.back());
    }
    if (nodes_.back().text.size() <= limits_.string_bytes) return true;
    return fail(first - 1,
                {ErrorCode::too_large,
                 "a string longer than " + std::to_string(limits_.string_bytes) + " bytes",
                 {},
                 {}});
  }
  bool string_fault(const ScannedString& scanned) {
    if (scanned.fault == JsonFault::half_surrogate)
      return fail(scanned.stop, invalid("a \\u escape that is half of a surrogate pair"));
    if (scanned.fault == JsonFault::hex_digit)
      return fail(scanned.stop, invalid("a \\u escape without four hex digits"));
    return unexpected(scanned.stop);
  }

  bool number() {
    const char* const first = at_;
    const ScannedNumber scanned = scan_json_number(first, end_);
    at_ = scanned.stop;
    if (scanned.fault) return unexpected(at_);
    const std::string_view written(first, static_cast<std::size_t>(at_ - first));
    count_child();
    push(JsonType::number, written);
    if (!limits_.integers_only) return true;
    if (!scanned.whole)
      return fail(first,
                  invalid("a number with a fraction or an exponent", "write a whole number"));
    if (written == "-0") return fail(first, invalid("-0 is not written", "write 0"));
    const std::optional<std::int64_t> value = whole_json_number(written);
    if (value && *value <= limits::kIntegerMax && *value >= -limits::kIntegerMax) return true;
    return fail(first, invalid("a number beyond 9007199254740991 (2^53 - 1)"));
  }

  bool unexpected(const char* where) { return fail(where, syntax_error(text_, offset_of(where))); }
  /// Always false.
  bool fail(const char* where, Error error) {
    error.place = place_of(text_, offset_of(where));
    error_ = std::move(error);
    return false;
  }
  std::size_t offset_of(const char* where) const {
    return static_cast<std::size_t>(where - text_.data());
  }
  bool lies_in_text(std::string_view part) const {
    const std::less_equal<const char*> not_after;
    return not_after(text_.data(), part.data()) && not_after(part.data() + part.size(), end_);
  }

  /// The second of two equal keys, nullptr where all differ.
  const std::string_view* repeated_key(std::uint32_t object) {
    const std::uint32_t count = nodes_[object].count;
    if (count < 2) return nullptr;
    keys_.clear();
    bool ascending = true;  // as in every text of ours: then no key stands twice
    for (std::uint32_t k = object + 1; k < nodes_[object].end; k = nodes_[k + 1].end) {
      ascending = ascending && (keys_.empty() || *keys_.back() < nodes_[k].text);
      keys_.push_back(&nodes_[k].text);
    }
    if (ascending) return nullptr;
    if (count <= kFewKeys) {
      for (std::size_t i = 1; i < keys_.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (*keys_[i] == *keys_[j]) return keys_[i];
      return nullptr;
    }
    std::sort(keys_.begin(), keys_.end(), [](const std::string_view* a, const std::string_view* b) {
      const int order = a->compare(*b);
      return order < 0 || (order == 0 && a < b);
    });
    const auto twice =
        std::adjacent_find(keys_.begin(), keys_.end(), [](auto* a, auto* b) { return *a == *b; });
    return twice == keys_.end() ? nullptr : *(twice + 1);
  }

  std::string_view text_;
  const JsonLimits& limits_;
  std::vector<Node>& nodes_;
  std::vector<std::unique_ptr<std::string>>& unescaped_;
  const char* at_;
  const char* end_;
  std::uint32_t open_ = kNone;  ///< The innermost open container.
  std::size_t depth_ = 0;
  std::vector<const std::string_view*> keys_;
  std::optional<Error> error_;
};

}  // namespace

Result<JsonDocument> parse_json(std::string_view text, const JsonLimits& limits) {
  INVARIANT(limits.bytes < kNone);  // Nodes are numbered with 32 bits.
  if (text.size() > limits.bytes)
    return Error{ErrorCode::too_large,
                 "JSON of " + std::to_string(text.size()) + " bytes, the limit is " +
                     std::to_string(limits.bytes),
                 {},
                 {}};
  if (text.starts_with("\xEF\xBB\xBF")) {
    Error error = invalid("the text starts with a byte order mark", "save it as UTF-8 without BOM");
    error.place = "1:1";
    return error;
  }
  JsonDocument document;
  document.nodes_.reserve(text.size() / 8 + 8);
  if (auto error = TapeParser(text, limits, document.nodes_, document.unescaped_).run())
    return *std::move(error);
  return document;
}

}  // namespace truceline::base
