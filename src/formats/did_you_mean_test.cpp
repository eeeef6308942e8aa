// SPDX-License-Identifier: Apache-2.0
#include "formats/did_you_mean.hpp"

#include <gtest/gtest.h>

namespace truceline::formats {
namespace {

TEST(DidYouMean, letters_dropped_added_replaced_or_swapped_count_one_each) {
  EXPECT_EQ(spelling_distance("zone", "zone"), 0U);
  EXPECT_EQ(spelling_distance("zoen", "zone"), 1U);
  EXPECT_EQ(spelling_distance("zon", "zones"), 2U);
  EXPECT_EQ(spelling_distance("", "abc"), 3U);
}

TEST(DidYouMean, the_nearest_known_word_is_offered) {
  EXPECT_EQ(nearest_word("garantors", {"parties", "guarantors"}), "guarantors");
  EXPECT_EQ(nearest_word("oblige", {"obliges", "permits"}), "obliges");
}

TEST(DidYouMean, nothing_near_lists_what_is_known) {
  EXPECT_EQ(nearest_word("x", {"parties"}), "");
  EXPECT_EQ(did_you_mean("xyz", {"parties", "zones"}), "the known ones are parties, zones");
  EXPECT_EQ(did_you_mean("xyz", {}), "none is defined here");
}

}  // namespace
}  // namespace truceline::formats
