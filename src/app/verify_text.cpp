// SPDX-License-Identifier: Apache-2.0
#include "app/verify_text.hpp"

#include "app/progress.hpp"
#include "base/json_writer.hpp"
#include "base/time.hpp"
#include "views/colour.hpp"
#include "views/error_table.hpp"

namespace truceline::app {

namespace {

std::string at_text(std::uint64_t time_s) {
  constexpr std::uint64_t kLast_s = 253'402'300'799;  // year 9999
  if (time_s > kLast_s) return "a time beyond the year 9999";
  return base::to_utc_string({static_cast<std::int64_t>(time_s) * base::kSecondMs});
}

/// "1,204 bodies".
std::string bodies(std::uint64_t count) {
  return grouped(count) + (count == 1 ? " body" : " bodies");
}

/// "a at 2026-..., b at ...; not c".
std::string who_cosigned(const Verification& verified) {
  std::string by;
  std::string not_by;
  for (const WitnessSeen& witness : verified.witnesses) {
    std::string& list = witness.time_s ? by : not_by;
    if (!list.empty()) list += ", ";
    list += witness.name;
    if (witness.time_s) list += " at " + at_text(*witness.time_s);
  }
  if (by.empty()) by = "nobody";
  return not_by.empty() ? by : by + "; not by " + not_by;
}

void claim_tree(const Verification& verified, Claims& claims) {
  const std::string count = grouped(verified.size.value);
  claims.proved.push_back("every entry's bytes have the hash stored beside them: " + count);
  const std::string root = base::to_base64(verified.root);
  if (verified.signature_checked) {
    claims.proved.push_back("the tree over them has the root the log signed: " + root);
  } else if (!verified.checkpoint.empty()) {
    claims.proved.push_back("the tree over them has the root the checkpoint names: " + root);
    claims.not_proved.push_back(
        "the log's signature: its key was not given. Name a policy with a line `log <key>`: "
        "--policy FILE");
  }
  if (verified.tiles)
    claims.proved.push_back("every tile is what the entries give: " + grouped(*verified.tiles));
  if (verified.signed_size < verified.size)
    claims.not_proved.push_back("entries that no checkpoint covers yet: " +
                                grouped(verified.size.value - verified.signed_size.value) +
                                ". The log may still take them back");
}

void claim_authors(const Verification& verified, Claims& claims) {
  const auto from = verified.keys_unknown_from;
  if (!from) {
    claims.proved.push_back(
        "every statement is signed by a key that could speak for its party, in an unbroken chain");
    return;
  }
  claims.proved.push_back("every statement is signed, and every author's statements chain");
  claims.not_proved.push_back("which keys may speak for which party: the key statement in entry " +
                              std::to_string(from->value) + " is not shown");
}

/// Each with its erasure while they are few.
void claim_erased(const Verification& verified, Claims& claims) {
  constexpr std::size_t kNamed = 10;
  if (verified.erased.size() > kNamed) {
    claims.proved.push_back("erased, each by a signed erasure, and gone: " +
                            bodies(verified.erased.size()));
    return;
  }
  for (const auto& [index, by] : verified.erased)
    claims.proved.push_back("the body of entry " + std::to_string(index.value) +
                            " is gone, erased by entry " + std::to_string(by.value));
}

void claim_bodies(const Verification& verified, Claims& claims) {
  if (verified.bodies_opened > 0)
    claims.proved.push_back("every body is what its header commits to: " +
                            grouped(verified.bodies_opened));
  if (verified.bodies == BodiesShown::none) {
    claims.not_proved.push_back("bodies: a mirror holds none, so " +
                                grouped(verified.bodies_absent) +
                                " commitments could not be opened, and no state or findings "
                                "derived");
    return;
  }
  claim_erased(verified, claims);
  if (verified.erased_beyond > 0)
    claims.not_proved.push_back("erasures of " + bodies(verified.erased_beyond) +
                                " that are said to stand beyond the checkpoint");
  const std::uint64_t absent = verified.bodies_absent + verified.erased_still_held -
                               verified.erased.size() - verified.erased_beyond;
  if (absent == 0 || verified.bodies == BodiesShown::all) return;
  claims.not_proved.push_back(bodies(absent) +
                              (absent == 1 ? " was not shown to me: its commitment"
                                           : " were not shown to me: their commitments") +
                              " could not be opened");
  if (verified.derived)
    claims.not_proved.push_back("the whole of state and findings: they were derived from the " +
                                bodies(verified.bodies_opened) +
                                " shown, and are not those of who sees more");
}

void claim_witnesses(const Verification& verified, Claims& claims) {
  if (verified.witnesses.empty()) {
    claims.not_proved.push_back(
        "that others are shown the same log: no policy names a witness, so cosignatures were not "
        "judged");
    return;
  }
  const std::string who = who_cosigned(verified);
  const std::uint64_t seen = verified.cosigned_size.value;
  if (verified.quorum && seen == verified.size.value) {
    claims.proved.push_back("a quorum of witnesses has seen this tree and no other: " + who);
  } else if (verified.quorum) {
    claims.proved.push_back("a quorum of witnesses has seen the tree of the first " +
                            grouped(seen) + " and no other: " + who);
    claims.not_proved.push_back("that others are shown the " + grouped(verified.size.value - seen) +
                                " newest entries: no quorum has cosigned them yet");
  } else {
    claims.not_proved.push_back(
        "that others are shown the same log: this checkpoint has no "
        "quorum of the policy. Cosigned by " +
        who);
  }
}

void print_faults(const Verification& verified, Terminal& terminal) {
  for (const base::Error& fault : verified.faults)
    terminal.out << views::coloured("FAULT", views::Colour::red, terminal.colour()) << "  "
                 << views::for_terminal(fault.to_string()) << '\n';
  if (verified.faults_total > verified.faults.size())
    terminal.out << "and " << grouped(verified.faults_total - verified.faults.size())
                 << " more faults\n";
  terminal.out << "faults: " << grouped(verified.faults_total) << ", in "
               << grouped(verified.size.value)
               << " entries and their head. Restore the ledger from a mirror or a backup\n";
}

void print_digests(const Verification& verified, base::TimeMs at, std::ostream& out) {
  out << "state     " << base::to_hex(verified.state_digest) << "\n"
      << "findings  " << base::to_hex(verified.findings_digest) << "  as of "
      << base::to_utc_string(at) << "\n         ";
  std::uint64_t total = 0;
  for (const auto& [kind, count] : verified.findings) total += count;
  out << ' ' << grouped(total) << " findings";
  std::string_view separator = ": ";
  for (const auto& [kind, count] : verified.findings) {
    out << separator << domain::word(kind) << ' ' << grouped(count);
    separator = ", ";
  }
  out << '\n';
}

void write_texts(base::JsonWriter& json, std::string_view name,
                 const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

void write_witnesses(base::JsonWriter& json, const Verification& verified) {
  json.key("witnesses").begin_array();
  for (const WitnessSeen& witness : verified.witnesses) {
    json.begin_object().member("name", witness.name).key("cosigned_at");
    if (witness.time_s)
      json.string(at_text(*witness.time_s));
    else
      json.null();
    json.end_object();
  }
  json.end_array().key("quorum");
  if (verified.witnesses.empty())
    json.null();
  else
    json.boolean(verified.quorum);
}

void write_derived(base::JsonWriter& json, const Verification& verified, base::TimeMs at) {
  json.member("state_digest", base::to_hex(verified.state_digest));
  json.member("findings_digest", base::to_hex(verified.findings_digest));
  json.member("at_ms", at.value).key("findings").begin_object();
  for (const auto& [kind, count] : verified.findings)
    json.member(domain::word(kind), static_cast<std::int64_t>(count));
  json.end_object();
}

void write_faults(base::JsonWriter& json, const Verification& verified) {
  json.member("faults_total", static_cast<std::int64_t>(verified.faults_total));
  json.key("faults").begin_array();
  for (const base::Error& fault : verified.faults)
    json.begin_object()
        .member("place", fault.place)
        .member("reason", fault.reason)
        .member("mend", fault.mend)
        .end_object();
  json.end_array();
}

}  // namespace

Claims claims_of(const Verification& verified) {
  Claims claims;
  claim_tree(verified, claims);
  claim_authors(verified, claims);
  claim_bodies(verified, claims);
  claim_witnesses(verified, claims);
  if (verified.faults_total > 0) claims.proved.clear();
  return claims;
}

void print_verification(const Verification& verified, base::TimeMs at, Terminal& terminal) {
  if (verified.faults_total > 0) return print_faults(verified, terminal);
  const Claims claims = claims_of(verified);
  for (const std::string& claim : claims.proved) terminal.out << claim << '\n';
  if (verified.derived) print_digests(verified, at, terminal.out);
  if (claims.not_proved.empty()) return;
  terminal.out << views::coloured("NOT PROVED", views::Colour::yellow, terminal.colour()) << '\n';
  for (const std::string& claim : claims.not_proved)
    terminal.out << "  " << views::for_terminal(claim) << '\n';
}

void print_verification_json(const Verification& verified, base::TimeMs at, std::ostream& out) {
  const Claims claims = claims_of(verified);
  base::JsonWriter json;
  json.begin_object().member("origin", verified.origin);
  json.member("entries", static_cast<std::int64_t>(verified.size.value));
  json.member("signed_entries", static_cast<std::int64_t>(verified.signed_size.value));
  json.member("root", base::to_base64(verified.root)).member("checkpoint", verified.checkpoint);
  json.key("signature_checked").boolean(verified.signature_checked);
  write_witnesses(json, verified);
  if (verified.tiles) json.member("tiles", static_cast<std::int64_t>(*verified.tiles));
  json.member("bodies_opened", static_cast<std::int64_t>(verified.bodies_opened));
  json.member("bodies_absent", static_cast<std::int64_t>(verified.bodies_absent));
  json.key("erased").begin_array();
  for (const auto& [index, by] : verified.erased)
    json.begin_object()
        .member("entry", static_cast<std::int64_t>(index.value))
        .member("erasure", static_cast<std::int64_t>(by.value))
        .end_object();
  json.end_array().member("erased_still_held",
                          static_cast<std::int64_t>(verified.erased_still_held));
  json.member("erased_beyond", static_cast<std::int64_t>(verified.erased_beyond));
  if (verified.derived) write_derived(json, verified, at);
  write_texts(json, "proved", claims.proved);
  write_texts(json, "not_proved", claims.not_proved);
  write_faults(json, verified);
  out << json.end_object().take() << '\n';
}

int exit_code_of(const Verification& verified) {
  if (verified.faults_total > 0) return views::error_row(base::ErrorCode::corrupt).exit_code;
  if (!verified.witnesses.empty() && !verified.quorum)
    return views::error_row(base::ErrorCode::forbidden).exit_code;
  return 0;
}

}  // namespace truceline::app
