// SPDX-License-Identifier: Apache-2.0
//
// Writes JSON front to back into one string: no tree, no floating point. What is signed is
// written with Order::canonical, where writing members out of RFC 8785 order, ill-formed UTF-8,
// a fraction or an integer beyond +-(2^53 - 1) is our bug and aborts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace truceline::base {

class JsonWriter {
 public:
  enum class Order { as_written, canonical };
  explicit JsonWriter(Order order = Order::as_written) : order_(order) {}
  Order order() const { return order_; }

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  /// Names the next value. REQUIRES: inside an object.
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// A decimal number of `scale` fractional digits: decimal(361234567, 7) writes 36.1234567.
  /// Trailing zeros are dropped. Exact: this is how a coordinate leaves us.
  /// REQUIRES: 0 <= scale <= 18; not Order::canonical, which holds integers only.
  JsonWriter& decimal(std::int64_t value, int scale);
  /// Text that is JSON already, as it is. REQUIRES: canonical too, where the order is.
  JsonWriter& raw(std::string_view json);

  // The two most common members in one call.
  JsonWriter& member(std::string_view name, std::string_view value) {
    return key(name).string(value);
  }
  JsonWriter& member(std::string_view name, std::int64_t value) { return key(name).integer(value); }

  /// The finished text. REQUIRES: everything begun is ended.
  std::string take();

 private:
  void before_value();
  struct Level {
    bool object;
    bool empty;
    std::string last_key;
  };
  Order order_;
  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

/// True where `a` sorts before `b` in RFC 8785 order (UTF-16 code units).
bool json_key_less(std::string_view a, std::string_view b);
/// Appends `text` quoted and escaped as RFC 8785 says. Bytes that are not UTF-8 become U+FFFD, so
/// that an error message which quotes foreign bytes is still JSON.
void append_json_string(std::string& out, std::string_view text);

}  // namespace truceline::base
