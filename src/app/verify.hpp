// SPDX-License-Identifier: Apache-2.0
//
// Believe nothing that is shown: hash every leaf again, rebuild the tree, compare every tile,
// check the log's signature on it and its witnesses', every author's signature, chain and right
// to speak, every commitment, and derive state and findings anew. What a view does not show is
// counted, so that nobody takes it for proved.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/log_view.hpp"
#include "base/ed25519.hpp"
#include "domain/finding.hpp"
#include "engine/findings.hpp"
#include "engine/state.hpp"
#include "ledger/policy.hpp"

namespace truceline::app {

/// What the verifier knows before it looks.
struct Trust {
  /// Its logs' keys verify the checkpoint; with none, nothing is said about who signed it.
  ledger::Policy policy;
  /// False where the policy only names the log: then cosignatures are not judged.
  bool judges_witnesses = false;
};

/// One witness of the policy, and when it cosigned; nothing where it did not.
struct WitnessSeen {
  std::string name;
  std::optional<std::uint64_t> time_s;
};

struct Verification {
  std::string origin;
  base::TreeSize size;         ///< How many entries were checked.
  base::TreeSize signed_size;  ///< How many of them the checkpoint covers.
  base::Hash root{};           ///< Over those.
  std::string checkpoint;
  bool signature_checked = false;      ///< The log's own, and it is good.
  std::vector<WitnessSeen> witnesses;  ///< Of the policy, where cosignatures were judged.
  bool quorum = false;
  base::TreeSize cosigned_size;        ///< How many entries those witnesses cosigned.
  std::optional<std::uint64_t> tiles;  ///< How many were compared; nothing where none are kept.

  BodiesShown bodies = BodiesShown::all;
  std::uint64_t bodies_opened = 0;
  std::uint64_t bodies_absent = 0;  ///< Not shown: their commitments could not be opened.
  /// The entries whose bodies a signed erasure took, with that erasure; where bodies are shown.
  std::map<base::EntryIndex, base::EntryIndex> erased;
  /// Public bodies that are said to be erased by entries beyond the checkpoint.
  std::uint64_t erased_beyond = 0;
  std::uint64_t erased_still_held = 0;  ///< Bodies of those that are there all the same. Faults.
  /// The first key statement whose body is not shown: who may speak after it is not known.
  std::optional<base::EntryIndex> keys_unknown_from;

  /// Whether state and findings were derived; from `bodies_opened` bodies.
  bool derived = false;
  base::Hash state_digest{};
  base::Hash findings_digest{};
  std::map<domain::FindingKind, std::uint64_t> findings;

  std::vector<base::Error> faults;  ///< The first kFaultsShown of them; empty: all holds.
  std::uint64_t faults_total = 0;
};
inline constexpr std::size_t kFaultsShown = 100;

using VerifyProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Verifies the whole of what `view` shows; findings as at `at`. A fault is a result, not an
/// error: it goes on as far as it can, which is to the first entry that is not shown as one.
/// Errors: unavailable where the view cannot be read; those of check_beginning. About 15,000
/// entries a second and core: signatures take the time. 64 bytes of memory an entry.
base::Result<Verification> verify_log(LogView& view, const Trust& trust, base::TimeMs at,
                                      const VerifyProgress& progress);

/// The whole of `store` as the log `origin` with the key `log_key`; no witnesses.
base::Result<Verification> verify_log(ledger::Store& store, const std::string& origin,
                                      const base::PublicKey& log_key, base::TimeMs at,
                                      const VerifyProgress& progress);

}  // namespace truceline::app
