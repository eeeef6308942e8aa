// SPDX-License-Identifier: Apache-2.0
//
// How the C++ types of fields.hpp look in JSON, as far as every archive must tell them apart.
// Internal to the module: only the codec and its tests include it.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "domain/field_rule.hpp"
#include "geo/polygon.hpp"

namespace truceline::domain {

/// A T, or a const T: one description of the fields serves reading and writing.
template <class Value, class T>
concept Like = std::same_as<std::remove_const_t<Value>, T>;

template <class T>
inline constexpr bool kIsBytes = false;
template <std::size_t N>
inline constexpr bool kIsBytes<std::array<std::uint8_t, N>> = true;
/// A key, a hash: written as lower-case hex.
template <class T>
concept ByteArray = kIsBytes<T>;

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
concept Optional = kIsOptional<T>;

template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;
/// Written as an array of its elements; a Ring is not one of these but a flat list of numbers.
template <class T>
concept List = kIsVector<T> && !std::same_as<T, geo::Ring>;

template <class T>
concept Integer = std::same_as<T, std::int64_t> || std::same_as<T, std::uint64_t> ||
    std::same_as<T, std::int32_t>;

template <class T>
concept Strong = requires(T value) {
  value.value;
}
&&Integer<decltype(T::value)>;

template <class T>
concept Enum = std::is_enum_v<T>;

using TextMap = std::map<std::string, std::string>;

/// The first thing that is wrong and where. Each level a fault passes on its way up puts its own
/// name in front of the place, so that no path is built where nothing is wrong.
class FirstFault {
 public:
  bool found() const { return error_.has_value(); }
  void set(base::Error error) {
    if (!error_) error_ = std::move(error);
  }
  /// Puts `segment` ("counts" or "[0]") in front of the place.
  void within(std::string_view segment) {
    std::string place(segment);
    if (!error_->place.empty() && error_->place.front() != '[') place += '.';
    error_->place = place + error_->place;
  }
  void within(std::size_t at) { within("[" + std::to_string(at) + "]"); }
  base::Error take() { return *std::move(error_); }

 private:
  std::optional<base::Error> error_;
};

}  // namespace truceline::domain
