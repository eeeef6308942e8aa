// SPDX-License-Identifier: Apache-2.0
//
// A mirror (C2SP tlog-mirror): it keeps every entry of a log, and its cosignature says "I hold all
// of this". It takes a checkpoint first (add-checkpoint, the checks of a witness, no cosignature),
// then the entries under it (add-entries, in packages of 256 that each prove their place), and
// cosigns when it has read back from its own store, and hashed to the checkpoint's root, every
// entry it claims to hold.
//
// It refuses entries it was not promised by a checkpoint of the log, and a second history.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/add_entries.hpp"
#include "ledger/cosignature.hpp"
#include "ledger/cosigned_note.hpp"
#include "ledger/frontier.hpp"
#include "ledger/known_log.hpp"
#include "ledger/mirror_store.hpp"
#include "ledger/wire.hpp"

namespace truceline::ledger {

/// One thread at a time. Several processes may each hold a Mirror on one store.
class Mirror {
 public:
  /// REQUIRES: `store` outlives the Mirror; `cosigner` has a key and name that no witness has.
  /// Errors: those of check_known_logs; corrupt where the store contradicts itself or belongs to
  /// another key; unavailable. Reads no entries: that is verification's work.
  static base::Result<Mirror> open(Cosigner cosigner, std::vector<KnownLog> logs,
                                   MirrorStore& store);

  /// POST <prefix>/add-checkpoint: Witness's statuses; 200 has an empty body, and the checkpoint
  /// is pending. The last kPendingCheckpoints of them may be uploaded to.
  WireAnswer add_checkpoint(std::string_view body);

  /// POST <prefix>/add-entries, the body after any Content-Encoding was taken off. A body that
  /// broke off is welcome: whole packages of it are kept. 400 nothing usable, 404 unknown log,
  /// 409 not where we stand, 422 no pending checkpoint or entries that do not belong under it,
  /// 202 more to come, 200 all held, with our cosignature. 409 and 202 say where we stand.
  /// Memory: kAddEntriesBytes. Cost: one hash for each entry sent and read back.
  WireAnswer add_entries(base::BytesView body, std::uint64_t time_s);

  /// GET <prefix>/<origin hash>/checkpoint: the mirror checkpoint; 404 where there is none.
  WireAnswer checkpoint_of(std::string_view origin_hash);

  const std::string& name() const { return cosigner_.name; }
  VerifierKey verifier() const { return cosigner_.verifier(); }

 private:
  struct Upload;

  Mirror(Cosigner cosigner, std::vector<KnownLog> logs, MirrorStore& store)
      : cosigner_(std::move(cosigner)), logs_(std::move(logs)), store_(&store) {}
  base::Result<CosignedNote> kept(const std::string& origin, const std::string& note);
  base::Result<Frontier> read_back(const std::string& origin, const MirrorState& state,
                                   base::TreeSize to);
  base::Result<void> save_packages(AddEntriesReader& reader, Upload& upload);
  WireAnswer finish(Upload& upload, const KnownLog& log, std::uint64_t time_s);

  Cosigner cosigner_;
  std::vector<KnownLog> logs_;
  MirrorStore* store_;
  std::map<std::string, CosignedNote> verified_;  // by origin: read once, not verified again
  std::map<std::string, Frontier> read_back_;     // by origin: over entries read back so far
  std::uint64_t newest_time_s_ = 0;               // of all cosignatures of this Mirror
};

}  // namespace truceline::ledger
