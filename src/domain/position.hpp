// SPDX-License-Identifier: Apache-2.0
//
// A position: where something that moves says it is. A vehicle, a vessel or an aircraft; never a
// person. Positions are no statements, and come to rest nowhere but in what is concluded from them
// (encounter.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "domain/words.hpp"
#include "geo/altitude.hpp"
#include "geo/point.hpp"

namespace truceline::domain {

/// What moves: it says how fast that can be.
enum class MoverKind { unknown, vehicle, vessel, helicopter, aeroplane, drone };
template <>
inline constexpr auto kWords<MoverKind> =
    std::to_array<std::pair<MoverKind, std::string_view>>({{MoverKind::unknown, "unknown"},
                                                           {MoverKind::vehicle, "vehicle"},
                                                           {MoverKind::vessel, "vessel"},
                                                           {MoverKind::helicopter, "helicopter"},
                                                           {MoverKind::aeroplane, "aeroplane"},
                                                           {MoverKind::drone, "drone"}});

struct Height {
  std::int32_t altitude_cm = 0;
  geo::Datum datum = geo::Datum::amsl;
  friend auto operator<=>(const Height&, const Height&) = default;
};

/// As reported; whether it can be believed is for engine::Tracks to say. What moves is known by
/// object and sender together. Ordered by object, then time, then the rest, so that any two that
/// differ have an order.
struct Position {
  std::string object;  ///< What its sender calls it: a call sign, a transponder's address.
  base::TimeMs time;
  geo::Point at;
  std::optional<Height> height = std::nullopt;
  MoverKind kind = MoverKind::unknown;
  std::string sender = {};  ///< The party that sent it; empty: a recording, sent by nobody.
  friend auto operator<=>(const Position&, const Position&) = default;
};

}  // namespace truceline::domain
