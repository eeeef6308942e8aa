// SPDX-License-Identifier: Apache-2.0
#include "formats/arrangement_profiles.hpp"

#include "formats/written_measure.hpp"

namespace truceline::formats {
namespace {

constexpr std::string_view kProfile = "a profile";
constexpr std::string_view kCover = "a rule of cover";

}  // namespace

void read_profile(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks) {
  if (!expect_mapping(node, kProfile, remarks)) return;
  check_keys(node,
             {"for", "tell", "may_know", "needs", "notice", "emergency_notice",
              "acknowledge_within", "relay_within", "in_effect_before", "revalidate_every"},
             kProfile, remarks);
  domain::Profile profile;
  if (node.find("for") == nullptr)
    remarks.error(node.place_of({}), "missing-key", "a profile needs the key \"for\"",
                  "add for: with the kinds of notifications that it is about");
  for (const Word& word : words_at(node, "for", remarks))
    if (const auto kind =
            known_word<domain::NotificationKind>(word, "kind of notification", remarks))
      profile.kinds.push_back(*kind);
  for (const Word& word : words_at(node, "needs", remarks))
    if (const auto need = known_word<domain::Need>(word, "need", remarks))
      profile.needs.push_back(*need);
  profile.recipients = texts(ids_at(node, "tell", remarks));
  profile.may_know = texts(ids_at(node, "may_know", remarks));
  profile.lead_time_ms = length_of_time_at(node, "notice", remarks);
  profile.emergency_lead_time_ms = length_of_time_at(node, "emergency_notice", remarks);
  profile.acknowledge_within_ms = length_of_time_at(node, "acknowledge_within", remarks);
  profile.relay_within_ms = length_of_time_at(node, "relay_within", remarks);
  profile.in_effect_before_ms = length_of_time_at(node, "in_effect_before", remarks);
  profile.revalidate_every_ms = length_of_time_at(node, "revalidate_every", remarks);
  arrangement.profiles.push_back(std::move(profile));
}

void read_cover(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks) {
  if (!expect_mapping(node, kCover, remarks)) return;
  check_keys(node, {"parties", "rank", "languages", "ahead"}, kCover, remarks);
  domain::Cover cover;
  cover.parties = texts(ids_at(node, "parties", remarks));
  if (const auto word = word_at(node, "rank", remarks))
    cover.rank = known_word<domain::RankClass>(*word, "rank", remarks).value_or(cover.rank);
  cover.languages = texts(words_at(node, "languages", remarks));
  cover.ahead_ms = length_of_time_at(node, "ahead", remarks);
  arrangement.cover.push_back(std::move(cover));
}

}  // namespace truceline::formats
