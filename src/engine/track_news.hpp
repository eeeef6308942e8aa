// SPDX-License-Identifier: Apache-2.0
//
// What comes out of a stream of positions: those that can be believed, in order, and what is wrong
// with the others. A flag is about a device or a message, never a verdict on a person.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/position.hpp"

namespace truceline::engine {

enum class TrackFlagKind {
  impossible,         ///< No such place, or 0 north 0 east, or a time before 1970.
  future,             ///< Later than its receiver's clock: it would make all that follows late.
  late,               ///< Came when its turn had passed: messages were delayed.
  backwards,          ///< Came more than a minute after its turn: its clock runs back.
  clock_reset,        ///< The third of those in a row: the track begins anew here.
  crowded,            ///< More positions within a second than are kept.
  implausible_speed,  ///< Too far from the last one believed, in its time, for its kind.
  implausible_climb,  ///< Too much higher or lower.
  jump_returned,      ///< After such jumps it is back where it could be: looks forged.
  jump_stayed,        ///< It stays where it jumped: believed again from here.
  frozen,             ///< Exactly the same place for too long while its clock runs.
};

struct TrackFlag {
  TrackFlagKind kind = TrackFlagKind::impossible;
  /// The few positions it rests on, in order of time; the flagged one is the last.
  std::vector<domain::Position> positions;
  friend auto operator<=>(const TrackFlag&, const TrackFlag&) = default;
};

struct BelievedPosition {
  /// Which track: an object whose track begins anew, or that was forgotten, gets another number.
  /// Not for output: the numbers depend on the order of arrival.
  std::uint64_t track = 0;
  domain::Position position;
};

struct TrackCounts {
  std::uint64_t taken = 0;
  std::uint64_t believed = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t not_believed = 0;  ///< Flagged, or frozen after the flag.
  std::uint64_t forgotten = 0;     ///< Objects, to make room for others.
  friend bool operator==(const TrackCounts&, const TrackCounts&) = default;
};

struct TrackNews {
  std::vector<BelievedPosition> believed;  ///< Of each track in order of time.
  std::vector<TrackFlag> flags;            ///< In the order in which they were found out.
  std::vector<std::uint64_t> ended;        ///< Tracks of which no more will come.
  TrackCounts counts;
};

}  // namespace truceline::engine

template <>
inline constexpr auto truceline::domain::kWords<truceline::engine::TrackFlagKind> =
    std::to_array<std::pair<truceline::engine::TrackFlagKind, std::string_view>>(
        {{truceline::engine::TrackFlagKind::impossible, "impossible"},
         {truceline::engine::TrackFlagKind::future, "future"},
         {truceline::engine::TrackFlagKind::late, "late"},
         {truceline::engine::TrackFlagKind::backwards, "backwards"},
         {truceline::engine::TrackFlagKind::clock_reset, "clock-reset"},
         {truceline::engine::TrackFlagKind::crowded, "crowded"},
         {truceline::engine::TrackFlagKind::implausible_speed, "implausible-speed"},
         {truceline::engine::TrackFlagKind::implausible_climb, "implausible-climb"},
         {truceline::engine::TrackFlagKind::jump_returned, "jump-returned"},
         {truceline::engine::TrackFlagKind::jump_stayed, "jump-stayed"},
         {truceline::engine::TrackFlagKind::frozen, "frozen"}});
