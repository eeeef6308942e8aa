// SPDX-License-Identifier: Apache-2.0
#include "ledger/entry_bundle.hpp"

#include "base/limits.hpp"
#include "ledger/tile.hpp"

namespace truceline::ledger {

base::Result<void> append_bundled(base::BytesView entry, base::Bytes& bundle) {
  if (entry.size() > base::limits::kEntryBytes)
    return base::Error{base::ErrorCode::too_large, "an entry has over 65,535 bytes", {}, {}};
  bundle.push_back(static_cast<std::uint8_t>(entry.size() >> 8U));
  bundle.push_back(static_cast<std::uint8_t>(entry.size()));
  bundle.insert(bundle.end(), entry.begin(), entry.end());
  return {};
}

base::Result<base::BytesView> take_bundled(base::BytesView& bundle) {
  if (bundle.size() < 2) return base::invalid("the bundle ends inside an entry's length");
  const std::size_t size = std::size_t{bundle[0]} << 8U | bundle[1];
  if (bundle.size() - 2 < size) return base::invalid("the bundle ends inside an entry");
  const base::BytesView entry = bundle.subspan(2, size);
  bundle = bundle.subspan(2 + size);
  return entry;
}

base::Result<base::Bytes> format_bundle(std::span<const base::BytesView> entries) {
  if (entries.empty()) return base::invalid("a bundle holds at least one entry");
  if (entries.size() > kTileWidth)
    return base::Error{base::ErrorCode::too_large, "a bundle holds at most 256 entries", {}, {}};
  base::Bytes bundle;
  for (const base::BytesView entry : entries) TRY(append_bundled(entry, bundle));
  return bundle;
}

base::Result<std::vector<base::BytesView>> parse_bundle(base::BytesView bundle) {
  if (bundle.empty()) return base::invalid("a bundle holds at least one entry");
  std::vector<base::BytesView> entries;
  while (!bundle.empty()) {
    if (entries.size() == kTileWidth)
      return base::Error{base::ErrorCode::too_large, "a bundle holds at most 256 entries", {}, {}};
    TRY_ASSIGN(const base::BytesView entry, take_bundled(bundle));
    entries.push_back(entry);
  }
  return entries;
}

}  // namespace truceline::ledger
