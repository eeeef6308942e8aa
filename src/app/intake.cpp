// SPDX-License-Identifier: Apache-2.0
#include "app/intake.hpp"

#include <algorithm>

#include "app/replay.hpp"

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
      commit_(std::move(log), std::move(after_commit)) {}

void Intake::take(const Submission& submission, const Answer& answer) {
  auto checked = check_submission(submission, mission_.config().origin);
  if (!checked) return answer(checked.error());
  const auto same =
      consider(submission, std::make_shared<const domain::Statement>(*std::move(checked)), answer);
  if (!same) return answer(same.error());
  if (*same) answer(**same);
}

/// The entry that it already is; else it is on its way and `answer` will be called.
Result<std::optional<Intake::Outcome>> Intake::consider(const Submission& submission,
                                                        const Pending& statement,
                                                        const Answer& answer) {
  // Held over check and submission, so that the queue keeps the order of the checks.
  const std::lock_guard lock(mutex_);
  TRY(catch_up());
  TRY_ASSIGN(const auto same, find_same(*statement));
  if (!same) TRY(admit(submission, statement, answer));
  return same;
}

/// Takes in what has become durable since, by whomever.
Result<void> Intake::catch_up() {
  TRY_ASSIGN(const ledger::Head head, mission_.store().head());
  if (known_ < head.size) {
    TRY(mission_.store().scan(
        {known_.value}, {head.size.value},
        [this](base::EntryIndex index, const ledger::RecordView& record) -> Result<void> {
          TRY_ASSIGN(const domain::Statement statement, decode_entry(index, record));
          durable_.apply(statement);
          forget_pending(statement.id);
          known_ = {index.value + 1};
          return {};
        }));
    optimistic_is_stale_ = true;
  }
  if (optimistic_is_stale_) {
    optimistic_ = durable_;
    for (const Pending& pending : pending_) optimistic_.apply(*pending);
    optimistic_is_stale_ = false;
  }
  return {};
}

Result<std::optional<Intake::Outcome>> Intake::find_same(const domain::Statement& statement) {
  // Asking the store may wait for a commit; a number that is new cannot have been said before.
  if (statement.header.sequence >= durable_.chain(statement.header.key).next_sequence)
    return std::optional<Outcome>{};
  TRY_ASSIGN(const auto index, mission_.store().find(statement.id));
  if (!index) return std::optional<Outcome>{};
  return std::optional<Outcome>{{*index, statement.id, known_, false}};
}

Result<void> Intake::admit(const Submission& submission, const Pending& statement,
                           const Answer& answer) {
  TRY(optimistic_.may_speak(*statement));
  const bool is_new = !is_pending(statement->id);
  TRY(commit_.submit(to_record(submission),
                     [this, statement, is_new, answer](const auto& committed) {
                       settle(statement, is_new, answer, committed);
                     }));
  pending_.push_back(statement);
  optimistic_.apply(*statement);
  return {};
}

void Intake::settle(const Pending& statement, bool is_new, const Answer& answer,
                    const Result<GroupCommit::Committed>& committed) {
  if (!committed) {
    {
      const std::lock_guard lock(mutex_);
      forget_pending(statement->id);
      optimistic_is_stale_ = true;
    }
    return answer(committed.error());
  }
  // Left pending until catch_up() reads it from the store: durable_ does not have it yet.
  answer(Outcome{committed->index, statement->id, committed->size, is_new});
}

void Intake::forget_pending(const base::Hash& id) {
  std::erase_if(pending_, [&id](const Pending& pending) { return pending->id == id; });
}

bool Intake::is_pending(const base::Hash& id) const {
  return std::ranges::any_of(pending_, [&id](const Pending& p) { return p->id == id; });
}

}  // namespace truceline::app
