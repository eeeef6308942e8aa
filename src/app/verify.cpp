// SPDX-License-Identifier: Apache-2.0
#include "app/verify.hpp"

#include <array>
#include <optional>

#include "app/entry_pipeline.hpp"
#include "app/replay.hpp"
#include "base/sha256.hpp"
#include "domain/commitment.hpp"
#include "domain/envelope.hpp"
#include "engine/author_register.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/signed_head.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

Error corrupt(std::string reason) {
  return {ErrorCode::corrupt, std::move(reason), {}, {}};
}

/// What one entry proves on its own, worked out on any thread.
struct CheckedEntry {
  EntryIndex index;
  base::Hash leaf_hash{};
  bool has_body = false;
  std::optional<domain::Statement> statement;
  std::vector<Error> faults;
};

std::optional<Error> commitment_fault(const domain::Header& header, base::BytesView sealed) {
  const auto unsealed = domain::unseal(sealed);
  if (!unsealed) return unsealed.error();
  const base::Hash opened = domain::commitment(unsealed->salt, unsealed->body);
  if (base::equal_in_constant_time(opened, header.commitment)) return std::nullopt;
  return corrupt("the stored body is not the one its author committed to");
}

CheckedEntry check_entry(EntryIndex index, const ledger::RecordView& record,
                         const std::string& origin) {
  CheckedEntry checked{index, ledger::leaf_hash(record.leaf), !record.sealed.empty(), {}, {}};
  if (checked.leaf_hash != record.leaf_hash)
    checked.faults.push_back(corrupt("the leaf is not the one that was hashed"));
  const auto header = domain::verify_envelope(base::text_of(record.leaf));
  if (!header) {
    checked.faults.push_back(header.error());
    return checked;
  }
  if (header->log != origin) checked.faults.push_back(corrupt("signed for another log"));
  if (checked.has_body)
    if (auto fault = commitment_fault(*header, record.sealed))
      checked.faults.push_back(*std::move(fault));
  auto statement = decode_entry(index, {checked.leaf_hash, record.leaf, record.sealed});
  if (statement)
    checked.statement = *std::move(statement);
  else
    checked.faults.push_back(statement.error());
  return checked;
}

/// What entries prove together, in their order.
class WholeLog {
 public:
  /// `head`: what the tree must come to.
  WholeLog(Verification& result, const ledger::SignedHead& head) : result_(result), head_(head) {}

  void take(CheckedEntry entry) {
    frontier_.append(entry.leaf_hash);
    if (frontier_.size() == head_.signed_part.size() && frontier_ != head_.signed_part)
      add_fault(corrupt("the entries do not give the root that the log signed"));
    (entry.has_body ? result_.bodies_opened : result_.bodies_absent) += 1;
    for (const Error& fault : entry.faults) add_fault(fault, entry.index);
    if (!entry.statement || broken_) {
      broken_ = true;  // the fold cannot go on past an entry that says nothing
      return;
    }
    if (const auto may = authors_.may_speak(*entry.statement); !may)
      add_fault(may.error(), entry.index);
    authors_.apply(*entry.statement);
    state_.apply(*std::move(entry.statement));
  }

  void finish() {
    result_.root = frontier_.root();
    if (frontier_ != head_.stored)
      add_fault(corrupt("the entries do not give the stored frontier"));
  }

  void add_fault(const Error& fault, std::optional<EntryIndex> index = {}) {
    result_.faults_total += 1;
    if (result_.faults.size() >= kFaultsShown) return;
    result_.faults.push_back(index ? fault.at("entry " + std::to_string(index->value)) : fault);
  }

  const engine::State& state() const { return state_; }
  bool broken() const { return broken_; }

 private:
  Verification& result_;
  const ledger::SignedHead& head_;
  ledger::Frontier frontier_;
  engine::AuthorRegister authors_;
  engine::State state_;
  bool broken_ = false;
};

}  // namespace

Result<Verification> verify_log(ledger::Store& store, const std::string& origin,
                                const base::PublicKey& log_key, base::TimeMs at,
                                const VerifyProgress& progress) {
  TRY_ASSIGN(const ledger::Head stored, store.head());
  Verification result;
  result.size = stored.size;
  result.signed_size = ledger::signed_size(stored);
  result.checkpoint = stored.checkpoint;
  // Where the head is at fault, the entries are held against what can be read of it.
  const auto head = ledger::read_head(stored, ledger::ed25519_verifier(origin, log_key));
  const ledger::SignedHead none;
  WholeLog log(result, head ? *head : none);
  if (!head) log.add_fault(head.error());
  TRY(in_order(
      store, {0}, stored.size,
      [origin](EntryIndex index, const ledger::RecordView& record) {
        return check_entry(index, record, origin);
      },
      [&](CheckedEntry entry) -> Result<void> {
        const std::uint64_t done = entry.index.value + 1;
        log.take(std::move(entry));
        if (progress && (done % 512 == 0 || done == stored.size.value))
          progress(done, stored.size.value);
        return {};
      }));
  if (head) log.finish();
  if (log.broken()) return result;
  result.state_digest = log.state().digest();
  const std::vector<domain::Finding> findings = engine::derive_findings(log.state(), at);
  result.findings_digest = engine::digest(findings);
  for (const domain::Finding& finding : findings) result.findings[finding.kind()] += 1;
  return result;
}

}  // namespace truceline::app
