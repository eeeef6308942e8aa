// SPDX-License-Identifier: Apache-2.0
#include "app/secret.hpp"

#include <algorithm>
#include <sodium.h>

#include "base/invariant.hpp"

namespace truceline::app {

void Secret::Wipe::operator()(std::uint8_t* data) const {
  sodium_free(data);  // which wipes it first
}

Secret::Secret(std::size_t capacity) : capacity_(capacity) {
  INVARIANT(sodium_init() >= 0);
  data_.reset(static_cast<std::uint8_t*>(sodium_malloc(capacity)));
  INVARIANT(data_ != nullptr);
}

Secret Secret::of(std::string_view text) {
  Secret secret(text.size());
  std::copy(text.begin(), text.end(), secret.fill().begin());
  return secret;
}

bool Secret::append(std::uint8_t byte) {
  if (size_ == capacity_) return false;
  data_[size_++] = byte;
  return true;
}

void Secret::drop_last() {
  INVARIANT(size_ > 0);
  data_[--size_] = 0;
}

std::span<std::uint8_t> Secret::fill() {
  size_ = capacity_;
  return {data_.get(), capacity_};
}

bool operator==(const Secret& a, const Secret& b) {
  return a.size_ == b.size_ && sodium_memcmp(a.data_.get(), b.data_.get(), a.size_) == 0;
}

}  // namespace truceline::app
