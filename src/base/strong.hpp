// SPDX-License-Identifier: Apache-2.0
//
// A whole number that cannot be mistaken for another: EntryIndex is not TreeSize is not TimeMs.
#pragma once

#include <compare>
#include <cstdint>

namespace truceline::base {

/// Wraps an integer; only equal tags compare. Arithmetic goes through `.value`, in plain sight.
template <class Tag, class Number>
struct Strong {
  Number value{};
  friend constexpr auto operator<=>(const Strong&, const Strong&) = default;
};

/// The position of an entry in the ledger, from 0. It is also *when we learned it*.
using EntryIndex = Strong<struct EntryIndexTag, std::uint64_t>;
/// How many entries a tree holds. "As known at N" means: from the first N entries.
using TreeSize = Strong<struct TreeSizeTag, std::uint64_t>;
/// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
using TimeMs = Strong<struct TimeMsTag, std::int64_t>;

}  // namespace truceline::base
