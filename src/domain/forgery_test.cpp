// SPDX-License-Identifier: Apache-2.0
//
// A thousand envelopes of all sorts, forged a bit at a time: none may pass. Some bits of each
// every time; with TRUCELINE_SOAK in the environment, all of them.
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>

#include "domain/envelope.hpp"
#include "domain/random_fields.hpp"

namespace truceline::domain {
namespace {

constexpr std::uint64_t kEnvelopes = 1000;
constexpr std::size_t kSampledBits = 32;

base::SigningKey key_number(std::uint64_t number) {
  base::Seed seed{};
  seed[0] = static_cast<std::uint8_t>(number);
  seed[1] = static_cast<std::uint8_t>(number >> 8);
  return base::SigningKey::from_seed(seed);
}

std::string envelope_number(std::uint64_t number) {
  const base::SigningKey key = key_number(number);
  Header header = RandomFields(number).make<Header>();
  header.key = key.public_key();
  return sign_envelope(header, key);
}

TEST(Forgery, no_envelope_of_a_thousand_passes_with_a_bit_changed) {
  const bool every_bit = std::getenv("TRUCELINE_SOAK") != nullptr;
  std::mt19937_64 random(2017);
  std::uint64_t forged = 0;
  for (std::uint64_t number = 0; number < kEnvelopes; ++number) {
    std::string bytes = envelope_number(number);
    ASSERT_TRUE(verify_envelope(bytes)) << number;
    const std::size_t bits = bytes.size() * 8;
    for (std::size_t i = 0; i < (every_bit ? bits : kSampledBits); ++i) {
      const std::size_t bit = every_bit ? i : random() % bits;
      const char flipped = static_cast<char>(1 << bit % 8);
      bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ flipped);
      ASSERT_FALSE(verify_envelope(bytes)) << "envelope " << number << ", bit " << bit;
      bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ flipped);
      ++forged;
    }
  }
  EXPECT_GE(forged, kEnvelopes * kSampledBits);
}

}  // namespace
}  // namespace truceline::domain
