// SPDX-License-Identifier: Apache-2.0
#include "app/pen_opening.hpp"

namespace truceline::app {

using base::Result;

Result<Pen> open_pen_of(Mission& mission, Replayed& known, const std::string& party,
                        const std::filesystem::path& key_file) {
  TRY_ASSIGN(Pen pen, mission.pen_of(known, party, key_file));
  const base::PublicKey& key = pen.author().public_key();
  const auto before = known.authors.chain(key);
  TRY_ASSIGN(const ledger::SignedHead head, mission.head());
  TRY(replay(mission.store(), head, head.stored.size(), known));
  const auto after = known.authors.chain(key);
  if (before.next_sequence != after.next_sequence)
    return base::Error{base::ErrorCode::conflict,
                       "another process has just written as '" + pen.author().party() + "'",
                       mission.folder().string(), "run the same command again"};
  TRY(may_speak(known.authors, pen.author()));
  return pen;
}

Result<Pen> open_pen(Mission& mission, Replayed& known, const std::string& party) {
  return open_pen_of(mission, known, party, mission.key_path(KeyUse::author, party));
}

}  // namespace truceline::app
