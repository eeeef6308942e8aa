// SPDX-License-Identifier: Apache-2.0
//
// Do two volumes come closer to each other than they should? Whether areas share a place is decided
// exactly, in whole numbers; metres are geodesic. Where, when and how close they come, which costs
// more, is asked of closest_approach.hpp.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "geo/volume_part.hpp"

namespace truceline::geo {

/// How far apart two volumes must be: each of the three is enough by itself. Nothing is negative.
struct Separation {
  std::int64_t horizontal_m = 0;
  std::int64_t vertical_cm = 0;
  std::int64_t time_ms = 0;
  friend bool operator==(const Separation&, const Separation&) = default;
};

/// A polygon as it was given, with the box of its edges: what a part is made of.
struct Outline {
  const Polygon& polygon;  ///< Its outer ring is not empty.
  Box box;
};

/// Compares volumes. It keeps its working space between them, so keep it too; not for several
/// threads at once.
class VolumeMeeting {
 public:
  /// True where the two come within all three of the separations: some part of one is at most
  /// horizontal_m from some part of the other, their bands at most vertical_cm apart
  /// (vertical_gap_cm), their times less than time_ms apart or shared. So with no separation: where
  /// they share a place, a height and a moment; edges and bands that touch do, windows that touch
  /// do not. Two areas without horizontal separation are compared in whole numbers; everything else
  /// within kMarginM of the distance counts as near enough (bound: approach_of in distance.hpp).
  bool meet(const PreparedVolume& a, const PreparedVolume& b, const Separation& within);

  /// The horizontal half of it for two parts: are they at most so many metres apart?
  /// REQUIRES: metres >= 0.
  bool come_within(const VolumePart& a, const VolumePart& b, std::int64_t metres);

  /// The same without metres, and of a polygon whose edges need not be listed for it.
  /// REQUIRES: `b` has no reach.
  bool share_a_place(const Outline& a, const VolumePart& b);

 private:
  template <class Area>
  bool share(const Area& a, const VolumePart& b);
  template <bool narrow, class Area>
  bool share_exactly(const Area& a, const VolumePart& b);
  bool come_within(const VolumePart& a, const VolumePart& b, double metres, std::int64_t turn_e7);

  std::vector<Segment> a_edges_, b_edges_;
  std::vector<std::pair<Segment, Segment>> in_doubt_;
};

/// Shorthand for one comparison.
bool meet(const PreparedVolume& a, const PreparedVolume& b, const Separation& within);

}  // namespace truceline::geo
