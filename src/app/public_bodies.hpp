// SPDX-License-Identifier: Apache-2.0
//
// The bodies that a host shows to everybody, read a page at a time.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::app {

class PublicBodies {
 public:
  /// Gets the answer of GET /api/v1/bodies?from=N.
  using ReadPage = std::function<base::Result<std::string>(base::EntryIndex from)>;
  /// Lets a moment pass: a host may have signed entries that its API does not know of yet.
  using Wait = std::function<void()>;

  PublicBodies(ReadPage read, Wait wait) : read_(std::move(read)), wait_(std::move(wait)) {}

  /// Salt and body of an entry as they lie sealed; empty where the host does not show them.
  /// Errors: those of reading; corrupt for an answer that is none; unavailable where the entry is
  /// still beyond what the host knows of after kWaits moments.
  base::Result<base::Bytes> sealed(base::EntryIndex index);

  /// Which entry erased this body, as the host says; of the entries that were asked for.
  std::optional<base::EntryIndex> said_erased(base::EntryIndex index) const;

  static constexpr int kWaits = 50;

 private:
  struct Page {
    base::EntryIndex end;  ///< The first entry that it says nothing about.
    std::map<base::EntryIndex, base::Bytes> sealed;
  };
  base::Result<Page> fetch(base::EntryIndex from);

  ReadPage read_;
  Wait wait_;
  std::map<base::EntryIndex, Page> pages_;               // by first entry; the newest few
  std::map<base::EntryIndex, base::EntryIndex> erased_;  // by what was erased
};

}  // namespace truceline::app
