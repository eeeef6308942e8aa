// SPDX-License-Identifier: Apache-2.0
//
// The only file that includes the parsing library.
#include "app/cli.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "app/command_texts.hpp"
#include "app/exit_codes.hpp"
#include "domain/finding.hpp"
#include "formats/did_you_mean.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

using Words = std::vector<std::string>;

template <class E>
Words words_of() {
  Words words;
  for (const auto& [value, word] : domain::kWords<E>) words.emplace_back(word);
  return words;
}

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

const CommandText& text_of(std::string_view name) {
  return *std::ranges::find(kCommandTexts, name, &CommandText::name);
}

std::string examples_of(const CommandText& text) {
  std::string shown = "Examples:\n";
  std::string_view rest = text.examples;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n') + 1;
    shown += "  " + std::string(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  shown.pop_back();  // the library ends the line
  return shown;
}

/// The table of commands, bound to the values they fill.
class CommandLine {
 public:
  CommandLine();
  Result<Invocation> parse(const Words& arguments);
  std::vector<CommandWords> words() const;

 private:
  CLI::App& add(std::string_view name);
  CLI::Option* option(CLI::App& to, const std::string& names, std::string& value,
                      const std::string& type, const std::string& what);
  CLI::Option* choice(CLI::App& to, const std::string& names, std::string& value,
                      const std::string& what, Words choices);
  void filter(CLI::App& to, const std::string& name, const std::string& type,
              const std::string& what, const Words& choices = {});
  void add_mission(CLI::App& to, std::string& mission);
  void add_query(CLI::App& to, QueryOptions& query);
  void add_passphrase(CLI::App& to, PassphraseOptions& passphrase);
  static void add_json(CLI::App& to, bool& json) { to.add_flag("--json", json, "Answer as JSON"); }
  void add_init();
  void add_check();
  void add_import();
  void add_say();
  void add_key();
  void add_erase();
  void add_findings();
  void add_locate();
  void add_positions();
  void add_show_and_log();
  void add_verify();
  void add_receipt();
  void add_serve();
  void add_cosigner(std::string_view name, CosignerOptions& options);
  void add_completion_and_version();
  Result<Command> chosen();
  Result<Command> say() const;
  Result<Command> key();

  CLI::App app_{"Truceline keeps the shared, verifiable record of a ceasefire.", "truceline"};
  std::map<const CLI::Option*, Words> choices_;
  std::string colour_;
  std::string import_format_;
  InitCommand init_;
  CheckCommand check_;
  ImportCommand import_;
  SayCommand say_;
  KeyCommand key_;
  std::string key_wish_;
  EraseCommand erase_;
  FindingsCommand findings_;
  LocateCommand locate_;
  ReplayPositionsCommand replay_;
  SignPositionsCommand sign_;
  ShowCommand show_;
  LogCommand log_;
  VerifyCommand verify_;
  ReceiptCommand receipt_;
  ServeCommand serve_;
  std::string serve_folder_;
  std::string serve_web_;
  WitnessCommand witness_;
  MirrorCommand mirror_;
  CompletionCommand completion_;
  VersionCommand version_;
};

CommandLine::CommandLine() {
  app_.require_subcommand(1);
  app_.footer(
      "truceline COMMAND --help      what a command takes, with examples\n"
      "truceline help exit-codes     what the exit code of a command says");
  add_init();
  add_check();
  add_import();
  add_say();
  add_key();
  add_erase();
  add_findings();
  add_locate();
  add_positions();
  add_show_and_log();
  add_verify();
  add_receipt();
  add_serve();
  add_cosigner("witness", witness_.options);
  add_cosigner("mirror", mirror_.options);
  add_completion_and_version();
}

CLI::App& CommandLine::add(std::string_view name) {
  const CommandText& text = text_of(name);
  CLI::App& command = *app_.add_subcommand(std::string(name), std::string(text.summary));
  command.footer(examples_of(text));
  choice(command, "--colour,--color", colour_, "Colours", {"auto", "always", "never"});
  return command;
}

CLI::Option* CommandLine::option(CLI::App& to, const std::string& names, std::string& value,
                                 const std::string& type, const std::string& what) {
  return to.add_option(names, value, what)->type_name(type);
}

CLI::Option* CommandLine::choice(CLI::App& to, const std::string& names, std::string& value,
                                 const std::string& what, Words choices) {
  CLI::Option* const made = option(to, names, value, "WORD", what + ": " + joined(choices));
  made->check([choices](const std::string& word) -> std::string {
    if (std::ranges::find(choices, word) != choices.end()) return {};
    return "\"" + word + "\" is none of its words: " + joined(choices);
  });
  choices_[made] = std::move(choices);
  return made;
}

/// An option of `findings` that becomes the API's parameter of the same name.
void CommandLine::filter(CLI::App& to, const std::string& name, const std::string& type,
                         const std::string& what, const Words& choices) {
  std::string& value = findings_.filters[name];
  if (choices.empty())
    option(to, "--" + name, value, type, what);
  else
    choice(to, "--" + name, value, what, choices);
}

void CommandLine::add_mission(CLI::App& to, std::string& mission) {
  option(to, "--mission", mission, "FOLDER",
         "The mission; else TRUCELINE_MISSION, else the current folder");
}

void CommandLine::add_query(CLI::App& to, QueryOptions& query) {
  add_mission(to, query.mission);
  option(to, "--at", query.at, "TIME", "What the clock shows, for duties; else now");
  to.add_option("--as-known-at", query.as_known_at, "As known from the first N entries")
      ->type_name("N");
  choice(to, "--lang", query.lang, "Language of sentences", {"en", "ar"});
  add_json(to, query.json);
}

void CommandLine::add_passphrase(CLI::App& to, PassphraseOptions& passphrase) {
  option(to, "--passphrase-file", passphrase.file, "FILE",
         "Holds the passphrase of the keys; else TRUCELINE_PASSPHRASE_FILE names it, else you are "
         "asked");
  to.add_option("--passphrase-fd", passphrase.descriptor, "The same from an open file descriptor")
      ->type_name("N")
      ->check(CLI::Range(0, 65535).description(""));
}

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

void CommandLine::add_findings() {
  CLI::App& command = add("findings");
  filter(command, "kind", "", "Only this kind", words_of<domain::FindingKind>());
  filter(command, "rule", "", "Only of this rule", words_of<domain::Rule>());
  filter(command, "zone", "ID", "Only in this zone");
  filter(command, "agreement", "ID", "Only under this agreement");
  filter(command, "provision", "ID", "Only under this provision");
  filter(command, "from", "TIME", "Not over before: 2017-05-06, 2017-05-06T14:00+03:00");
  filter(command, "to", "TIME", "Begun before");
  filter(command, "possible", "", "Only what is possible, or only what is settled", {"yes", "no"});
  filter(command, "entry", "N", "Only what rests on this entry");
  filter(command, "limit", "N", "Show at most so many; else 50");
  add_query(command, findings_.query);
}

void CommandLine::add_locate() {
  CLI::App& command = add("locate");
  option(command, "text", locate_.question.text, "",
         "A place as typed or pasted: degrees, UTM, MGRS or a map link; - is standard input")
      ->required();
  option(command, "--near", locate_.question.near, "NAME",
         "The place it is said to be at: a name in any spelling, or a P-code");
  option(command, "--previous", locate_.question.previous, "TEXT",
         "Where it was said to be before");
  option(command, "--site", locate_.question.site, "ID", "The post or notified site it is of");
  add_mission(command, locate_.mission);
  choice(command, "--lang", locate_.lang, "Language of sentences", {"en", "ar"});
  add_json(command, locate_.json);
}

void CommandLine::add_positions() {
  CLI::App& command = add("replay-positions");
  option(command, "file", replay_.file, "",
         "CSV, NDJSON or GeoJSON, or either gzipped; - is standard input")
      ->required();
  choice(command, "--format", replay_.format,
         "What the file is; else its name or its first bytes tell", {"csv", "ndjson", "geojson"});
  choice(command, "--kind", replay_.kind, "What moves where a row does not say; else unknown",
         words_of<domain::MoverKind>());
  command.add_option("--batch", replay_.batch, "Judge so many at a time; else 10000")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000).description(""));
  command.add_option("--limit", replay_.limit, "Findings shown; else 50")->type_name("N");
  add_query(command, replay_.query);
  CLI::App& sign = add("sign-positions");
  option(sign, "file", sign_.file, "", "The batch; - is standard input")->required();
  option(sign, "--as", sign_.as, "PARTY", "Whose key signs; else the mission's own");
  option(sign, "--audience", sign_.audience, "WHO", "Who may see what follows; else the sender");
  choice(sign, "--kind", sign_.kind, "What moves where no row says", words_of<domain::MoverKind>());
  add_mission(sign, sign_.mission);
  add_passphrase(sign, sign_.passphrase);
}

