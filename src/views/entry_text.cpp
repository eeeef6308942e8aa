// SPDX-License-Identifier: Apache-2.0
#include "views/entry_text.hpp"

#include "base/json.hpp"
#include "base/limits.hpp"
#include "engine/profiles.hpp"
#include "engine/queries.hpp"
#include "views/colour.hpp"
#include "views/entry_bytes.hpp"
#include "views/indented_json.hpp"
#include "views/labels.hpp"
#include "views/sentence_parts.hpp"
#include "views/sentences.hpp"
#include "views/summaries.hpp"
#include "views/told_parts.hpp"

namespace truceline::views {

using base::EntryIndex;
using base::Result;

namespace {

constexpr Phrase kSeenBy{"seen by", "يطّلع عليه"};
constexpr Phrase kWithheld{"  (the body is not for this reader)\n",
                           "  (المضمون ليس لهذا القارئ)\n"};
constexpr Phrase kAbsent{"  (the body is not held)\n", "  (المضمون غير محفوظ)\n"};
constexpr Phrase kErased{"  (the body was erased by entry {entry}: {basis}; decided by {who})\n",
                         "  (مُحي المضمون بالقيد {entry}: {basis}؛ قرّرته {who})\n"};

std::string erased_text(const engine::Said<domain::Erasure>& erasure, Lang lang) {
  return filled(kErased.in(lang), {{"entry", std::to_string(erasure.index.value)},
                                   {"basis", for_terminal(erasure.what.basis)},
                                   {"who", for_terminal(erasure.what.decided_by)}});
}

Result<std::string> body_text(EntryIndex index, const ledger::Record& record,
                              const Naming& naming) {
  const Snapshot& snapshot = naming.snapshot();
  const engine::State& state = snapshot.state();
  if (const auto by = state.erased_by(index))
    if (const auto* erasure = said_at(state.erasures(), *by))
      return erased_text(*erasure, naming.lang());
  if (!snapshot.reads(index)) return std::string(kWithheld.in(naming.lang()));
  if (record.sealed.empty()) return std::string(kAbsent.in(naming.lang()));
  TRY_ASSIGN(const std::string bytes, body_bytes(record));
  TRY_ASSIGN(const base::JsonDocument document,
             base::parse_json(bytes, {base::limits::kBodyBytes, base::limits::kStatementDepth,
                                      base::limits::kStatementString, true}));
  return "  " + for_terminal(indented_json(document.root(), 2), true) + "\n";
}

std::string audience_text(const domain::Audience& audience, const Naming& naming) {
  std::string text(label(audience.label, naming.lang()));
  for (const std::string& recipient : audience.recipients) text += " " + naming.actor(recipient);
  return text;
}

std::string ladder_text(EntryIndex index, const Naming& naming, const Coverage& coverage) {
  const engine::State& state = naming.snapshot().state();
  const auto* const said = said_at(state.notifications(), index);
  if (said == nullptr) return {};
  const engine::Profiles profiles(state);
  const engine::Ladder ladder(state);
  std::string text;
  for (const engine::Answers& answers : ladder.answers(*said, profiles.recipients_of(*said)))
    text += "  " + for_terminal(rung_text(answers, index, coverage, naming)) + "\n";
  if (text.empty()) return text;
  return text + "  " + std::string(received_is_not_approved(naming.lang())) + "\n";
}

Result<domain::Header> header_of(const ledger::Record& record) {
  TRY_ASSIGN(const std::string bytes, header_bytes(record));
  return domain::decode_header(bytes);
}

}  // namespace

std::string log_line(EntryIndex index, const domain::Header& header, const Naming& naming,
                     bool colour) {
  return coloured("#" + std::to_string(index.value), Colour::bold, colour) + "  " +
         std::string(domain::word(header.kind)) + "  " + for_terminal(header.party) + "  " +
         coloured(base::to_utc_string(header.time), Colour::dim, colour) + "  " +
         for_terminal(summary(index, naming)) + "\n";
}

Result<std::string> log_text(EntryIndex from, EntryIndex to, const Naming& naming, bool colour) {
  std::string text;
  for (EntryIndex index = from; index < to; ++index.value) {
    TRY_ASSIGN(const ledger::Record record, naming.snapshot().read(index));
    TRY_ASSIGN(const domain::Header header, header_of(record));
    text += log_line(index, header, naming, colour);
  }
  return text;
}

Result<std::string> show_text(EntryIndex index, const Naming& naming, const Coverage& coverage,
                              bool colour) {
  const Snapshot& snapshot = naming.snapshot();
  TRY_ASSIGN(const ledger::Record record, snapshot.read(index));
  TRY_ASSIGN(const domain::Header header, header_of(record));
  std::string text = log_line(index, header, naming, colour);
  text += "  " + base::to_hex(snapshot.state().id_of(index)) + "\n";
  text += "  " + std::string(kSeenBy.in(naming.lang())) + ": " +
          for_terminal(audience_text(header.audience, naming)) + "\n";
  for (const domain::Reference& reference : header.references)
    text += "  " + std::string(domain::word(reference.kind)) + " " + base::to_hex(reference.entry) +
            "\n";
  TRY_ASSIGN(const std::string body, body_text(index, record, naming));
  text += body;
  text += ladder_text(index, naming, coverage);
  engine::FindingQuery about;
  about.entry = index;
  for (const domain::Finding* finding : engine::select(snapshot.findings(), about))
    text += "  " + coloured(base::to_hex(finding->id).substr(0, 12), Colour::dim, colour) + "  " +
            for_terminal(sentence(*finding, naming)) + "\n";
  return text;
}

}  // namespace truceline::views
