// SPDX-License-Identifier: Apache-2.0
//
// The receipt of an entry: its proof under the first checkpoint that covered it and had the quorum
// of the mission's policy. That checkpoint is kept for ever, so the receipt is the same bytes
// whoever asks and whenever, for as long as the policy stays. Where the policy asks for no quorum,
// the newest checkpoint of the log must do, and the receipt follows it.
#pragma once

#include <optional>
#include <string>

#include "app/mission_policy.hpp"
#include "app/store_reader.hpp"
#include "ledger/policy.hpp"
#include "ledger/store.hpp"
#include "views/coverage.hpp"

namespace truceline::app {

/// Kept checkpoints of more entries than this were cosigned under `policy`; those of fewer, under
/// another that the mission had before.
base::Result<base::TreeSize> policy_since(ledger::Store& store, const ledger::Policy& policy);
/// Remembers that from here on `policy` holds, where it is another one than before (addresses do
/// not count). Whoever keeps checkpoints calls it first.
base::Result<void> begin_policy(ledger::Store& store, const ledger::Policy& policy);

/// How far others vouch by the newest checkpoint with a quorum that is kept. Errors: those of the
/// store; corrupt where it does not open.
base::Result<views::Coverage> kept_coverage(ledger::Store& store, const MissionPolicy& policy);

/// The text of the receipt; nothing while the entry is sequenced but no checkpoint with a quorum
/// covers it. Errors: not_found where there is no such entry; those of the store. REQUIRES:
/// `reader` has taken in all that is signed.
base::Result<std::optional<std::string>> receipt_of(ledger::Store& store, const StoreReader& reader,
                                                    const ledger::Policy& policy,
                                                    base::EntryIndex index);

/// The entry that `name` (its number, or its id in 64 hex digits) means, as a receipt is asked for.
/// Errors: invalid_input, not_found.
base::Result<base::EntryIndex> entry_named(ledger::Store& store, std::string_view name);

}  // namespace truceline::app
