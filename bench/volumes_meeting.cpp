// SPDX-License-Identifier: Apache-2.0
//
// Which of very many volumes meet this one in space, altitude and time? The answer is how many
// pairs do.
#include <algorithm>
#include <optional>
#include <span>

#include "boost_index.hpp"
#include "geo/volume_index.hpp"
#include "geo_files.hpp"
#include "paths.hpp"

namespace truceline::bench {
namespace {

constexpr geo::Separation kApart{.horizontal_m = 500, .vertical_cm = 15'000, .time_ms = 900'000};

/// Every pair compared, boxes first.
std::uint64_t compare_each(const std::vector<geo::PreparedVolume>& known,
                           const std::vector<geo::PreparedVolume>& asked,
                           const geo::Separation& within) {
  geo::VolumeMeeting meeting;
  std::uint64_t found = 0;
  for (const geo::PreparedVolume& one : asked)
    for (const geo::PreparedVolume& other : known)
      found += meeting.meet(one, other, within) ? 1U : 0U;
  return found;
}

}  // namespace

namespace {

/// The other way takes areas of one outline above sea level.
bool is_plain(const geo::Volume& volume) {
  const auto* const area = std::get_if<geo::MultiPolygon>(&volume.footprint);
  return area != nullptr && area->size() == 1 && (*area)[0].holes.empty() &&
         volume.altitude.datum == geo::Datum::amsl;
}

base::Result<void> measure_known(const Options& options, const std::vector<geo::Volume>& known,
                                 const std::vector<geo::Volume>& asked, All& all) {
  const std::string set = std::to_string(known.size()) + " volumes";
  const std::string path = "volumes that meet one, of " + set;
  const std::string apart_path = "volumes within 500 m, 150 m up, 15 minutes, of " + set;
  const std::string put_path = "volumes put in, " + set;
  geo::VolumeIndex index;
  for (std::uint32_t id = 0; id < known.size(); ++id) index.put(id, known[id]);
  const geo::VolumeSnapshot snapshot = index.snapshot();
  geo::VolumeHits hits;
  const auto ask = [&](const geo::Separation& within) -> std::uint64_t {
    snapshot.meeting(asked, within, hits);
    return hits.total();
  };
  if (wanted(options, path)) {
    std::vector<Way> ways = {{"geo::VolumeIndex", Role::ours, [&] { return ask({}); }}};
    std::optional<BoostVolumeIndex> boost;
    if (std::ranges::all_of(known, is_plain) && std::ranges::all_of(asked, is_plain)) {
      boost.emplace(known);
      ways.push_back({"Boost R-tree of 4D boxes, intersects", Role::other,
                      [&] { return boost->count(asked); }});
    }
    ways[0].remark = [&] { return std::to_string(index.bytes() / 1'000'000) + " MB"; };
    TRY_ASSIGN(Measured measured, measure({path, "questions", asked.size()}, ways, options.rounds));
    all.push_back(std::move(measured));
  }
  if (wanted(options, apart_path)) {
    // Ten million pairs, each compared.
    const std::span<const geo::Volume> some(asked.data(), std::min<std::size_t>(asked.size(), 100));
    const auto prepared = [](std::span<const geo::Volume> list) {
      std::vector<geo::PreparedVolume> made;
      for (const geo::Volume& volume : list) made.push_back(geo::prepare(volume));
      return made;
    };
    const std::vector<geo::PreparedVolume> all_known = prepared(known), some_asked = prepared(some);
    const std::vector<Way> ways = {
        {"geo::VolumeIndex, 100 questions", Role::ours,
         [&] {
           snapshot.meeting(some, kApart, hits);
           return std::uint64_t{hits.total()};
         }},
        {"each pair compared", Role::other,
         [&] { return compare_each(all_known, some_asked, kApart); }},
        {"geo::VolumeIndex, all questions", Role::also, [&] { return ask(kApart); }}};
    TRY_ASSIGN(Measured measured,
               measure({apart_path, "questions", some.size()}, ways, options.rounds));
    all.push_back(std::move(measured));
  }
  if (!wanted(options, put_path)) return {};
  const auto put_all = [&] {
    geo::VolumeIndex fresh;
    for (std::uint32_t id = 0; id < known.size(); ++id) fresh.put(id, known[id]);
    return fresh.size();
  };
  const std::size_t changes = 2 * std::min<std::size_t>(known.size(), 2000);
  const auto change_some = [&] {
    for (std::uint32_t id = 0; id < changes / 2; ++id) {
      const geo::VolumeSnapshot reader = index.snapshot();
      index.put(id, known[known.size() - 1 - id]);
      index.put(id, known[id]);
    }
    return changes;
  };
  TRY_ASSIGN(Measured measured,
             measure({put_path, "volumes", known.size()},
                     {{"geo::VolumeIndex::put", Role::ours, put_all}}, options.rounds));
  all.push_back(std::move(measured));
  TRY_ASSIGN(
      measured,
      measure({"one volume changed, " + set, "changes", changes},
              {{"geo::VolumeIndex::put, a reader holds the state before", Role::ours, change_some}},
              options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace

base::Result<void> measure_volumes(const Options& options, All& all) {
  if (!options.volumes_file.empty()) {
    TRY_ASSIGN(const std::vector<geo::Volume> known, read_volumes(options.volumes_file));
    TRY_ASSIGN(const std::vector<geo::Volume> asked, read_volumes(options.queries_file));
    return measure_known(options, known, asked, all);
  }
  if (options.has_geo_files() ||
      (!wanted(options, "volumes") && options.only.find("volume") == std::string::npos))
    return {};
  return measure_known(options, volumes(options.seed, options.volumes),
                       volumes(options.seed + 1, options.volume_questions), all);
}

}  // namespace truceline::bench
