// SPDX-License-Identifier: Apache-2.0
//
// A witness (C2SP tlog-witness): it cosigns a log's checkpoint only if that tree grew out of the
// last one it cosigned, and it remembers that one durably before it answers. So no two checkpoints
// it ever cosigned contradict each other, whatever the log does. It sees no entry and needs no
// clearance. Sockets and the disk are in app/.
//
// The statuses and their order are those of the specification: 400 malformed, 404 unknown origin,
// 403 not signed by the log, 400 old size above the new, 409 old size is not our latest, 422 not
// consistent, 200. Beyond it: 500 where our own record is damaged, 503 where the disk fails now.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/cosignature.hpp"
#include "ledger/cosigned_note.hpp"
#include "ledger/known_log.hpp"
#include "ledger/wire.hpp"
#include "ledger/witness_store.hpp"

namespace truceline::ledger {

/// One thread at a time. Several processes may each hold a Witness on one store: who loses a race
/// between them looks again, and most often answers 409 with the winner's size.
class Witness {
 public:
  /// Reads what the store keeps of every log. REQUIRES: `store` outlives the Witness. Errors:
  /// those of check_known_logs; corrupt where a kept note is not cosigned by `cosigner`: the
  /// store is damaged or belongs to another key; unavailable.
  static base::Result<Witness> open(Cosigner cosigner, std::vector<KnownLog> logs,
                                    WitnessStore& store);

  /// POST <prefix>/add-checkpoint. `time_s` is the clock's, in seconds since 1970; a cosignature's
  /// time is never before an earlier one's, so a clock set back has no effect until it has caught
  /// up. Cost: two signatures. Memory: kAddCheckpointBytes, and one note for each log.
  WireAnswer add_checkpoint(std::string_view body, std::uint64_t time_s);

  /// GET <prefix>/<origin hash>/checkpoint: the newest note with the log's signature and ours;
  /// 404 where there is none, or no such log.
  WireAnswer checkpoint_of(std::string_view origin_hash);

  /// The two halves of add_checkpoint, apart so that a test may let others act between them.
  /// consider() reads and signs, and what it signed is secret until conclude() has kept it.
  struct Considered {
    std::string origin;
    std::string expected;      ///< What was kept when we decided.
    CosignedNote replacement;  ///< What to keep instead; empty where `answer` refuses.
    WireAnswer answer;
  };
  Considered consider(std::string_view body, std::uint64_t time_s);
  /// Nothing where somebody was faster: consider again.
  std::optional<WireAnswer> conclude(const Considered& considered);

  const std::string& name() const { return cosigner_.name; }
  VerifierKey verifier() const { return cosigner_.verifier(); }

 private:
  Witness(Cosigner cosigner, std::vector<KnownLog> logs, WitnessStore& store)
      : cosigner_(std::move(cosigner)), logs_(std::move(logs)), store_(&store) {}
  base::Result<std::optional<CosignedNote>> kept(const std::string& origin);

  Cosigner cosigner_;
  std::vector<KnownLog> logs_;
  WitnessStore* store_;
  std::map<std::string, CosignedNote> verified_;  // by origin: read once, not verified again
  std::uint64_t newest_time_s_ = 0;               // of all cosignatures of this Witness
};

}  // namespace truceline::ledger