void CommandLine::add_show_and_log() {
  CLI::App& show = add("show");
  option(show, "id", show_.name, "",
         "Number or id of an entry, or id of a finding, or its beginning")
      ->required();
  add_query(show, show_.query);
  CLI::App& log = add("log");
  log.add_option("--from", log_.from, "The first entry to show; else the newest are shown")
      ->type_name("N");
  log.add_option("--limit", log_.limit, "Show at most so many; else 20")
      ->type_name("N")
      ->check(CLI::Range(1, 1000).description(""));
  choice(log, "--kind", log_.kind, "Only this kind", words_of<domain::StatementKind>());
  add_query(log, log_.query);
}

void CommandLine::add_verify() {
  CLI::App& command = add("verify");
  option(command, "where", verify_.where, "",
         "The folder of a mission, of a mirror or of tiles, a web address, or a file of evidence");
  add_mission(command, verify_.mission);
  option(command, "--policy", verify_.policy, "FILE",
         "Keys of the log and its witnesses; else as the mission says");
  command.add_flag("--monitor", verify_.monitor, "Keep watching a host and its witnesses");
  command.add_flag("--once", verify_.once, "With --monitor: look once and end");
  option(command, "--interval", verify_.interval, "TIME", "Between two looks: 60s, 5m; else 60s");
  option(command, "--stall-after", verify_.stall_after, "TIME",
         "How long a witness may be silent: 90m, 2h; else 1h");
  option(command, "--state", verify_.state, "FILE",
         "What the monitor remembers; else truceline-monitor.json here");
  option(command, "--alarms", verify_.alarms, "FILE",
         "Where each alarm is appended as a line of JSON");
  option(command, "--at", verify_.at, "TIME", "What the clock shows, for duties; else now");
  add_json(command, verify_.json);
}

