// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/strong.hpp"
#include "domain/actor.hpp"
#include "domain/contact.hpp"
#include "domain/place.hpp"
#include "domain/when.hpp"
#include "geo/volume.hpp"

namespace truceline::domain {

template <>
inline constexpr auto kWords<geo::Datum> = std::to_array<std::pair<geo::Datum, std::string_view>>(
    {{geo::Datum::amsl, "amsl"},
     {geo::Datum::wgs84, "wgs84"},
     {geo::Datum::above_ground, "above-ground"}});

enum class NotificationKind {
  site,
  movement,
  flight,
  aid_delivery,
  evacuation,
  exercise,
  operation
};
template <>
inline constexpr auto kWords<NotificationKind> =
    std::to_array<std::pair<NotificationKind, std::string_view>>(
        {{NotificationKind::site, "site"},
         {NotificationKind::movement, "movement"},
         {NotificationKind::flight, "flight"},
         {NotificationKind::aid_delivery, "aid-delivery"},
         {NotificationKind::evacuation, "evacuation"},
         {NotificationKind::exercise, "exercise"},
         {NotificationKind::operation, "operation"}});

/// Where something notified stands in its life. `withdrawn` is not `ended`: it never took place.
enum class Phase { planned, under_way, off_plan, emergency, ended, withdrawn };
template <>
inline constexpr auto kWords<Phase> =
    std::to_array<std::pair<Phase, std::string_view>>({{Phase::planned, "planned"},
                                                       {Phase::under_way, "under-way"},
                                                       {Phase::off_plan, "off-plan"},
                                                       {Phase::emergency, "emergency"},
                                                       {Phase::ended, "ended"},
                                                       {Phase::withdrawn, "withdrawn"}});

/// How a vehicle or a roof can be told from others, and by whom.
enum class Marking { day, night, thermal };
template <>
inline constexpr auto kWords<Marking> = std::to_array<std::pair<Marking, std::string_view>>(
    {{Marking::day, "day"}, {Marking::night, "night"}, {Marking::thermal, "thermal"}});

/// Something that moves, or one of several.
struct Vehicle {
  std::string object;  ///< As its positions call it; empty where it sends none.
  std::string plate;
  std::string looks;            ///< "white truck, logo on the roof".
  std::vector<Marking> marked;  ///< Its marking is seen by day, by night, by a heat sensor.
  friend bool operator==(const Vehicle&, const Vehicle&) = default;
};

/// Who has made sure of the place, and when. The system itself verifies nothing.
struct Verification {
  std::string by;
  Moment at;
  friend bool operator==(const Verification&, const Verification&) = default;
};

/// What the author had read of the surroundings before it said this: engine::Neighbourhood.
struct ReadKey {
  base::Hash key{};
  base::TreeSize size;  ///< So many entries there were.
  friend bool operator==(const ReadKey&, const ReadKey&) = default;
};

/// Tells its recipients (the header's audience) that something is, or is going to be, somewhere.
/// It asks no permission and is given none. A later statement about the same id by the same party
/// is a new version.
///
/// Where: exactly one of area, circle, corridor; together with `altitude` and `when` it is one
/// geo::Volume without flaws.
struct Notification {
  std::string id;
  NotificationKind kind = NotificationKind::site;
  Phase phase = Phase::planned;
  Names names;
  When when;
  geo::AltitudeBand altitude;  ///< As made: from below the ground to above all air.
  geo::MultiPolygon area;
  std::optional<geo::Circle> circle;
  std::optional<geo::Corridor> corridor;
  /// What moves in it, as its positions call it; empty: one object, called like the notification.
  std::vector<std::string> objects;
  std::vector<Vehicle> vehicles;
  std::vector<Marking> marked;    ///< The marking of a site.
  std::vector<Contact> contacts;  ///< Who is there, or on board.
  bool emergency = false;         ///< Sent at short notice, because it cannot wait.
  std::optional<Verification> verified;
  std::optional<ReadKey> has_read;
  Place place;  ///< How people call the place, and the coordinates as they were received.
  std::string text;
  Source source;
  friend bool operator==(const Notification&, const Notification&) = default;
};

/// The part of space and time it is about. Where more than one footprint is given, the first of
/// area, circle, corridor. A side of `when` that is open is open here too.
geo::Volume volume_of(const Notification& notification);

/// True where it is, was or will be in somebody's way.
constexpr bool takes_place(Phase phase) {
  return phase != Phase::withdrawn;
}

}  // namespace truceline::domain
