// SPDX-License-Identifier: Apache-2.0
#include "app/publisher.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/receipts.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/cosigned.hpp"
#include "ledger/signed_head.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using ledger::SignVerdict;

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kAfterFailure = std::chrono::seconds(1);
constexpr auto kPatience = std::chrono::seconds(2);  // before it is told that witnesses are awaited

/// The leaves as a mirror is sent them.
ledger::EntrySource entries_of(ledger::Store& store) {
  return [&store](base::EntryIndex from, base::EntryIndex to) -> Result<std::vector<base::Bytes>> {
    std::vector<base::Bytes> leaves;
    TRY(store.scan(from, to,
                   [&leaves](base::EntryIndex, const ledger::RecordView& record) -> Result<void> {
                     leaves.emplace_back(record.leaf.begin(), record.leaf.end());
                     return {};
                   }));
    return leaves;
  };
}

}  // namespace

Publisher::Publisher(ledger::Store& store, StoreReader& reader, ledger::CheckpointSigner signer,
                     const MissionPolicy& policy, PublisherOptions options)
    : store_(store),
      reader_(reader),
      policy_(policy),
      options_(std::move(options)),
      log_(signer.verifier()),
      signer_(std::move(signer)),
      entries_(entries_of(store)),
      parties_(policy.policy.witnesses.size()) {
  for (std::size_t i = 0; i < parties_.size(); ++i) parties_[i].memory.witness = name_of(i);
}

Publisher::~Publisher() {
  stop();
}

Result<std::unique_ptr<Publisher>> Publisher::open(ledger::Store& store, StoreReader& reader,
                                                   ledger::CheckpointSigner signer,
                                                   const MissionPolicy& policy,
                                                   PublisherOptions options) {
  std::unique_ptr<Publisher> publisher(
      new Publisher(store, reader, std::move(signer), policy, std::move(options)));
  TRY(publisher->read_kept());
  return publisher;
}

/// What earlier runs left: the newest cosigned checkpoint is served, the newest signed one is on
/// offer, since that needs no new signature.
Result<void> Publisher::read_kept() {
  TRY_ASSIGN(const ledger::Head head, store_.head());
  TRY(reader_.take_in(head.size));
  if (!head.checkpoint.empty()) served_ = std::make_shared<const std::string>(head.checkpoint);
  if (policy_.policy.quorum) {
    TRY(begin_policy(store_, policy_.policy));
    TRY_ASSIGN(const base::TreeSize since, policy_since(store_, policy_.policy));
    TRY_ASSIGN(const auto kept, store_.newest_cosigned());
    if (kept && kept->size > since) {
      receipts_ = kept->size;
      served_ = std::make_shared<const std::string>(kept->note);
      TRY_ASSIGN(const auto cosigned, ledger::open_cosigned(kept->note, policy_.policy));
      for (const ledger::CosignedBy& by : cosigned.cosigned)
        hear_cover(by.witness, kept->size, by.time_s);
    }
  }
  if (!head.checkpoint.empty()) {
    std::set<std::size_t> all;
    for (std::size_t i = 0; i < parties_.size(); ++i) all.insert(i);
    round_.emplace(policy_.policy, head.checkpoint, ledger::signed_size(head), std::move(all),
                   Clock::now());
    note_who_is_behind();
  }
  return {};
}

void Publisher::start(PublisherNews news) {
  INVARIANT(!thread_.joinable());
  news_ = std::move(news);
  complain_at_ = Clock::now() + kPatience;
  thread_ = std::thread([this] { run(); });
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < parties_.size(); ++i) {
    const ledger::PolicyWitness& witness = policy_.policy.witnesses[i];
    parties_[i].link = std::make_unique<CosignerLink>(witness, policy_.kind_of(witness), log_.name,
                                                      options_.http, desk_of(i));
    if (round_) parties_[i].link->offer(false);
  }
}

void Publisher::wake() {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = to_look_ = stirred_ = true;
  }
  changed_.notify_one();
}

void Publisher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
  for (Party& party : parties_)  // none is added any more
    if (party.link) party.link->stop();
}

std::shared_ptr<const std::string> Publisher::checkpoint() const {
  const std::lock_guard lock(mutex_);
  return served_;
}

base::TreeSize Publisher::receipts() const {
  const std::lock_guard lock(mutex_);
  return receipts_;
}

std::string Publisher::trouble() const {
  const std::lock_guard lock(mutex_);
  return trouble_;
}

views::Coverage Publisher::coverage() const {
  views::Coverage coverage;
  coverage.asks_witnesses = policy_.policy.quorum.has_value();
  const std::lock_guard lock(mutex_);
  coverage.receipts = receipts_;
  for (const auto& [party, witness] : policy_.mirror_of)
    for (std::size_t i = 0; i < parties_.size(); ++i)
      if (name_of(i) == witness)
        coverage.mirrors.push_back(
            {party, witness, parties_[i].covers, parties_[i].heard, parties_[i].behind_since});
  return coverage;
}

