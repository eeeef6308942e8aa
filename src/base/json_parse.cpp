// SPDX-License-Identifier: Apache-2.0
//
// The handler turns Boost.JSON's events into a flat tape of nodes in preorder: no allocation per
// value, and a subtree is skipped in one step. While a container is open, its node's `end` holds
// the container around it, so that no separate stack is needed.
#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <functional>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"

namespace truceline::base {
namespace {

using Node = JsonDocument::Node;
using BoostError = boost::json::error_code;
using BoostText = boost::json::string_view;

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

class TapeBuilder {
 public:
  // Boost asks for these four; the real limits depend on the caller and are checked below.
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  TapeBuilder(std::string_view text, const JsonLimits& limits, std::vector<Node>& nodes,
              std::vector<std::unique_ptr<std::string>>& unescaped)
      : text_(text), limits_(limits), nodes_(nodes), unescaped_(unescaped) {}

  /// What a rule of ours found wrong, as opposed to Boost's.
  const std::optional<Error>& error() const { return error_; }

  bool on_document_begin(BoostError&) { return true; }
  bool on_document_end(BoostError&) { return true; }
  bool on_object_begin(BoostError&) { return open(JsonType::object); }
  bool on_array_begin(BoostError&) { return open(JsonType::array); }
  bool on_object_end(std::size_t count, BoostError& ec) {
    const std::uint32_t object = open_;
    close(count);
    const std::string_view* repeated = repeated_key(object);
    if (repeated == nullptr) return true;
    Error error = invalid("the key \"" + std::string(*repeated) + "\" stands twice in one object",
                          "keep one of the two");
    if (lies_in_text(*repeated)) error.place = place_of(text_, offset_of(repeated->data()));
    return refuse(std::move(error), ec);
  }
  bool on_array_end(std::size_t count, BoostError&) { return close(count), true; }

  bool on_key_part(BoostText part, std::size_t total, BoostError& ec) {
    return add_part(part, total, ec);
  }
  bool on_key(BoostText part, std::size_t total, BoostError& ec) {
    return add_string(part, total, ec);
  }
  bool on_string_part(BoostText part, std::size_t total, BoostError& ec) {
    return add_part(part, total, ec);
  }
  bool on_string(BoostText part, std::size_t total, BoostError& ec) {
    return add_string(part, total, ec);
  }

  bool on_number_part(BoostText part, BoostError&) {
    if (number_ == nullptr) number_ = part.data();
    return true;
  }
  bool on_int64(std::int64_t value, BoostText part, BoostError& ec) {
    const std::string_view written = take_number(part);
    if (limits_.integers_only) {
      if (written == "-0") return refuse_number(written, "-0 is not written", "write 0", ec);
      if (value > limits::kIntegerMax || value < -limits::kIntegerMax)
        return refuse_large(written, ec);
    }
    return push(JsonType::number, written);
  }
  bool on_uint64(std::uint64_t, BoostText part, BoostError& ec) {
    const std::string_view written = take_number(part);
    if (limits_.integers_only) return refuse_large(written, ec);
    return push(JsonType::number, written);
  }
  bool on_double(double, BoostText part, BoostError& ec) {
    const std::string_view written = take_number(part);
    if (limits_.integers_only) {
      if (written.find_first_of(".eE") == std::string_view::npos) return refuse_large(written, ec);
      return refuse_number(written, "a number with a fraction or an exponent",
                           "write a whole number", ec);
    }
    return push(JsonType::number, written);
  }
  bool on_bool(bool value, BoostError&) {
    push(JsonType::boolean, {});
    nodes_.back().flag = value;
    return true;
  }
  bool on_null(BoostError&) { return push(JsonType::null, {}); }
  bool on_comment_part(BoostText, BoostError&) { return true; }
  bool on_comment(BoostText, BoostError&) { return true; }

 private:
  std::size_t offset_of(const char* at) const {
    return static_cast<std::size_t>(at - text_.data());
  }
  bool lies_in_text(std::string_view part) const {
    const std::less_equal<const char*> not_after;
    return not_after(text_.data(), part.data()) &&
           not_after(part.data() + part.size(), text_.data() + text_.size());
  }

