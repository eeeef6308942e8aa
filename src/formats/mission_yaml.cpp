// SPDX-License-Identifier: Apache-2.0
#include "formats/mission_yaml.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "formats/relative_path.hpp"
#include "formats/yaml_fields.hpp"
#include "geo/point.hpp"

namespace truceline::formats {
namespace {

constexpr YamlLimits kYamlLimits{.bytes = base::limits::kAgreementBytes,
                                 .depth = base::limits::kAgreementDepth,
                                 .nodes = base::limits::kAgreementValues};
constexpr std::string_view kFormatName = "truceline-mission/";
constexpr auto kLayerKinds = std::to_array<std::string_view>({"boundary", "town", "line", "area"});
constexpr std::size_t kOriginBytes = 128;
constexpr std::string_view kEnglish = "en";

/// False where the file is of a version that we must not guess at.
bool check_format(const YamlNode& root, Remarks& remarks) {
  const std::optional<Word> format = required_word_at(root, "format", "mission.yaml", remarks);
  if (!format) return false;
  if (format->text == kMissionFormat) return true;
  if (format->text.starts_with(kFormatName))
    remarks.error(format->span, "newer-format",
                  "this mission folder is \"" + format->text + "\", and this program reads \"" +
                      std::string(kMissionFormat) + "\"",
                  "use a newer truceline; nothing was changed");
  else
    remarks.error(format->span, "unknown-format", "\"" + format->text + "\" is no mission format",
                  "write format: " + std::string(kMissionFormat));
  return false;
}

/// A log's name: a domain and path without a scheme, as C2SP's tlog-checkpoint asks.
bool is_origin(std::string_view origin) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '/' || c == '-' ||
           c == '_';
  };
  return !origin.empty() && origin.size() <= kOriginBytes &&
         std::all_of(origin.begin(), origin.end(), allowed);
}

/// Names of witnesses, or {party: its witness}.
void read_mirrors(const YamlNode& root, MissionConfig& mission, Remarks& remarks) {
  const YamlNode* const node = root.find("mirrors");
  if (node == nullptr) return;
  if (!node->is_mapping()) {
    mission.mirrors = texts(words_at(root, "mirrors", remarks));
    for (const std::string& name : mission.mirrors)
      if (is_slug(name)) mission.mirror_of.emplace(name, name);
    return;
  }
  for (std::size_t i = 0; i < node->keys.size(); ++i) {
    const YamlKey& party = node->keys[i];
    const bool is_party = expect_slug({party.name, party.span}, remarks);
    const std::optional<Word> name = read_word(node->items[i], "\"" + party.name + "\"", remarks);
    if (!is_party || !name) continue;
    mission.mirrors.push_back(name->text);
    mission.mirror_of.emplace(party.name, name->text);
  }
}

void read_time_zone(const YamlNode& root, const base::TimeZoneLookup& lookup,
                    MissionConfig& mission, Remarks& remarks) {
  const std::optional<Word> name = required_word_at(root, "time_zone", "mission.yaml", remarks);
  if (!name) return;
  mission.time_zone = name->text;
  if (name->text == "UTC" || (lookup && lookup(name->text) != nullptr)) return;
  remarks.error(name->span, "unknown-time-zone", "no time zone is called \"" + name->text + "\"",
                "write an IANA name, such as Asia/Damascus");
}

std::optional<std::int32_t> read_side(const YamlNode& node, std::int32_t limit_e7,
                                      Remarks& remarks) {
  const std::optional<Word> word = read_word(node, "\"bounds\"", remarks);
  if (!word) return std::nullopt;
  const base::Result<std::int32_t> e7 = geo::degrees_e7_from_decimal(word->text, limit_e7);
  if (e7) return *e7;
  remarks.error(word->span, "bad-bounds", "\"" + word->text + "\": " + e7.error().reason,
                e7.error().mend);
  return std::nullopt;
}

/// [west, south, east, north] in degrees.
void read_bounds(const YamlNode& root, MissionConfig& mission, Remarks& remarks) {
  const YamlNode* node = root.find("bounds");
  if (node == nullptr) return;
  const char* mend =
      "write [west, south, east, north] in degrees, such as [35.5, 32.2, 42.5, 37.4]";
  if (!node->is_sequence() || node->items.size() != 4)
    return remarks.error(node->span, "bad-bounds", "bounds are four numbers", mend);
  const auto west = read_side(node->items[0], geo::kLonMaxE7, remarks);
  const auto south = read_side(node->items[1], geo::kLatMaxE7, remarks);
  const auto east = read_side(node->items[2], geo::kLonMaxE7, remarks);
  const auto north = read_side(node->items[3], geo::kLatMaxE7, remarks);
  if (!west || !south || !east || !north) return;
  const geo::Box box{.low = {.lon_e7 = *west, .lat_e7 = *south},
                     .high = {.lon_e7 = *east, .lat_e7 = *north}};
  if (geo::is_empty(box))
    return remarks.error(node->span, "bad-bounds", "the bounds enclose nothing", mend);
  mission.bounds = box;
}

