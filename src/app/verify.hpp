// SPDX-License-Identifier: Apache-2.0
//
// Believe nothing that is stored: hash every leaf again, rebuild the tree, check the log's
// signature on what it covers, every author's signature, chain and right to speak, every
// commitment, and derive state and findings anew.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/ed25519.hpp"
#include "domain/finding.hpp"
#include "engine/findings.hpp"
#include "engine/state.hpp"
#include "ledger/store.hpp"

namespace truceline::app {

struct Verification {
  base::TreeSize size;
  base::TreeSize signed_size;  ///< What the checkpoint covers; the rest follows with the next one.
  base::Hash root{};
  std::string checkpoint;
  std::uint64_t bodies_opened = 0;
  std::uint64_t bodies_absent = 0;  ///< Erased: their commitments could not be opened.
  base::Hash state_digest{};
  base::Hash findings_digest{};
  std::map<domain::FindingKind, std::uint64_t> findings;
  std::vector<base::Error> faults;  ///< The first kFaultsShown of them; empty: all holds.
  std::uint64_t faults_total = 0;
};
inline constexpr std::size_t kFaultsShown = 100;

using VerifyProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Verifies the whole of `store` as the log `origin` with key `log_key`; findings as at `at`.
/// A fault is a result, not an error: it goes on as far as it can. Errors: only where the store
/// cannot be read. About 15,000 entries a second and core: signatures take the time.
base::Result<Verification> verify_log(ledger::Store& store, const std::string& origin,
                                      const base::PublicKey& log_key, base::TimeMs at,
                                      const VerifyProgress& progress);

}  // namespace truceline::app