bool Publisher::is_halted() const {
  const std::lock_guard lock(mutex_);
  return halted_;
}

// ---- The running thread.

void Publisher::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    tell(lock);
    changed_.wait_until(lock, next_moment(), [this] { return stopping_ || stirred_; });
    if (stopping_) return;
    stirred_ = false;
    if (std::exchange(has_memories_, false) || (!allowed_ && parties_.empty())) judge_memories();
    if (round_ && std::exchange(has_cosignatures_, false)) attempt(lock, &Publisher::keep);
    if (!allowed_ && !halted_ && Clock::now() >= complain_at_) {
      complain_at_ = Clock::now() + options_.beat;
      notice("not signing yet: " + trouble_);
    }
    const bool due = !round_ || is_due(Clock::now());
    if (allowed_ && !halted_ && due && Clock::now() >= not_before_) {
      wanted_ = false;  // before it looks: what comes meanwhile may be too late for this round
      attempt(lock, &Publisher::begin_round);
    }
  }
}

/// Runs without the lock what needs the store; what fails is told and comes again, unless what is
/// stored is not what was stored.
void Publisher::attempt(std::unique_lock<std::mutex>& lock, Result<void> (Publisher::*work)()) {
  lock.unlock();
  const Result<void> done = (this->*work)();
  lock.lock();
  if (done) return;
  if (done.error().code == ErrorCode::corrupt || done.error().code == ErrorCode::forbidden)
    return halt(done.error().to_string());
  notice("cannot publish: " + done.error().to_string());
  wanted_ = has_cosignatures_ = true;
  not_before_ = Clock::now() + kAfterFailure;
}

Publisher::Moment Publisher::next_moment() const {
  const Moment now = Clock::now();
  if (halted_) return now + options_.beat;
  if (!allowed_) return complain_at_;
  if (!round_) return std::max(now + options_.beat, not_before_);
  Moment next = round_->began() + options_.beat;
  if (const auto over = round_->over_at(options_.straggler_time); wanted_ && over)
    next = std::min(next, std::max(*over, round_->began() + options_.least_gap));
  return std::max(next, not_before_);
}

bool Publisher::is_due(Moment now) const {
  if (now >= round_->began() + options_.beat) return true;
  const auto over = round_->over_at(options_.straggler_time);
  return wanted_ && over && now >= *over && now >= round_->began() + options_.least_gap;
}

Result<void> Publisher::begin_round() {
  TRY_ASSIGN(const auto published, signer_.publish());
  if (published.checkpoint.empty()) return {};
  TRY(reader_.take_in(published.size));
  TRY_ASSIGN(const ledger::Note note, ledger::parse_note(published.checkpoint));
  TRY_ASSIGN(const ledger::Checkpoint checkpoint, ledger::parse_checkpoint(note.text));
  Result<base::Hash> root = base::Hash{};
  reader_.with_tree([&](const ledger::Tree& tree) { root = tree.root(published.size); });
  if (!root || *root != checkpoint.root)
    return Error{ErrorCode::corrupt, "the entries in memory are not those that were signed",
                 "the ledger's tree", "stop writing and run truceline verify"};

  const std::lock_guard lock(mutex_);
  const Moment now = Clock::now();
  to_look_ = to_look_ || published.is_new;
  const bool same = round_ && round_->size() == published.size;
  if (same && round_->has_quorum() && now < round_->began() + options_.beat) return {};
  std::set<std::size_t> expected;
  for (std::size_t i = 0; i < parties_.size(); ++i)
    if (parties_[i].healthy) expected.insert(i);
  round_.emplace(policy_.policy, published.checkpoint, published.size, std::move(expected), now);
  note_who_is_behind();
  has_cosignatures_ = stirred_ = round_->has_quorum();
  if (!served_) served_ = std::make_shared<const std::string>(published.checkpoint);
  for (Party& party : parties_)
    if (party.link) party.link->offer(same);
  return {};
}

/// Where the round has a quorum: from here on its entries have receipts.
Result<void> Publisher::keep() {
  std::string note;
  base::TreeSize size;
  bool is_new = false;
  {
    const std::lock_guard lock(mutex_);
    if (!round_->has_quorum()) return {};
    note = round_->cosigned_note();
    size = round_->size();
    is_new = size > receipts_;
  }
  if (is_new && policy_.policy.quorum) {
    const auto added = store_.add_cosigned(size, note);
    if (!added && added.error().code != ErrorCode::conflict) return added.error();
  }
  const std::lock_guard lock(mutex_);
  served_ = std::make_shared<const std::string>(std::move(note));
  if (!is_new) return {};
  receipts_ = size;
  untold_receipts_ = size;
  return {};
}

