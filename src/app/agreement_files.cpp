// SPDX-License-Identifier: Apache-2.0
#include "app/agreement_files.hpp"

#include "base/limits.hpp"
#include "formats/diagnostic_text.hpp"

namespace truceline::app {

using base::Result;

AgreementSurroundings surroundings_of(const formats::MissionConfig& config,
                                      const engine::State* state) {
  AgreementSurroundings around{config.time_zone, config.bounds, std::nullopt};
  if (state == nullptr || state->actors().empty()) return around;
  around.actors.emplace();
  for (const auto& actor : state->actors()) around.actors->insert(actor.what.id);
  return around;
}

std::string CheckedFiles::to_text(bool colour) const {
  const auto lookup = [this](std::string_view file) -> std::optional<std::string_view> {
    const auto found = texts.find(std::string(file));
    if (found == texts.end()) return std::nullopt;
    return found->second;
  };
  return formats::to_text(check.diagnostics, lookup, colour);
}

Result<CheckedFiles> check_files(const std::vector<std::filesystem::path>& files,
                                 const AgreementSurroundings& surroundings, TimeZones& time_zones) {
  CheckedFiles checked;
  std::vector<formats::AgreementSource> sources;
  std::vector<std::string> arrangements;
  for (const std::filesystem::path& file : files) {
    // One byte beyond the limit: then the compiler says what is wrong, with its place.
    TRY_ASSIGN(std::string text, read_file(file, base::limits::kAgreementBytes + 1));
    const auto [entry, is_new] = checked.texts.emplace(file.string(), std::move(text));
    if (!is_new) continue;
    if (formats::looks_like_arrangement(entry->second))
      arrangements.push_back(entry->first);
    else
      sources.push_back({entry->first, entry->second});
  }
  formats::AgreementContext context;
  context.file = [&checked](std::string_view path) -> std::optional<std::string> {
    auto text = read_file(path, base::limits::kGeoJsonBytes);
    if (!text) return std::nullopt;
    checked.texts[std::string(path)] = *text;
    return *std::move(text);
  };
  context.time_zone = time_zones.lookup();
  context.default_time_zone = surroundings.time_zone;
  context.actors = surroundings.actors;
  context.bounds = surroundings.bounds;
  checked.check = formats::check_agreements(sources, context);
  for (const std::string& file : arrangements) {
    formats::ArrangementReading reading = formats::read_arrangement(file, checked.texts.at(file));
    std::ranges::move(reading.diagnostics, std::back_inserter(checked.check.diagnostics));
    if (reading.value) checked.arrangements.push_back({file, *std::move(reading.value)});
  }
  return checked;
}

}  // namespace truceline::app
