// SPDX-License-Identifier: Apache-2.0
//
// The quick reader against the thorough one: it reads whatever we write, and what it takes, the
// other takes with the same value.
#include "domain/canonical_reader.hpp"

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "domain/field_reader.hpp"
#include "domain/field_writer.hpp"
#include "domain/random_fields.hpp"

namespace truceline::domain {
namespace {

constexpr std::size_t kKinds = std::variant_size_v<Body>;

template <class T>
std::string written(const T& value) {
  FieldWriter writer;
  writer.write(value);
  return writer.take();
}

template <class T>
std::optional<T> thorough(std::string_view json) {
  const auto document = base::parse_json(json, {1U << 20U, 16, 1U << 20U});
  T value{};
  if (!document || !FieldReader().run(document->root(), value)) return std::nullopt;
  return value;
}

/// True where the quick reader takes it; then the thorough one must agree.
template <class T>
bool taken(const std::string& json) {
  T value{};
  if (!CanonicalReader(json).run(value)) return false;
  const std::optional<T> other = thorough<T>(json);
  EXPECT_TRUE(other.has_value()) << json;
  if (other) {
    EXPECT_EQ(*other, value) << json;
  }
  return true;
}

template <class T>
void try_mutants_of(const T& value, RandomFields& random, std::size_t& mutants) {
  static constexpr std::string_view kBytes = "{}[],:\"\\0123456789-. ebntu\x01\x80";
  const std::string json = written(value);
  ASSERT_TRUE(taken<T>(json)) << json;
  for (int round = 0; round < 20; ++round) {
    std::string mutant = json;
    const std::size_t at = random.below(json.size());
    const char byte = kBytes[random.below(kBytes.size())];
    switch (random.below(4)) {
      case 0:
        mutant[at] = byte;
        break;
      case 1:
        mutant.insert(at, 1, byte);
        break;
      case 2:
        mutant.erase(at, 1 + random.below(12));
        break;
      default:
        mutant.insert(at, json, random.below(json.size()), random.below(12));
    }
    mutants += taken<T>(mutant);
  }
}

template <std::size_t Index = 0>
void try_bodies(RandomFields& random, std::size_t& mutants) {
  try_mutants_of(random.make<std::variant_alternative_t<Index, Body>>(), random, mutants);
  if constexpr (Index + 1 < kKinds) try_bodies<Index + 1>(random, mutants);
}

TEST(CanonicalReader, takes_what_we_write_and_nothing_that_the_thorough_reader_refuses) {
  RandomFields random(31);
  std::size_t mutants = 0;
  for (int round = 0; round < 150; ++round) {
    try_bodies(random, mutants);
    try_mutants_of(random.make<Header>(), random, mutants);
  }
  EXPECT_GT(mutants, 1000U) << "too few changed texts were taken to compare the values";
}

TEST(CanonicalReader, leaves_other_forms_to_the_thorough_reader) {
  const auto takes = [](std::string_view json) {
    Supersede value;
    return CanonicalReader(json).run(value);
  };
  EXPECT_TRUE(takes(R"({"reason":"typing error"})"));
  EXPECT_TRUE(takes(R"({"reason":"line\nbreak \"حلب\" \u0061"})"));
  for (const std::string_view other :
       {R"({ "reason":"typing error"})", R"({"reason": "x"})", R"({"reason":"x"} )", R"({})", "",
        R"({"reason":"x","reason":"x"})", R"({"reason":"x",})", R"({"reason":"x"}})", "{",
        R"({"\u0072eason":"x"})", R"({"reason":"x)", R"(["reason":"x"])", R"(,"reason":"x"})"})
    EXPECT_FALSE(takes(other)) << other;
}

}  // namespace
}  // namespace truceline::domain
