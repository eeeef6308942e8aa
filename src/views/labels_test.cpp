// SPDX-License-Identifier: Apache-2.0
#include "views/labels.hpp"

#include <gtest/gtest.h>
#include <set>

namespace truceline::views {
namespace {

template <class E>
class Labels : public testing::Test {};

using Enums =
    testing::Types<domain::AcknowledgementStep, domain::ActorKind, domain::AudienceLabel,
                   domain::CallStep, domain::Certainty, domain::Channel, domain::Doubt,
                   domain::EventKind, domain::FindingKind, domain::KeyAction, domain::Need,
                   domain::PlacePrecision, domain::PostStatus, domain::RankClass, domain::Severity,
                   domain::StatementKind, domain::Term, domain::TimePrecision, domain::Verdict,
                   domain::ZoneKind, engine::ProvisionState>;
TYPED_TEST_SUITE(Labels, Enums);

TYPED_TEST(Labels, every_word_has_one_of_its_own_in_each_language) {
  for (const Lang lang : {Lang::en, Lang::ar}) {
    std::set<std::string_view> seen;
    for (const auto& [value, word] : domain::kWords<TypeParam>) {
      int found = 0;
      for (const Label<TypeParam>& one : labels<TypeParam>()) found += one.value == value;
      EXPECT_EQ(found, 1) << word;
      EXPECT_FALSE(label(value, lang).empty()) << word;
      EXPECT_TRUE(seen.insert(label(value, lang)).second) << word;
    }
    EXPECT_EQ(labels<TypeParam>().size(), seen.size());
  }
}

}  // namespace
}  // namespace truceline::views
