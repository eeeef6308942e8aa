// SPDX-License-Identifier: Apache-2.0
//
// Statements that others have signed, on their way into the ledger. What a statement proves by
// itself is checked on the caller's thread; who may speak, and the number, in the order of
// arrival, against what is durable plus what is on its way. Should another process add an entry
// in between, one that revokes the key perhaps, this is asked again before the statement is
// added, and nothing comes between that answer and its place in the log. When writing fails, what
// was on its way is forgotten, so that nobody's number is used up by an entry that is not there.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "app/admission.hpp"
#include "app/group_commit.hpp"
#include "app/mission.hpp"
#include "engine/author_register.hpp"

namespace truceline::app {

class Intake {
 public:
  struct Outcome {
    base::EntryIndex index;
    base::Hash id{};
    base::TreeSize size;  ///< Of the tree that holds it.
    bool is_new = false;  ///< False where the very same statement was there already.
  };
  /// Called once, on the caller's or the writing thread. Be quick.
  using Answer = std::function<void(const base::Result<Outcome>&)>;

  /// `authors` as of the first `known` entries. REQUIRES: `mission` outlives this. Errors: those
  /// of Mission::log.
  static base::Result<std::unique_ptr<Intake>> open(Mission& mission,
                                                    engine::AuthorRegister authors,
                                                    base::TreeSize known,
                                                    GroupCommit::AfterCommit after_commit);

  /// Any thread. Errors: those of check_submission, AuthorRegister::may_speak and
  /// GroupCommit::submit. A number said before with other bytes is taken in: it is evidence.
  void take(const Submission& submission, const Answer& answer);

  /// For whom a key speaks, and the number its next statement takes.
  struct Standing {
    engine::AuthorRegister::Enrolled key;
    engine::AuthorRegister::Chain chain;
  };
  /// Any thread. With what is on its way: a number that may soon be used is not offered again.
  /// Errors: not_found for a key that was never enrolled; those of the store.
  base::Result<Standing> standing(const base::PublicKey& key);
  /// Is asked about each new statement that may be said, one at a time; what it refuses is not
  /// taken in. Once, before the first is taken. Be quick.
  using Condition = std::function<base::Result<void>(const domain::Statement&)>;
  void require(Condition condition) { condition_ = std::move(condition); }

  /// Commits and answers what was taken, takes no more. Idempotent.
  void stop() { commit_.stop(); }

 private:
  using Said = std::shared_ptr<const domain::Statement>;
  /// On its way to the log.
  struct Pending {
    Said statement;
    std::uint64_t number;  ///< In the order of arrival.
  };

  Intake(Mission& mission, engine::AuthorRegister authors, base::TreeSize known, ledger::Log log,
         GroupCommit::AfterCommit after_commit);
  base::Result<std::optional<Outcome>> consider(ledger::Record record, const Said& statement,
                                                const Answer& answer);
  base::Result<std::vector<GroupCommit::Refusal>> recheck(base::TreeSize at,
                                                          std::span<const ledger::Record> group);
  /// On its way to the log with these beside it, `next` being the number after it.
  struct Passage {
    Said statement;
    bool is_new;
    std::uint64_t next;
    Answer answer;
  };
  void settle(const Passage& passage, const base::Result<GroupCommit::Committed>& committed);
  // All REQUIRE mutex_ to be held.
  base::Result<void> catch_up(base::TreeSize size);
  void surprise();
  const engine::AuthorRegister& optimistic();
  bool has_doubts() const;
  base::Result<std::optional<Outcome>> find_same(const domain::Statement& statement);
  base::Result<void> admit(ledger::Record record, const Said& statement, const Answer& answer);

  Mission& mission_;
  Condition condition_;
  std::mutex mutex_;                // guards the next eight
  engine::AuthorRegister durable_;  // of the entries before known_
  base::TreeSize known_;
  std::map<base::Hash, Pending> pending_;  // by id
  engine::AuthorRegister optimistic_;      // durable_ and pending_; ask optimistic()
  bool optimistic_is_stale_ = false;
  std::uint64_t next_number_ = 0;
  std::uint64_t surprised_at_ = 0;  // next_number_ when entries of others, or failures, changed it
  std::uint64_t settled_ = 0;       // all numbers below are entries, or never will be
  GroupCommit commit_;  // last: its thread calls recheck() and settle() until it is stopped
};

}  // namespace truceline::app