void CommandLine::add_receipt() {
  CLI::App& command = add("receipt");
  choice(command, "what", receipt_.what, "What to do with a receipt", {"show", "verify", "get"})
      ->type_name("")
      ->required();
  option(command, "file-or-entry", receipt_.subject, "",
         "The receipt (- is standard input); of get: number or id of the entry")
      ->required();
  option(command, "--policy", receipt_.policy, "FILE",
         "Trust file: the log, its witnesses, quorum");
  option(command, "--statement", receipt_.statement, "FILE",
         "The signed envelope that it is for; get writes it there");
  option(command, "--id", receipt_.id, "ID", "Instead: the statement's id, 64 hex digits");
  add_mission(command, receipt_.mission);
  add_json(command, receipt_.json);
}

void CommandLine::add_serve() {
  CLI::App& command = add("serve");
  option(command, "folder", serve_folder_, "", "Folder of the mission");
  add_mission(command, serve_.mission);
  option(command, "--address", serve_.options.address, "ADDRESS",
         "Where to listen; else 127.0.0.1");
  command.add_option("--port", serve_.options.port, "Port; else 8080; 0 is any free one")
      ->type_name("N");
  option(command, "--web", serve_web_, "FOLDER", "The built page; else found beside the program");
  command.add_option("--host", serve_.options.hosts, "Name to answer to; may be given again")
      ->type_name("NAME")
      ->expected(1)
      ->take_all();
  add_passphrase(command, serve_.options.passphrase);
}

void CommandLine::add_cosigner(std::string_view name, CosignerOptions& options) {
  CLI::App& command = add(name);
  const std::string file = std::string(name) + ".yaml";
  choice(command, "action", options.action, "init makes a new one; without it, one runs", {"init"})
      ->type_name("");
  option(command, "folder", options.folder, "", "Folder that init makes");
  option(command, "--config", options.config, "FILE",
         "What to run; else " + file + " in the current folder");
  option(command, "--name", options.name, "NAME",
         "init: name of its key, as in " + std::string(name) + ".example.org; else the folder's");
  command.add_option("--log", options.logs, "init: key of a log, or its file; may be given again")
      ->type_name("KEY")
      ->expected(1)
      ->take_all();
  option(command, "--url", options.url, "URL", "init: how missions will reach it");
  option(command, "--listen", options.listen, "ADDRESS:PORT", "init: where it listens");
  add_passphrase(command, options.passphrase);
  command.add_flag("--no-passphrase", options.passphrase.none,
                   "init: leave its key unencrypted, for demonstrations");
}