  bool push(JsonType type, std::string_view written) {
    nodes_.push_back({type, false, 0, static_cast<std::uint32_t>(nodes_.size() + 1), written});
    return true;
  }
  bool open(JsonType type) {
    nodes_.push_back({type, false, 0, open_, {}});
    open_ = static_cast<std::uint32_t>(nodes_.size() - 1);
    return true;
  }
  void close(std::size_t count) {
    Node& node = nodes_[open_];
    open_ = node.end;
    node.count = static_cast<std::uint32_t>(count);
    node.end = static_cast<std::uint32_t>(nodes_.size());
  }

  bool refuse(Error error, BoostError& ec) {
    error_ = std::move(error);
    ec = boost::json::error::syntax;  // Any error stops the parser; ours is the one told.
    return false;
  }
  bool refuse_number(std::string_view written, std::string reason, std::string mend,
                     BoostError& ec) {
    Error error = invalid(std::move(reason), std::move(mend));
    error.place = place_of(text_, offset_of(written.data()));
    return refuse(std::move(error), ec);
  }
  bool refuse_large(std::string_view written, BoostError& ec) {
    return refuse_number(written, "a number beyond 9007199254740991 (2^53 - 1)", {}, ec);
  }

  /// A number's pieces are neighbours in the text: the first byte and the last one tell it all.
  std::string_view take_number(BoostText last) {
    const char* first = number_ == nullptr ? last.data() : number_;
    number_ = nullptr;
    return {first, static_cast<std::size_t>(last.data() + last.size() - first)};
  }

  bool check_length(std::size_t total, BoostError& ec) {
    if (total <= limits_.string_bytes) return true;
    return refuse({ErrorCode::too_large,
                   "a string longer than " + std::to_string(limits_.string_bytes) + " bytes",
                   {},
                   {}},
                  ec);
  }
  /// A string comes in several pieces where it has escapes: those must be copied together.
  bool add_part(BoostText part, std::size_t total, BoostError& ec) {
    if (!check_length(total, ec)) return false;
    if (!joined_) joined_ = std::make_unique<std::string>();
    joined_->append(part.data(), part.size());
    return true;
  }
  bool add_string(BoostText last, std::size_t total, BoostError& ec) {
    if (!joined_ && lies_in_text({last.data(), last.size()})) {
      if (!check_length(total, ec)) return false;
      return push(JsonType::string, {last.data(), last.size()});
    }
    if (!add_part(last, total, ec)) return false;
    unescaped_.push_back(std::move(joined_));
    return push(JsonType::string, *unescaped_.back());
  }

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
  std::uint32_t open_ = kNone;
  const char* number_ = nullptr;
  std::unique_ptr<std::string> joined_;
  std::vector<const std::string_view*> keys_;
  std::optional<Error> error_;
};

/// True where "\\ud800".."\\udbff" ends just before `offset`: a first half that wants its second.
bool follows_half_pair(std::string_view text, std::size_t offset) {
  if (offset < 6) return false;
  const std::string_view escape = text.substr(offset - 6, 4);
  return escape.starts_with("\\u") && (escape[2] == 'd' || escape[2] == 'D') &&
         std::string_view("89abAB").find(escape[3]) != std::string_view::npos;
}

/// What went wrong where Boost stopped reading, in our words.
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

Error parse_error(const BoostError& ec, const JsonLimits& limits, std::string_view text,
                  std::size_t offset) {
  using boost::json::error;
  if (ec == error::too_deep)
    return {ErrorCode::too_large,
            "nested deeper than " + std::to_string(limits.depth) + " levels",
            {},
            {}};
  if (ec == error::incomplete) return invalid("the text ends before the value is complete");
  if (ec == error::illegal_leading_surrogate || ec == error::illegal_trailing_surrogate ||
      ec == error::expected_utf16_escape || follows_half_pair(text, offset))
    return invalid("a \\u escape that is half of a surrogate pair");
  if (ec == error::expected_hex_digit) return invalid("a \\u escape without four hex digits");
  if (ec == error::exponent_overflow) return invalid("a number whose exponent is too large");
  return syntax_error(text, offset);
}

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
  boost::json::parse_options options;
  options.max_depth = limits.depth;
  boost::json::basic_parser<TapeBuilder> parser(options, text, limits, document.nodes_,
                                                document.unescaped_);
  BoostError ec;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
  if (ec) {
    Error error =
        parser.handler().error() ? *parser.handler().error() : parse_error(ec, limits, text, read);
    if (error.place.empty()) error.place = place_of(text, read);
    return error;
  }
  if (read < text.size()) {
    Error error = invalid("text after the end of the value", "keep one value");
    error.place = place_of(text, read);
    return error;
  }
  return document;
}

}  // namespace truceline::base
