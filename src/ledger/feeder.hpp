// SPDX-License-Identifier: Apache-2.0
//
// Keeps one cosigner (a witness or a mirror) up to date with the newest checkpoint: what to send
// next, and what to make of the answer. No socket, no clock, no dice: the caller sends, waits
// retry_delay_ms and asks again. One request is under way at a time for each cosigner.
//
// It raises an alarm where the cosigner's answer shows that somebody else signs with our key, that
// our own log went back, or that the cosigner did.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/signature_line.hpp"
#include "ledger/tree.hpp"
#include "ledger/vkey.hpp"
#include "ledger/wire.hpp"

namespace truceline::ledger {

enum class CosignerKind { witness, mirror };

/// The leaves of the entries [from, to), at most 256 of them.
using EntrySource = std::function<base::Result<std::vector<base::Bytes>>(base::EntryIndex from,
                                                                         base::EntryIndex to)>;

/// The log as it stands when a request is made or an answer read. It may grow between the two.
struct FeedSource {
  std::string_view origin;
  std::string_view checkpoint;  ///< The newest note the log signed. It has no extension lines.
  base::TreeSize size;          ///< That note's tree size.
  const Tree* tree = nullptr;   ///< Holds at least that many entries.
  const EntrySource* entries = nullptr;  ///< Asked only when feeding a mirror.
};

/// What to POST, below the cosigner's submission prefix.
struct FeedRequest {
  std::string path;  ///< "add-checkpoint" or "add-entries".
  std::string content_type;
  std::string body;
};

/// A good cosignature by the cosigner on our tree of `size`.
struct FedCosignature {
  base::TreeSize size;
  NoteSignature line;
  std::uint64_t time_s = 0;
};

enum class FeedAlarmKind {
  ahead,         ///< It cosigned more than we ever signed: our log went back, or the key leaked.
  inconsistent,  ///< What it cosigned is not our history: there are two.
  went_back,     ///< It forgot a checkpoint that it had cosigned for us.
};
struct FeedAlarm {
  FeedAlarmKind kind = FeedAlarmKind::ahead;
  std::string sentence;  ///< For the operator, without a trailing full stop.
};

/// What an answer meant.
struct FeedOutcome {
  bool again = false;  ///< Ask next() at once; else wait retry_delay_ms(attempts), or for news.
  std::optional<FedCosignature> cosignature;
  std::optional<FeedAlarm> alarm;
  std::string problem;  ///< Why nothing came of it; empty where something did.
};

class Feeder {
 public:
  Feeder(VerifierKey cosigner, CosignerKind kind) : cosigner_(std::move(cosigner)), kind_(kind) {}

  /// The next request, or nothing where the cosigner has cosigned the newest checkpoint. A request
  /// without an answer is forgotten. Errors: those of the entry source. An add-entries body holds
  /// up to kAddEntriesPackages packages, fewer above kFeedBytes.
  base::Result<std::optional<FeedRequest>> next(const FeedSource& source);

  /// The next request is made also where the newest checkpoint is cosigned: a log that nobody adds
  /// to shows by fresh times that it is there.
  void ask_afresh() { afresh_ = true; }

  /// REQUIRES: next() gave a request since the last take() or failed().
  FeedOutcome take(const FeedSource& source, const WireAnswer& answer);
  /// No answer came: refused, timed out, broke off.
  FeedOutcome failed(std::string problem);

  /// Answers in a row that brought nothing, 0 after one that did.
  int attempts() const { return attempts_; }
  /// The largest tree of ours that it cosigned.
  base::TreeSize cosigned_size() const { return cosigned_; }
  const VerifierKey& cosigner() const { return cosigner_; }
  CosignerKind kind() const { return kind_; }

 private:
  struct Sent {
    bool entries = false;     // add-entries, else add-checkpoint
    base::TreeSize old_size;  // of add-checkpoint; of add-entries the first entry sent
    base::TreeSize size;      // of the checkpoint
  };

  base::Result<std::optional<FeedRequest>> checkpoint_request(const FeedSource& source);
  base::Result<std::optional<FeedRequest>> entries_request(const FeedSource& source);
  FeedOutcome take_cosignature(const FeedSource& source, const WireAnswer& answer,
                               base::TreeSize size);
  FeedOutcome take_size(const FeedSource& source, const WireAnswer& answer, const Sent& sent);
  FeedOutcome take_info(const FeedSource& source, const WireAnswer& answer, const Sent& sent);
  FeedOutcome alarm(FeedAlarmKind kind, std::string sentence);

  VerifierKey cosigner_;
  CosignerKind kind_;
  int attempts_ = 0;
  base::TreeSize cosigned_;  // verified by its cosignature
  base::TreeSize accepted_;  // the largest checkpoint it took from us
  base::TreeSize latest_;    // what it says it has now: the old size of the next add-checkpoint
  std::optional<Sent> sent_;
  bool afresh_ = false;

  // Of a mirror: the accepted checkpoint whose entries we upload, where it stands, its ticket.
  std::optional<base::TreeSize> target_;
  std::optional<base::TreeSize> next_entry_;
  base::Bytes ticket_;
};

/// How long to wait after `attempts` answers that brought nothing: doubles from kRetryFirstMs to
/// kRetryLongestMs, less up to a half that `dice` decides, so that many do not call at once.
std::int64_t retry_delay_ms(int attempts, std::uint64_t dice);

}  // namespace truceline::ledger
