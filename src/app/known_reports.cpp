// SPDX-License-Identifier: Apache-2.0
#include "app/known_reports.hpp"

#include <vector>

#include "app/entry_pipeline.hpp"
#include "base/sha256.hpp"
#include "domain/commitment.hpp"

namespace truceline::app {

using base::Result;

namespace {

std::string name_of(const domain::Source& source) {
  return source.publisher + '\n' + source.id;
}

struct Decoded {
  Result<domain::Statement> statement;
  base::Hash content{};
};

Decoded decode(base::EntryIndex index, const ledger::RecordView& record) {
  Decoded decoded{prove_entry(index, record), {}};
  if (!decoded.statement || decoded.statement->header.kind != domain::StatementKind::report)
    return decoded;
  if (const auto sealed = domain::unseal(record.sealed))
    decoded.content = base::sha256(base::bytes_of(sealed->body));
  return decoded;
}

}  // namespace

const KnownReports::Known* KnownReports::find(const domain::Source& source) const {
  const auto found = by_name_.find(name_of(source));
  return found == by_name_.end() ? nullptr : &found->second;
}

void KnownReports::put(const domain::Source& source, const Known& known) {
  by_name_[name_of(source)] = known;
}

Result<KnownLedger> read_known(ledger::Store& store, const ledger::SignedHead& head,
                               std::string_view party) {
  KnownLedger known;
  std::vector<base::Hash> contents;  // beside state.reports()
  TRY(in_order(store, {0}, head.stored.size(), decode, [&](Decoded decoded) -> Result<void> {
    if (!decoded.statement) return decoded.statement.error();
    const std::size_t before = known.replayed.state.reports().size();
    known.replayed.take(*std::move(decoded.statement));
    if (known.replayed.state.reports().size() > before) contents.push_back(decoded.content);
    return check_tree(known.replayed.tree, head);
  }));
  const engine::State& state = known.replayed.state;
  for (std::size_t i = 0; i < state.reports().size(); ++i) {
    const auto& report = state.reports()[i];
    if (report.superseded_by || state.party_of(report.index) != party) continue;
    known.reports.put(report.what.source, {state.id_of(report.index), contents[i]});
  }
  return known;
}

}  // namespace truceline::app
