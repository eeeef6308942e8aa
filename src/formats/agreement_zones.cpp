// SPDX-License-Identifier: Apache-2.0
//
// The zones of an agreement: an id and where its drawing is, or whose it is, or that nobody has
// drawn it yet.
#include "formats/agreement_reading.hpp"
#include "formats/did_you_mean.hpp"
#include "formats/relative_path.hpp"
#include "formats/zone_geojson.hpp"

namespace truceline::formats {
namespace {

constexpr std::string_view kOf = "of ";
constexpr std::string_view kNotDrawn = "not drawn";

/// Reads the drawing of a zone; its remarks stand in its own file.
std::optional<ZoneDrawing> read_drawing(const Word& path, AgreementReading& reading) {
  const std::string joined = beside(reading.compiled.file, path.text);
  if (!stays_inside(path.text)) {
    reading.remarks.error(path.span, "bad-path",
                          "\"" + path.text + "\" leads out of the agreement's folder",
                          "put the drawing beside the agreement, such as zones/idlib.geojson");
    return std::nullopt;
  }
  const std::optional<std::string> bytes =
      reading.context.file ? reading.context.file(joined) : std::nullopt;
  if (!bytes) {
    reading.remarks.error(path.span, "no-such-file", "there is no file " + joined,
                          "draw the zone there, or write \"not drawn\"");
    return std::nullopt;
  }
  ZoneFile file = read_zone_geojson(joined, *bytes, reading.context.bounds);
  for (base::Diagnostic& d : file.diagnostics) reading.diagnostics.push_back(std::move(d));
  if (!file.drawing)
    reading.remarks.error(path.span, "bad-zone", "the drawing of this zone has errors",
                          "mend them in " + joined);
  return std::move(file.drawing);
}

template <class E>
void read_enum(const std::optional<Word>& word, std::string_view what, E& into,
               AgreementReading& reading) {
  if (!word) return;
  if (const std::optional<E> value = domain::from_word<E>(word->text)) {
    into = *value;
    return;
  }
  std::vector<std::string_view> known;
  for (const auto& [value, spelling] : domain::kWords<E>) known.push_back(spelling);
  reading.remarks.error(word->span, "unknown-word",
                        "\"" + word->text + "\" is no " + std::string(what),
                        did_you_mean(word->text, known));
}

/// `key` as the agreement writes it, else as the drawing does.
std::optional<Word> word_or(const YamlNode* details, std::string_view key, const std::string& drawn,
                            const Word& path, AgreementReading& reading) {
  if (details != nullptr && details->find(key) != nullptr)
    return word_at(*details, key, reading.remarks);
  if (drawn.empty()) return std::nullopt;
  return Word{drawn, path.span};
}

/// Builds the zone from its drawing; `details` is its mapping, or nullptr for a bare path.
void add_zone(const YamlKey& key, const Word& path, const YamlNode* details,
              AgreementReading& reading) {
  std::optional<ZoneDrawing> drawing = read_drawing(path, reading);
  if (!drawing) return;
  const domain::Agreement& agreement = reading.compiled.agreement;
  domain::Zone zone;
  zone.id = key.name;
  zone.agreement = agreement.id;
  zone.area = std::move(drawing->area);
  zone.valid = agreement.in_force;
  // The line outlives a term that may be renewed.
  if (agreement.renewal != domain::Renewal::none) zone.valid.to = base::kTimeMax;
  zone.note = drawing->note;
  zone.source.publisher = drawing->source;
  read_enum(word_or(details, "kind", drawing->kind, path, reading), "zone kind", zone.kind,
            reading);
  read_enum(word_or(details, "line", drawing->line, path, reading), "standing of a line", zone.line,
            reading);
  if (details != nullptr) {
    zone.names = names_at(*details, "names", "en", reading.remarks);
    zone.valid = interval_at(*details, zone.valid, reading);
    if (const auto note = word_at(*details, "note", reading.remarks)) zone.note = note->text;
    for (const Word& monitor : ids_at(*details, "monitors", reading.remarks)) {
      zone.monitors.push_back(monitor.text);
      reading.compiled.places.actors.emplace(monitor.text, monitor.span);
      reading.actors.push_back(monitor.text);
    }
  }
  if (details != nullptr)
    for (const Word& party : ids_at(*details, "responsible", reading.remarks)) {
      zone.responsible.push_back(party.text);
      reading.compiled.places.actors.emplace(party.text, party.span);
      reading.actors.push_back(party.text);
    }
  zone.names.merge(drawing->names);
  reading.compiled.zones.push_back(std::move(zone));
}

void read_zone(const YamlKey& key, const YamlNode& value, AgreementReading& reading) {
  if (!expect_slug({key.name, key.span}, reading.remarks)) return;
  reading.compiled.agreement.zones.push_back(key.name);
  reading.compiled.places.zones.emplace(key.name, key.span);
  if (value.is_mapping()) {
    check_keys(
        value,
        {"file", "kind", "line", "names", "monitors", "responsible", "from", "until", "note"},
        "a zone", reading.remarks);
    if (const auto path = required_word_at(value, "file", "a zone", reading.remarks))
      add_zone(key, *path, &value, reading);
    return;
  }
  if (value.is_empty() || (value.is_scalar() && value.text == kNotDrawn)) {
    reading.undrawn.push_back(key.name);
    return;
  }
  const std::optional<Word> path = read_word(value, "a zone", reading.remarks);
  if (!path) return;
  if (!path->text.starts_with(kOf)) return add_zone(key, *path, nullptr, reading);
  const Word owner{path->text.substr(kOf.size()), path->span};
  if (expect_slug(owner, reading.remarks)) reading.compiled.shared.emplace(key.name, owner.text);
}

}  // namespace

void read_zones(const YamlNode& zones, AgreementReading& reading) {
  if (zones.is_empty() || !expect_mapping(zones, "\"zones\"", reading.remarks)) return;
  for (std::size_t i = 0; i < zones.keys.size(); ++i)
    read_zone(zones.keys[i], zones.items[i], reading);
}

}  // namespace truceline::formats
