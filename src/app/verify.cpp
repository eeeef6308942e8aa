// SPDX-License-Identifier: Apache-2.0
#include "app/verify.hpp"

#include <algorithm>
#include <tuple>

#include "app/check_entry.hpp"
#include "app/entry_pipeline.hpp"
#include "app/on_all_cores.hpp"
#include "app/replay.hpp"
#include "app/store_view.hpp"
#include "engine/author_register.hpp"
#include "ledger/cosigned.hpp"
#include "ledger/tree.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

Error corrupt(std::string reason) {
  return {ErrorCode::corrupt, std::move(reason), {}, {}};
}

/// What entries prove together, in their order.
class WholeLog {
 public:
  explicit WholeLog(Verification& result) : result_(result) {}

  /// What the checkpoint covers. Once, before the first entry.
  void expect(base::TreeSize covered) { covered_size_ = covered; }

  void take(CheckedEntry entry) {
    tree_.append(entry.leaf_hash);
    frontier_.append(entry.leaf_hash);
    if (frontier_.size() == covered_size_) covered_ = frontier_;
    (entry.has_body ? result_.bodies_opened : result_.bodies_absent) += 1;
    held_.push_back(entry.has_body);
    for (const Error& fault : entry.faults) add_fault(fault, entry.index);
    if (!entry.statement || broken_) {
      broken_ = true;  // the fold cannot go on past an entry that says nothing
      return;
    }
    judge_author(*entry.statement);
    if (!result_.keys_unknown_from)
      entry.statement->key_in_force = authors_.may_sign(*entry.statement).has_value();
    authors_.apply(*entry.statement);
    state_.apply(*std::move(entry.statement));
  }

  void add_fault(const Error& fault, std::optional<EntryIndex> index = {}) {
    result_.faults_total += 1;
    if (result_.faults.size() >= kFaultsShown) return;
    result_.faults.push_back(index ? fault.at("entry " + std::to_string(index->value)) : fault);
  }

  const ledger::Tree& tree() const { return tree_; }
  const ledger::Frontier& frontier() const { return frontier_; }
  const ledger::Frontier& covered() const { return covered_; }
  const engine::State& state() const { return state_; }
  bool broken() const { return broken_; }
  /// By entry: is its body there?
  const std::vector<bool>& held() const { return held_; }
  /// What it knows, to fold what comes after the checked entries. Call it last.
  Replayed give_away() { return {std::move(state_), std::move(authors_), frontier_}; }

 private:
  void judge_author(const domain::Statement& statement) {
    const bool hidden_key = statement.header.kind == domain::StatementKind::key &&
                            !statement.body && result_.bodies != BodiesShown::all;
    if (hidden_key && !result_.keys_unknown_from) result_.keys_unknown_from = statement.index;
    if (result_.keys_unknown_from) {
      // Who may speak is not known, but everybody's numbers and hashes must chain all the same.
      const auto chain = authors_.chain(statement.header.key);
      const auto [number, previous] =
          std::tie(statement.header.sequence, statement.header.previous);
      if (number > chain.next_sequence || (number == chain.next_sequence && previous != chain.last))
        add_fault(corrupt("does not follow its author's last statement"), statement.index);
    } else if (const auto may = authors_.may_speak(statement); !may) {
      add_fault(may.error(), statement.index);
    }
  }

  Verification& result_;
  ledger::Tree tree_;
  ledger::Frontier frontier_;
  base::TreeSize covered_size_;
  ledger::Frontier covered_;
  engine::AuthorRegister authors_;
  engine::State state_;
  std::vector<bool> held_;
  bool broken_ = false;
};

void set_witnesses(const ledger::CosignedCheckpoint& opened, const Trust& trust,
                   Verification& result) {
  result.witnesses.clear();
  for (const ledger::PolicyWitness& witness : trust.policy.witnesses)
    result.witnesses.push_back({witness.name, std::nullopt});
  for (const ledger::CosignedBy& by : opened.cosigned)
    result.witnesses[by.witness].time_s = by.time_s;
  result.quorum = opened.quorum;
  result.cosigned_size = opened.checkpoint.size;
}

/// What stands in the checkpoint, and who signed it as far as `trust` knows the keys.
Result<ledger::Checkpoint> open_signed(const std::string& note, const Trust& trust,
                                       Verification& result) {
  if (trust.policy.logs.empty()) {
    TRY_ASSIGN(const ledger::Note parts, ledger::parse_note(note));
    return ledger::parse_checkpoint(parts.text);
  }
  TRY_ASSIGN(ledger::CosignedCheckpoint opened, ledger::open_cosigned(note, trust.policy));
  result.signature_checked = true;
  if (trust.judges_witnesses) set_witnesses(opened, trust, result);
  return std::move(opened.checkpoint);
}

