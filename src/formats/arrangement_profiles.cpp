// SPDX-License-Identifier: Apache-2.0
#include "formats/arrangement_profiles.hpp"

#include "formats/written_measure.hpp"

namespace truceline::formats {
namespace {

constexpr std::string_view kProfile = "a profile";
constexpr std::string_view kCover = "a rule of cover";
constexpr std::string_view kEscalation = "a step of escalation";
constexpr std::string_view kHostile = "a distance between hostile parties";

/// `yes`, or `no`, as where it is left out.
bool yes_or_no_at(const YamlNode& node, std::string_view key, Remarks& remarks) {
  const auto word = word_at(node, key, remarks);
  if (!word || word->text == "no") return false;
  if (word->text != "yes")
    remarks.error(word->span, "unknown-word",
                  std::string(key) + " is yes or no, not \"" + word->text + "\"",
                  "write yes or no");
  return true;
}

}  // namespace

void read_profile(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks) {
  if (!expect_mapping(node, kProfile, remarks)) return;
  check_keys(
      node,
      {"for", "tell", "may_know", "needs", "notice", "emergency_notice", "acknowledge_within",
       "relay_within", "in_effect_before", "revalidate_every", "discloses", "read_first"},
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
  if (const auto word = word_at(node, "discloses", remarks))
    profile.discloses = known_word<domain::Disclosure>(*word, "disclosure", remarks)
                            .value_or(domain::Disclosure::existence);
  profile.read_first = yes_or_no_at(node, "read_first", remarks);
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

void read_escalation(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks) {
  if (!expect_mapping(node, kEscalation, remarks)) return;
  check_keys(node, {"after", "call"}, kEscalation, remarks);
  domain::Escalation step;
  step.after_ms = length_of_time_at(node, "after", remarks);
  if (const auto word = required_word_at(node, "call", kEscalation, remarks))
    step.rank = known_word<domain::RankClass>(*word, "rank", remarks).value_or(step.rank);
  arrangement.escalation.push_back(step);
}

void read_hostile(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks) {
  if (!expect_mapping(node, kHostile, remarks)) return;
  check_keys(node, {"apart", "or_height"}, kHostile, remarks);
  if (node.find("apart") == nullptr)
    remarks.error(node.place_of({}), "missing-key", "a distance needs the key \"apart\"",
                  "add apart: with a distance");
  arrangement.hostile.horizontal_m = metres_at(node, "apart", remarks).value_or(0);
  if (const auto height_m = metres_at(node, "or_height", remarks))
    arrangement.hostile.vertical_cm = *height_m * 100;
}

}  // namespace truceline::formats