/// The member `file`: a path in the mission folder.
std::string file_at(const YamlNode& node, std::string_view owner, std::string_view example,
                    Remarks& remarks) {
  const auto path = required_word_at(node, "file", owner, remarks);
  if (!path) return {};
  if (!stays_inside(path->text))
    remarks.error(path->span, "bad-path", "\"" + path->text + "\" leads out of the mission folder",
                  "put the file into the folder, such as " + std::string(example));
  return path->text;
}

/// gazetteer: {file: tables/places.csv, source: ...}
std::optional<MissionFileConfig> read_file_of(const YamlNode& root, std::string_view key,
                                              std::string_view example, Remarks& remarks) {
  const YamlNode* node = root.find(key);
  const std::string quoted = "\"" + std::string(key) + "\"";
  if (node == nullptr || !expect_mapping(*node, quoted, remarks)) return std::nullopt;
  check_keys(*node, {"file", "source"}, quoted, remarks);
  MissionFileConfig config;
  config.file = file_at(*node, quoted, example, remarks);
  if (const auto source = required_word_at(*node, "source", quoted, remarks))
    config.source = source->text;
  return config;
}

void read_layer(const YamlNode& node, MissionConfig& mission, Remarks& remarks) {
  if (!expect_mapping(node, "a layer", remarks)) return;
  check_keys(node, {"id", "title", "kind", "file", "source", "disclaimer"}, "a layer", remarks);
  MissionLayerConfig layer;
  if (const auto id = required_word_at(node, "id", "a layer", remarks)) {
    expect_slug(*id, remarks);
    layer.id = id->text;
    for (const MissionLayerConfig& other : mission.layers)
      if (other.id == layer.id)
        remarks.error(id->span, "duplicate-id", "the layer \"" + layer.id + "\" stands above",
                      "give each layer an id of its own");
  }
  layer.title = names_at(node, "title", kEnglish, remarks);
  layer.disclaimer = names_at(node, "disclaimer", kEnglish, remarks);
  if (node.find("disclaimer") == nullptr)
    remarks.warning(node.place_of("id"), "no-disclaimer",
                    "the layer does not say that it takes no position", "add disclaimer:");
  if (const auto source = required_word_at(node, "source", "a layer", remarks))
    layer.source = source->text;
  if (const auto kind = required_word_at(node, "kind", "a layer", remarks)) {
    layer.kind = kind->text;
    if (std::find(kLayerKinds.begin(), kLayerKinds.end(), kind->text) == kLayerKinds.end())
      remarks.error(kind->span, "unknown-word", "\"" + kind->text + "\" is no kind of layer",
                    "write boundary, town, line or area");
  }
  layer.file = file_at(node, "a layer", "layers/towns.geojson", remarks);
  mission.layers.push_back(std::move(layer));
}

void read_identity(const YamlNode& root, MissionConfig& mission, Remarks& remarks) {
  if (const auto id = required_word_at(root, "id", "mission.yaml", remarks)) {
    expect_slug(*id, remarks);
    mission.id = id->text;
  }
  if (root.find("title") == nullptr) required_word_at(root, "title", "mission.yaml", remarks);
  mission.title = names_at(root, "title", kEnglish, remarks);
  mission.disclaimer = names_at(root, "disclaimer", kEnglish, remarks);
  if (const auto origin = required_word_at(root, "origin", "mission.yaml", remarks)) {
    mission.origin = origin->text;
    if (!is_origin(origin->text))
      remarks.error(origin->span, "bad-origin", "\"" + origin->text + "\" is no name for a ledger",
                    "write a domain and a path, such as truceline.org/syria-2017");
  }
  if (const auto party = required_word_at(root, "party", "mission.yaml", remarks)) {
    expect_slug(*party, remarks);
    mission.party = party->text;
  }
  mission.languages = texts(words_at(root, "languages", remarks));
  if (mission.languages.empty()) mission.languages = {std::string(kEnglish)};
}

}  // namespace

MissionReading read_mission(std::string_view file, std::string_view text,
                            const base::TimeZoneLookup& time_zone) {
  MissionReading reading;
  YamlText yaml = parse_yaml(file, text, kYamlLimits);
  reading.diagnostics = std::move(yaml.diagnostics);
  Remarks remarks(file, reading.diagnostics);
  if (!yaml.root || !expect_mapping(*yaml.root, "mission.yaml", remarks)) return reading;
  const YamlNode& root = *yaml.root;
  if (!check_format(root, remarks)) return reading;
  check_keys(root,
             {"format", "id", "title", "origin", "time_zone", "languages", "bounds", "disclaimer",
              "party", "layers", "gazetteer", "land", "mirrors"},
             "mission.yaml", remarks);
  MissionConfig mission;
  read_identity(root, mission, remarks);
  read_time_zone(root, time_zone, mission, remarks);
  read_bounds(root, mission, remarks);
  if (const YamlNode* layers = root.find("layers");
      layers != nullptr && expect_sequence(*layers, "\"layers\"", remarks))
    for (const YamlNode& layer : layers->items) read_layer(layer, mission, remarks);
  mission.gazetteer = read_file_of(root, "gazetteer", "tables/places.csv", remarks);
  mission.land = read_file_of(root, "land", "layers/land.geojson", remarks);
  read_mirrors(root, mission, remarks);
  if (!base::has_error(reading.diagnostics)) reading.value = std::move(mission);
  return reading;
}

}  // namespace truceline::formats
