// SPDX-License-Identifier: Apache-2.0
#include "app/progress.hpp"
#include "app/time_zones.hpp"
#include "app/trust_file.hpp"
#include "app/verify_bundle.hpp"
#include "base/json_writer.hpp"
#include "views/colour.hpp"
#include "views/error_table.hpp"

namespace truceline::app {

using base::ErrorCode;
using base::Result;
using views::EvidenceBundle;

namespace {

void print_story(const EvidenceBundle& bundle, bool arabic, std::ostream& out) {
  for (const views::Told& told : bundle.told)
    out << "  " << views::for_terminal(arabic ? told.ar : told.en) << '\n';
}

void print(const EvidenceBundle& bundle, const BundleVerification& verified,
           const std::string& story, Terminal& terminal) {
  terminal.out << "about " << views::for_terminal(bundle.about.kind) << ' '
               << views::for_terminal(bundle.about.id) << " of "
               << views::for_terminal(bundle.about.party) << ", as known from "
               << grouped(bundle.size.value) << " entries of " << views::for_terminal(bundle.origin)
               << ", for " << views::for_terminal(bundle.reader) << '\n';
  if (bundle.mark)
    terminal.out << "made for " << views::for_terminal(bundle.mark->account) << " of "
                 << views::for_terminal(bundle.mark->party) << " on "
                 << base::to_utc_string(bundle.mark->at) << ", mark "
                 << views::for_terminal(bundle.mark->code) << '\n';
  for (const base::Error& fault : verified.faults)
    terminal.out << views::coloured("FAULT", views::Colour::red, terminal.colour()) << "  "
                 << views::for_terminal(fault.to_string()) << '\n';
  if (!verified.faults.empty()) {
    terminal.out << "faults: " << grouped(verified.faults.size())
                 << ". Believe nothing in this file; ask for it again\n";
    return;
  }
  for (const std::string& claim : verified.proved)
    terminal.out << views::for_terminal(claim) << '\n';
  terminal.out << views::coloured("NOT PROVED", views::Colour::yellow, terminal.colour()) << '\n';
  for (const std::string& claim : verified.not_proved)
    terminal.out << "  " << views::for_terminal(claim) << '\n';
  if (story.empty()) return;
  terminal.out << "ITS STORY, derived\n";
  print_story(bundle, story == "ar", terminal.out);
}

void write_texts(base::JsonWriter& json, std::string_view name,
                 const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

void print_json(const EvidenceBundle& bundle, const BundleVerification& verified,
                std::ostream& out) {
  base::JsonWriter json;
  json.begin_object().member("proves", "bundle").member("origin", bundle.origin);
  json.key("about").begin_object().member("kind", bundle.about.kind);
  json.member("party", bundle.about.party).member("id", bundle.about.id);
  json.member("entry", static_cast<std::int64_t>(bundle.about.entry.value)).end_object();
  json.member("reader", bundle.reader);
  json.member("size", static_cast<std::int64_t>(bundle.size.value));
  json.member("at_ms", bundle.at.value);
  json.member("entries", static_cast<std::int64_t>(bundle.entries.size())).key("quorum");
  if (verified.asks_witnesses)
    json.boolean(verified.without_quorum == 0);
  else
    json.null();
  json.member("findings_again", static_cast<std::int64_t>(verified.findings_again));
  write_texts(json, "findings_elsewhere", verified.findings_elsewhere);
  write_texts(json, "proved", verified.proved);
  write_texts(json, "not_proved", verified.not_proved);
  json.key("faults").begin_array();
  for (const base::Error& fault : verified.faults)
    json.begin_object().member("place", fault.place).member("reason", fault.reason).end_object();
  out << json.end_array().end_object().take() << '\n';
}

}  // namespace

Result<int> run_bundle(const VerifyCommand& command, std::string_view text, Terminal& terminal) {
  const auto bundle = views::parse_bundle(text);
  if (!bundle) return bundle.error().at(command.where);
  TimeZones zones;
  const base::TimeZone* const zone = zones.find(bundle->time_zone);
  if (zone == nullptr)
    return base::Error{ErrorCode::unsupported,
                       "this system does not know the time zone " + bundle->time_zone,
                       command.where, "install its time-zone data"};
  std::optional<Trust> trust;
  if (!command.policy.empty()) {
    TRY_ASSIGN(trust, read_trust(command.policy));
  }
  const BundleVerification verified = verify_bundle(*bundle, trust, *zone);
  if (command.json)
    print_json(*bundle, verified, terminal.out);
  else
    print(*bundle, verified, command.story, terminal);
  if (!verified.faults.empty()) return views::error_row(ErrorCode::corrupt).exit_code;
  if (verified.without_quorum > 0 || verified.without_receipt > 0)
    return views::error_row(ErrorCode::forbidden).exit_code;
  return 0;
}

}  // namespace truceline::app
