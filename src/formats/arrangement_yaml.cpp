// SPDX-License-Identifier: Apache-2.0
#include "formats/arrangement_yaml.hpp"

#include "base/limits.hpp"
#include "domain/statement.hpp"
#include "formats/arrangement_profiles.hpp"
#include "formats/written_measure.hpp"

namespace truceline::formats {
namespace {

using domain::SubjectKind;

constexpr YamlLimits kYamlLimits{.bytes = base::limits::kAgreementBytes,
                                 .depth = base::limits::kAgreementDepth,
                                 .nodes = base::limits::kAgreementValues};
constexpr std::string_view kWhat = "an arrangement";
constexpr std::string_view kSeparation = "a separation";
constexpr std::string_view kKind = "kind of thing";

void read_separation(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks) {
  if (!expect_mapping(node, kSeparation, remarks)) return;
  check_keys(node, {"between", "apart", "or_height", "or_time"}, kSeparation, remarks);
  const YamlNode* pair = node.find("between");
  if (pair == nullptr || !pair->is_sequence() || pair->items.size() != 2)
    return remarks.error(node.place_of("between"), "wrong-shape",
                         "a separation is between two kinds", "write between: [operation, site]");
  domain::RequiredSeparation separation;
  const auto first = read_word(pair->items[0], "a kind", remarks);
  const auto second = read_word(pair->items[1], "a kind", remarks);
  const auto one = first ? known_word<SubjectKind>(*first, kKind, remarks) : std::nullopt;
  const auto other = second ? known_word<SubjectKind>(*second, kKind, remarks) : std::nullopt;
  if (node.find("apart") == nullptr)
    remarks.error(node.place_of("between"), "missing-key", "a separation needs the key \"apart\"",
                  "add apart: with a distance; 0 m where they must only not share a place");
  separation.horizontal_m = metres_at(node, "apart", remarks).value_or(0);
  if (const auto height_m = metres_at(node, "or_height", remarks))
    separation.vertical_cm = *height_m * 100;
  separation.time_ms = length_of_time_at(node, "or_time", remarks);
  if (!one || !other) return;
  separation.first = *one;
  separation.second = *other;
  arrangement.separations.push_back(separation);
}

void read_each(const YamlNode& root, std::string_view key,
               void (*read)(const YamlNode&, domain::Arrangement&, Remarks&),
               domain::Arrangement& arrangement, Remarks& remarks) {
  const YamlNode* list = root.find(key);
  if (list == nullptr || !expect_sequence(*list, key, remarks)) return;
  for (const YamlNode& node : list->items) read(node, arrangement, remarks);
}

domain::Arrangement read_root(const YamlNode& root, Remarks& remarks) {
  domain::Arrangement arrangement;
  check_keys(root,
             {"arrangement", "title", "names", "source", "priority", "separations", "profiles",
              "cover", "answer_within", "escalation", "hostile"},
             kWhat, remarks);
  if (const auto id = required_word_at(root, "arrangement", kWhat, remarks))
    if (expect_slug(*id, remarks)) arrangement.id = id->text;
  if (const auto title = required_word_at(root, "title", kWhat, remarks))
    arrangement.title = title->text;
  arrangement.names = names_at(root, "names", "en", remarks);
  if (const auto source = word_at(root, "source", remarks))
    arrangement.source.publisher = source->text;
  for (const Word& word : words_at(root, "priority", remarks))
    if (const auto kind = known_word<SubjectKind>(word, kKind, remarks))
      arrangement.priority.push_back(*kind);
  arrangement.answer_within_ms = length_of_time_at(root, "answer_within", remarks);
  read_each(root, "separations", read_separation, arrangement, remarks);
  read_each(root, "profiles", read_profile, arrangement, remarks);
  read_each(root, "cover", read_cover, arrangement, remarks);
  read_each(root, "escalation", read_escalation, arrangement, remarks);
  if (const YamlNode* hostile = root.find("hostile")) read_hostile(*hostile, arrangement, remarks);
  return arrangement;
}

}  // namespace

bool looks_like_arrangement(std::string_view text) {
  constexpr std::string_view kKey = "arrangement:";
  return text.starts_with(kKey) || text.find("\narrangement:") != std::string_view::npos;
}

ArrangementReading read_arrangement(std::string_view file, std::string_view text) {
  ArrangementReading reading;
  YamlText yaml = parse_yaml(file, text, kYamlLimits);
  reading.diagnostics = std::move(yaml.diagnostics);
  if (!yaml.root) return reading;
  Remarks remarks(file, reading.diagnostics);
  if (!expect_mapping(*yaml.root, kWhat, remarks)) return reading;
  domain::Arrangement arrangement = read_root(*yaml.root, remarks);
  if (base::has_error(reading.diagnostics)) return reading;
  if (const auto fits = domain::encode_checked(arrangement); !fits) {
    remarks.error(yaml.root->place_of("arrangement"), "bad-statement", fits.error().to_string(),
                  fits.error().mend);
    return reading;
  }
  reading.value = std::move(arrangement);
  return reading;
}

}  // namespace truceline::formats
