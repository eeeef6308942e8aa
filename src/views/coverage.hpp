// SPDX-License-Identifier: Apache-2.0
//
// How far others vouch for the ledger, as its keeper has heard: what the lower rungs of the ladder
// of proof rest on. No entry says it; whoever keeps the ledger hands it over as a value. The proof
// itself is the receipt.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/strong.hpp"
#include "base/time.hpp"

namespace truceline::views {

/// A witness's clock as a time; what is beyond any calendar is the last moment of one.
inline base::TimeMs cosigned_at(std::uint64_t time_s) {
  constexpr std::uint64_t kLast_s = 253'402'300'799;  // the end of the year 9999
  return {static_cast<std::int64_t>(std::min(time_s, kLast_s)) * base::kSecondMs};
}

/// A party's own mirror.
struct MirrorCover {
  std::string party;
  std::string witness;                       ///< Its name in the trust file.
  base::TreeSize size;                       ///< It holds the first so many entries.
  std::optional<base::TimeMs> at;            ///< When it last said so, by its clock; empty: never.
  std::optional<base::TimeMs> behind_since;  ///< It has not cosigned what was signed then.
};

struct Coverage {
  bool asks_witnesses = false;  ///< The trust file asks for cosignatures.
  base::TreeSize receipts;      ///< The first so many entries have receipts.
  std::vector<MirrorCover> mirrors;

  const MirrorCover* mirror_of(std::string_view party) const {
    for (const MirrorCover& one : mirrors)
      if (one.party == party) return &one;
    return nullptr;
  }
  /// 2: in the party's own mirror; 1: it has a receipt that witnesses vouch for; 0: signed.
  int level(base::EntryIndex entry, std::string_view party) const {
    const MirrorCover* const mirror = mirror_of(party);
    if (mirror != nullptr && entry.value < mirror->size.value) return 2;
    return asks_witnesses && entry.value < receipts.value ? 1 : 0;
  }
  /// Equal where they tell the same.
  std::string key() const {
    std::string text = (asks_witnesses ? "1/" : "0/") + std::to_string(receipts.value);
    const auto add = [&text](const std::optional<base::TimeMs>& time) {
      text += "/" + (time ? std::to_string(time->value) : std::string("-"));
    };
    for (const MirrorCover& one : mirrors) {
      text += "\n" + one.party + "/" + one.witness + "/" + std::to_string(one.size.value);
      add(one.at);
      add(one.behind_since);
    }
    return text;
  }
};

}  // namespace truceline::views
