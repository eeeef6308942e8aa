// SPDX-License-Identifier: Apache-2.0
//
// Who may speak, kept up to date with a ledger that others write to. Any thread.
#pragma once

#include <functional>
#include <mutex>

#include "app/mission.hpp"

namespace truceline::app {

class AuthorWatch {
 public:
  /// `authors` as of the first `known` entries. REQUIRES: `mission` outlives this.
  AuthorWatch(Mission& mission, engine::AuthorRegister authors, base::TreeSize known)
      : mission_(mission), authors_(std::move(authors)), known_(known) {}

  // Each as of the ledger's first `size` entries, or more where more are known.

  /// Is `key` an author key of `party`? Errors: forbidden; those of the store.
  base::Result<void> check_author(const base::PublicKey& key, const std::string& party,
                                  base::TreeSize size);
  /// Where its chain stands.
  base::Result<engine::AuthorRegister::Chain> chain(const base::PublicKey& key,
                                                    base::TreeSize size);

 private:
  base::Result<void> catch_up(base::TreeSize size);

  Mission& mission_;
  std::mutex mutex_;  // guards the two below
  engine::AuthorRegister authors_;
  base::TreeSize known_;
};

}  // namespace truceline::app
