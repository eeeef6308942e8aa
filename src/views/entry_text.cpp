// SPDX-License-Identifier: Apache-2.0
#include "views/entry_text.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "engine/queries.hpp"
#include "views/colour.hpp"
#include "views/entry_bytes.hpp"
#include "views/labels.hpp"
#include "views/sentences.hpp"
#include "views/summaries.hpp"

namespace truceline::views {

using base::EntryIndex;
using base::JsonType;
using base::JsonValue;
using base::Result;

namespace {

constexpr Phrase kSeenBy{"seen by", "يطّلع عليه"};
constexpr Phrase kWithheld{"  (the body is not for this reader)\n",
                           "  (المضمون ليس لهذا القارئ)\n"};
constexpr Phrase kErased{"  (the body is not held)\n", "  (المضمون غير محفوظ)\n"};

std::string quoted(std::string_view text) {
  std::string out;
  base::append_json_string(out, text);
  return for_terminal(out);
}

/// JSON for eyes: two blanks a level, lists of plain values on one line.
void indent(std::string& out, const JsonValue& value, std::size_t level) {
  const std::string margin(2 * level, ' ');
  switch (value.type()) {
    case JsonType::null:
      out += "null";
      return;
    case JsonType::boolean:
      out += value.as_bool() ? "true" : "false";
      return;
    case JsonType::number:
      out += value.number_text();
      return;
    case JsonType::string:
      out += quoted(value.as_string());
      return;
    case JsonType::array: {
      bool plain = true;
      const auto elements = value.elements();
      for (const JsonValue& one : elements) plain = plain && !one.is_array() && !one.is_object();
      out += '[';
      for (std::size_t i = 0; i < elements.size(); ++i) {
        if (i > 0) out += plain ? ", " : ",";
        if (!plain) out += "\n" + margin + "  ";
        indent(out, elements[i], level + 1);
      }
      out += plain ? "]" : "\n" + margin + "]";
      return;
    }
    case JsonType::object: {
      out += '{';
      std::string_view separator = "\n";
      for (const JsonValue::Member& member : value.members()) {
        out += separator;
        out += margin + "  " + quoted(member.key) + ": ";
        indent(out, member.value, level + 1);
        separator = ",\n";
      }
      out += "\n" + margin + "}";
      return;
    }
  }
}

Result<std::string> body_text(EntryIndex index, const ledger::Record& record,
                              const Naming& naming) {
  const Snapshot& snapshot = naming.snapshot();
  if (record.sealed.empty()) return std::string(kErased.in(naming.lang()));
  if (!snapshot.sees(snapshot.state().audience_of(index)))
    return std::string(kWithheld.in(naming.lang()));
  TRY_ASSIGN(const std::string bytes, body_bytes(record));
  TRY_ASSIGN(const base::JsonDocument document,
             base::parse_json(bytes, {base::limits::kBodyBytes, base::limits::kStatementDepth,
                                      base::limits::kStatementString, true}));
  std::string text = "  ";
  indent(text, document.root(), 1);
  return text + "\n";
}

std::string audience_text(const domain::Audience& audience, const Naming& naming) {
  std::string text(label(audience.label, naming.lang()));
  for (const std::string& recipient : audience.recipients) text += " " + naming.actor(recipient);
  return text;
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
    TRY_ASSIGN(const ledger::Record record, naming.snapshot().ledger().read(index));
    TRY_ASSIGN(const domain::Header header, header_of(record));
    text += log_line(index, header, naming, colour);
  }
  return text;
}

Result<std::string> show_text(EntryIndex index, const Naming& naming, bool colour) {
  const Snapshot& snapshot = naming.snapshot();
  TRY_ASSIGN(const ledger::Record record, snapshot.ledger().read(index));
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
  engine::FindingQuery about;
  about.entry = index;
  for (const domain::Finding* finding : engine::select(snapshot.findings(), about))
    text += "  " + coloured(base::to_hex(finding->id).substr(0, 12), Colour::dim, colour) + "  " +
            for_terminal(sentence(*finding, naming)) + "\n";
  return text;
}

}  // namespace truceline::views
