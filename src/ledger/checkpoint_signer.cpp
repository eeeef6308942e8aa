// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint_signer.hpp"

#include "base/limits.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::ledger {
namespace {

base::Error corrupt(std::string reason, std::string place) {
  return {base::ErrorCode::corrupt, std::move(reason), std::move(place),
          "nothing was signed; run truceline verify and restore from a mirror or a backup"};
}

}  // namespace

base::Result<CheckpointSigner> CheckpointSigner::open(Store& store, NoteSigner signer) {
  if (!is_key_name(signer.name)) return base::invalid("the log's origin is not allowed as a name");
  CheckpointSigner opened(store, std::move(signer));
  TRY_ASSIGN(const Head head, store.head());
  TRY_ASSIGN(const SignedHead read, read_head(head, opened.verifier()));
  opened.proven_ = read.signed_part;
  return opened;
}

base::Result<CheckpointSigner::Published> CheckpointSigner::publish() {
  for (int attempt = 0; attempt < base::limits::kAppendRetries; ++attempt) {
    TRY_ASSIGN(const Head stored, store_->head());
    TRY_ASSIGN(const SignedHead head, read_head(stored, verifier()));
    TRY_ASSIGN(Frontier frontier, read_back(head));
    if (frontier == head.signed_part) {
      proven_ = std::move(frontier);
      return Published{stored.size, head.checkpoint, false};
    }
    auto published = sign(head, std::move(frontier));
    if (published || published.error().code != base::ErrorCode::conflict) return published;
  }
  return base::Error{base::ErrorCode::unavailable,
                     "other programs kept signing this ledger first",
                     {},
                     "try again when they are less busy"};
}

/// The frontier of all entries, from what was proven and the entries since, hashed again.
base::Result<Frontier> CheckpointSigner::read_back(const SignedHead& head) {
  const std::string place = "the ledger's head";
  if (head.signed_part.size() < proven_.size())
    return corrupt("the store went back to an older checkpoint while we used it", place);
  Frontier frontier = proven_;
  const auto passes_signed = [&]() -> base::Result<void> {
    if (frontier.size() == head.signed_part.size() && frontier != head.signed_part)
      return corrupt("the entries do not give the root that was signed", place);
    return {};
  };
  TRY(passes_signed());
  TRY(store_->scan({proven_.size().value}, {head.stored.size().value},
                   [&](base::EntryIndex index, const RecordView& record) -> base::Result<void> {
                     const base::Hash hash = leaf_hash(record.leaf);
                     if (hash != record.leaf_hash)
                       return corrupt("the leaf is not the one that was stored",
                                      "entry " + std::to_string(index.value));
                     frontier.append(hash);
                     return passes_signed();
                   }));
  if (frontier != head.stored) return corrupt("the entries do not give the stored frontier", place);
  return frontier;
}

base::Result<CheckpointSigner::Published> CheckpointSigner::sign(const SignedHead& head,
                                                                 Frontier frontier) {
  TRY_ASSIGN(std::string note,
             sign_checkpoint({origin(), frontier.size(), frontier.root(), {}}, signer_));
  TRY(store_->publish(head.checkpoint, note, frontier.to_bytes()));
  proven_ = std::move(frontier);
  return Published{proven_.size(), std::move(note), true};
}

}  // namespace truceline::ledger
