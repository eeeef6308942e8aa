// SPDX-License-Identifier: Apache-2.0
#include "app/command_erase.hpp"

#include "app/clock.hpp"
#include "app/draft.hpp"
#include "app/entry_name.hpp"
#include "app/erasing.hpp"
#include "app/mission_choice.hpp"
#include "app/pen_opening.hpp"
#include "app/signing.hpp"
#include "base/json_writer.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Result;

namespace {

Result<EntryIndex> enter_erasure(const EraseCommand& command, const std::string& party,
                                 EntryIndex target, Mission& mission, Replayed& known) {
  TRY(may_erase(known.state, target, party));
  domain::Erasure erasure;
  erasure.entry = known.state.id_of(target);
  erasure.basis = command.basis;
  erasure.decided_by = command.decided_by.empty() ? party : command.decided_by;
  TRY(domain::encode_checked(erasure));  // the text is a person's
  TRY_ASSIGN(Pen pen, open_pen(mission, known, party));
  const domain::Audience everyone{domain::AudienceLabel::everyone, {}};
  const Draft draft{erasure, everyone, {{domain::ReferenceKind::cites, erasure.entry}}, {}};
  TRY_ASSIGN(const auto entered, enter(pen, known.authors, {draft}, now()));
  return entered.front().index;
}

void tell(const EraseCommand& command, EntryIndex target, EntryIndex by, bool was_there,
          std::ostream& out) {
  if (command.json) {
    base::JsonWriter json;
    json.begin_object().member("entry", static_cast<std::int64_t>(target.value));
    json.member("erasure", static_cast<std::int64_t>(by.value)).key("destroyed");
    out << json.boolean(was_there).end_object().take() << '\n';
    return;
  }
  out << '#' << by.value << "  erases the body of #" << target.value << "\n"
      << (was_there ? "body and salt are destroyed here" : "body and salt were not here any more")
      << "; backups and copies are yours to destroy\n";
}

}  // namespace

Result<int> run(const EraseCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const auto folder, require_mission(command.mission));
  TRY_ASSIGN(const auto mission, Mission::open(folder, Mission::Mode::write));
  mission->unlock_with(passphrases(command.passphrase));
  TRY_ASSIGN(Replayed known, mission->replay());
  TRY_ASSIGN(const EntryIndex target, find_entry(known.state, command.entry));
  const std::string party = command.as.empty() ? mission->config().party : command.as;
  auto by = known.state.erased_by(target);
  if (!by) {
    TRY_ASSIGN(by, enter_erasure(command, party, target, *mission, known));
    TRY(sign_or_say(*mission, terminal));
    TRY_ASSIGN(const ledger::SignedHead head, mission->head());
    TRY(replay(mission->store(), head, head.stored.size(), known));
  }
  TRY_ASSIGN(const std::uint64_t destroyed, destroy_erased(mission->store(), known.state));
  tell(command, target, *by, destroyed > 0, terminal.out);
  return 0;
}

}  // namespace truceline::app
