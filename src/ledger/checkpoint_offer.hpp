// SPDX-License-Identifier: Apache-2.0
//
// The checks of add-checkpoint that a witness and a mirror share, in the order of C2SP
// tlog-witness. What passes both halves is signed by the log and grew out of our latest.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/checkpoint.hpp"
#include "ledger/known_log.hpp"
#include "ledger/proof.hpp"
#include "ledger/wire.hpp"

namespace truceline::ledger {

/// A checkpoint that a known log signed, and how it claims to follow from an older one.
struct CheckpointOffer {
  Checkpoint checkpoint;
  Note note;  ///< Its text, and of its lines only those by the log's known keys, all good.
  base::TreeSize old_size;
  Proof proof;
};

/// What follows needs no memory of the log: 400, 404, 403, then 400 where old_size is larger.
std::variant<CheckpointOffer, WireAnswer> read_offer(std::string_view body,
                                                     std::span<const KnownLog> logs);

/// The refusal, 409 or 422, where the offer does not follow from our latest; `size` 0 with the
/// empty tree's root where there is none.
std::optional<WireAnswer> refuse_offer(const CheckpointOffer& offer, base::TreeSize latest_size,
                                       const base::Hash& latest_root);

/// A plain sentence for people; the status is what machines read.
WireAnswer plain_answer(int status, std::string sentence);
/// 500 where stored bytes are damaged, 503 where the environment fails now.
WireAnswer answer_for(const base::Error& store_error);

}  // namespace truceline::ledger
