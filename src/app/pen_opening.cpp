// SPDX-License-Identifier: Apache-2.0
#include "app/pen_opening.hpp"

namespace truceline::app {

base::Result<Pen> open_pen(Mission& mission, Replayed& known, const std::string& party) {
  TRY_ASSIGN(Pen pen, mission.pen(known.authors, party));
  const auto before = known.authors.chain(pen.author.public_key());
  TRY_ASSIGN(const ledger::Head head, mission.store().head());
  TRY(replay(mission.store(), head.size, known));
  const auto after = known.authors.chain(pen.author.public_key());
  if (before.next_sequence != after.next_sequence)
    return base::Error{base::ErrorCode::conflict,
                       "another process has just written as '" + pen.author.party() + "'",
                       mission.folder().string(), "run the same command again"};
  // What it would say next: is it allowed at all?
  domain::Statement next;
  next.header.party = pen.author.party();
  next.header.key = pen.author.public_key();
  next.header.sequence = after.next_sequence;
  next.header.previous = after.last;
  TRY(known.authors.may_speak(next));
  return pen;
}

}  // namespace truceline::app
