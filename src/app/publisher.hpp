// SPDX-License-Identifier: Apache-2.0
//
// Turns what is stored into what is proven: signs the tree, brings the checkpoint to every witness
// and mirror of the policy, and keeps it with their cosignatures once they are a quorum. From then
// on every entry it covers has a receipt.
//
// It works in rounds. One checkpoint is on offer at a time, to all: if each cosigner were given
// whatever is newest when it is free, a busy log would collect one cosignature on each of many
// checkpoints and a quorum on none.
//
// It signs nothing new until enough witnesses have shown what they remember of this log, so that
// a restored backup is noticed and not signed (docs/spec/publishing.md).
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/cosigner_link.hpp"
#include "app/mission_policy.hpp"
#include "app/publishing_round.hpp"
#include "app/store_reader.hpp"
#include "ledger/checkpoint_signer.hpp"
#include "views/coverage.hpp"

namespace truceline::app {

struct PublisherOptions {
  std::chrono::milliseconds beat{60'000};         ///< A round begins at least so often.
  std::chrono::milliseconds least_gap{50};        ///< Between the beginnings of two rounds.
  std::chrono::milliseconds straggler_time{500};  ///< At most, for those slower than the quorum.
  HttpClientOptions http{std::chrono::milliseconds(3'000),
                         std::chrono::milliseconds(10'000),
                         base::limits::kNoteBytes,
                         {},
                         {}};
};

/// Called on the publisher's threads: be quick.
struct PublisherNews {
  std::function<void(base::TreeSize)> on_receipts;    ///< The first so many entries have receipts.
  std::function<void(const std::string&)> on_notice;  ///< A sentence for the operator.
  /// The ledger is worth a look: after each signature, and when there are new entries that must
  /// wait for theirs. So whoever follows looks once for an entry and its signature where it can.
  std::function<void()> on_look;
};

class Publisher {
 public:
  /// `signer` signs for `store`. REQUIRES: `store`, `reader` and `policy` outlive this. Errors:
  /// those of Store.
  static base::Result<std::unique_ptr<Publisher>> open(ledger::Store& store, StoreReader& reader,
                                                       ledger::CheckpointSigner signer,
                                                       const MissionPolicy& policy,
                                                       PublisherOptions options);
  ~Publisher();

  /// Begins to ask and to sign; once.
  void start(PublisherNews news);
  /// There are new entries. Any thread.
  void wake();
  /// Ends all threads; what is not cosigned yet will be when the log is served again. Idempotent.
  void stop();

  // Any thread:

  /// The newest checkpoint with a quorum of cosignatures, and those that came since; before there
  /// is one, the newest that the log signed. nullptr where there is none at all.
  std::shared_ptr<const std::string> checkpoint() const;
  /// The first so many entries have receipts.
  base::TreeSize receipts() const;
  /// How far the witnesses vouch, and each party's own mirror. A mirror is behind from the moment
  /// that something was put before it which it has not cosigned yet.
  views::Coverage coverage() const;
  /// True where what is stored must not be signed any more, nor added to.
  bool is_halted() const;
  /// Why nothing new is signed now; empty where it is.
  std::string trouble() const;

 private:
  /// One witness or mirror, as far as this has heard of it.
  struct Party {
    std::unique_ptr<CosignerLink> link;
    ledger::WitnessMemory memory;
    bool cosigned = false;              ///< Something, since the start.
    bool healthy = true;                ///< Its last answer was of use.
    std::string problem;                ///< The last one told.
    base::TreeSize covers;              ///< The largest tree that it is known to have cosigned ...
    std::optional<base::TimeMs> heard;  ///< ... and when it last did, by its clock.
    std::optional<base::TimeMs> behind_since;  ///< A larger tree was put before it then.
  };

  Publisher(ledger::Store& store, StoreReader& reader, ledger::CheckpointSigner signer,
            const MissionPolicy& policy, PublisherOptions options);

  using Moment = PublishingRound::Moment;

  base::Result<void> read_kept();
  void run();
  void attempt(std::unique_lock<std::mutex>& lock, base::Result<void> (Publisher::*work)());
  void tell(std::unique_lock<std::mutex>& lock);
  base::Result<void> begin_round();
  base::Result<void> keep();

  CosignerDesk desk_of(std::size_t party);
  bool with_offer(const std::function<void(const ledger::FeedSource&)>& use);
  void heard_memory(std::size_t party, const ledger::WitnessMemory& memory,
                    const std::string& problem);
  void heard_outcome(std::size_t party, const ledger::FeedOutcome& outcome);

  // All REQUIRE mutex_ to be held.
  void hear_problem(std::size_t party, const std::string& problem);
  void hear_cover(std::size_t party, base::TreeSize size, std::uint64_t time_s);
  void note_who_is_behind();
  void judge_memories();
  void halt(const std::string& sentence);
  void notice(const std::string& sentence);
  Moment next_moment() const;
  bool is_due(Moment now) const;

  std::string name_of(std::size_t party) const;

  ledger::Store& store_;
  StoreReader& reader_;
  const MissionPolicy& policy_;
  const PublisherOptions options_;
  const ledger::VerifierKey log_;
  ledger::CheckpointSigner signer_;  // the running thread's alone
  ledger::EntrySource entries_;
  PublisherNews news_;

  mutable std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::vector<Party> parties_;  // as in the policy
  std::optional<PublishingRound> round_;
  std::shared_ptr<const std::string> served_;
  base::TreeSize receipts_;
  std::string trouble_;
  std::vector<std::string> notices_;               // not told yet
  std::optional<base::TreeSize> untold_receipts_;  // likewise
  Moment complain_at_;                             // that nothing is signed yet
  Moment not_before_;                              // of what failed
  bool allowed_ = false;                           // enough witnesses were asked
  bool halted_ = false;                            // never sign again
  bool wanted_ = true;                             // there may be new entries
  bool to_look_ = false;                           // there is something to look at
  bool has_memories_ = false;                      // not judged yet
  bool has_cosignatures_ = true;                   // not kept yet
  bool stirred_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace truceline::app
