// SPDX-License-Identifier: Apache-2.0
#include "ledger/cosignature.hpp"

#include <algorithm>

namespace truceline::ledger {
namespace {

constexpr std::size_t kTimeBytes = 8;

std::string signed_message(std::string_view text, std::uint64_t time_s) {
  return "cosignature/v1\ntime " + std::to_string(time_s) + "\n" + std::string(text);
}

std::optional<std::uint64_t> time_of(base::BytesView blob) {
  if (blob.size() != kTimeBytes + std::tuple_size_v<base::Signature>) return std::nullopt;
  std::uint64_t time_s = 0;
  for (const std::uint8_t byte : blob.first(kTimeBytes)) time_s = time_s << 8U | byte;
  if (time_s >> 63U != 0) return std::nullopt;
  return time_s;
}

}  // namespace

NoteSignature cosign(std::string_view text, const Cosigner& cosigner, std::uint64_t time_s) {
  INVARIANT(time_s >> 63U == 0);
  const base::Signature signature = cosigner.key.sign(base::bytes_of(signed_message(text, time_s)));
  NoteSignature line{cosigner.name, cosigner.verifier().id, {}};
  for (int shift = 56; shift >= 0; shift -= 8)
    line.signature.push_back(static_cast<std::uint8_t>(time_s >> shift));
  line.signature.insert(line.signature.end(), signature.begin(), signature.end());
  return line;
}

std::optional<std::uint64_t> cosigned_time_s(const NoteSignature& line) {
  return time_of(line.signature);
}

bool verifies_cosignature(const VerifierKey& key, std::string_view text, base::BytesView blob) {
  INVARIANT(key.type == kTypeCosignature);
  const auto time_s = time_of(blob);
  base::PublicKey point{};
  if (!time_s || key.key.size() != point.size()) return false;
  std::copy(key.key.begin(), key.key.end(), point.begin());
  base::Signature signature{};
  std::copy(blob.begin() + kTimeBytes, blob.end(), signature.begin());
  return base::verify(point, base::bytes_of(signed_message(text, *time_s)), signature);
}

}  // namespace truceline::ledger
