// SPDX-License-Identifier: Apache-2.0
//
// How a structure that one thread changes can be read by others without locks or counts in it.
// Whatever a reader may have is never changed: the writer puts a copy in its place and retires the
// original. Each snapshot holds a link of this chain; what was retired after it was taken hangs on
// the links from there on, and goes when nobody holds an older one.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace truceline::geo {

class VersionLink {
 public:
  VersionLink() = default;
  VersionLink(const VersionLink&) = delete;
  VersionLink& operator=(const VersionLink&) = delete;
  ~VersionLink() {
    for (const Retired& one : retired_) one.destroy(one.what);
    // A long chain goes link by link, not by recursion.
    while (next_ != nullptr && next_.use_count() == 1) next_ = std::move(next_->next_);
  }

 private:
  friend class VersionChain;
  struct Retired {
    const void* what;
    void (*destroy)(const void*);
  };
  std::vector<Retired> retired_;
  std::shared_ptr<VersionLink> next_;
};

/// The writer's end of the chain. What it makes bears the number of the present version; it may
/// change that in place until the next snapshot is taken.
class VersionChain {
 public:
  std::uint64_t number() const { return number_; }

  /// For a snapshot of what there is now. What is retired from here on may be in it, so it hangs
  /// on the link that the snapshot holds, or on later ones.
  std::shared_ptr<const VersionLink> freeze() {
    last_->next_ = std::make_shared<VersionLink>();
    last_ = last_->next_;
    ++number_;
    return last_;
  }

  /// Deletes `what` when nobody can have it any more. `born`: the number when it was made.
  template <class T>
  void retire(const T* what, std::uint64_t born) {
    if (born == number_) {
      T::destroy(what);
      return;
    }
    last_->retired_.push_back(
        {what, [](const void* retired) { T::destroy(static_cast<const T*>(retired)); }});
  }

 private:
  std::uint64_t number_ = 1;
  std::shared_ptr<VersionLink> last_ = std::make_shared<VersionLink>();
};

}  // namespace truceline::geo
