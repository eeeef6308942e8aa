// SPDX-License-Identifier: Apache-2.0
#include "app/cli_table.hpp"
#include "domain/finding.hpp"

namespace truceline::app {

/// An option of `findings` that becomes the API's parameter of the same name.
void CommandLine::filter(CLI::App& to, const std::string& name, const std::string& type,
                         const std::string& what, const Words& choices) {
  std::string& value = findings_.filters[name];
  if (choices.empty())
    option(to, "--" + name, value, type, what);
  else
    choice(to, "--" + name, value, what, choices);
}

void CommandLine::add_query(CLI::App& to, QueryOptions& query) {
  add_mission(to, query.mission);
  option(to, "--at", query.at, "TIME", "What the clock shows, for duties; else now");
  to.add_option("--as-known-at", query.as_known_at, "As known from the first N entries")
      ->type_name("N");
  choice(to, "--lang", query.lang, "Language of sentences", {"en", "ar"});
  add_json(to, query.json);
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
  option(
      command, "where", verify_.where, "",
      "The folder of a mission, of a mirror or of tiles, a web address, or a file of evidence or "
      "bundle");
  add_mission(command, verify_.mission);
  option(command, "--policy,--trust", verify_.policy, "FILE",
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
  choice(command, "--story", verify_.story, "Of a bundle: its story too, in", {"en", "ar"});
  add_json(command, verify_.json);
}

void CommandLine::add_bundle() {
  CLI::App& command = add("bundle");
  option(
      command, "about", bundle_.about, "",
      "Id of a site, movement or call (PARTY/ID where several use it), number or id of an entry, "
      "id of a finding")
      ->required();
  option(command, "--out", bundle_.out, "FILE",
         "Where to; - is standard output; else a file here, named after it");
  option(command, "--as", bundle_.as, "PARTY", "Whose view it is; else the mission's own");
  option(command, "--at", bundle_.at, "TIME", "What the clock shows, for what is late; else now");
  command.add_option("--as-known-at", bundle_.as_known_at, "As known from the first N entries")
      ->type_name("N");
  add_mission(command, bundle_.mission);
  add_passphrase(command, bundle_.passphrase);
  add_json(command, bundle_.json);
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

}  // namespace truceline::app