void CommandLine::add_completion_and_version() {
  choice(add("completion"), "shell", completion_.shell, "Your shell", {"bash", "zsh", "fish"})
      ->type_name("")
      ->required();
  add_json(add("version"), version_.json);
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

Result<Command> CommandLine::chosen() {
  const std::string name = app_.get_subcommands().front()->get_name();
  if (name == "init") return Command(init_);
  if (name == "check") return Command(check_);
  if (name == "say") return say();
  if (name == "key") return key();
  if (name == "erase") return Command(erase_);
  if (name == "locate") return Command(locate_);
  if (name == "replay-positions") return Command(replay_);
  if (name == "sign-positions") return Command(sign_);
  if (name == "show") return Command(show_);
  if (name == "log") return Command(log_);
  if (name == "verify") return Command(verify_);
  if (name == "receipt") return Command(receipt_);
  if (name == "completion") return Command(completion_);
  if (name == "version") return Command(version_);
  if (name == "import") {
    import_.format = import_format_ == "ucdp"    ? ReportFormat::ucdp
                     : import_format_ == "acled" ? ReportFormat::acled
                                                 : ReportFormat::reports;
    return Command(import_);
  }
  if (name == "findings") {
    std::erase_if(findings_.filters, [](const auto& one) { return one.second.empty(); });
    return Command(findings_);
  }
  if (name == "witness") {
    TRY(check_cosigner(name, witness_.options));
    return Command(witness_);
  }
  if (name == "mirror") {
    TRY(check_cosigner(name, mirror_.options));
    return Command(mirror_);
  }
  INVARIANT(name == "serve");
  if (!serve_folder_.empty()) serve_.mission = serve_folder_;
  serve_.options.web = serve_web_;
  return Command(serve_);
}

Result<Invocation> CommandLine::parse(const Words& arguments) {
  try {
    app_.parse(Words(arguments.rbegin(), arguments.rend()));  // it wants them back to front
  } catch (const CLI::CallForHelp&) {
    return Invocation{HelpText{app_.help()}};
  } catch (const CLI::ParseError& failure) {
    const auto selected = app_.get_subcommands();
    const std::string of = selected.empty() ? "" : " " + selected.front()->get_name();
    return Error{ErrorCode::invalid_input, failure.what(), {}, "truceline" + of + " --help"};
  }
  TRY_ASSIGN(Command command, chosen());
  Invocation invocation{std::move(command)};
  if (colour_ == "always") invocation.colour = ColourChoice::always;
  if (colour_ == "never") invocation.colour = ColourChoice::never;
  return invocation;
}

std::vector<CommandWords> CommandLine::words() const {
  std::vector<CommandWords> commands;
  for (const CLI::App* const app : app_.get_subcommands([](const CLI::App*) { return true; })) {
    CommandWords command{app->get_name(), app->get_description(), {}, {}};
    for (const CLI::Option* const one : app->get_options()) {
      const auto found = choices_.find(one);
      const Words choices = found == choices_.end() ? Words{} : found->second;
      if (one->get_positional() && command.choices.empty()) command.choices = choices;
      if (!one->get_lnames().empty())
        command.options.push_back({"--" + one->get_lnames().front(), one->get_description(),
                                   one->get_items_expected_max() > 0, choices});
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

}  // namespace

Result<Invocation> parse_command_line(const Words& arguments) {
  Words words = arguments;
  if (words.empty()) words = {"--help"};
  if (words.front() == "--version") words.front() = "version";
  if (words.front() == "help") {
    if (words.size() == 1) words.insert(words.begin(), "--help");
    if (words[1] == "exit-codes") return Invocation{HelpText{exit_codes_text()}};
    words = words[1] == "help" ? Words{"--help"} : Words{words[1], "--help"};
  }
  const auto is_command = [](std::string_view word) {
    return std::ranges::find(kCommandTexts, word, &CommandText::name) != kCommandTexts.end();
  };
  if (!words.front().starts_with('-') && !is_command(words.front())) {
    std::vector<std::string_view> names;
    for (const CommandText& text : kCommandTexts) names.push_back(text.name);
    const std::string close = formats::did_you_mean(words.front(), names);
    return Error{ErrorCode::invalid_input,
                 "there is no command \"" + words.front() + "\"",
                 {},
                 close.empty() ? "truceline --help lists them" : close};
  }
  return std::make_unique<CommandLine>()->parse(words);
}

std::vector<CommandWords> command_words() {
  return std::make_unique<CommandLine>()->words();
}

}  // namespace truceline::app
