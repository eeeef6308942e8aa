// SPDX-License-Identifier: Apache-2.0
//
// The body of `POST /add-entries` (C2SP tlog-mirror): entries in packages that end where tiles
// end, each with a proof that it belongs to the checkpoint, so that a mirror can keep what arrived
// and trust none of it unchecked. Reading is step by step: what came before a fault stays good.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/tree.hpp"

namespace truceline::ledger {

/// What a request says before its packages. upload_start <= upload_end < 2^63.
struct UploadRange {
  std::string origin;
  std::uint64_t upload_start = 0;
  std::uint64_t upload_end = 0;  ///< The size of a checkpoint the mirror knows.
  base::Bytes ticket;            ///< The mirror's own bytes, given back to it.
  friend bool operator==(const UploadRange&, const UploadRange&) = default;
};

/// The entries [start, end) of one package; its proof is of the subtree [subtree_start, end).
/// Only the first package of a request has start != subtree_start.
struct PackageRange {
  std::uint64_t subtree_start = 0;
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  friend bool operator==(const PackageRange&, const PackageRange&) = default;
};

/// How many packages carry [upload_start, upload_end), and which entries the i-th has.
/// REQUIRES: upload_start <= upload_end < 2^63, i < package_count.
std::uint64_t package_count(std::uint64_t upload_start, std::uint64_t upload_end);
PackageRange package_range(std::uint64_t upload_start, std::uint64_t upload_end, std::uint64_t i);

/// Entries are views into the request or into what the caller holds.
struct EntryPackage {
  std::vector<base::BytesView> entries;
  Proof proof;
};

/// Adds the request's head, or a package with the proof from `tree` to upload_end, to `body`.
/// Errors: too_large for origin, ticket or an entry over its limit; not_found where `tree` is
/// smaller than upload_end. REQUIRES: entries.size() = range.end - range.start.
base::Result<void> append_upload_range(const UploadRange& upload, base::Bytes& body);
base::Result<void> append_package(const PackageRange& range,
                                  std::span<const base::BytesView> entries, const Tree& tree,
                                  std::uint64_t upload_end, base::Bytes& body);

/// Reads a request from its front. The body must outlive what is read from it.
class AddEntriesReader {
 public:
  /// Errors: invalid_input where the head is cut short or upload_start > upload_end; too_large.
  static base::Result<AddEntriesReader> open(base::BytesView body);

  const UploadRange& upload() const { return upload_; }
  /// The range next() will read; nothing after the last.
  std::optional<PackageRange> next_range() const;
  /// Nothing where the body ends between packages or all were read. Errors: invalid_input where
  /// a package is cut short, the proof is over 63 hashes, or bytes follow the last package;
  /// too_large above kAddEntriesPackages.
  base::Result<std::optional<EntryPackage>> next();

 private:
  AddEntriesReader(UploadRange upload, base::BytesView rest);

  UploadRange upload_;
  base::BytesView rest_;
  std::uint64_t read_ = 0;  // packages so far
};

/// Success means: the package's entries stand at [range.start, range.end) in the tree of
/// `upload_end` entries with `root`. `held` are the leaf hashes [subtree_start, start) that the
/// mirror has already. Errors: invalid_input. Cost: one hash an entry.
base::Result<void> verify_package(const PackageRange& range, std::span<const base::Hash> held,
                                  const EntryPackage& package, std::uint64_t upload_end,
                                  const base::Hash& root);

}  // namespace truceline::ledger
