// SPDX-License-Identifier: Apache-2.0
#include "formats/arrangement_yaml.hpp"

#include <charconv>

#include "base/limits.hpp"
#include "domain/statement.hpp"
#include "formats/yaml_fields.hpp"

namespace truceline::formats {
namespace {

using domain::SubjectKind;

constexpr YamlLimits kYamlLimits{.bytes = base::limits::kAgreementBytes,
                                 .depth = base::limits::kAgreementDepth,
                                 .nodes = base::limits::kAgreementValues};
constexpr std::string_view kWhat = "an arrangement";
constexpr std::string_view kSeparation = "a separation";
constexpr std::int64_t kCountMax = 1'000'000;

/// "500 m": the number, and how much one of the unit is; empty where it is none of these.
struct Unit {
  std::string_view word;
  std::int64_t size;
};

template <std::size_t N>
std::optional<std::int64_t> measured(std::string_view text, const Unit (&units)[N]) {
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || number < 0 || number > kCountMax) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  while (text.starts_with(' ')) text.remove_prefix(1);
  for (const Unit& unit : units)
    if (text == unit.word) return number * unit.size;
  return std::nullopt;
}

constexpr Unit kLengths[] = {{"m", 1}, {"km", 1000}};
constexpr Unit kTimes[] = {{"minutes", base::kMinuteMs},
                           {"minute", base::kMinuteMs},
                           {"hours", base::kMinuteMs * 60},
                           {"hour", base::kMinuteMs * 60}};

std::optional<std::int64_t> metres_at(const YamlNode& node, std::string_view key,
                                      Remarks& remarks) {
  const std::optional<Word> word = word_at(node, key, remarks);
  if (!word) return std::nullopt;
  if (const auto metres = measured(word->text, kLengths)) return metres;
  remarks.error(word->span, "bad-distance", "\"" + word->text + "\" is no distance",
                "write whole metres or kilometres, such as 500 m or 9 km");
  return std::nullopt;
}

std::optional<SubjectKind> subject(const Word& word, Remarks& remarks) {
  const auto kind = domain::from_word<SubjectKind>(word.text);
  if (!kind)
    remarks.error(word.span, "unknown-word", "\"" + word.text + "\" is no kind of thing",
                  "write one of " + domain::all_words<SubjectKind>());
  return kind;
}

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
  const auto one = first ? subject(*first, remarks) : std::nullopt;
  const auto other = second ? subject(*second, remarks) : std::nullopt;
  if (node.find("apart") == nullptr)
    remarks.error(node.place_of("between"), "missing-key", "a separation needs the key \"apart\"",
                  "add apart: with a distance; 0 m where they must only not share a place");
  separation.horizontal_m = metres_at(node, "apart", remarks).value_or(0);
  if (const auto height_m = metres_at(node, "or_height", remarks))
    separation.vertical_cm = *height_m * 100;
  if (const auto time = word_at(node, "or_time", remarks)) {
    const auto time_ms = measured(time->text, kTimes);
    if (!time_ms)
      remarks.error(time->span, "bad-time", "\"" + time->text + "\" is no length of time",
                    "write whole minutes or hours, such as 30 minutes");
    separation.time_ms = time_ms.value_or(0);
  }
  if (!one || !other) return;
  separation.first = *one;
  separation.second = *other;
  arrangement.separations.push_back(separation);
}

domain::Arrangement read_root(const YamlNode& root, Remarks& remarks) {
  domain::Arrangement arrangement;
  check_keys(root, {"arrangement", "title", "names", "source", "priority", "separations"}, kWhat,
             remarks);
  if (const auto id = required_word_at(root, "arrangement", kWhat, remarks))
    if (expect_slug(*id, remarks)) arrangement.id = id->text;
  if (const auto title = required_word_at(root, "title", kWhat, remarks))
    arrangement.title = title->text;
  arrangement.names = names_at(root, "names", "en", remarks);
  if (const auto source = word_at(root, "source", remarks))
    arrangement.source.publisher = source->text;
  for (const Word& word : words_at(root, "priority", remarks))
    if (const auto kind = subject(word, remarks)) arrangement.priority.push_back(*kind);
  const YamlNode* separations = root.find("separations");
  if (separations != nullptr && expect_sequence(*separations, "separations", remarks))
    for (const YamlNode& node : separations->items) read_separation(node, arrangement, remarks);
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
