// SPDX-License-Identifier: Apache-2.0
#include "ledger/frontier.hpp"

#include <algorithm>
#include <bit>

#include "ledger/merkle_hash.hpp"

namespace truceline::ledger {
namespace {
constexpr std::size_t kSizeBytes = 8;
constexpr std::size_t kHashBytes = sizeof(base::Hash);
}  // namespace

void Frontier::append(const base::Hash& leaf_hash) {
  INVARIANT(size_.value < (std::uint64_t{1} << 63) - 1);
  base::Hash carried = leaf_hash;
  // Like adding one in binary: every trailing 1 of the size is a subtree that is now paired.
  for (std::uint64_t rest = size_.value; (rest & 1) != 0; rest >>= 1) {
    carried = node_hash(peaks_.back(), carried);
    peaks_.pop_back();
  }
  peaks_.push_back(carried);
  ++size_.value;
}

base::Hash Frontier::root() const {
  if (peaks_.empty()) return empty_root();
  base::Hash root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_hash(peaks_[i], root);
  return root;
}

base::Bytes Frontier::to_bytes() const {
  base::Bytes bytes;
  bytes.reserve(kSizeBytes + peaks_.size() * kHashBytes);
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(size_.value >> shift));
  for (const base::Hash& peak : peaks_) bytes.insert(bytes.end(), peak.begin(), peak.end());
  return bytes;
}

base::Result<Frontier> Frontier::from_bytes(base::BytesView bytes) {
  if (bytes.size() < kSizeBytes) return base::invalid("a frontier has at least 8 bytes");
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < kSizeBytes; ++i) size = size << 8 | bytes[i];
  if (size >> 63 != 0) return base::invalid("a frontier's size is below 2^63");
  const auto peaks = static_cast<std::size_t>(std::popcount(size));
  if (bytes.size() != kSizeBytes + peaks * kHashBytes)
    return base::invalid("a frontier has one hash for each set bit of its size");
  Frontier frontier;
  frontier.size_ = {size};
  frontier.peaks_.resize(peaks);
  for (std::size_t i = 0; i < peaks; ++i) {
    const base::BytesView hash = bytes.subspan(kSizeBytes + i * kHashBytes, kHashBytes);
    std::copy(hash.begin(), hash.end(), frontier.peaks_[i].begin());
  }
  return frontier;
}

}  // namespace truceline::ledger