/// Tells what there is to tell, without the lock.
void Publisher::tell(std::unique_lock<std::mutex>& lock) {
  const std::vector<std::string> notices = std::exchange(notices_, {});
  const auto receipts = std::exchange(untold_receipts_, std::nullopt);
  const bool to_look = std::exchange(to_look_, false);
  lock.unlock();
  if (news_.on_notice)
    for (const std::string& sentence : notices) news_.on_notice(sentence);
  if (news_.on_look && to_look) news_.on_look();
  if (news_.on_receipts && receipts) news_.on_receipts(*receipts);
  lock.lock();
}

// ---- What the links ask and tell.

CosignerDesk Publisher::desk_of(std::size_t party) {
  return {[this](const auto& use) { return with_offer(use); },
          [this, party](const ledger::WitnessMemory& memory, const std::string& problem) {
            heard_memory(party, memory, problem);
          },
          [this, party](const ledger::FeedOutcome& outcome) { heard_outcome(party, outcome); }};
}

bool Publisher::with_offer(const std::function<void(const ledger::FeedSource&)>& use) {
  std::string note;
  base::TreeSize size;
  {
    const std::lock_guard lock(mutex_);
    if (!round_) return false;
    note = round_->note();
    size = round_->size();
  }
  reader_.with_tree([&](const ledger::Tree& tree) {
    use({log_.name, note, size, &tree, &entries_});
  });
  return true;
}

void Publisher::heard_memory(std::size_t party, const ledger::WitnessMemory& memory,
                             const std::string& problem) {
  {
    const std::lock_guard lock(mutex_);
    if (memory.answered) parties_[party].memory = memory;
    hear_problem(party, problem);
    has_memories_ = stirred_ = true;
  }
  changed_.notify_one();
}

void Publisher::heard_outcome(std::size_t index, const ledger::FeedOutcome& outcome) {
  {
    const std::lock_guard lock(mutex_);
    Party& party = parties_[index];
    if (outcome.cosignature) {
      if (!std::exchange(party.cosigned, true)) has_memories_ = true;
      hear_cover(index, outcome.cosignature->size, outcome.cosignature->time_s);
      if (round_ && round_->size() == outcome.cosignature->size) {
        round_->add(index, *outcome.cosignature, Clock::now());
        has_cosignatures_ = true;
      }
    }
    if (!outcome.again) hear_problem(index, outcome.problem);
    stirred_ = true;
  }
  changed_.notify_one();
}

void Publisher::hear_problem(std::size_t index, const std::string& problem) {
  Party& party = parties_[index];
  party.healthy = problem.empty();
  if (!party.healthy && round_) round_->give_up(index);
  if (party.problem == problem) return;
  notice(name_of(index) + (problem.empty() ? " answers again" : ": " + problem));
  party.problem = problem;
}

void Publisher::hear_cover(std::size_t index, base::TreeSize size, std::uint64_t time_s) {
  Party& party = parties_[index];
  if (size < party.covers) return;
  party.covers = size;
  party.heard = views::cosigned_at(time_s);
  if (!round_ || party.covers >= round_->size()) party.behind_since.reset();
}

/// REQUIRES: round_.
void Publisher::note_who_is_behind() {
  for (Party& party : parties_)
    if (party.covers < round_->size() && !party.behind_since) party.behind_since = now();
}

/// Whether what the witnesses remember allows to sign, or forbids it for ever.
void Publisher::judge_memories() {
  std::vector<ledger::WitnessMemory> shown;  // what proves something against us
  std::vector<ledger::WitnessMemory> sure;   // and what proves that nothing is missing here
  for (std::size_t i = 0; i < parties_.size(); ++i) {
    shown.push_back(parties_[i].memory);
    sure.push_back(parties_[i].memory);
    // What a witness serves to readers may be an hour old; that it cosigned our tree shows that it
    // has no larger one. A mirror may have to load much before it can.
    const bool is_witness =
        policy_.kind_of(policy_.policy.witnesses[i]) == ledger::CosignerKind::witness;
    if (is_witness && round_ && !parties_[i].cosigned) sure.back().answered = false;
  }
  SignVerdict verdict;
  reader_.with_tree([&](const ledger::Tree& tree) {
    verdict = ledger::may_sign(shown, log_, policy_.policy, tree);
    if (verdict.kind == SignVerdict::Kind::may_sign)
      verdict = ledger::may_sign(sure, log_, policy_.policy, tree);
  });
  for (const std::string& remark : verdict.remarks) notice(remark);
  if (verdict.kind == SignVerdict::Kind::behind || verdict.kind == SignVerdict::Kind::inconsistent)
    return halt(verdict.sentence);
  if (allowed_) return;
  allowed_ = verdict.kind == SignVerdict::Kind::may_sign;
  trouble_ = verdict.sentence;
}

void Publisher::halt(const std::string& sentence) {
  if (std::exchange(halted_, true)) return;
  trouble_ = sentence;
  notice("nothing is signed any more: " + sentence);
}

void Publisher::notice(const std::string& sentence) {
  notices_.push_back(sentence);
  stirred_ = true;
}

std::string Publisher::name_of(std::size_t party) const {
  return policy_.policy.witnesses[party].name;
}

}  // namespace truceline::app
