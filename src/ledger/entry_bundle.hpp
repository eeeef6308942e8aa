// SPDX-License-Identifier: Apache-2.0
//
// Entry bundles (C2SP tlog-tiles): up to 256 entries, each after its length in two bytes,
// big-endian. Packages of a mirror's upload hold entries in the same form. Whether the entries
// are the log's is shown by their leaf hashes, not here.
#pragma once

#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace truceline::ledger {

/// Errors: too_large for an entry over kEntryBytes or more than 256 of them; invalid_input for
/// none.
base::Result<base::Bytes> format_bundle(std::span<const base::BytesView> entries);
/// The entries, as views into `bundle`. Errors: invalid_input where it ends inside an entry or is
/// empty; too_large above 256 entries.
base::Result<std::vector<base::BytesView>> parse_bundle(base::BytesView bundle);

/// One entry in that form at the end of `bundle`, or off its front. Errors as above.
base::Result<void> append_bundled(base::BytesView entry, base::Bytes& bundle);
base::Result<base::BytesView> take_bundled(base::BytesView& bundle);

}  // namespace truceline::ledger
