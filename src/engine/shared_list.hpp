// SPDX-License-Identifier: Apache-2.0
//
// A list that is copied without copying what is in it: a copy shares all leaves, and whoever then
// changes something copies the one leaf it is in. So the state that is folded on and all states
// that were published share what they have in common, and two of them are compared by looking at
// the leaves that they do not share.
//
// Copies may be read and destroyed on any threads while one thread goes on changing its own.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/invariant.hpp"

namespace truceline::engine {

/// Counts who holds a node; as std::shared_ptr, but whoever is alone with it may change it.
template <class Node>
class NodeHold {
 public:
  NodeHold() = default;
  explicit NodeHold(Node* node) : node_(node) {}  // the one use that it was made with
  NodeHold(const NodeHold& other) : node_(other.node_) {
    if (node_ != nullptr) node_->uses.fetch_add(1, std::memory_order_relaxed);
  }
  NodeHold(NodeHold&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  NodeHold& operator=(NodeHold other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~NodeHold() {
    if (node_ != nullptr && node_->uses.fetch_sub(1, std::memory_order_acq_rel) == 1) delete node_;
  }

  const Node& operator*() const { return *node_; }
  const Node* operator->() const { return node_; }
  const Node* get() const { return node_; }
  /// The node, to be changed: a copy of its own where others hold it too.
  Node& own() {
    if (node_->uses.load(std::memory_order_acquire) != 1) *this = NodeHold(new Node(*node_));
    return *node_;
  }

 private:
  Node* node_ = nullptr;
};

/// Whether each value has memory of its own, which lists share also where their leaves differ.
enum class Cells { together, apart };

template <class T, std::size_t kPerLeaf = 32, Cells kCells = Cells::together>
class SharedList {
  static_assert((kPerLeaf & (kPerLeaf - 1)) == 0, "places are found by shifting");
  static constexpr std::size_t kLeaves = 64;  // of a branch
  static constexpr std::size_t kPerBranch = kPerLeaf * kLeaves;

  struct Uses {
    Uses() = default;
    Uses(const Uses& /*of the original*/) {}
    Uses& operator=(const Uses&) = delete;
    mutable std::atomic<std::uint32_t> uses{1};
  };
  struct Cell : Uses {
    explicit Cell(T&& taken) : value(std::move(taken)) {}
    T value;
  };
  static constexpr bool kApart = kCells == Cells::apart;
  using Item = std::conditional_t<kApart, NodeHold<Cell>, T>;
  static const T& value_in(const Item& item) {
    if constexpr (kApart)
      return item->value;
    else
      return item;
  }
  static T& own_value(Item& item) {
    if constexpr (kApart)
      return item.own().value;
    else
      return item;
  }
  struct Leaf : Uses {
    Leaf() { items.reserve(kPerLeaf); }
    Leaf(const Leaf& other) : Uses(other) {
      items.reserve(kPerLeaf);
      items.assign(other.items.begin(), other.items.end());
    }
    Leaf& operator=(const Leaf&) = delete;
    std::vector<Item> items;
  };
  struct Branch : Uses {
    std::array<NodeHold<Leaf>, kLeaves> leaves;
  };

 public:
  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using reference = const T&;
    using pointer = const T*;
    using iterator_category = std::random_access_iterator_tag;

    Iterator() = default;
    Iterator(const SharedList* list, std::size_t place) : list_(list), place_(place) {}

    reference operator*() const { return (*list_)[place_]; }
    pointer operator->() const { return &(*list_)[place_]; }
    reference operator[](difference_type n) const { return *(*this + n); }
    Iterator& operator++() { return *this += 1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    Iterator& operator+=(difference_type n) {
      place_ = static_cast<std::size_t>(static_cast<difference_type>(place_) + n);
      return *this;
    }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) {
      return static_cast<difference_type>(a.place_) - static_cast<difference_type>(b.place_);
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.place_ == b.place_; }
    friend std::strong_ordering operator<=>(const Iterator& a, const Iterator& b) {
      return a.place_ <=> b.place_;
    }

   private:
    const SharedList* list_ = nullptr;
    std::size_t place_ = 0;
  };
  using value_type = T;
  using const_iterator = Iterator;
  using iterator = Iterator;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size_}; }
  // REQUIRES: place < size().
  const T& operator[](std::size_t place) const {
    return value_in(leaf_of(place)->items[place % kPerLeaf]);
  }
  const T& front() const { return (*this)[0]; }
  const T& back() const { return (*this)[size_ - 1]; }

