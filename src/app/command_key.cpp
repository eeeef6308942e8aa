// SPDX-License-Identifier: Apache-2.0
#include "app/command_key.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/draft.hpp"
#include "app/key_choice.hpp"
#include "app/key_list.hpp"
#include "app/mission_choice.hpp"
#include "app/pen_opening.hpp"
#include "app/signing.hpp"
#include "base/json_writer.hpp"
#include "domain/field_rule.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::KeyAction;
using domain::KeyRole;

namespace {

namespace fs = std::filesystem;

struct Desk {
  std::unique_ptr<Mission> mission;
  Replayed known;
};

KeyRole role_of(const KeyCommand& command) {
  return command.root ? KeyRole::root : KeyRole::author;
}
KeyUse use_of(const KeyCommand& command) {
  return command.root ? KeyUse::root : KeyUse::author;
}

Result<Desk> open_desk(const KeyCommand& command, Mission::Mode mode) {
  TRY_ASSIGN(const fs::path folder, require_mission(command.mission));
  Desk desk;
  TRY_ASSIGN(desk.mission, Mission::open(folder, mode));
  desk.mission->unlock_with(passphrases(command.passphrase));
  std::optional<base::TreeSize> upto;
  if (command.as_known_at) upto = base::TreeSize{*command.as_known_at};
  TRY_ASSIGN(desk.known, desk.mission->replay(upto));
  return desk;
}

/// The file of a key that is about to take the place of the one in use.
fs::path next_file(const fs::path& in_use) {
  fs::path next = in_use;
  return next.replace_extension(".next.key");
}

Result<int> make(const KeyCommand& command, Terminal& terminal) {
  fs::path path = command.out;
  if (path.empty()) {
    TRY_ASSIGN(const fs::path folder, require_mission(command.mission));
    TRY_ASSIGN(const auto mission, Mission::open(folder, Mission::Mode::read_only));
    path = mission->key_path(use_of(command), command.party);
  }
  const auto passphrase = passphrases(command.passphrase);
  TRY_ASSIGN(const NamedKey made, make_key_file(path, command.party, use_of(command), *passphrase));
  terminal.out << "made " << path.string() << "\n"
               << "public key: " << base::to_hex(made.key.public_key()) << "\n"
               << "nobody has enrolled it yet: truceline key enrol " << command.party << ' '
               << path.string() << (command.root ? " --root" : "") << "\n";
  if (command.passphrase.none)
    terminal.err << "warning: this key is not encrypted: whoever copies it can sign\n";
  return 0;
}

/// Who signs it, and with which file.
struct Signer {
  std::string party;
  fs::path file;
};

Signer signer_of(const KeyCommand& command, const Mission& mission) {
  const bool first_root = command.root && command.wish == KeyWish::enrol;
  Signer signer{command.as, command.sign_with};
  if (signer.party.empty()) signer.party = first_root ? mission.config().party : command.party;
  if (signer.file.empty()) signer.file = mission.key_path(KeyUse::root, signer.party);
  return signer;
}

/// Refuses before anybody is asked for a passphrase.
Result<void> check_change(const domain::Key& change, const Signer& signer, const Desk& desk) {
  auto card = look_at_key_file(signer.file);
  if (!card) {
    Error error = card.error();
    if (error.code == ErrorCode::not_found)
      error = {ErrorCode::not_found, "the root key of '" + signer.party + "' is not here",
               signer.file.string(), "say where it is: --sign-with FILE"};
    return error;
  }
  domain::Statement next;
  next.header.party = signer.party;
  next.header.key = card->key;
  next.header.kind = domain::StatementKind::key;
  next.header.audience = {domain::AudienceLabel::everyone, {}};
  next.body = change;
  return desk.known.authors.may_sign(next);
}

Result<Pen> open_signer(const Signer& signer, Desk& desk) {
  return open_pen_of(*desk.mission, desk.known, signer.party, signer.file);
}

Result<Entered> enter_change(const domain::Key& change, Pen& pen, Desk& desk, Terminal& terminal) {
  const domain::Audience everyone{domain::AudienceLabel::everyone, {}};
  TRY_ASSIGN(const auto entered,
             enter(pen, desk.known.authors, {{change, everyone, {}, {}}}, now()));
  TRY(sign_or_say(*desk.mission, terminal));
  return entered.front();
}

domain::Key change_of(const KeyCommand& command, KeyAction action, const base::PublicKey& key) {
  domain::Key change;
  change.action = action;
  change.party = command.party;
  change.key = key;
  change.role = role_of(command);
  change.holder = command.holder;
  change.reason = command.reason;
  return change;
}

void tell(const domain::Key& change, const Entered& entered, bool json, std::ostream& out) {
  if (json) {
    base::JsonWriter writer;
    writer.begin_object().member("index", static_cast<std::int64_t>(entered.index.value));
    writer.member("id", base::to_hex(entered.id)).member("action", domain::word(change.action));
    writer.member("party", change.party).member("role", domain::word(change.role));
    writer.member("key", base::to_hex(change.key));
    out << writer.end_object().take() << '\n';
    return;
  }
  const std::string_view done = change.action == KeyAction::enrol    ? "enrolled the "
                                : change.action == KeyAction::rotate ? "rotated to the "
                                                                     : "revoked the ";
  out << '#' << entered.index.value << "  " << done << domain::word(change.role) << " key "
      << short_key(change.key) << " of '" << change.party << "'\n";
}

Result<int> enrol(const KeyCommand& command, Terminal& terminal) {
  TRY_ASSIGN(Desk desk, open_desk(command, Mission::Mode::write));
  const std::string text = command.key.empty()
                               ? desk.mission->key_path(use_of(command), command.party).string()
                               : command.key;
  TRY_ASSIGN(const auto key, key_to_enrol(text, command.party, role_of(command)));
  const domain::Key change = change_of(command, KeyAction::enrol, key);
  const Signer signer = signer_of(command, *desk.mission);
  TRY(check_change(change, signer, desk));
  TRY_ASSIGN(Pen pen, open_signer(signer, desk));
  TRY_ASSIGN(const Entered entered, enter_change(change, pen, desk, terminal));
  tell(change, entered, command.json, terminal.out);
  return 0;
}

Result<void> rename_file(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::rename(from, to, failed);
  if (!failed) return {};
  return Error{ErrorCode::unavailable, "cannot rename: " + failed.message(), from.string(),
               "call it " + to.string()};
}

/// The key in the file `in_use`; nothing where there is no such file.
Result<std::optional<base::PublicKey>> key_in(const fs::path& in_use) {
  std::error_code ignored;
  if (!fs::exists(in_use, ignored)) return std::optional<base::PublicKey>();
  TRY_ASSIGN(const KeyCard card, look_at_key_file(in_use));
  return std::optional(card.key);
}

/// The file of an ended key keeps its bytes under another name.
Result<void> put_aside(const fs::path& in_use) {
  TRY_ASSIGN(const auto key, key_in(in_use));
  if (!key) return {};
  fs::path aside = in_use;
  return rename_file(in_use, aside.replace_extension(".ended-" + short_key(*key) + ".key"));
}

Result<void> put_in_place(const fs::path& in_use) {
  TRY(put_aside(in_use));
  return rename_file(next_file(in_use), in_use);
}

/// Was `key` the only author key of `party` in force?
bool was_the_last(const engine::AuthorRegister& authors, const std::string& party,
                  const base::PublicKey& key) {
  return std::ranges::none_of(authors.keys(), [&](const auto& one) {
    return one.party == party && one.role == KeyRole::author && !one.until && one.key != key;
  });
}

Result<int> revoke(const KeyCommand& command, Terminal& terminal) {
  TRY_ASSIGN(Desk desk, open_desk(command, Mission::Mode::write));
  TRY_ASSIGN(const auto key, enrolled_key(desk.known.authors, command.party, command.key));
  domain::Key change = change_of(command, KeyAction::revoke, key);
  change.role = desk.known.authors.find(key)->role;
  const Signer signer = signer_of(command, *desk.mission);
  TRY(check_change(change, signer, desk));
  TRY_ASSIGN(Pen pen, open_signer(signer, desk));
  TRY_ASSIGN(const Entered entered, enter_change(change, pen, desk, terminal));
  const fs::path in_use = desk.mission->key_path(KeyUse::author, command.party);
  if (const auto held = key_in(in_use); held && *held == key) TRY(put_aside(in_use));
  tell(change, entered, command.json, terminal.out);
  if (was_the_last(desk.known.authors, command.party, key))
    terminal.err << "no key speaks for '" << command.party
                 << "' now: make and enrol another, truceline key new " << command.party << "\n";
  return 0;
}

/// The new key lies beside the one in use until the rotation is an entry. A run that was cut off
/// is taken up where it ended.
Result<base::PublicKey> new_key(const KeyCommand& command, const fs::path& in_use, Desk& desk) {
  if (!command.key.empty()) return key_to_enrol(command.key, command.party, role_of(command));
  const fs::path next = next_file(in_use);
  std::error_code ignored;
  if (fs::exists(next, ignored)) {
    TRY_ASSIGN(const KeyCard card, look_at_key_file(next));
    return card.key;
  }
  TRY_ASSIGN(const NamedKey made,
             make_key_file(next, command.party, use_of(command), desk.mission->passphrases()));
  return made.key.public_key();
}

/// A new key takes the place of the file whose key ends, never that of another one.
Result<void> check_room(const KeyCommand& command, const fs::path& in_use,
                        const base::PublicKey& ends) {
  std::error_code ignored;
  if (!command.key.empty() || fs::exists(next_file(in_use), ignored)) return {};
  TRY_ASSIGN(const auto held, key_in(in_use));
  if (!held || *held == ends) return {};
  return Error{ErrorCode::conflict, "this is another key, " + short_key(*held), in_use.string(),
               "make the new one elsewhere, truceline key new " + command.party +
                   " --out FILE, and name it: truceline key rotate " + command.party +
                   " FILE --replaces " + short_key(ends)};
}

Result<int> rotate(const KeyCommand& command, Terminal& terminal) {
  TRY_ASSIGN(Desk desk, open_desk(command, Mission::Mode::write));
  const fs::path in_use = desk.mission->key_path(use_of(command), command.party);
  const Signer signer = signer_of(command, *desk.mission);
  TRY_ASSIGN(const auto old,
             command.replaces.empty()
                 ? only_key(desk.known.authors, command.party, role_of(command))
                 : enrolled_key(desk.known.authors, command.party, command.replaces));
  TRY(check_room(command, in_use, old));
  // The signing key first: no new key is left behind where that one does not open.
  TRY_ASSIGN(Pen pen, open_signer(signer, desk));
  TRY_ASSIGN(const auto key, new_key(command, in_use, desk));
  if (command.key.empty() && desk.known.authors.find(key) != nullptr) {
    TRY(put_in_place(in_use));
    terminal.out << "the rotation is an entry already; the new key is in place\n";
    return 0;
  }
  domain::Key change = change_of(command, KeyAction::rotate, key);
  change.replaces = old;
  TRY(check_change(change, signer, desk));
  TRY_ASSIGN(const Entered entered, enter_change(change, pen, desk, terminal));
  if (command.key.empty()) TRY(put_in_place(in_use));
  tell(change, entered, command.json, terminal.out);
  if (signer.party != command.party)
    terminal.err << "the mission has replaced the root key of '" << command.party
                 << "': everybody sees it as a finding\n";
  return 0;
}

Result<int> list(const KeyCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const Desk desk, open_desk(command, Mission::Mode::read_only));
  const auto keys = keys_with_files(desk.known.authors, desk.mission->folder() / "keys");
  const base::TreeSize known = desk.known.state.size();
  terminal.out << (command.json ? key_list_json(keys, known) : key_list_text(keys, known));
  return 0;
}

}  // namespace

Result<int> run(const KeyCommand& command, Terminal& terminal) {
  const bool names_a_party = domain::is_slug(command.party) && command.party != "log";
  if (command.wish != KeyWish::list && !names_a_party)
    return Error{ErrorCode::invalid_input, "this is no id of a party", command.party,
                 "take 1 to 64 of a-z, 0-9 and hyphen, and not \"log\""};
  switch (command.wish) {
    case KeyWish::make:
      return make(command, terminal);
    case KeyWish::enrol:
      return enrol(command, terminal);
    case KeyWish::rotate:
      return rotate(command, terminal);
    case KeyWish::revoke:
      return revoke(command, terminal);
    case KeyWish::list:
      return list(command, terminal);
  }
  INVARIANT(false && "a wish that nobody fulfils");
  return 0;
}

}  // namespace truceline::app
