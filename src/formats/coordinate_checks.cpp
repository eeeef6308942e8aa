// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_checks.hpp"

#include <algorithm>
#include <cmath>

#include "formats/coordinate_slips.hpp"
#include "geo/distance.hpp"

namespace truceline::formats {
namespace {

using geo::Point;

constexpr std::size_t kNamesakesMax = 100;
constexpr std::int64_t kNearBoxE7 = 100'000;  // 1.1 km north-south: sites further are no duplicate
constexpr std::int64_t kSwapRatio = 4;

std::int64_t metres(Point a, Point b) {
  return std::llround(geo::distance_m(a, b));
}

/// How well a point goes with what is known.
struct Fit {
  std::int64_t distance_m = 0;  ///< To the nearest place of the name.
  const GazetteerPlace* place = nullptr;
  bool at_place = true;
  bool in_bounds = true;
  bool on_land = true;
  bool all() const { return at_place && in_bounds && on_land; }
};

class Checker {
 public:
  Checker(const CoordinateText& text, const WrittenPlace& place,
          const CoordinateSurroundings& around)
      : text_(text),
        place_(place),
        reading_(place.readings.front()),
        point_(place.readings.front().point),
        around_(around) {}

  CheckedPlace run() {
    find_place();
    fit_ = fit_of(point_);
    check_slips();
    check_readings();
    check_place();
    check_area();
    check_digits();
    check_record();
    std::ranges::stable_sort(concerns_, [](const Concern& a, const Concern& b) {
      return std::pair(b.weight, a.code) < std::pair(a.weight, b.code);
    });
    matches_.resize(std::min(matches_.size(), kCandidates));
    return {std::move(concerns_), std::move(matches_)};
  }

 private:
  Concern& add(ConcernCode code, ConcernWeight weight) {
    concerns_.push_back({});
    concerns_.back().code = code;
    concerns_.back().weight = weight;
    return concerns_.back();
  }

  void find_place() {
    if (around_.near.empty() || around_.gazetteer == nullptr) return;
    matches_ = around_.gazetteer->find(around_.near, point_, kNamesakesMax);
  }

  bool has_place() const { return !matches_.empty(); }

  Fit fit_of(Point p) const {
    Fit fit;
    for (const GazetteerMatch& match : matches_) {
      const std::int64_t distance = metres(p, match.place->point);
      if (fit.place != nullptr && distance >= fit.distance_m) continue;
      fit.place = match.place;
      fit.distance_m = distance;
    }
    if (fit.place != nullptr) {
      const std::int64_t reach = fit.place->radius_m > 0 ? fit.place->radius_m : kPlaceReachM;
      fit.at_place = fit.distance_m <= reach + kPlaceSlackM;
    }
    fit.in_bounds = !around_.bounds || geo::contains(*around_.bounds, p);
    fit.on_land =
        around_.land == nullptr || !fit.in_bounds || around_.land->locate(p) != geo::Side::outside;
    return fit;
  }

  static ConcernCode code_of(Slip slip) {
    switch (slip) {
      case Slip::swapped:
        return ConcernCode::swapped;
      case Slip::sign:
        return ConcernCode::sign;
      case Slip::wrong_zone:
        return ConcernCode::wrong_zone;
      case Slip::minutes_as_decimals:
        return ConcernCode::minutes_as_decimals;
      case Slip::decimals_as_minutes:
        return ConcernCode::decimals_as_minutes;
    }
    return ConcernCode::swapped;
  }

  /// A slip is told where it does not fit as read and fits without the slip. A swap is also told
  /// where both are near the named place and the other is far nearer.
  void check_slips() {
    const bool knows = has_place() || around_.bounds || around_.land != nullptr;
    if (!knows) return;
    for (const Mended& mend : mended(reading_)) {
      const bool subtle =
          mend.slip == Slip::minutes_as_decimals || mend.slip == Slip::decimals_as_minutes;
      if (subtle && !has_place()) continue;  // bounds alone hold too much
      const Fit fit = fit_of(mend.point);
      const bool nearer = mend.slip == Slip::swapped && has_place() &&
                          fit_.distance_m > kSwapTellsM &&
                          fit.distance_m * kSwapRatio < fit_.distance_m;
      if (!fit.all() || (fit_.all() && !nearer)) continue;
      Concern& concern =
          add(code_of(mend.slip), fit_.all() ? ConcernWeight::doubt : ConcernWeight::fault);
      concern.mend = mend.point;
      concern.mended_m = fit.distance_m;
      concern.distance_m = fit_.distance_m;
      if (fit.place != nullptr) concern.name = fit.place->name;
    }
  }

  /// Another reading is only a note where what is known speaks against it and not against ours.
  void check_readings() {
    for (std::size_t i = 1; i < place_.readings.size(); ++i) {
      const Point other = place_.readings[i].point;
      const bool told = std::ranges::any_of(
          concerns_, [&](const Concern& concern) { return concern.mend == other; });
      if (told) continue;
      const Fit fit = fit_of(other);
      const bool settled = fit_.all() && !fit.all();
      Concern& concern =
          add(ConcernCode::other_reading, settled ? ConcernWeight::note : ConcernWeight::doubt);
      concern.mend = other;
      concern.distance_m = metres(point_, other);
    }
  }

