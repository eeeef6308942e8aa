// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "domain/json_mutation.hpp"
#include "domain/random_fields.hpp"

namespace truceline::domain {
namespace {

Header sample() {
  return RandomFields(7, true).make<Header>();
}

TEST(HeaderCodec, what_is_decoded_is_what_was_encoded) {
  RandomFields random(1);
  for (int round = 0; round < 5000; ++round) {
    const Header header = random.make<Header>();
    const std::string bytes = encode(header);
    const base::Result<Header> again = decode_header(bytes);
    ASSERT_TRUE(again) << again.error().to_string() << "\n" << bytes;
    ASSERT_EQ(*again, header) << bytes;
  }
}

TEST(HeaderCodec, a_header_has_one_byte_form) {
  const std::string bytes = encode(sample());
  ASSERT_TRUE(decode_header(bytes));
  EXPECT_FALSE(decode_header(bytes + "\n"));
  EXPECT_FALSE(decode_header(" " + bytes));
  std::string spaced = bytes;
  spaced.insert(spaced.find(':') + 1, " ");
  EXPECT_FALSE(decode_header(spaced));
  std::string escaped = bytes;
  escaped.replace(escaped.find("audience"), 1, "\\u0061");
  EXPECT_FALSE(decode_header(escaped));
  Header plain;
  plain.log = "example.org/log";
  plain.party = "un";
  plain.time_zone = "UTC";
  std::string empty_list = encode(plain);
  ASSERT_TRUE(decode_header(empty_list));
  empty_list.insert(empty_list.find("\"label\":\"named\"") + 15, ",\"recipients\":[]");
  EXPECT_EQ(decode_header(empty_list).error().reason, "the header is not in its canonical form");
}

TEST(HeaderCodec, a_changed_byte_is_refused_or_is_another_header) {
  const std::string bytes = encode(sample());
  const Header header = *decode_header(bytes);
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      const base::Result<Header> other = decode_header(changed);
      ASSERT_FALSE(other && *other == header) << changed;
    }
}

TEST(HeaderCodec, a_header_cut_short_anywhere_is_an_error) {
  const std::string bytes = encode(sample());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const std::string cut = bytes.substr(0, length);
    ASSERT_FALSE(decode_header(cut)) << cut;
  }
}

TEST(HeaderCodec, errors_name_the_field) {
  const std::string bytes = encode(sample());
  for (const auto change : {JsonMutation::Change::wrong_type, JsonMutation::Change::missing})
    for (const auto& mutant : JsonMutation::all(bytes, change)) {
      const base::Result<Header> header = decode_header(mutant.json);
      if (mutant.path == "audience.recipients" && header) continue;  // The one optional field.
      ASSERT_FALSE(header) << mutant.json;
      EXPECT_EQ(header.error().place, mutant.path) << header.error().to_string();
    }
}

TEST(HeaderCodec, a_later_version_is_unsupported_whatever_else_it_holds) {
  const base::Result<Header> header = decode_header(R"({"new":true,"v":2})");
  ASSERT_FALSE(header);
  EXPECT_EQ(header.error().code, base::ErrorCode::unsupported);
}

TEST(HeaderCodec, recipients_are_sorted_single_and_only_named) {
  Header header = sample();
  const auto place = [&](AudienceLabel label, std::vector<std::string> recipients) {
    header.audience = {label, std::move(recipients)};
    const base::Result<Header> again = decode_header(encode(header));
    return again ? std::string() : again.error().place;
  };
  EXPECT_EQ(place(AudienceLabel::named, {"iran", "turkey"}), "");
  EXPECT_EQ(place(AudienceLabel::named, {"turkey", "iran"}), "audience.recipients");
  EXPECT_EQ(place(AudienceLabel::named, {"iran", "iran"}), "audience.recipients");
  EXPECT_EQ(place(AudienceLabel::everyone, {"iran"}), "audience.recipients");
  EXPECT_EQ(place(AudienceLabel::all_parties, {"iran"}), "audience.recipients");
}

TEST(HeaderCodec, references_are_bounded) {
  Header header = sample();
  header.references.assign(65, Reference{});
  const base::Result<Header> again = decode_header(encode(header));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, base::ErrorCode::too_large);
  header.references.assign(32, Reference{});
  EXPECT_TRUE(decode_header(encode(header)));
}

bool may_see(const Audience& audience, const std::string& party) {
  if (audience.label != AudienceLabel::named) return true;
  return std::find(audience.recipients.begin(), audience.recipients.end(), party) !=
         audience.recipients.end();
}

TEST(Narrowest, nobody_sees_what_one_of_the_two_would_hide) {
  RandomFields random(3);
  const std::vector<std::string> parties{"a", "b", "c"};
  const auto make = [&] {
    Audience audience{kWords<AudienceLabel>[random.below(3)].first, {}};
    if (audience.label == AudienceLabel::named)
      for (const std::string& party : parties)
        if (random.below(2) == 0) audience.recipients.push_back(party);
    return audience;
  };
  for (int round = 0; round < 1000; ++round) {
    const Audience a = make();
    const Audience b = make();
    const Audience both = narrowest(a, b);
    EXPECT_EQ(both, narrowest(b, a));
    EXPECT_EQ(narrowest(a, a), a);
    EXPECT_EQ(both.label, std::max(a.label, b.label));
    for (const std::string& party : parties)
      EXPECT_EQ(may_see(both, party), may_see(a, party) && may_see(b, party));
  }
}

}  // namespace
}  // namespace truceline::domain
