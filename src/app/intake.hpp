// SPDX-License-Identifier: Apache-2.0
//
// Statements that others have signed, on their way into the ledger. What a statement proves by
// itself is checked on the caller's thread; who may speak, and the number, in the order of
// arrival, against what is durable plus what is on its way. When writing fails, what was on its
// way is forgotten, so that nobody's number is used up by an entry that is not there.
//
// Between that check and the commit another process may add an entry that revokes the key; the
// entry then stands in the log although its key was revoked moments before, and verify says so.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
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

  /// Commits and answers what was taken, takes no more. Idempotent.
  void stop() { commit_.stop(); }

 private:
  using Pending = std::shared_ptr<const domain::Statement>;

  Intake(Mission& mission, engine::AuthorRegister authors, base::TreeSize known, ledger::Log log,
         GroupCommit::AfterCommit after_commit);
  base::Result<std::optional<Outcome>> consider(const Submission& submission,
                                                const Pending& statement, const Answer& answer);
  // All REQUIRE mutex_ to be held.
  base::Result<void> catch_up();
  base::Result<std::optional<Outcome>> find_same(const domain::Statement& statement);
  void forget_pending(const base::Hash& id);
  bool is_pending(const base::Hash& id) const;
  base::Result<void> admit(const Submission& submission, const Pending& statement,
                           const Answer& answer);

  void settle(const Pending& statement, bool is_new, const Answer& answer,
              const base::Result<GroupCommit::Committed>& committed);

  Mission& mission_;
  std::mutex mutex_;                // guards the next five
  engine::AuthorRegister durable_;  // of the entries before known_
  base::TreeSize known_;
  std::vector<Pending> pending_;       // on their way, in order
  engine::AuthorRegister optimistic_;  // durable_ and pending_
  bool optimistic_is_stale_ = false;
  GroupCommit commit_;  // last: its thread calls settle() until it is stopped
};

}  // namespace truceline::app
