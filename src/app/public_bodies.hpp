// SPDX-License-Identifier: Apache-2.0
//
// The bodies that a host shows to everybody, read a page at a time.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::app {

class PublicBodies {
 public:
  /// Gets the answer of GET /api/v1/bodies?from=N.
  using ReadPage = std::function<base::Result<std::string>(base::EntryIndex from)>;

  explicit PublicBodies(ReadPage read) : read_(std::move(read)) {}

  /// Salt and body of an entry as they lie sealed; empty where the host does not show them.
  /// Errors: those of reading; corrupt for an answer that is none.
  base::Result<base::Bytes> sealed(base::EntryIndex index);

 private:
  struct Page {
    base::EntryIndex end;  ///< The first entry that it says nothing about.
    std::map<base::EntryIndex, base::Bytes> sealed;
  };
  base::Result<Page> fetch(base::EntryIndex from) const;

  ReadPage read_;
  std::map<base::EntryIndex, Page> pages_;  // by first entry; the newest few
};

}  // namespace truceline::app
