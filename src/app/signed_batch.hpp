// SPDX-License-Identifier: Apache-2.0
//
// A batch of positions with whoever vouches for it. Positions are no statements, but somebody sends
// them: a party's author key signs the batch as a whole, for one log and for a few minutes, so that
// nobody moves another's objects. The bytes that are signed: docs/guides/positions.md.
#pragma once

#include <string>
#include <string_view>

#include "base/ed25519.hpp"
#include "base/strong.hpp"

namespace truceline::app {

/// What a sender says besides the positions themselves. As written in the address.
struct BatchTerms {
  std::string party;
  base::TimeMs time;     ///< Of the signature, by the sender's clock.
  std::string audience;  ///< Who may see what follows; empty: as the server decides.
  std::string kind;      ///< What moves where a row does not say; empty: unknown.
};

/// The bytes that are signed for a batch in the log `origin`.
std::string batch_message(std::string_view origin, const BatchTerms& terms, std::string_view body);

/// "party=ngo&time_ms=...&key=...&signature=...": the query of POST /api/v1/positions.
std::string batch_query(std::string_view origin, const BatchTerms& terms, std::string_view body,
                        const base::SigningKey& key);

}  // namespace truceline::app