  void check_place() {
    if (around_.near.empty() || around_.gazetteer == nullptr) return;
    if (!has_place()) {
      add(ConcernCode::unknown_place, ConcernWeight::doubt).name = around_.near;
      return;
    }
    if (matches_[0].kind == MatchKind::near) {
      Concern& concern = add(ConcernCode::guessed_place, ConcernWeight::doubt);
      concern.name = around_.near;
      concern.other = fit_.place->name;
    } else if (matches_.size() > 1) {
      Concern& concern = add(ConcernCode::namesakes, ConcernWeight::note);
      concern.name = around_.near;
      concern.other = fit_.place->pcode.empty() ? fit_.place->area : fit_.place->pcode;
      concern.count = static_cast<std::int64_t>(matches_.size());
    }
    if (fit_.at_place) return;
    Concern& concern = add(ConcernCode::far_from_place, ConcernWeight::fault);
    concern.name = fit_.place->name;
    concern.distance_m = fit_.distance_m;
    concern.mend = fit_.place->point;
  }

  void check_area() {
    if (!fit_.in_bounds) add(ConcernCode::outside_mission, ConcernWeight::fault);
    if (!fit_.on_land) {
      const std::int64_t off =
          std::llround(geo::distance_to_boundary_m(point_, around_.land->area()));
      add(ConcernCode::in_sea, off > kShoreM ? ConcernWeight::fault : ConcernWeight::note)
          .distance_m = off;
    }
  }

  void check_digits() {
    if (point_.lat_e7 == 0 || point_.lon_e7 == 0)
      add(ConcernCode::zero, point_ == Point{} ? ConcernWeight::fault : ConcernWeight::doubt);
    if (reading_.precision_mm > kCoarseMm)
      add(ConcernCode::coarse, ConcernWeight::doubt).distance_m = reading_.precision_mm / 1000;
    if (reading_.precision_mm < kFineMm) add(ConcernCode::fine, ConcernWeight::note);
    if (!text_.datum.empty() && text_.datum != "WGS84")
      add(ConcernCode::datum, ConcernWeight::doubt).name = text_.datum;
    if (std::ranges::find(reading_.assumed, Assumption::map_view) != reading_.assumed.end())
      add(ConcernCode::map_view, ConcernWeight::doubt);
  }

  void check_record() {
    if (around_.previous && *around_.previous != point_) {
      const std::int64_t distance = metres(point_, *around_.previous);
      Concern& concern =
          add(ConcernCode::moved, distance > kMovedM ? ConcernWeight::doubt : ConcernWeight::note);
      concern.distance_m = distance;
      concern.mend = *around_.previous;
    }
    for (const KnownSite& site : around_.sites) {
      if (std::abs(std::int64_t{site.point.lat_e7} - point_.lat_e7) > kNearBoxE7) continue;
      const std::int64_t distance = metres(point_, site.point);
      if (distance > kDuplicateM) continue;
      Concern& concern = add(ConcernCode::duplicate, ConcernWeight::doubt);
      concern.name = site.name;
      concern.other = site.id;
      concern.distance_m = distance;
      concern.mend = site.point;
    }
  }

  const CoordinateText& text_;
  const WrittenPlace& place_;
  const CoordinateReading& reading_;
  Point point_;
  const CoordinateSurroundings& around_;
  std::vector<GazetteerMatch> matches_;
  Fit fit_;
  std::vector<Concern> concerns_;
};

constexpr std::pair<ConcernCode, std::string_view> kCodeWords[] = {
    {ConcernCode::other_reading, "other-reading"},
    {ConcernCode::swapped, "swapped"},
    {ConcernCode::sign, "sign"},
    {ConcernCode::wrong_zone, "wrong-zone"},
    {ConcernCode::minutes_as_decimals, "minutes-as-decimals"},
    {ConcernCode::decimals_as_minutes, "decimals-as-minutes"},
    {ConcernCode::far_from_place, "far-from-place"},
    {ConcernCode::unknown_place, "unknown-place"},
    {ConcernCode::guessed_place, "guessed-place"},
    {ConcernCode::namesakes, "namesakes"},
    {ConcernCode::outside_mission, "outside-mission"},
    {ConcernCode::in_sea, "in-sea"},
    {ConcernCode::zero, "zero"},
    {ConcernCode::coarse, "coarse"},
    {ConcernCode::fine, "fine"},
    {ConcernCode::datum, "datum"},
    {ConcernCode::map_view, "map-view"},
    {ConcernCode::moved, "moved"},
    {ConcernCode::duplicate, "duplicate"},
    {ConcernCode::several_places, "several-places"},
    {ConcernCode::area, "area"},
};
constexpr std::pair<ConcernWeight, std::string_view> kWeightWords[] = {
    {ConcernWeight::note, "note"},
    {ConcernWeight::doubt, "doubt"},
    {ConcernWeight::fault, "fault"},
};

}  // namespace

CheckedPlace check_coordinate(const CoordinateText& text, const WrittenPlace& place,
                              const CoordinateSurroundings& around) {
  return Checker(text, place, around).run();
}

std::optional<Concern> not_one_place(const CoordinateText& text) {
  if (text.places.size() < 2) return std::nullopt;
  Concern concern;
  concern.code = text.is_area ? ConcernCode::area : ConcernCode::several_places;
  concern.weight = ConcernWeight::fault;
  concern.count = static_cast<std::int64_t>(text.places.size());
  return concern;
}

std::string_view word(ConcernCode code) {
  return word_of(kCodeWords, code);
}
std::string_view word(ConcernWeight weight) {
  return word_of(kWeightWords, weight);
}

}  // namespace truceline::formats
