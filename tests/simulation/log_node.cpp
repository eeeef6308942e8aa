// SPDX-License-Identifier: Apache-2.0
#include "simulation/log_node.hpp"

#include "ledger/cosigned.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/receipt.hpp"

namespace truceline::simulation {
namespace {

constexpr std::uint64_t kDown_ms = 8000;
constexpr std::uint64_t kBeat_ms = 3000;

}  // namespace

/// All that is gone when the process dies.
struct LogNode::Process {
  ledger::Log log;
  ledger::CheckpointSigner signer;
  ledger::Tree tree;
  std::vector<Fed> cosigners;
  bool may_sign = false;
  std::string note;  ///< The newest checkpoint, over `size` entries.
  base::TreeSize size;
  std::map<base::TreeSize, std::string> notes;  ///< Those not cosigned by a quorum yet.
  std::optional<base::TreeSize> with_quorum;    ///< One of them, still to be kept.
  ledger::EntrySource entries;
};

LogNode::LogNode(Surroundings& around, ledger::NoteSigner signer, ledger::Policy policy,
                 std::vector<CosignerNode*> cosigners, const Flaws& flaws)
    : around_(around),
      signer_(std::move(signer)),
      policy_(std::move(policy)),
      cosigners_(std::move(cosigners)),
      flaws_(flaws),
      disk_(around.dice, around.weather),
      store_(disk_, on_disk_, flaws.log_syncs_late) {
  start();
}

LogNode::~LogNode() = default;

void LogNode::kill() {
  disk_.kill();
  store_.forget();
  process_.reset();
  ++life_;
  if (backup_ && !right_disk_ && around_.dice.chance(200)) {
    right_disk_ = on_disk_;
    on_disk_ = *backup_;
  }
  around_.soon(kDown_ms, [this, life = life_] {
    if (life == life_) start();
  });
}

bool LogNode::died() {
  if (process_ != nullptr && disk_.died()) kill();
  return process_ == nullptr;
}

void LogNode::start() {
  disk_.start();
  auto log = ledger::Log::open(store_, signer_.verifier());
  auto signer = ledger::CheckpointSigner::open(store_, signer_);
  const auto head = store_.head();
  if (!log || !signer || !head) {
    for (const base::Error* error :
         {log ? nullptr : &log.error(), signer ? nullptr : &signer.error()})
      if (error != nullptr && error->code != base::ErrorCode::unavailable)
        around_.observer.problem("the log does not start: " + error->to_string());
    return kill();
  }
  process_ = std::make_unique<Process>(Process{
      *std::move(log), *std::move(signer), {}, {}, false, head->checkpoint, {}, {}, {}, {}});
  Process& process = *process_;
  for (CosignerNode* const node : cosigners_)
    process.cosigners.push_back({ledger::Feeder(node->verifier(), node->kind()), false});
  process.entries = [this](base::EntryIndex from, base::EntryIndex to) {
    std::vector<base::Bytes> leaves;
    const auto scanned =
        store_.scan(from, to, [&](base::EntryIndex, const ledger::RecordView& view) {
          leaves.emplace_back(view.leaf.begin(), view.leaf.end());
          return base::Result<void>{};
        });
    if (!scanned) return base::Result<std::vector<base::Bytes>>(scanned.error());
    return base::Result(std::move(leaves));
  };
  if (!read_new_entries()) return kill();
  if (!process.note.empty()) {
    process.size = ledger::parse_checkpoint(ledger::parse_note(process.note)->text)->size;
    process.notes.emplace(process.size, process.note);
  }
  ask_witnesses();
}

/// Keeps the tree in memory in step with the disk; false where the disk does not say.
bool LogNode::read_new_entries() {
  const auto head = store_.head();
  if (!head) return false;
  ledger::Tree& tree = process_->tree;
  const auto scanned = store_.scan({tree.size().value}, {head->size.value},
                                   [&](base::EntryIndex, const ledger::RecordView& view) {
                                     tree.append(ledger::leaf_hash(view.leaf));
                                     return base::Result<void>{};
                                   });
  return scanned.has_value();
}

void LogNode::ask_witnesses() {
  if (flaws_.signs_without_asking) return decide({});
  struct Asked {
    std::vector<ledger::WitnessMemory> memories;
    std::size_t waiting = 0;
  };
  const auto asked = std::make_shared<Asked>();
  for (CosignerNode* const node : cosigners_) {
    if (node->kind() != ledger::CosignerKind::witness) continue;
    ++asked->waiting;
    around_.network.ask(
        {}, [node](const std::string&) { return node->checkpoint(); },
        [this, node, asked, life = life_](const Network::Answer& answer) {
          ledger::WitnessMemory memory{node->name(), false, std::nullopt};
          if (answer && answer->status == 404) memory.answered = true;
          if (answer && answer->status == 200) {
            memory.answered = true;
            memory.note = answer->body;
          }
          asked->memories.push_back(std::move(memory));
          if (--asked->waiting == 0 && alive(life)) decide(std::move(asked->memories));
        });
  }
}

void LogNode::decide(std::vector<ledger::WitnessMemory> memories) {
  using Kind = ledger::SignVerdict::Kind;
  const auto verdict = ledger::may_sign(memories, signer_.verifier(), policy_, process_->tree);
  if (verdict.kind == Kind::too_few && !flaws_.signs_without_asking) {
    around_.soon(kBeat_ms, [this, life = life_] {
      if (alive(life)) ask_witnesses();
    });
    return;
  }
  if (verdict.kind == Kind::behind || verdict.kind == Kind::inconsistent) {
    ++refused_starts_;
    if (!right_disk_ && lost_.empty())
      around_.observer.problem("the right disk: " + verdict.sentence);
    if (!right_disk_) return;
    on_disk_ = *std::exchange(right_disk_, std::nullopt);  // The operator finds it.
    return kill();
  }
  if (right_disk_) {  // Nobody who answered knew better: what was on it is lost.
    std::swap(on_disk_, *right_disk_);
    lost_.push_back(tree());
    std::swap(on_disk_, *right_disk_);
    right_disk_.reset();
    around_.observer.disk_lost();
  }
  process_->may_sign = true;
  beat(life_);
}

void LogNode::beat(std::uint64_t life) {
  if (!alive(life)) return;
  if (!publish()) return;
  keep_cosigned();
  if (died()) return;
  for (std::size_t i = 0; i < cosigners_.size(); ++i) feed(i);
  around_.soon(kBeat_ms, [this, life] { beat(life); });
}

/// False where the process died of it.
bool LogNode::publish() {
  const auto published = process_->signer.publish();
  if (died()) return false;
  if (!published) {
    if (published.error().code != base::ErrorCode::unavailable)
      around_.observer.problem("the log does not sign: " + published.error().to_string());
    return true;
  }
  if (published->checkpoint == process_->note || !read_new_entries()) return true;
  process_->note = published->checkpoint;
  process_->size = published->size;
  process_->notes.emplace(published->size, published->checkpoint);
  return true;
}

void LogNode::feed(std::size_t i) {
  Fed& fed = process_->cosigners[i];
  if (fed.busy || process_->note.empty() || process_->tree.size() < process_->size) return;
  const auto request = fed.feeder.next(
      {signer_.name, process_->note, process_->size, &process_->tree, &process_->entries});
  if (!request || !request->has_value()) return;
  fed.busy = true;
  CosignerNode* const node = cosigners_[i];
  around_.network.ask(
      (*request)->body,
      [node, path = (*request)->path](const std::string& body) { return node->post(path, body); },
      [this, i, life = life_](const Network::Answer& answer) {
        if (alive(life)) take(i, answer);
      });
}

void LogNode::take(std::size_t i, const Network::Answer& answer) {
  Fed& fed = process_->cosigners[i];
  fed.busy = false;
  const ledger::FeedSource source{signer_.name, process_->note, process_->size, &process_->tree,
                                  &process_->entries};
  const ledger::FeedOutcome outcome =
      answer ? fed.feeder.take(source, *answer) : fed.feeder.failed("no answer");
  if (outcome.alarm) ++alarms_;
  const bool counts = fed.feeder.kind() == ledger::CosignerKind::witness;
  if (outcome.cosignature && counts) collect(*outcome.cosignature);
  if (died()) return;
  if (outcome.again) return feed(i);
  if (fed.feeder.attempts() > 0)
    around_.schedule.after(ledger::retry_delay_ms(fed.feeder.attempts(), around_.dice.next()),
                           [this, i, life = life_] {
                             if (alive(life)) feed(i);
                           });
}

/// Puts a cosignature under the checkpoint it is for; keeps that once it has a quorum.
void LogNode::collect(const ledger::FedCosignature& cosignature) {
  const auto found = process_->notes.find(cosignature.size);
  if (found == process_->notes.end()) return;
  found->second += ledger::format_signature_line(cosignature.line);
  const auto cosigned = ledger::open_cosigned(found->second, policy_);
  if (!cosigned) return around_.observer.problem(cosigned.error().to_string());
  if (cosigned->quorum) process_->with_quorum = cosignature.size;
  keep_cosigned();
}

/// Tried again with every beat: the disk may have refused.
void LogNode::keep_cosigned() {
  if (!process_->with_quorum) return;
  const auto found = process_->notes.find(*process_->with_quorum);
  const auto kept = store_.add_cosigned(found->first, found->second);
  if (!kept && kept.error().code != base::ErrorCode::conflict) return;
  process_->notes.erase(process_->notes.begin(), std::next(found));
  process_->with_quorum.reset();
}

Network::Answer LogNode::submit(const std::vector<ledger::Record>& records) {
  if (process_ == nullptr || !process_->may_sign) return std::nullopt;
  const auto appended = process_->log.append(records);
  if (died()) return std::nullopt;
  if (!appended) return ledger::WireAnswer{503, {}, appended.error().to_string()};
  return ledger::WireAnswer{200, {}, std::to_string(appended->indices.back().value)};
}

Network::Answer LogNode::receipt(base::EntryIndex index) {
  if (process_ == nullptr) return std::nullopt;
  const auto cosigned = store_.cosigned_for(index);
  if (!cosigned) return ledger::WireAnswer{503, {}, {}};
  if (!cosigned->has_value() || process_->tree.size() < (*cosigned)->size)
    return ledger::WireAnswer{404, {}, {}};
  const auto proof = process_->tree.inclusion_proof(index, (*cosigned)->size);
  INVARIANT(proof.has_value());
  return ledger::WireAnswer{
      200, {}, ledger::format_receipt({index, *proof, (*cosigned)->note, {}})};
}

ledger::Tree LogNode::tree() {
  ledger::Tree tree;
  const auto scanned = on_disk_.scan({0}, {on_disk_.head()->size.value},
                                     [&](base::EntryIndex, const ledger::RecordView& view) {
                                       tree.append(ledger::leaf_hash(view.leaf));
                                       return base::Result<void>{};
                                     });
  INVARIANT(scanned.has_value());
  return tree;
}

}  // namespace truceline::simulation