/// Nothing where the log has no checkpoint, or one that says nothing: then `log` has a fault.
std::optional<ledger::Checkpoint> read_checkpoint(const Trust& trust, Verification& result,
                                                  WholeLog& log) {
  if (result.checkpoint.empty()) return std::nullopt;
  auto opened = open_signed(result.checkpoint, trust, result);
  if (opened) return *std::move(opened);
  log.add_fault(opened.error().at("checkpoint"));
  return std::nullopt;
}

/// The log that statements must be meant for.
std::string origin_of(const std::optional<ledger::Checkpoint>& checkpoint, const Trust& trust) {
  if (checkpoint) return checkpoint->origin;
  return trust.policy.logs.empty() ? std::string() : trust.policy.logs.front().key.name;
}

/// Every tile that a tree of the signed size has, against the one the entries give.
Result<void> compare_tiles(LogView& view, base::TreeSize size, Verification& result,
                           WholeLog& log) {
  result.tiles = 0;
  for (const ledger::TileName& name : ledger::new_tiles({0}, size)) {
    *result.tiles += 1;
    TRY_ASSIGN(const base::Bytes derived, ledger::tile_bytes(log.tree(), name));
    const auto shown = view.tile(name);
    if (!shown && shown.error().code == ErrorCode::unavailable) return shown.error();
    const bool equal = shown && shown->size() >= derived.size() &&
                       std::equal(derived.begin(), derived.end(), shown->begin());
    if (equal) continue;
    log.add_fault((shown ? corrupt("the tile is not what the entries give") : shown.error())
                      .at(ledger::tile_path(name)));
  }
  return {};
}

void compare_root(const ledger::Checkpoint& checkpoint, Verification& result, WholeLog& log) {
  const auto root = log.tree().root(checkpoint.size);
  if (!root)
    return log.add_fault(corrupt("the checkpoint is for " + std::to_string(checkpoint.size.value) +
                                 " entries, and there are only " +
                                 std::to_string(log.tree().size().value)));
  result.signed_size = checkpoint.size;
  result.root = *root;
  if (*root != checkpoint.root)
    log.add_fault(corrupt("the entries do not give the root that the log signed"));
}

/// A keeper may hold a quorum's cosignatures on an older checkpoint than its newest.
Result<void> judge_cosigned(LogView& view, const Trust& trust, Verification& result,
                            WholeLog& log) {
  if (!trust.judges_witnesses || result.quorum) return {};
  TRY_ASSIGN(const auto note, view.cosigned());
  if (!note) return {};
  const auto opened = ledger::open_cosigned(*note, trust.policy);
  if (!opened) {
    log.add_fault(opened.error().at("the newest cosigned checkpoint"));
    return {};
  }
  const auto root = log.tree().root(opened->checkpoint.size);
  if (!root || *root != opened->checkpoint.root)
    log.add_fault(corrupt("the entries do not give the root that witnesses cosigned"));
  set_witnesses(*opened, trust, result);
  return {};
}

/// What was erased must be gone.
void judge_erased(BodiesShown bodies, Verification& result, WholeLog& log) {
  const bool own = bodies == BodiesShown::all;
  result.erased = log.state().erased();
  for (const auto& [index, by] : result.erased) {
    if (!log.held()[static_cast<std::size_t>(index.value)]) continue;
    result.erased_still_held += 1;
    log.add_fault({ErrorCode::corrupt,
                   "entry " + std::to_string(by.value) + " erased its body, which is still " +
                       (own ? "held" : "shown"),
                   {},
                   own ? "truceline erase " + std::to_string(index.value) +
                             " again, or truceline serve: each destroys it"
                       : "tell whoever keeps it to destroy it"},
                  index);
  }
}

std::vector<EntryIndex> absent_without_erasure(const WholeLog& log) {
  std::vector<EntryIndex> absent;
  for (std::size_t i = 0; i < log.held().size(); ++i)
    if (!log.held()[i] && !log.state().erased_by({i})) absent.push_back({i});
  return absent;
}

