// SPDX-License-Identifier: Apache-2.0
//
// Cosignatures from any bytes: as a blob, and in the answers of a witness ('w' first) or a mirror
// ('m') that is fed a log of five entries. Nothing passes but what the cosigner's key signed.
//
// After the first byte the answers stand one after the other, a byte 0 between them; the first
// character of each chooses its status.
#include <cstdint>

#include "ledger/feeder.hpp"
#include "ledger/test_log.hpp"

namespace {
using namespace truceline;

constexpr std::string_view kOrigin = "l.example";
constexpr std::uint64_t kEntries = 5;

const ledger::Cosigner& cosigner() {
  static const ledger::Cosigner kCosigner{"w.example", ledger::test_key(2)};
  return kCosigner;
}

const ledger::Tree& tree() {
  static const ledger::Tree kTree = ledger::numbered_tree(kEntries);
  return kTree;
}

std::string text_at(base::TreeSize size) {
  return ledger::format_checkpoint({std::string(kOrigin), size, *tree().root(size), {}});
}

base::Result<std::vector<base::Bytes>> entries(base::EntryIndex from, base::EntryIndex to) {
  INVARIANT(from.value < to.value && to.value <= kEntries);
  std::vector<base::Bytes> leaves;
  for (std::uint64_t i = from.value; i < to.value; ++i) {
    const std::string entry = ledger::numbered_entry(i);
    leaves.emplace_back(entry.begin(), entry.end());
  }
  return leaves;
}

void try_blob(base::BytesView blob) {
  const std::string text = text_at({kEntries});
  if (!ledger::verifies_cosignature(cosigner().verifier(), text, blob)) return;
  const auto time_s = ledger::cosigned_time_s({cosigner().name, {}, {blob.begin(), blob.end()}});
  const auto good = ledger::cosign(text, cosigner(), *time_s).signature;
  INVARIANT(base::text_of(good) == base::text_of(blob));
}

int status_of(char letter) {
  switch (letter) {
    case '0':
      return 200;
    case '2':
      return 202;
    case '4':
      return 422;
    case '9':
      return 409;
    default:
      return 500;
  }
}

void try_answer(ledger::Feeder& feeder, std::string_view answer) {
  static const ledger::EntrySource kEntriesOf = entries;
  static const std::string kNote =
      ledger::cosigned_note({std::string(kOrigin), ledger::test_key(1)}, tree(), {}, 0);
  const ledger::FeedSource source{kOrigin, kNote, tree().size(), &tree(), &kEntriesOf};
  feeder.ask_afresh();
  INVARIANT((*feeder.next(source)).has_value());
  const int status = answer.empty() ? 500 : status_of(answer.front());
  const std::string_view body = answer.substr(answer.empty() ? 0 : 1);
  const auto outcome = feeder.take(source, {status, "", std::string(body)});
  INVARIANT(feeder.cosigned_size() <= tree().size());
  if (!outcome.cosignature) return;
  const ledger::FedCosignature& fed = *outcome.cosignature;
  INVARIANT(fed.line == ledger::cosign(text_at(fed.size), cosigner(), fed.time_s));
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try_blob({data, size});
  std::string_view rest = base::text_of({data, size});
  if (rest.empty()) return 0;
  ledger::Feeder feeder(cosigner().verifier(), rest.front() == 'm' ? ledger::CosignerKind::mirror
                                                                   : ledger::CosignerKind::witness);
  rest.remove_prefix(1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    try_answer(feeder, rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return 0;
}