  /// What is at `place`, to be changed. Until the list is copied. Cost: a copy of its leaf where
  /// another list shares it.
  T& edit(std::size_t place) { return own_value(own_leaf(place).items[place % kPerLeaf]); }

  void push_back(T value) {
    if constexpr (kApart)
      push_item(Item(new Cell(std::move(value))));
    else
      push_item(std::move(value));
  }
  /// The value that `other` has at `place`, without a copy of it.
  void push_shared(const SharedList& other, std::size_t place) {
    push_item(other.leaf_of(place)->items[place % kPerLeaf]);
  }

  /// From now on `place` has the value that `other` has at `other_place`, without a copy of it.
  void share(std::size_t place, const SharedList& other, std::size_t other_place) {
    own_leaf(place).items[place % kPerLeaf] =
        other.leaf_of(other_place)->items[other_place % kPerLeaf];
  }

  /// What stands behind `place` moves up. Cost: all of it.
  void erase(std::size_t place) {
    change_from(place, [](std::vector<Item>& rest) { rest.erase(rest.begin()); });
  }
  /// Before what is at `place`, which moves down with all behind it. Cost: all of it.
  void insert(std::size_t place, T value) {
    SharedList one;
    one.push_back(std::move(value));
    change_from(place, [&](std::vector<Item>& rest) {
      rest.insert(rest.begin(), one.leaf_of(0)->items.front());
    });
  }

  /// True where both have the same in all places, as far as one can tell without looking: false
  /// says nothing. Cost: O(size / 2,000).
  bool shares_all(const SharedList& other) const {
    if (size_ != other.size_) return false;
    for (std::size_t i = 0; i < branches_.size(); ++i)
      if (branches_[i].get() != other.branches_[i].get()) return false;
    return true;
  }

  /// Calls `look(place)`, in order, for each place of this list that `before` does not have, or may
  /// have otherwise. Cost: the leaves that are not shared.
  template <class Look>
  void for_each_unshared(const SharedList& before, const Look& look) const {
    for (std::size_t at = 0; at < size_;) {
      const std::size_t branch = at / kPerBranch;
      const bool both = branch < before.branches_.size();
      if (both && branches_[branch].get() == before.branches_[branch].get()) {
        at = look_beyond(before, at, (branch + 1) * kPerBranch, look);
        continue;
      }
      const std::size_t leaf = at % kPerBranch / kPerLeaf;
      const std::size_t end = at / kPerLeaf * kPerLeaf + kPerLeaf;
      if (both &&
          branches_[branch]->leaves[leaf].get() == before.branches_[branch]->leaves[leaf].get()) {
        at = look_beyond(before, at, end, look);
        continue;
      }
      for (; at < std::min(end, size_); ++at) look(at);
    }
  }

 private:
  void push_item(Item item) {
    if (size_ % kPerBranch == 0) branches_.emplace_back(new Branch);
    if (size_ % kPerLeaf == 0)
      branches_.back().own().leaves[size_ % kPerBranch / kPerLeaf] = NodeHold<Leaf>(new Leaf);
    own_leaf(size_).items.push_back(std::move(item));
    ++size_;
  }
  const NodeHold<Leaf>& leaf_of(std::size_t place) const {
    return branches_[place / kPerBranch]->leaves[place % kPerBranch / kPerLeaf];
  }
  Leaf& own_leaf(std::size_t place) {
    return branches_[place / kPerBranch].own().leaves[place % kPerBranch / kPerLeaf].own();
  }
  /// What is shared up to `end` may still be longer here than there.
  template <class Look>
  std::size_t look_beyond(const SharedList& before, std::size_t at, std::size_t end,
                          const Look& look) const {
    for (std::size_t place = std::max(at, std::min(before.size_, end));
         place < std::min(end, size_); ++place)
      look(place);
    return end;
  }
  template <class Change>
  void change_from(std::size_t place, const Change& change) {
    INVARIANT(place <= size_);
    std::vector<Item> rest;
    for (std::size_t i = place; i < size_; ++i) rest.push_back(leaf_of(i)->items[i % kPerLeaf]);
    change(rest);
    SharedList kept;
    for (std::size_t i = 0; i < place; ++i) kept.push_shared(*this, i);
    for (Item& one : rest) kept.push_item(std::move(one));
    *this = std::move(kept);
  }

  std::vector<NodeHold<Branch>> branches_;
  std::size_t size_ = 0;
};

}  // namespace truceline::engine
