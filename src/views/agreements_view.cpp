// SPDX-License-Identifier: Apache-2.0
//
// Agreements with the state of each provision, and how many findings speak of it.
#include <map>

#include "engine/in_force.hpp"
#include "views/handlers.hpp"
#include "views/labels.hpp"
#include "views/naming.hpp"
#include "views/time_text.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;

namespace {

struct ProvisionFindings {
  std::int64_t breach = 0;    ///< Settled as far as the evidence goes.
  std::int64_t possible = 0;  ///< Breaches with a doubt.
  std::int64_t overdue = 0;
};
/// By agreement id and provision id.
using FindingCounts = std::map<std::pair<std::string_view, std::string_view>, ProvisionFindings>;

FindingCounts count_findings(const Snapshot& snapshot) {
  FindingCounts counts;
  for (const domain::Finding* finding : snapshot.findings()) {
    const bool breach = finding->kind() == domain::FindingKind::breach;
    const bool overdue = finding->kind() == domain::FindingKind::overdue;
    if (!breach && !overdue) continue;
    ProvisionFindings& count = counts[{finding->agreement, finding->provision}];
    if (overdue)
      ++count.overdue;
    else
      ++(finding->possible() ? count.possible : count.breach);
  }
  return counts;
}

void write_provision(JsonWriter& out, const Snapshot& snapshot, Lang lang,
                     const domain::Agreement& agreement, const domain::Provision& provision,
                     const ProvisionFindings& findings) {
  const auto state = engine::provision_state(agreement, provision, snapshot.state(), snapshot.at());
  out.begin_object().member("id", provision.id);
  out.member("modality", domain::word(provision.modality)).key("who");
  write_strings(out, provision.who);
  out.member("what", provision.what).key("everywhere").boolean(provision.everywhere).key("zones");
  write_strings(out, provision.zones);
  if (provision.due) {
    out.member("due_ms", provision.due->time.value);
    out.member("due_text", deadline_text(provision.due->time, snapshot.mission().time_zone, lang));
    if (!provision.due->as_written.empty()) out.member("due_as_written", provision.due->as_written);
  }
  if (!provision.met_by.empty()) out.member("met_by", provision.met_by);
  if (!provision.text.empty()) out.member("text", provision.text);
  out.key("in_effect").boolean(state == engine::ProvisionState::in_effect);
  out.member("state", domain::word(state)).member("state_label", label(state, lang));
  out.key("findings").begin_object();
  out.member("breach", findings.breach).member("possible", findings.possible);
  out.member("overdue", findings.overdue).end_object().end_object();
}

void write_agreement(JsonWriter& out, const Snapshot& snapshot, Lang lang,
                     const engine::Said<domain::Agreement>& said, FindingCounts& counts) {
  const domain::Agreement& agreement = said.what;
  const base::TimeZone& zone = snapshot.mission().time_zone;
  out.begin_object().member("id", agreement.id);
  out.member("title", Naming(snapshot, lang).agreement(agreement.id));
  out.member("index", static_cast<std::int64_t>(said.index.value));
  if (agreement.signed_on) {
    out.member("signed_ms", agreement.signed_on->time.value);
    out.member("signed_text", moment_text(agreement.signed_on->time, zone, lang));
  }
  write_interval(out.key("in_force"), engine::in_force(agreement, snapshot.state()), zone, lang);
  out.member("renewal", domain::word(agreement.renewal));
  if (!agreement.renewal_text.empty()) out.member("renewal_text", agreement.renewal_text);
  write_strings(out.key("parties"), agreement.parties);
  write_strings(out.key("guarantors"), agreement.guarantors);
  write_strings(out.key("excluded"), agreement.excluded);
  write_strings(out.key("monitors"), agreement.monitors);
  write_strings(out.key("zones"), agreement.zones);
  write_source(out.key("source"), agreement.source);
  out.key("provisions").begin_array();
  for (const domain::Provision& provision : agreement.provisions)
    write_provision(out, snapshot, lang, agreement, provision,
                    counts[{agreement.id, provision.id}]);
  out.end_array().end_object();
}

}  // namespace

base::Result<Answer> agreements_answer(const Snapshot& snapshot, const Ask& ask) {
  FindingCounts counts = count_findings(snapshot);
  JsonWriter out;
  out.begin_object().key("items").begin_array();
  for (const auto& said : snapshot.state().agreements())
    if (snapshot.state().agreement(said.what.id) == &said)
      write_agreement(out, snapshot, ask.lang, said, counts);
  out.end_array().end_object();
  return Answer{out.take()};
}

}  // namespace truceline::views
