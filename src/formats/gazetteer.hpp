// SPDX-License-Identifier: Apache-2.0
//
// A mission's list of places: names in many spellings and scripts, P-codes, positions. Asked by a
// name somebody typed, it gives candidates, the likeliest first, and how each was found. It never
// picks one by itself: villages share names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "geo/point.hpp"

namespace truceline::formats {

struct GazetteerPlace {
  std::string pcode;               ///< May be empty.
  std::string name;                ///< The main one.
  std::string name_ar;             ///< May be empty.
  std::vector<std::string> names;  ///< All spellings, the main one first.
  std::string area;                ///< What tells namesakes apart: the governorate; may be empty.
  geo::Point point;
  std::int64_t radius_m = 0;  ///< How far the place reaches; 0 where the list does not say.
  std::int64_t rank = 0;      ///< Greater is better known.
};

enum class MatchKind {
  pcode,  ///< The P-code itself.
  name,   ///< A name, case, accents and Arabic spelling aside.
  sound,  ///< Another spelling of a name.
  near,   ///< One letter away from such, and spelt like it for the most part.
};

struct GazetteerMatch {
  const GazetteerPlace* place = nullptr;
  MatchKind kind = MatchKind::name;
  std::string name;                        ///< The one that matched.
  std::optional<std::int64_t> distance_m;  ///< To the point asked about.
};

class Gazetteer {
 public:
  Gazetteer() = default;
  /// REQUIRES: at most kGazetteerPlaces, points is_valid. Cost: O(names * log names).
  explicit Gazetteer(std::vector<GazetteerPlace> places);

  /// At most `limit` candidates for a name or P-code: by kind, then spelling, then distance to
  /// `near` where it is given, then rank, then P-code and order in the list. Cost: O(log n) where
  /// something is found by its key, else a look at every key.
  std::vector<GazetteerMatch> find(std::string_view text, std::optional<geo::Point> near,
                                   std::size_t limit) const;

  bool empty() const { return places_.empty(); }
  const std::vector<GazetteerPlace>& places() const { return places_; }
  /// Of all it holds: two with one digest give the same answers.
  const base::Hash& digest() const { return digest_; }

 private:
  /// A key and the place and name it belongs to.
  struct Entry {
    std::string key;
    std::uint32_t place = 0;
    std::uint32_t name = 0;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  using Entries = std::vector<Entry>;
  static std::pair<Entries::const_iterator, Entries::const_iterator> with_key(
      const Entries& entries, const std::string& key);
  void add(const Entry& entry, MatchKind kind, std::vector<GazetteerMatch>& found) const;
  void add_near(const std::string& sound, std::vector<GazetteerMatch>& found) const;

  std::vector<GazetteerPlace> places_;
  Entries pcodes_, names_, sounds_;  // ascending
  base::Hash digest_{};
};

inline constexpr std::pair<MatchKind, std::string_view> kMatchWords[] = {
    {MatchKind::pcode, "pcode"},
    {MatchKind::name, "name"},
    {MatchKind::sound, "spelling"},
    {MatchKind::near, "near"},
};

}  // namespace truceline::formats
