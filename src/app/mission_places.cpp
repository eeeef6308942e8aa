// SPDX-License-Identifier: Apache-2.0
#include "app/mission_places.hpp"

#include "app/files.hpp"
#include "base/limits.hpp"
#include "formats/land_geojson.hpp"

namespace truceline::app {
namespace {

using base::Diagnostic;
using base::DiagnosticSeverity;
using formats::MissionFileConfig;

class PlacesReader {
 public:
  explicit PlacesReader(const std::filesystem::path& folder) : folder_(folder) {}

  PlacesReading run(const formats::MissionConfig& config) {
    if (!config.gazetteer && !config.land) return {};
    if (config.gazetteer) read_gazetteer(*config.gazetteer);
    if (config.land) read_land(*config.land);
    return {std::make_shared<const views::MissionPlaces>(std::move(places_)), std::move(remarks_)};
  }

 private:
  void warn(std::uint64_t line, std::string code, const base::Error& error) {
    Diagnostic remark;
    remark.severity = DiagnosticSeverity::warning;
    remark.file = file_;
    remark.line = static_cast<std::uint32_t>(line);
    remark.column = 1;
    remark.code = std::move(code);
    remark.reason = error.place.empty() ? error.reason : error.place + ": " + error.reason;
    remark.mend = error.mend;
    remarks_.push_back(std::move(remark));
  }

  std::optional<std::string> text_of(const MissionFileConfig& config, std::size_t bytes_max) {
    const std::filesystem::path path = folder_ / config.file;
    file_ = path.string();
    auto text = read_file(path, bytes_max);
    if (text) return *std::move(text);
    base::Error error = text.error();
    error.place.clear();
    if (error.mend.empty()) error.mend = "put the file there, or take it out of mission.yaml";
    warn(1, "no-such-file", error);
    return std::nullopt;
  }

  void read_gazetteer(const MissionFileConfig& config) {
    const auto text = text_of(config, base::limits::kGazetteerBytes);
    if (!text) return;
    auto read = formats::read_gazetteer(*text);
    if (!read) return warn(1, "bad-gazetteer", read.error());
    for (const formats::RefusedPlace& row : read->complaints)
      warn(row.line, "bad-place", row.error);
    if (read->refused > read->complaints.size())
      warn(1, "bad-place",
           base::invalid(std::to_string(read->refused - read->complaints.size()) +
                             " further rows are refused",
                         "mend the first and look again"));
    places_.gazetteer = std::move(read->gazetteer);
    places_.gazetteer_source = config.source;
  }

  void read_land(const MissionFileConfig& config) {
    // Maps are made from other people's data after the folder is checked out: while the file is
    // not there, an answer's list of what it was held against shows it.
    std::error_code ignored;
    if (!std::filesystem::exists(folder_ / config.file, ignored)) return;
    const auto text = text_of(config, base::limits::kGeoJsonBytes);
    if (!text) return;
    auto land = formats::read_land_geojson(*text);
    if (!land) return warn(1, "bad-land", land.error());
    if (land->empty()) return;
    places_.land.emplace(*std::move(land));
    places_.land_source = config.source;
    places_.land_digest = base::sha256(base::bytes_of(*text));
  }

  const std::filesystem::path& folder_;
  std::string file_;
  views::MissionPlaces places_;
  base::Diagnostics remarks_;
};

}  // namespace

PlacesReading read_mission_places(const std::filesystem::path& folder,
                                  const formats::MissionConfig& config) {
  return PlacesReader(folder).run(config);
}

}  // namespace truceline::app
