// SPDX-License-Identifier: Apache-2.0
//
// Many volumes, and the question asked a million times a second: which of them come within these
// separations of that one, in space, in altitude and in time? The answers are those of
// VolumeMeeting::meet() for each volume, exactly; only the way is short (volume_lattice.hpp).
//
// One thread writes. A snapshot is a version that never changes; reading it takes no lock, and it
// may outlive the index. A change copies the few cells it comes to and shares the rest.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "geo/volume_meeting.hpp"
#include "geo/volume_tree.hpp"

namespace truceline::geo {

/// The answers to a batch, and working space. Keep it for the next batch: it keeps its memory.
class VolumeHits {
 public:
  std::size_t size() const { return spans_.size(); }
  /// Of question `i`: ids, ascending.
  std::span<const std::uint32_t> of(std::size_t i) const {
    return {ids_.data() + spans_[i].first, spans_[i].count};
  }
  std::size_t total() const { return ids_.size(); }

 private:
  friend class VolumeSnapshot;
  struct Span {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  struct Asked {  // one box of a question
    VolumeBox box;
    const Polygon* polygon = nullptr;  // where the part is an area
    std::uint32_t question = 0;
    std::uint32_t part = 0;
  };
  struct Look {  // a block to be compared with one
    const VolumeBlock* block = nullptr;
    LatticeCell cell;
    const Asked* asked = nullptr;
  };
  struct Eight {  // eight of its entries, some of which may meet what is asked
    const Look* look = nullptr;
    CellBox box;
    VolumeBlock::Eight eight = 0;
  };
  struct Candidate {  // a pair whose boxes meet as far as 16 bits tell
    const StoredBox* stored = nullptr;
    LatticeCell cell;
    const Asked* asked = nullptr;
  };
  std::vector<std::uint32_t> ids_;
  std::vector<Span> spans_;
  std::vector<Asked> asked_;
  std::vector<std::uint64_t> order_, sorting_, found_;
  std::vector<Look> looks_;
  std::vector<Eight> eights_;
  std::vector<Candidate> candidates_;
  PreparedVolume prepared_;
  VolumeMeeting meeting_;
};

class VolumeSnapshot {
 public:
  VolumeSnapshot() = default;

  /// The ids of all volumes that come within the separations of `asked`, ascending; also of one
  /// that is `asked` itself. REQUIRES: every vertex is_valid, nothing in `within` negative.
  std::vector<std::uint32_t> meeting(const Volume& asked, const Separation& within) const;

  /// The same for many, answered in the order of time and place so that each cell is read once. At
  /// most 2^31 questions and 2^32 - 1 answers.
  void meeting(std::span<const Volume> asked, const Separation& within, VolumeHits& hits) const;

  std::size_t bytes() const { return tree_.bytes(); }

 private:
  friend class VolumeIndex;
  VolumeSnapshot(const VolumeTree& tree, std::shared_ptr<const VersionLink> link)
      : tree_(tree), link_(std::move(link)) {}
  static void list_boxes(std::span<const Volume> asked, const Separation& within, VolumeHits& hits);
  void find_candidates(std::span<const std::uint64_t> order, VolumeHits& hits) const;
  static void compare(std::span<const Volume> asked, const Separation& within, VolumeHits& hits);
  static void deal_out(VolumeHits& hits);

  VolumeTree tree_;
  std::shared_ptr<const VersionLink> link_;  // keeps alive what tree_ points to
};

class VolumeIndex {
 public:
  VolumeIndex() = default;
  VolumeIndex(VolumeIndex&&) = delete;
  ~VolumeIndex();

  /// Adds the volume, or puts it in the place of what had its id. It has no error: a volume whose
  /// flaws() are not empty is taken as it is, one without any place or moment meets nothing.
  /// REQUIRES: every vertex is_valid. Cost: some microseconds; where a snapshot was taken since the
  /// last change, copies of the cells it comes to.
  void put(std::uint32_t id, const Volume& volume);
  /// False where there is no such id.
  bool remove(std::uint32_t id);
  /// The volume of an id, made ready; null where there is none. Until the next change.
  const PreparedVolume* find(std::uint32_t id) const;

  std::size_t size() const { return volumes_.size(); }
  VolumeSnapshot snapshot() { return {tree_, versions_.freeze()}; }
  /// Of everything but what only snapshots still hold. Cost: it counts.
  std::size_t bytes() const;

 private:
  VolumeTree tree_;
  VersionChain versions_;
  std::unordered_map<std::uint32_t, const StoredVolume*> volumes_;  // never iterated in order
};

}  // namespace truceline::geo
