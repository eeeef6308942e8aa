// SPDX-License-Identifier: Apache-2.0
//
// The volumes of notifications from any bytes, one body to a line, at most two. What decodes is a
// volume without flaws: it encodes to bytes that decode to the same one, it meets itself, and
// whether two meet is the same either way round, by comparison and by the index.
#include <cstdint>
#include <optional>

#include "base/bytes.hpp"
#include "domain/statement.hpp"
#include "geo/closest_approach.hpp"
#include "geo/volume_index.hpp"

namespace {

using namespace truceline;

constexpr geo::Separation kApart{.horizontal_m = 500, .vertical_cm = 15'000, .time_ms = 900'000};

std::optional<geo::Volume> volume_from(std::string_view bytes) {
  const auto body = domain::decode_body(domain::StatementKind::notification, bytes);
  if (!body) {
    INVARIANT(!body.error().reason.empty());
    return std::nullopt;
  }
  const auto& notification = std::get<domain::Notification>(*body);
  const geo::Volume volume = domain::volume_of(notification);
  INVARIANT(geo::flaws(volume).empty());
  const auto again =
      domain::decode_body(domain::StatementKind::notification, domain::encode(*body));
  INVARIANT(again && domain::volume_of(std::get<domain::Notification>(*again)) == volume);
  return volume;
}

void hold_against_each_other(const geo::Volume& a, const geo::Volume& b,
                             const geo::Separation& within) {
  const geo::PreparedVolume at_a = geo::prepare(a);
  const geo::PreparedVolume at_b = geo::prepare(b);
  const bool meet = geo::meet(at_a, at_b, within);
  INVARIANT(geo::meet(at_b, at_a, within) == meet);
  geo::VolumeIndex index;
  index.put(7, b);
  INVARIANT(index.snapshot().meeting(a, within).empty() != meet);
  const geo::ClosestApproach approach = geo::closest_approach(at_a, at_b, within);
  INVARIANT(approach.horizontal_m >= 0 && approach.time_gap_ms >= 0);
  INVARIANT(geo::is_valid(approach.on_a) && geo::is_valid(approach.on_b));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::text_of({data, size});
  const std::size_t line = text.find('\n');
  const auto first = volume_from(text.substr(0, line));
  if (!first) return 0;
  INVARIANT(geo::meet(geo::prepare(*first), geo::prepare(*first), {}));
  hold_against_each_other(*first, *first, kApart);
  if (line == std::string_view::npos) return 0;
  const auto second = volume_from(text.substr(line + 1));
  if (!second) return 0;
  hold_against_each_other(*first, *second, {});
  hold_against_each_other(*first, *second, kApart);
  return 0;
}
