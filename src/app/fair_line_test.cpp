// SPDX-License-Identifier: Apache-2.0
#include "app/fair_line.hpp"

#include <gtest/gtest.h>

namespace truceline::app {
namespace {

class FairLineTest : public testing::Test {
 protected:
  bool add(const std::string& asker, const std::string& what) {
    FairLine::Work work = [this, what] { done_ += what; };
    return line_.add(asker, work);
  }
  std::string next(int count) {
    done_.clear();
    for (int i = 0; i < count; ++i) line_.next()();
    return done_;
  }

  FairLine line_{3};
  std::string done_;
};

TEST_F(FairLineTest, gives_each_its_turn_however_much_one_adds) {
  for (const char* one : {"a", "b", "c"}) EXPECT_TRUE(add("flood", one));
  EXPECT_TRUE(add("relief", "x"));
  EXPECT_TRUE(add("north", "y"));
  EXPECT_EQ(next(5), "ayxbc");
}

TEST_F(FairLineTest, takes_so_much_of_one_and_still_all_of_another) {
  for (const char* one : {"a", "b", "c"}) EXPECT_TRUE(add("flood", one));
  EXPECT_FALSE(add("flood", "d"));
  EXPECT_TRUE(add("relief", "x"));
  EXPECT_EQ(next(2), "ax");
  EXPECT_TRUE(add("flood", "d"));
  EXPECT_EQ(next(3), "bcd");
}

}  // namespace
}  // namespace truceline::app
