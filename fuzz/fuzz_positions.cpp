// SPDX-License-Identifier: Apache-2.0
//
// Any bytes are a batch of positions or refused, in each of the three forms; every position is on
// the globe, in the air, within the limits, and every refused row has a reason.
#include <cstdint>

#include "base/bytes.hpp"
#include "base/limits.hpp"
#include "formats/positions.hpp"

namespace {

using namespace truceline;
using namespace truceline::formats;

void check(const base::Result<PositionBatch>& read) {
  if (!read) {
    INVARIANT(!read.error().reason.empty());
    return;
  }
  for (const domain::Position& position : read->positions) {
    INVARIANT(!position.object.empty());
    INVARIANT(position.object.size() <= base::limits::kObjectNameBytes);
    INVARIANT(position.time.value >= 0 && position.time.value <= base::limits::kIntegerMax);
    INVARIANT(geo::is_valid(position.at));
    INVARIANT(!position.height || (position.height->altitude_cm >= geo::kAltitudeLowestCm &&
                                   position.height->altitude_cm <= geo::kAltitudeHighestCm));
  }
  INVARIANT(read->refused >= read->complaints.size());
  for (const RefusedPosition& refused : read->complaints)
    INVARIANT(refused.line > 0 && !refused.error.reason.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::text_of({data, size});
  check(read_positions_csv(text, domain::MoverKind::unknown));
  check(read_positions_ndjson(text, domain::MoverKind::vehicle));
  check(read_positions_geojson(text, domain::MoverKind::aeroplane));
  return 0;
}
