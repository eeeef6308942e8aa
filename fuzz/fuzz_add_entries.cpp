// SPDX-License-Identifier: Apache-2.0
//
// Bodies of add-entries and of its 202 and 409 from any bytes. A package verifies only if its
// entries are those of the tree; what was read, written again, is the beginning of the body.
#include <cstdint>

#include "ledger/add_entries.hpp"
#include "ledger/mirror_info.hpp"
#include "ledger/test_log.hpp"

namespace {
using namespace truceline;

constexpr std::uint64_t kSize = 300;

const ledger::Tree& tree() {
  static const ledger::Tree kTree = ledger::numbered_tree(kSize);
  return kTree;
}

/// REQUIRES: range.end <= kSize.
void try_package(const ledger::PackageRange& range, const ledger::EntryPackage& package,
                 std::uint64_t upload_end) {
  std::vector<base::Hash> held;
  for (std::uint64_t i = range.subtree_start; i < range.start; ++i)
    held.push_back(ledger::numbered_leaf(i));
  if (!ledger::verify_package(range, held, package, upload_end, *tree().root({upload_end}))) return;
  for (std::uint64_t i = range.start; i < range.end; ++i)
    INVARIANT(base::text_of(package.entries[i - range.start]) == ledger::numbered_entry(i));
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::text_of({data, size});
  if (const auto info = ledger::parse_mirror_info(text))
    INVARIANT(ledger::format_mirror_info(*info) == text);
  auto reader = ledger::AddEntriesReader::open({data, size});
  if (!reader) return 0;
  base::Bytes head;
  INVARIANT(ledger::append_upload_range(reader->upload(), head).has_value());
  INVARIANT(text.starts_with(base::text_of(head)));
  const std::uint64_t end = reader->upload().upload_end;
  while (const auto range = reader->next_range()) {
    const auto package = reader->next();
    if (!package || !*package) return 0;
    INVARIANT((*package)->entries.size() == range->end - range->start);
    if (end <= kSize) try_package(*range, **package, end);
  }
  return 0;
}
