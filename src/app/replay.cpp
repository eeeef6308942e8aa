// SPDX-License-Identifier: Apache-2.0
#include "app/replay.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <vector>

#include "domain/commitment.hpp"
#include "domain/envelope.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::uint64_t kChunk = 1024;   // entries decoded in one go
constexpr std::size_t kChunksAhead = 4;  // chunks read and not yet folded

struct StoredEntry {
  base::Hash leaf_hash;
  base::Bytes leaf;
  base::Bytes sealed;
};
struct Chunk {
  EntryIndex first;
  std::vector<StoredEntry> entries;
};
using Decoded = Result<std::vector<domain::Statement>>;

Result<Chunk> read_chunk(ledger::Store& store, std::uint64_t from, std::uint64_t to) {
  Chunk chunk{{from}, {}};
  chunk.entries.reserve(to - from);
  TRY(store.scan({from}, {to}, [&](EntryIndex, const ledger::RecordView& view) -> Result<void> {
    chunk.entries.push_back({view.leaf_hash,
                             {view.leaf.begin(), view.leaf.end()},
                             {view.sealed.begin(), view.sealed.end()}});
    return {};
  }));
  return chunk;
}

Decoded decode_chunk(const Chunk& chunk) {
  std::vector<domain::Statement> statements;
  statements.reserve(chunk.entries.size());
  for (const StoredEntry& entry : chunk.entries) {
    const EntryIndex index{chunk.first.value + statements.size()};
    TRY_ASSIGN(domain::Statement statement,
               decode_entry(index, entry.leaf_hash, entry.leaf, entry.sealed));
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

Result<domain::Statement> decode_entry(EntryIndex index, const base::Hash& leaf_hash,
                                       base::BytesView leaf, base::BytesView sealed) {
  const auto corrupt = [index](const Error& cause) {
    return Error{ErrorCode::corrupt, cause.reason, "entry " + std::to_string(index.value),
                 "run `truceline verify` on the mission"};
  };
  const auto envelope = domain::open_envelope(base::text_of(leaf));
  if (!envelope) return corrupt(envelope.error());
  auto header = domain::decode_header(envelope->payload);
  if (!header) return corrupt(header.error());
  domain::Statement statement{index, leaf_hash, *std::move(header), std::nullopt};
  if (sealed.empty()) return statement;
  const auto unsealed = domain::unseal(sealed);
  if (!unsealed) return corrupt(unsealed.error());
  auto body = domain::decode_body(statement.header.kind, unsealed->body);
  if (!body) return corrupt(body.error());
  statement.body = *std::move(body);
  return statement;
}

Result<void> replay(ledger::Store& store, base::TreeSize upto, engine::State& state,
                    const ReplayProgress& progress) {
  std::deque<std::future<Decoded>> ahead;
  std::uint64_t read = state.size().value;
  while (read < upto.value || !ahead.empty()) {
    if (read < upto.value && ahead.size() < kChunksAhead) {
      const std::uint64_t to = std::min(upto.value, read + kChunk);
      TRY_ASSIGN(Chunk chunk, read_chunk(store, read, to));
      ahead.push_back(std::async(std::launch::async,
                                 [owned = std::move(chunk)] { return decode_chunk(owned); }));
      read = to;
      continue;
    }
    TRY_ASSIGN(const auto statements, ahead.front().get());
    ahead.pop_front();
    for (const domain::Statement& statement : statements) state.apply(statement);
    if (progress) progress(state.size());
  }
  return {};
}

}  // namespace truceline::app
