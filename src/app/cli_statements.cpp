// SPDX-License-Identifier: Apache-2.0
#include "app/cli_table.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

void CommandLine::add_init() {
  CLI::App& command = add("init");
  option(command, "folder", init_.folder, "", "Folder of the mission; made where it is not there")
      ->required();
  option(command, "--id", init_.id, "ID", "Short name; else from the folder's name");
  option(command, "--title", init_.title, "TEXT", "Title");
  option(command, "--origin", init_.origin, "NAME",
         "Name of the ledger, as in example.org/idlib-2026; it is for ever");
  option(command, "--time-zone", init_.time_zone, "ZONE", "As in Asia/Damascus; else UTC");
  add_passphrase(command, init_.passphrase);
  command.add_flag("--no-passphrase", init_.passphrase.none,
                   "Leave the secret keys unencrypted: for demonstrations");
}

void CommandLine::add_check() {
  CLI::App& command = add("check");
  command.add_option("path", check_.paths, "Agreement files, or folders with some")
      ->type_name("")
      ->required();
  command.add_flag("--strict", check_.strict, "Exit with 1 where there are warnings only");
  add_json(command, check_.json);
  add_mission(command, check_.mission);
}

void CommandLine::add_import() {
  CLI::App& command = add("import");
  choice(command, "format", import_format_, "What the file is", {"ucdp", "acled", "reports"})
      ->type_name("")
      ->required();
  option(command, "file", import_.file, "",
         "CSV, GeoJSON (reports), or either gzipped; - is "
         "standard input")
      ->required();
  add_mission(command, import_.mission);
  option(command, "--rejects", import_.rejects, "FILE",
         "List of refused rows; else imports/<file>.rejects.csv in the mission");
  option(command, "--audience", import_.audience, "WHO",
         "public, all-parties or named:PARTY,PARTY; else public for ucdp and acled, which are "
         "published, and your own party for reports");
  option(command, "--as", import_.as, "PARTY", "Whose key signs; else the mission's own");
  add_passphrase(command, import_.passphrase);
  command.add_flag("--dry-run", import_.dry_run, "Read and count everything, enter nothing");
  add_json(command, import_.json);
}

void CommandLine::add_say() {
  CLI::App& command = add("say");
  choice(command, "kind", say_.kind, "What is said", words_of<domain::StatementKind>())
      ->type_name("");
  command
      .add_option("file", say_.files, "Its body as JSON (an agreement: YAML); - is standard input")
      ->type_name("");
  option(command, "--batch", say_.batch, "FILE",
         "Instead of kind and file: lines of {\"kind\", \"audience\", \"body\"}; all or none");
  add_mission(command, say_.mission);
  option(command, "--as", say_.as, "PARTY", "Whose key signs; else the mission's own");
  option(command, "--audience", say_.audience, "WHO",
         "public, all-parties or named:PARTY,PARTY; else only your own party");
  const auto entries = [&](const std::string& name, Words& value, const std::string& what) {
    command.add_option(name, value, what)->type_name("ENTRY")->expected(1)->take_all();
  };
  entries("--supersedes", say_.supersedes, "Entry that this replaces; may be given again");
  entries("--answers", say_.answers, "Entry that this answers");
  entries("--cites", say_.cites, "Entry that this rests on");
  option(command, "--time", say_.time, "TIME", "What the author's clock showed; else now");
  add_passphrase(command, say_.passphrase);
  add_json(command, say_.json);
}

void CommandLine::add_key() {
  CLI::App& command = add("key");
  choice(command, "action", key_wish_, "What is done", {"new", "enrol", "rotate", "revoke", "list"})
      ->type_name("")
      ->required();
  option(command, "party", key_.party, "", "Whose key; not for list");
  option(command, "key", key_.key, "",
         "Its file, its 64 hex digits, or for revoke their beginning; else the party's file in "
         "keys/");
  command.add_flag("--root", key_.root, "The party's root key; else an author key");
  option(command, "--out", key_.out, "FILE", "new: where the key goes; else into keys/");
  option(command, "--replaces", key_.replaces, "KEY",
         "rotate: the key that ends; else the only one there is");
  option(command, "--as", key_.as, "PARTY",
         "Whose root key signs; else the party's, and for its first root the mission's");
  option(command, "--sign-with", key_.sign_with, "FILE", "Where that root key lies; else in keys/");
  option(command, "--holder", key_.holder, "TEXT", "The desk that keeps it, no private person");
  option(command, "--reason", key_.reason, "TEXT", "Why; everybody reads it");
  command.add_option("--as-known-at", key_.as_known_at, "list: as known from the first N entries")
      ->type_name("N");
  add_mission(command, key_.mission);
  add_passphrase(command, key_.passphrase);
  command.add_flag("--no-passphrase", key_.passphrase.none,
                   "new, rotate: leave the new key unencrypted");
  add_json(command, key_.json);
}

void CommandLine::add_erase() {
  CLI::App& command = add("erase");
  option(command, "entry", erase_.entry, "", "Number or id of the entry, or the id's beginning")
      ->required();
  option(command, "--basis", erase_.basis, "TEXT",
         "The rule or request it rests on; everybody reads it")
      ->required();
  option(command, "--decided-by", erase_.decided_by, "TEXT",
         "The desk that decided, no private person; else the party that signs");
  option(command, "--as", erase_.as, "PARTY",
         "Whose key signs: the party that said it, or the mission's own, which is the default");
  add_mission(command, erase_.mission);
  add_passphrase(command, erase_.passphrase);
  add_json(command, erase_.json);
}

Result<Command> CommandLine::say() const {
  const bool by_file = !say_.kind.empty() && !say_.files.empty();
  const bool whole_batch = !say_.batch.empty() && say_.kind.empty() && say_.files.empty();
  if (whole_batch || (by_file && say_.batch.empty())) return Command(say_);
  return Error{ErrorCode::invalid_input,
               "say takes a kind and a file, or --batch and a file",
               {},
               "truceline say --help shows both"};
}

Result<Command> CommandLine::key() {
  key_.wish = key_wish_ == "new"      ? KeyWish::make
              : key_wish_ == "enrol"  ? KeyWish::enrol
              : key_wish_ == "rotate" ? KeyWish::rotate
              : key_wish_ == "revoke" ? KeyWish::revoke
                                      : KeyWish::list;
  const bool lists = key_.wish == KeyWish::list;
  const std::string mend = "truceline key --help shows each";
  if (lists != key_.party.empty())
    return Error{ErrorCode::invalid_input,
                 lists ? "key list takes no party: it shows all of them"
                       : "key " + key_wish_ + " takes the party whose key it is",
                 {},
                 mend};
  if (key_.wish == KeyWish::revoke && key_.key.empty())
    return Error{ErrorCode::invalid_input, "key revoke takes the key that ends", {}, mend};
  return Command(key_);
}

}  // namespace truceline::app
