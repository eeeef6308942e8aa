// SPDX-License-Identifier: Apache-2.0
#include "ledger/add_entries.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "ledger/entry_bundle.hpp"
#include "ledger/tile.hpp"

namespace truceline::ledger {
namespace {

base::Error too_large(std::string reason) {
  return {base::ErrorCode::too_large, std::move(reason), {}, {}};
}

void append_number(std::uint64_t number, int bytes, base::Bytes& body) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    body.push_back(static_cast<std::uint8_t>(number >> shift));
}

base::Result<base::BytesView> take_bytes(std::size_t count, base::BytesView& body) {
  if (body.size() < count) return base::invalid("the request ends inside a value");
  const base::BytesView bytes = body.first(count);
  body = body.subspan(count);
  return bytes;
}

base::Result<std::uint64_t> take_number(std::size_t bytes, base::BytesView& body) {
  TRY_ASSIGN(const base::BytesView view, take_bytes(bytes, body));
  std::uint64_t number = 0;
  for (const std::uint8_t byte : view) number = number << 8U | byte;
  return number;
}

base::Result<base::BytesView> take_sized(base::BytesView& body) {
  TRY_ASSIGN(const std::uint64_t size, take_number(2, body));
  return take_bytes(size, body);
}

base::Result<void> check(const UploadRange& upload) {
  if (upload.origin.empty()) return base::invalid("the request names no log");
  if (upload.origin.size() > base::limits::kKeyNameBytes)
    return too_large("the log's origin is over 255 bytes");
  if (upload.ticket.size() > base::limits::kTicketBytes)
    return too_large("the ticket is over 1 KiB");
  if (upload.upload_end >> 63U != 0) return base::invalid("the upload's end is not below 2^63");
  if (upload.upload_start > upload.upload_end)
    return base::invalid("the upload starts after its end");
  return {};
}

base::Result<Proof> take_proof(base::BytesView& body) {
  TRY_ASSIGN(const std::uint64_t count, take_number(1, body));
  if (count > base::limits::kProofHashes) return base::invalid("a proof has at most 63 hashes");
  Proof proof(count);
  for (base::Hash& hash : proof) {
    TRY_ASSIGN(const base::BytesView bytes, take_bytes(hash.size(), body));
    std::copy(bytes.begin(), bytes.end(), hash.begin());
  }
  return proof;
}

}  // namespace

std::uint64_t package_count(std::uint64_t upload_start, std::uint64_t upload_end) {
  INVARIANT(upload_start <= upload_end && upload_end >> 63U == 0);
  if (upload_start == upload_end) return 0;
  return (upload_end + kTileWidth - 1) / kTileWidth - upload_start / kTileWidth;
}

PackageRange package_range(std::uint64_t upload_start, std::uint64_t upload_end, std::uint64_t i) {
  INVARIANT(i < package_count(upload_start, upload_end));
  const std::uint64_t begin = (upload_start / kTileWidth + i) * kTileWidth;
  return {begin, std::max(upload_start, begin), std::min(upload_end, begin + kTileWidth)};
}

base::Result<void> append_upload_range(const UploadRange& upload, base::Bytes& body) {
  TRY(check(upload));
  append_number(upload.origin.size(), 2, body);
  body.insert(body.end(), upload.origin.begin(), upload.origin.end());
  append_number(upload.upload_start, 8, body);
  append_number(upload.upload_end, 8, body);
  append_number(upload.ticket.size(), 2, body);
  body.insert(body.end(), upload.ticket.begin(), upload.ticket.end());
  return {};
}

base::Result<void> append_package(const PackageRange& range,
                                  std::span<const base::BytesView> entries, const Tree& tree,
                                  std::uint64_t upload_end, base::Bytes& body) {
  INVARIANT(entries.size() == range.end - range.start);
  TRY_ASSIGN(const Proof proof,
             tree.subtree_proof({range.subtree_start}, {range.end}, {upload_end}));
  base::Bytes package;
  for (const base::BytesView entry : entries) TRY(append_bundled(entry, package));
  append_number(proof.size(), 1, package);
  for (const base::Hash& hash : proof) package.insert(package.end(), hash.begin(), hash.end());
  if (body.size() + package.size() > base::limits::kAddEntriesBytes)
    return too_large("the request would be over 32 MiB");
  body.insert(body.end(), package.begin(), package.end());
  return {};
}

AddEntriesReader::AddEntriesReader(UploadRange upload, base::BytesView rest)
    : upload_(std::move(upload)), rest_(rest) {}

base::Result<AddEntriesReader> AddEntriesReader::open(base::BytesView body) {
  if (body.size() > base::limits::kAddEntriesBytes) return too_large("the request is over 32 MiB");
  UploadRange upload;
  TRY_ASSIGN(const base::BytesView origin, take_sized(body));
  upload.origin = base::text_of(origin);
  TRY_ASSIGN(upload.upload_start, take_number(8, body));
  TRY_ASSIGN(upload.upload_end, take_number(8, body));
  TRY_ASSIGN(const base::BytesView ticket, take_sized(body));
  upload.ticket.assign(ticket.begin(), ticket.end());
  TRY(check(upload));
  return AddEntriesReader(std::move(upload), body);
}

std::optional<PackageRange> AddEntriesReader::next_range() const {
  if (read_ == package_count(upload_.upload_start, upload_.upload_end)) return std::nullopt;
  return package_range(upload_.upload_start, upload_.upload_end, read_);
}

base::Result<std::optional<EntryPackage>> AddEntriesReader::next() {
  const auto range = next_range();
  if (rest_.empty()) return std::optional<EntryPackage>{};
  if (!range) return base::invalid("bytes follow the last package");
  if (read_ == base::limits::kAddEntriesPackages)
    return too_large("a request has at most 32 packages");
  EntryPackage package;
  base::BytesView rest = rest_;
  for (std::uint64_t i = range->start; i < range->end; ++i) {
    TRY_ASSIGN(const base::BytesView entry, take_bundled(rest));
    package.entries.push_back(entry);
  }
  TRY_ASSIGN(package.proof, take_proof(rest));
  rest_ = rest;
  ++read_;
  return std::optional(std::move(package));
}

base::Result<void> verify_package(const PackageRange& range, std::span<const base::Hash> held,
                                  const EntryPackage& package, std::uint64_t upload_end,
                                  const base::Hash& root) {
  if (held.size() != range.start - range.subtree_start ||
      package.entries.size() != range.end - range.start)
    return base::invalid("the package does not hold the entries of its place");
  Frontier subtree;
  for (const base::Hash& hash : held) subtree.append(hash);
  for (const base::BytesView entry : package.entries) subtree.append(leaf_hash(entry));
  return verify_subtree({range.subtree_start}, {range.end}, subtree.root(), {upload_end}, root,
                        package.proof);
}

}  // namespace truceline::ledger
