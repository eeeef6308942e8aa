// SPDX-License-Identifier: Apache-2.0
//
// Any bytes are a gazetteer or refused; every place in one is on the globe and is found again by
// its own P-code and by each of its names, and asking by any bytes gives no more than was asked.
#include <algorithm>
#include <cstdint>

#include "base/bytes.hpp"
#include "formats/gazetteer_csv.hpp"
#include "formats/land_geojson.hpp"
#include "formats/name_key.hpp"

namespace {

using namespace truceline;
using namespace truceline::formats;

constexpr std::size_t kAll = 1'000'000;
constexpr std::size_t kFindable = 256;  // names longer than any query are never asked for

bool finds(const Gazetteer& gazetteer, const std::string& text, const GazetteerPlace& place) {
  const auto matches = gazetteer.find(text, {}, kAll);
  return std::ranges::find(matches, &place, &GazetteerMatch::place) != matches.end();
}

void check_place(const Gazetteer& gazetteer, const GazetteerPlace& place) {
  INVARIANT(geo::is_valid(place.point));
  const bool has_key = !plain_name(place.pcode).empty() && place.pcode.size() <= kFindable;
  INVARIANT(!has_key || finds(gazetteer, place.pcode, place));
  for (const std::string& name : place.names) {
    if (plain_name(name).empty() || name.size() > kFindable) continue;
    const auto matches = gazetteer.find(name, {}, kAll);
    // A name may be somebody else's P-code, which then comes first and alone.
    INVARIANT(!matches.empty());
    INVARIANT(matches[0].kind == MatchKind::pcode || finds(gazetteer, name, place));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::text_of({data, size});
  if (const auto land = read_land_geojson(text))
    for (const geo::Polygon& polygon : *land)
      for (const geo::Point point : polygon.outer) INVARIANT(geo::is_valid(point));
  const auto read = read_gazetteer(text);
  if (!read) {
    INVARIANT(!read.error().reason.empty());
    return 0;
  }
  const Gazetteer& gazetteer = read->gazetteer;
  INVARIANT(read->refused >= read->complaints.size());
  for (std::size_t i = 0; i < gazetteer.places().size() && i < 16; ++i)
    check_place(gazetteer, gazetteer.places()[i]);
  for (const std::size_t from : {std::size_t{0}, size / 2})
    INVARIANT(gazetteer.find(text.substr(from, 64), {}, 3).size() <= 3);
  return 0;
}
