// SPDX-License-Identifier: Apache-2.0
#include "formats/event_match_reader.hpp"

#include <algorithm>
#include <array>

#include "formats/did_you_mean.hpp"

namespace truceline::formats {
namespace {

constexpr auto kSelectors = std::to_array<std::string_view>({"parties", "guarantors", "anyone"});

bool is_known(const std::string& actor, const AgreementReading& reading) {
  if (std::find(kSelectors.begin(), kSelectors.end(), actor) != kSelectors.end()) return true;
  if (std::find(reading.actors.begin(), reading.actors.end(), actor) != reading.actors.end())
    return true;
  return reading.context.actors && reading.context.actors->contains(actor);
}

std::vector<std::string_view> known_actors(const AgreementReading& reading) {
  std::vector<std::string_view> known(reading.actors.begin(), reading.actors.end());
  known.insert(known.end(), kSelectors.begin(), kSelectors.end());
  if (reading.context.actors)
    known.insert(known.end(), reading.context.actors->begin(), reading.context.actors->end());
  return known;
}

void read_events(const YamlNode& matches, domain::EventMatch& match, AgreementReading& reading) {
  std::vector<std::string_view> known;
  for (const auto& [kind, spelling] : domain::kWords<domain::EventKind>) known.push_back(spelling);
  for (const Word& word : words_at(matches, "events", reading.remarks)) {
    if (const auto kind = domain::from_word<domain::EventKind>(word.text))
      match.events.push_back(*kind);
    else
      reading.remarks.error(word.span, "unknown-word", "\"" + word.text + "\" is no kind of event",
                            did_you_mean(word.text, known));
  }
}

}  // namespace

std::vector<std::string> read_selectors(const YamlNode& mapping, std::string_view key,
                                        AgreementReading& reading) {
  const std::vector<Word> words = words_at(mapping, key, reading.remarks);
  for (const Word& word : words) {
    if (is_known(word.text, reading)) continue;
    const std::string meant = did_you_mean(word.text, known_actors(reading));
    reading.remarks.error(
        word.span, "unknown-actor", "no actor is called \"" + word.text + "\" in this agreement",
        meant + (meant.ends_with('?') ? " Other" : "; other") + " actors belong under actors:");
  }
  return texts(words);
}

std::optional<domain::EventMatch> read_event_match(const YamlNode& matches,
                                                   AgreementReading& reading) {
  if (!expect_mapping(matches, "\"matches\"", reading.remarks)) return std::nullopt;
  check_keys(matches, {"events", "between", "by", "against"}, "\"matches\"", reading.remarks);
  domain::EventMatch match;
  read_events(matches, match, reading);
  match.between = read_selectors(matches, "between", reading);
  match.by = read_selectors(matches, "by", reading);
  match.against = read_selectors(matches, "against", reading);
  if (!match.between.empty() && (!match.by.empty() || !match.against.empty()))
    reading.remarks.error(matches.place_of("between"), "two-sides",
                          "\"between\" already says who acts and who suffers",
                          "keep either between, or by and against");
  return match;
}

}  // namespace truceline::formats
