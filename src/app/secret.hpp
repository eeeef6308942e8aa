// SPDX-License-Identifier: Apache-2.0
//
// A few bytes that nobody else should see: kept in memory that is locked against swapping where
// the system allows it, guarded by unreadable pages, left out of core dumps, and wiped at the end.
// It is never copied and never printed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/bytes.hpp"

namespace truceline::app {

class Secret {
 public:
  /// Room for `capacity` bytes, none of them there yet.
  explicit Secret(std::size_t capacity);
  /// A copy of `text`, which the caller should wipe.
  static Secret of(std::string_view text);

  /// False where there is no room left.
  bool append(std::uint8_t byte);
  /// Takes the last byte away. REQUIRES: there is one.
  void drop_last();
  std::size_t size() const { return size_; }
  base::BytesView bytes() const { return {data_.get(), size_}; }
  /// All of the room, to be filled by others; size() becomes the capacity.
  std::span<std::uint8_t> fill();

  /// In a time that does not depend on the bytes.
  friend bool operator==(const Secret& a, const Secret& b);

 private:
  struct Wipe {
    void operator()(std::uint8_t* data) const;
  };
  std::unique_ptr<std::uint8_t[], Wipe> data_;
  std::size_t capacity_;
  std::size_t size_ = 0;
};

}  // namespace truceline::app
