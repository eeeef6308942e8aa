// SPDX-License-Identifier: Apache-2.0
//
// Many areas, each with a time window, and the question asked a million times a second: which of
// them hold this place at this time? The answers are those of PreparedArea::locate for each area,
// exactly; only the way is short: the place's cell lists the areas that hold all of it, and for the
// others the few edges that come near (area_cut.hpp).
//
// One thread writes. A snapshot is a version that never changes: taking one costs a few hundred
// counts, reading it no lock. A change rebuilds the chunks it comes to and shares the rest.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "geo/area_tree.hpp"
#include "geo/place_order.hpp"
#include "geo/prefetch.hpp"

namespace truceline::geo {

/// An area that holds the place, or has it on its boundary.
struct AreaHit {
  std::uint32_t id = 0;
  bool on_boundary = false;
  friend auto operator<=>(const AreaHit&, const AreaHit&) = default;
};

/// The answers to a batch. Keep it for the next batch: it keeps its memory.
class AreaHits {
 public:
  std::size_t size() const { return spans_.size(); }
  /// Of question `i`, in no particular order.
  std::span<const AreaHit> of(std::size_t i) const {
    return {hits_.data() + spans_[i].first, spans_[i].count};
  }
  std::size_t total() const { return total_; }
  /// Asks for what of() will read, before it is needed.
  void prefetch(std::size_t i) const { ask_for(&spans_[i]); }

 private:
  friend class AreaSnapshot;
  struct Span {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  /// Where the next hits go.
  AreaHit* room_for(std::size_t more) {
    if (hits_.size() < total_ + more) hits_.resize((total_ + more) * 2);
    return hits_.data() + total_;
  }
  std::vector<Span> spans_;
  std::vector<AreaHit> hits_;  // the first total_ of them
  std::size_t total_ = 0;
  std::vector<std::uint64_t> order_, sorting_;
};

/// Whether windows count.
enum class When { at_its_time, at_any_time };

class AreaSnapshot {
 public:
  AreaSnapshot() = default;
  explicit AreaSnapshot(AreaTree tree) : tree_(std::move(tree)) {}

  /// One question. REQUIRES: is_valid(question.at). About a microsecond where a dozen areas
  /// meet and nothing is warm.
  std::vector<AreaHit> holding(const PlaceAndTime& question, When when) const;

  /// Many questions, answered in the order of the grid so that each cell is read once. At most
  /// 2^32 - 1 hits. REQUIRES: all is_valid.
  void holding(std::span<const PlaceAndTime> questions, When when, AreaHits& hits) const;

  std::size_t bytes() const { return tree_.bytes(); }
  const AreaTree& tree() const { return tree_; }

 private:
  struct Way;  // from the top to a place's cell
  void find_way(Point at, Way& way) const;
  template <When when>
  static AreaHit* ask(const Way& way, const PlaceAndTime& question, AreaHit* out, bool& several);
  template <When when>
  void answer_one(const Way& way, const PlaceAndTime& question, std::size_t number,
                  AreaHits& hits) const;
  template <When when>
  void answer(std::span<const PlaceAndTime> questions, AreaHits& hits) const;

  AreaTree tree_;
};

class AreaIndex {
 public:
  struct Shape {
    std::uint32_t id = 0;  ///< The caller's; each once.
    const MultiPolygon* area = nullptr;
    Window window;
  };

  /// Errors: as put(). Cost: 100,000 areas of 71 vertices in under 3 s.
  static base::Result<AreaIndex> build(std::span<const Shape> shapes);

  /// Adds the shape, or puts it in the place of what had its id. On an error nothing changes.
  /// Errors: invalid_input where a slanting edge spans more than 107 degrees; too_large where it
  /// would come to more than kSquaresMax squares, or 65,535 areas meet in one chunk.
  /// REQUIRES: every vertex is_valid. Cost: about 3 us for each chunk it comes to.
  base::Result<void> put(const Shape& shape);
  /// False where there is no such id.
  bool remove(std::uint32_t id);

  std::size_t size() const { return squares_.size(); }
  AreaSnapshot snapshot() const { return AreaSnapshot(tree_); }
  /// Of everything but the snapshots' own old versions.
  std::size_t bytes() const;

  static constexpr std::size_t kSquaresMax = 1'000'000;

 private:
  AreaTree tree_;
  std::unique_ptr<AreaTree::Editor> editor_ = std::make_unique<AreaTree::Editor>();
  std::unordered_map<std::uint32_t, std::vector<SizedSquare>> squares_;  // never iterated in order
};

}  // namespace truceline::geo
