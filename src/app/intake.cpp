// SPDX-License-Identifier: Apache-2.0
#include "app/intake.hpp"

#include <algorithm>
#include <utility>

#include "app/replay.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::app {

using base::Result;

Result<std::unique_ptr<Intake>> Intake::open(Mission& mission, engine::AuthorRegister authors,
                                             base::TreeSize known,
                                             GroupCommit::AfterCommit after_commit) {
  TRY_ASSIGN(ledger::Log log, mission.log());
  return std::unique_ptr<Intake>(
      new Intake(mission, std::move(authors), known, std::move(log), std::move(after_commit)));
}

Intake::Intake(Mission& mission, engine::AuthorRegister authors, base::TreeSize known,
               ledger::Log log, GroupCommit::AfterCommit after_commit)
    : mission_(mission),
      durable_(std::move(authors)),
      known_(known),
      optimistic_(durable_),
      commit_(std::move(log), std::move(after_commit),
              [this](base::TreeSize at, std::span<const ledger::Record> group) {
                return recheck(at, group);
              }) {}

void Intake::take(const Submission& submission, const Answer& answer) {
  auto checked = check_submission(submission, mission_.config().origin);
  if (!checked) return answer(checked.error());
  const auto same =
      consider(to_record(submission),
               std::make_shared<const domain::Statement>(*std::move(checked)), answer);
  if (!same) return answer(same.error());
  if (*same) answer(**same);
}

Result<Intake::Standing> Intake::standing(const base::PublicKey& key) {
  const std::lock_guard lock(mutex_);
  TRY_ASSIGN(const ledger::Head head, mission_.store().head());
  TRY(catch_up(head.size));
  const engine::AuthorRegister& authors = optimistic();
  if (const auto* const enrolled = authors.find(key))
    return Standing{*enrolled, authors.chain(key)};
  return base::Error{base::ErrorCode::not_found,
                     "nobody was ever enrolled with this key",
                     {},
                     "the party's root key enrols it: truceline key enrol"};
}

/// The entry that it already is; else it is on its way and `answer` will be called.
Result<std::optional<Intake::Outcome>> Intake::consider(ledger::Record record,
                                                        const Said& statement,
                                                        const Answer& answer) {
  // Held over check and submission, so that the queue keeps the order of the checks.
  const std::lock_guard lock(mutex_);
  TRY_ASSIGN(const auto same, find_same(*statement));
  if (!same) TRY(admit(std::move(record), statement, answer));
  return same;
}

Result<std::optional<Intake::Outcome>> Intake::find_same(const domain::Statement& statement) {
  // Asking the store may wait for a commit; a number that is new cannot have been said before.
  if (statement.header.sequence >= durable_.chain(statement.header.key).next_sequence)
    return std::optional<Outcome>{};
  TRY_ASSIGN(const auto index, mission_.store().find(statement.id));
  if (!index) return std::optional<Outcome>{};
  const std::uint64_t size = std::max(known_.value, index->value + 1);
  return std::optional<Outcome>{{*index, statement.id, {size}, false}};
}

Result<void> Intake::admit(ledger::Record record, const Said& statement, const Answer& answer) {
  if (!optimistic().may_speak(*statement)) {
    // Perhaps another process has added what it rests on.
    TRY_ASSIGN(const ledger::Head head, mission_.store().head());
    TRY(catch_up(head.size));
    TRY(optimistic().may_speak(*statement));
  }
  const bool is_new = !pending_.contains(statement->id);
  if (is_new && condition_) TRY(condition_(*statement));
  const Passage passage{statement, is_new, next_number_ + (is_new ? 1 : 0), answer};
  TRY(commit_.submit(std::move(record),
                     [this, passage](const auto& committed) { settle(passage, committed); }));
  if (!is_new) return {};
  pending_.emplace(statement->id, Pending{statement, next_number_++});
  optimistic_.apply(*statement, {known_.value + pending_.size() - 1});
  return {};
}

/// Takes in the entries up to `size`: ours that were not settled yet, and those of others.
Result<void> Intake::catch_up(base::TreeSize size) {
  if (size <= known_) return {};
  const base::TreeSize before = known_;
  std::uint64_t ours = 0;
  TRY(mission_.store().scan(
      {before.value}, {size.value},
      [&](base::EntryIndex index, const ledger::RecordView& record) -> Result<void> {
        TRY_ASSIGN(const domain::Statement statement, prove_entry(index, record));
        durable_.apply(statement);
        ours += pending_.erase(statement.id);
        known_ = {index.value + 1};
        return {};
      }));
  if (ours != size.value - before.value) surprise();
  return {};
}

/// What is on its way was found good under other circumstances.
void Intake::surprise() {
  surprised_at_ = next_number_;
  optimistic_is_stale_ = true;
}

const engine::AuthorRegister& Intake::optimistic() {
  if (!std::exchange(optimistic_is_stale_, false)) return optimistic_;
  std::map<std::uint64_t, const domain::Statement*> in_order;
  for (const auto& [id, pending] : pending_) in_order[pending.number] = pending.statement.get();
  optimistic_ = durable_;
  base::EntryIndex next{known_.value};
  for (const auto& [number, statement] : in_order) {
    optimistic_.apply(*statement, next);
    ++next.value;
  }
  return optimistic_;
}

/// Was any that is not answered yet found good before the last surprise?
bool Intake::has_doubts() const {
  return settled_ < surprised_at_;
}

/// On the writing thread, before `group` is added at `at`.
Result<std::vector<GroupCommit::Refusal>> Intake::recheck(base::TreeSize at,
                                                          std::span<const ledger::Record> group) {
  std::vector<GroupCommit::Refusal> refused;
  const std::lock_guard lock(mutex_);
  TRY(catch_up(at));
  if (!has_doubts()) return refused;
  engine::AuthorRegister authors = durable_;
  for (std::size_t place = 0; place < group.size(); ++place) {
    const auto found = pending_.find(ledger::leaf_hash(group[place].leaf));
    if (found == pending_.end()) continue;  // it is an entry by now
    const domain::Statement& statement = *found->second.statement;
    const auto may = authors.may_speak(statement);
    if (!may)
      refused.push_back({place, may.error()});
    else
      authors.apply(statement);
  }
  for (const GroupCommit::Refusal& refusal : refused)
    pending_.erase(ledger::leaf_hash(group[refusal.place].leaf));
  if (!refused.empty()) surprise();
  return refused;
}

void Intake::settle(const Passage& passage, const Result<GroupCommit::Committed>& committed) {
  const domain::Statement& statement = *passage.statement;
  {
    const std::lock_guard lock(mutex_);
    if (committed) settled_ = std::max(settled_, passage.next);
    if (!committed) {
      if (pending_.erase(statement.id) > 0) surprise();
    } else if (committed->index.value <= known_.value) {
      // Further on, others have added entries before it: catch_up() will read both.
      pending_.erase(statement.id);
      if (committed->index.value == known_.value) {
        durable_.apply(statement, committed->index);
        ++known_.value;
      }
    }
  }
  if (!committed) return passage.answer(committed.error());
  passage.answer(Outcome{committed->index, statement.id, committed->size,
                         passage.is_new && committed->is_new});
}

}  // namespace truceline::app