/// Where all bodies are kept, one that is gone must have been erased; perhaps while we looked.
/// Needs `log` no more when it returns.
Result<void> judge_missing(LogView& view, const Verification& result, WholeLog& log) {
  const std::vector<EntryIndex> absent = absent_without_erasure(log);
  if (absent.empty()) return {};
  TRY_ASSIGN(const base::TreeSize size, view.size_now());
  Replayed newer = log.give_away();
  bool goes_on = true;
  TRY(in_order(
      view, result.size, size,
      [&origin = result.origin](EntryIndex index, const ledger::RecordView& record) {
        return check_entry(index, record, origin);
      },
      [&](CheckedEntry entry) -> Result<void> {
        goes_on = goes_on && entry.statement && entry.faults.empty();
        if (goes_on) newer.take(*std::move(entry.statement));
        return {};
      }));
  for (const EntryIndex index : absent)
    if (!newer.state.erased_by(index))
      log.add_fault({ErrorCode::corrupt,
                     "its body is not here, and no erasure says why",
                     {},
                     "restore it from a backup"},
                    index);
  return {};
}

/// Where public bodies are shown, one that is not must have been erased; perhaps by an entry that
/// no checkpoint covers yet.
void judge_withheld(LogView& view, Verification& result, WholeLog& log) {
  for (const EntryIndex index : absent_without_erasure(log)) {
    if (log.state().audience_of(index).label != domain::AudienceLabel::everyone) continue;
    const auto said = view.said_erased(index);
    if (said && said->value >= result.size.value) {
      result.erased_beyond += 1;
      continue;
    }
    log.add_fault({ErrorCode::corrupt,
                   said ? "its body is said to be erased by entry " + std::to_string(said->value) +
                              ", which does not erase it"
                        : "its body is public and not shown, and no erasure says why",
                   {},
                   "ask whoever keeps the log"},
                  index);
  }
}

void derive(const engine::State& state, base::TimeMs at, Verification& result) {
  result.derived = true;
  result.state_digest = state.digest();
  const std::vector<domain::Finding> findings = engine::derive_findings(state, at, on_all_cores);
  result.findings_digest = engine::digest(findings);
  for (const domain::Finding& finding : findings) result.findings[finding.kind()] += 1;
}

/// What a keeper answers and what is no entry is its fault, and what comes after it cannot be
/// placed. That somebody does not answer, or that we cannot read it, proves nothing.
Result<Verification> stopped(const Error& why, Verification& result, WholeLog& log) {
  if (why.code == ErrorCode::unavailable || why.code == ErrorCode::unsupported) return why;
  log.add_fault(why);
  result.size = log.tree().size();
  return std::move(result);
}

}  // namespace

Result<Verification> verify_log(LogView& view, const Trust& trust, base::TimeMs at,
                                const VerifyProgress& progress) {
  Verification result;
  result.bodies = view.bodies();
  WholeLog log(result);
  TRY_ASSIGN(result.checkpoint, view.checkpoint());
  const auto checkpoint = read_checkpoint(trust, result, log);
  result.origin = origin_of(checkpoint, trust);
  if (checkpoint) log.expect(checkpoint->size);
  TRY_ASSIGN(result.size, view.size(checkpoint ? checkpoint->size : base::TreeSize{}));
  const std::uint64_t total = result.size.value;
  const auto read = in_order(
      view, {0}, result.size,
      [&origin = result.origin](EntryIndex index, const ledger::RecordView& record) {
        return check_entry(index, record, origin);
      },
      [&](CheckedEntry entry) -> Result<void> {
        const std::uint64_t done = entry.index.value + 1;
        if (entry.statement) TRY(check_beginning(*entry.statement));
        log.take(std::move(entry));
        if (progress && (done % 512 == 0 || done == total)) progress(done, total);
        return {};
      });
  result.root = log.tree().root();
  if (!read) return stopped(read.error(), result, log);
  if (checkpoint) {
    compare_root(*checkpoint, result, log);
    if (const auto agrees = view.check(log.frontier(), log.covered()); !agrees)
      log.add_fault(agrees.error());
    TRY(judge_cosigned(view, trust, result, log));
  }
  if (view.has_tiles()) TRY(compare_tiles(view, result.signed_size, result, log));
  if (log.broken() || result.bodies == BodiesShown::none) return result;
  if (result.bodies_opened > 0) derive(log.state(), at, result);
  judge_erased(result.bodies, result, log);
  if (result.bodies == BodiesShown::public_only) judge_withheld(view, result, log);
  if (result.bodies == BodiesShown::all) TRY(judge_missing(view, result, log));
  return result;
}

Result<Verification> verify_log(ledger::Store& store, const std::string& origin,
                                const base::PublicKey& log_key, base::TimeMs at,
                                const VerifyProgress& progress) {
  StoreView view(store);
  Trust trust;
  trust.policy.logs.push_back({ledger::ed25519_verifier(origin, log_key), {}});
  return verify_log(view, trust, at, progress);
}

}  // namespace truceline::app
