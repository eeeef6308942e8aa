// SPDX-License-Identifier: Apache-2.0
#include "base/result.hpp"

#include <gtest/gtest.h>
#include <memory>

namespace truceline::base {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return invalid("an odd number", "give an even one");
  return number / 2;
}
Result<int> quarter(int number) {
  TRY_ASSIGN(const int first, half(number));
  TRY_ASSIGN(const int second, half(first));
  return second;
}
Result<void> must_be_even(int number) {
  TRY(half(number));
  return {};
}

TEST(Error, LeavesEmptyPartsOut) {
  EXPECT_EQ(invalid("too old").to_string(), "too old");
  EXPECT_EQ(invalid("too old", "renew it").to_string(), "too old (renew it)");
  EXPECT_EQ(invalid("too old", "renew it").at("row 7").to_string(), "row 7: too old (renew it)");
}

TEST(Error, GainsPlacesOnItsWayUp) {
  EXPECT_EQ(invalid("too old").at("when.from").at("row 7").place, "row 7: when.from");
}

TEST(Result, CarriesTheValueOrTheFirstError) {
  EXPECT_EQ(quarter(12).value(), 3);
  EXPECT_EQ(quarter(6).error().reason, "an odd number");
  EXPECT_TRUE(must_be_even(2).has_value());
  EXPECT_EQ(must_be_even(3).error().mend, "give an even one");
}

TEST(Result, MovesWhatCannotBeCopied) {
  Result<std::unique_ptr<int>> made = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = *std::move(made);
  EXPECT_EQ(*taken, 7);
}

TEST(ResultDeathTest, ReadingTheWrongSideEndsTheProcess) {
  EXPECT_DEATH(static_cast<void>(half(3).value()), "broken invariant");
  EXPECT_DEATH(static_cast<void>(half(2).error()), "broken invariant");
}

}  // namespace
}  // namespace truceline::base
