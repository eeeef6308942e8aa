// SPDX-License-Identifier: Apache-2.0
#include "formats/mission_yaml.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/limits.hpp"
#include "formats/yaml_fields.hpp"

namespace truceline::formats {

namespace {

constexpr std::string_view kFormatName = "truceline-mission/";
constexpr std::array<std::string_view, 4> kLayerKinds = {"boundary", "town", "line", "area"};

/// The text under a required key; empty where it is missing, which is then remarked.
std::string required(const YamlNode& node, std::string_view key, std::string_view what,
                     Remarks& remarks) {
  const auto word = required_word_at(node, key, what, remarks);
  return word ? word->text : std::string();
}

/// False where the file is of a format this program does not read.
bool read_format(const YamlNode& root, Remarks& remarks) {
  const auto word = required_word_at(root, "format", "a mission", remarks);
  if (!word) return false;
  int version = 0;
  const std::string_view text = word->text;
  const char* end = text.data() + text.size();
  const bool named = text.starts_with(kFormatName);
  const auto parsed = named ? std::from_chars(text.data() + kFormatName.size(), end, version)
                            : std::from_chars_result{text.data(), std::errc::invalid_argument};
  if (parsed.ec != std::errc() || parsed.ptr != end || version < 1) {
    remarks.error(word->span, "wrong-format", "this is no mission format",
                  "write `format: truceline-mission/1`");
    return false;
  }
  if (version > kMissionFormat) {
    remarks.error(word->span, "newer-format",
                  "the folder is of format " + std::to_string(version) +
                      "; this program reads up to " + std::to_string(kMissionFormat),
                  "use a newer Truceline");
    return false;
  }
  return true;
}

std::optional<geo::Box> read_bounds(const YamlNode& root, Remarks& remarks) {
  const YamlNode* node = root.find("bounds");
  if (node == nullptr || !expect_sequence(*node, "bounds", remarks)) return std::nullopt;
  const auto complain = [&](const std::string& reason) {
    remarks.error(node->span, "bad-bounds", reason,
                  "write [west, south, east, north] in degrees: [35.5, 32.2, 42.5, 37.4]");
    return std::nullopt;
  };
  if (node->items.size() != 4) return complain("bounds are four numbers");
  std::array<std::int32_t, 4> edges{};
  for (std::size_t i = 0; i < 4; ++i) {
    const std::int32_t most = i % 2 == 0 ? geo::kLonMaxE7 : geo::kLatMaxE7;
    const auto e7 = geo::degrees_e7_from_decimal(node->items[i].text, most);
    if (!e7) return complain(e7.error().reason);
    edges[i] = *e7;
  }
  if (edges[0] >= edges[2] || edges[1] >= edges[3])
    return complain("west must be below east, and south below north");
  return geo::Box{.low = {.lon_e7 = edges[0], .lat_e7 = edges[1]},
                  .high = {.lon_e7 = edges[2], .lat_e7 = edges[3]}};
}

/// A path that stays below the mission folder.
void check_path(const std::string& path, const TextSpan& at, Remarks& remarks) {
  const bool safe = !path.empty() && path.front() != '/' && path.find("..") == std::string::npos;
  if (!safe)
    remarks.error(at, "bad-path", "the file must be below the mission folder",
                  "write a relative path without `..`");
}

MissionLayer read_layer(const YamlNode& node, Remarks& remarks) {
  MissionLayer layer;
  if (!expect_mapping(node, "a layer", remarks)) return layer;
  check_keys(node, {"id", "title", "kind", "file", "source", "disclaimer"}, "a layer", remarks);
  if (const auto id = required_word_at(node, "id", "a layer", remarks)) {
    expect_slug(*id, remarks);
    layer.id = id->text;
  }
  layer.title = names_at(node, "title", "en", remarks);
  layer.kind = required(node, "kind", "a layer", remarks);
  if (!layer.kind.empty() &&
      std::find(kLayerKinds.begin(), kLayerKinds.end(), layer.kind) == kLayerKinds.end())
    remarks.error(node.place_of("kind"), "unknown-word", "no such kind of layer",
                  "boundary, town, line or area");
  layer.file = required(node, "file", "a layer", remarks);
  check_path(layer.file, node.place_of("file"), remarks);
  layer.source = required(node, "source", "a layer", remarks);
  layer.disclaimer = required(node, "disclaimer", "a layer", remarks);
  return layer;
}

/// A log's name ends up in signed notes: no spaces, no plus sign.
void check_origin(const YamlNode& root, const std::string& origin, Remarks& remarks) {
  if (origin.find_first_of(" +\t") == std::string::npos) return;
  remarks.error(root.place_of("origin"), "bad-origin", "an origin has no space and no plus sign",
                "write a name you own, without a scheme: example.org/mission");
}

}  // namespace

MissionReading read_mission(std::string_view file, std::string_view text) {
  MissionReading reading;
  YamlText yaml = parse_yaml(file, text,
                             {base::limits::kAgreementBytes, base::limits::kAgreementDepth,
                              base::limits::kAgreementValues});
  reading.diagnostics = std::move(yaml.diagnostics);
  if (!yaml.root) return reading;
  const YamlNode& root = *yaml.root;
  Remarks remarks(file, reading.diagnostics);
  if (!expect_mapping(root, "a mission", remarks) || !read_format(root, remarks)) return reading;
  check_keys(root,
             {"format", "id", "title", "origin", "party", "time_zone", "languages", "bounds",
              "disclaimer", "layers"},
             "a mission", remarks);
  MissionConfig config;
  if (const auto id = required_word_at(root, "id", "a mission", remarks)) {
    expect_slug(*id, remarks);
    config.id = id->text;
  }
  config.title = names_at(root, "title", "en", remarks);
  config.origin = required(root, "origin", "a mission", remarks);
  check_origin(root, config.origin, remarks);
  if (const auto party = required_word_at(root, "party", "a mission", remarks)) {
    expect_slug(*party, remarks);
    config.party = party->text;
  }
  config.time_zone = required(root, "time_zone", "a mission", remarks);
  config.languages = texts(words_at(root, "languages", remarks));
  if (config.languages.empty()) config.languages = {"en"};
  config.bounds = read_bounds(root, remarks);
  config.disclaimer = names_at(root, "disclaimer", "en", remarks);
  if (const YamlNode* layers = root.find("layers"))
    if (expect_sequence(*layers, "layers", remarks))
      for (const YamlNode& layer : layers->items)
        config.layers.push_back(read_layer(layer, remarks));
  if (!base::has_error(reading.diagnostics)) reading.config = std::move(config);
  return reading;
}

}  // namespace truceline::formats
