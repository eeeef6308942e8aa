// SPDX-License-Identifier: Apache-2.0
//
// The top of the agreement: who, since when, until when. Zones and provisions have files of
// their own; what is missing rather than wrong is agreement_gaps.
#include "formats/agreement_yaml.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/sha256.hpp"
#include "domain/statement.hpp"
#include "formats/agreement_gaps.hpp"
#include "formats/agreement_reading.hpp"
#include "formats/did_you_mean.hpp"

namespace truceline::formats {
namespace {

using base::TimeMs;

constexpr YamlLimits kYamlLimits{.bytes = base::limits::kAgreementBytes,
                                 .depth = base::limits::kAgreementDepth,
                                 .nodes = base::limits::kAgreementValues};
constexpr std::string_view kWhat = "an agreement";
constexpr std::string_view kEndless = "no end";

void read_time_zone(const YamlNode& root, AgreementReading& reading) {
  std::optional<Word> name = word_at(root, "time_zone", reading.remarks);
  if (!name && !reading.context.default_time_zone.empty())
    name = Word{reading.context.default_time_zone, root.span};
  if (!name) {
    if (root.find("time_zone") == nullptr)
      reading.remarks.warning(root.place_of("agreement"), "no-time-zone",
                              "the file names no time zone, so its days are those of UTC",
                              "add time_zone:, such as Asia/Damascus");
    name = Word{"UTC", root.span};
  }
  reading.compiled.agreement.time_zone = name->text;
  if (name->text == "UTC") return;
  const base::TimeZone* zone =
      reading.context.time_zone ? reading.context.time_zone(name->text) : nullptr;
  if (zone == nullptr)
    reading.remarks.error(name->span, "unknown-time-zone",
                          "no time zone is called \"" + name->text + "\"",
                          "write an IANA name, such as Asia/Damascus");
  else
    reading.moments.zone = *zone;
}

void read_source(const YamlNode& root, AgreementReading& reading) {
  domain::Source& source = reading.compiled.agreement.source;
  source.certainty = domain::Certainty::widely_reported;
  const YamlNode* node = root.find("source");
  if (node == nullptr) return;
  if (!node->is_mapping()) {
    if (const std::optional<Word> publisher = word_at(root, "source", reading.remarks))
      source.publisher = publisher->text;
    return;
  }
  check_keys(*node, {"publisher", "id", "cites", "certainty"}, "a source", reading.remarks);
  if (const auto word = word_at(*node, "publisher", reading.remarks)) source.publisher = word->text;
  if (const auto word = word_at(*node, "id", reading.remarks)) source.id = word->text;
  source.cites = texts(words_at(*node, "cites", reading.remarks));
  const std::optional<Word> certainty = word_at(*node, "certainty", reading.remarks);
  if (!certainty) return;
  if (const auto value = domain::from_word<domain::Certainty>(certainty->text))
    source.certainty = *value;
  else
    reading.remarks.error(certainty->span, "unknown-word",
                          "\"" + certainty->text + "\" is no certainty",
                          "write one of " + domain::all_words<domain::Certainty>());
}

/// "automatically, by consensus of the guarantors" | "by ..." | "no".
void read_renewal(const YamlNode& in_force, AgreementReading& reading) {
  const std::optional<Word> word = word_at(in_force, "renews", reading.remarks);
  if (!word) return;
  domain::Agreement& agreement = reading.compiled.agreement;
  agreement.renewal_text = word->text;
  if (word->text.starts_with("automatic"))
    agreement.renewal = domain::Renewal::automatic;
  else if (word->text.starts_with("by "))
    agreement.renewal = domain::Renewal::by_statement;
  else if (word->text != "no")
    reading.remarks.error(word->span, "bad-renewal",
                          "\"" + word->text + "\" does not say whether somebody must renew it",
                          "begin with \"automatically\" or with \"by\", or write no");
}

/// The end of the term: `until`, or `for` so long after it began; kTimeMax where none is fixed.
TimeMs read_term(const YamlNode& in_force, const FixedMoment& from, AgreementReading& reading) {
  const YamlNode* until = in_force.find("until");
  const YamlNode* length = in_force.find("for");
  if (until != nullptr && length != nullptr)
    reading.remarks.error(in_force.place_of("for"), "two-ends",
                          "\"until\" and \"for\" both say when it ends", "keep one of the two");
  if (until != nullptr && until->is_scalar() && until->text == kEndless) return base::kTimeMax;
  if (until != nullptr) {
    const std::optional<FixedMoment> end = moment_at(in_force, "until", reading);
    if (!end) return base::kTimeMax;
    if (end->end(reading.moments.zone) <= from.time)
      reading.remarks.error(in_force.place_of("until"), "until-before-from",
                            "it ends before it begins", "check both dates");
    return end->end(reading.moments.zone);
  }
  const std::optional<Word> written = word_at(in_force, "for", reading.remarks);
  if (!written) return base::kTimeMax;
  const base::Result<Duration> duration = parse_duration(written->text);
  if (duration) return later(from, *duration, reading.moments.zone).time;
  reading.remarks.error(written->span, "bad-time", duration.error().reason, duration.error().mend);
  return base::kTimeMax;
}

void check_begins_after_signing(const FixedMoment& from, const TextSpan& at,
                                AgreementReading& reading) {
  const std::optional<FixedMoment>& signed_on = reading.moments.signed_on;
  if (!signed_on || signed_on->time <= from.time) return;
  reading.remarks.error(at, "in-force-before-signed",
                        "it enters into force on " + base::to_string(from.local.date) +
                            ", before it is signed on " + base::to_string(signed_on->local.date),
                        "check both dates");
}

void read_in_force(const YamlNode& root, AgreementReading& reading) {
  const YamlNode* node = root.find("in_force");
  if (node == nullptr) {
    reading.remarks.error(root.place_of("agreement"), "missing-key",
                          "an agreement needs the key \"in_force\"",
                          "add in_force: with a date, or \"signed + 1 day\"");
    return;
  }
  const bool brief = !node->is_mapping();
  if (!brief) {
    check_keys(*node, {"from", "until", "for", "renews"}, "in_force", reading.remarks);
    read_renewal(*node, reading);
    if (node->find("from") == nullptr)
      reading.remarks.error(root.place_of("in_force"), "missing-key",
                            "in_force needs the key \"from\"", "add the day it begins");
  }
  const std::optional<FixedMoment> from =
      brief ? moment_at(root, "in_force", reading) : moment_at(*node, "from", reading);
  if (!from) return;
  check_begins_after_signing(*from, brief ? node->span : node->find("from")->span, reading);
  reading.moments.in_force = from;
  domain::Agreement& agreement = reading.compiled.agreement;
  agreement.in_force.from = from->time;
  if (brief) return;
  agreement.in_force.to = read_term(*node, *from, reading);
  // An agreement that renews itself has no end that could be computed: a statement ends it.
  if (agreement.renewal == domain::Renewal::automatic) {
    agreement.in_force.to = base::kTimeMax;
    if (const YamlNode* term = node->find("for"); term != nullptr && term->is_scalar())
      agreement.renewal_text = term->text + ", then " + agreement.renewal_text;
  }
}

/// Actor ids under `key`, noted as known to provisions.
std::vector<std::string> read_actors(const YamlNode& root, std::string_view key,
                                     AgreementReading& reading) {
  const std::vector<Word> words = ids_at(root, key, reading.remarks);
  for (const Word& word : words) {
    reading.compiled.places.actors.emplace(word.text, word.span);
    reading.actors.push_back(word.text);
    if (key == "excluded") reading.compiled.places.excluded.emplace(word.text, word.span);
  }
  return texts(words);
}

void read_identity(const YamlNode& root, AgreementReading& reading) {
  domain::Agreement& agreement = reading.compiled.agreement;
  Remarks& remarks = reading.remarks;
  if (const auto id = required_word_at(root, "agreement", kWhat, remarks)) {
    expect_slug(*id, remarks);
    agreement.id = id->text;
    reading.compiled.places.id = id->span;
  }
  if (const auto title = required_word_at(root, "title", kWhat, remarks))
    agreement.title = title->text;
  agreement.names = names_at(root, "names", "en", remarks);
  agreement.names.emplace("en", agreement.title);
}

void read_agreement(const YamlNode& root, AgreementReading& reading) {
  if (!expect_mapping(root, kWhat, reading.remarks)) return;
  check_keys(root,
             {"agreement", "title", "names", "source", "time_zone", "signed", "in_force",
              "guarantors", "parties", "excluded", "monitors", "actors", "zones", "provisions"},
             kWhat, reading.remarks);
  domain::Agreement& agreement = reading.compiled.agreement;
  read_identity(root, reading);
  read_source(root, reading);
  read_time_zone(root, reading);
  reading.moments.signed_on = moment_at(root, "signed", reading);
  if (reading.moments.signed_on)
    agreement.signed_on =
        domain::Moment{reading.moments.signed_on->time, reading.moments.signed_on->as_written};
  read_in_force(root, reading);
  agreement.parties = read_actors(root, "parties", reading);
  if (root.find("parties") == nullptr)
    reading.remarks.error(root.place_of("agreement"), "missing-key",
                          "an agreement needs the key \"parties\"", "list who is bound by it");
  agreement.guarantors = read_actors(root, "guarantors", reading);
  agreement.excluded = read_actors(root, "excluded", reading);
  agreement.monitors = read_actors(root, "monitors", reading);
  read_actors(root, "actors", reading);
  if (const YamlNode* zones = root.find("zones")) read_zones(*zones, reading);
  if (const YamlNode* provisions = root.find("provisions"))
    read_provisions(*provisions, reading);
  else
    reading.remarks.error(root.place_of("agreement"), "missing-key",
                          "an agreement needs the key \"provisions\"", "write its clauses");
  remark_gaps(root, reading);
}

/// What compiled must also fit into statements: bodies have a limit of their own.
void check_fits(AgreementReading& reading) {
  const auto check = [&](const domain::Body& body, const std::string& what, const TextSpan& at) {
    const base::Result<std::string> bytes = domain::encode_checked(body);
    if (bytes) return;
    const base::Error& error = bytes.error();
    const bool large = error.code == base::ErrorCode::too_large;
    reading.remarks.error(at, large ? "too-large" : "not-a-statement",
                          what + " does not fit into a statement: " + error.to_string(),
                          large ? "split it, or draw it with fewer vertices" : error.mend);
  };
  const CompiledAgreement& compiled = reading.compiled;
  check(compiled.agreement, "the agreement", compiled.places.id);
  for (const domain::Zone& zone : compiled.zones)
    check(zone, "the zone \"" + zone.id + "\"", compiled.places.zones.at(zone.id));
}

/// By place, the agreement's own file before its zones' files.
void sort_by_place(base::Diagnostics& diagnostics, const std::string& own) {
  const auto key = [&](const base::Diagnostic& d) {
    return std::tuple(d.file != own, std::string_view(d.file), d.line, d.column);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace

std::optional<FixedMoment> moment_at(const YamlNode& mapping, std::string_view key,
                                     AgreementReading& reading) {
  const std::optional<Word> word = word_at(mapping, key, reading.remarks);
  if (!word) return std::nullopt;
  return read_moment(*word, reading.moments, reading.remarks);
}

base::Interval interval_at(const YamlNode& mapping, const base::Interval& otherwise,
                           AgreementReading& reading) {
  base::Interval interval = otherwise;
  if (const auto from = moment_at(mapping, "from", reading)) interval.from = from->time;
  if (const auto until = moment_at(mapping, "until", reading)) {
    interval.to = until->end(reading.moments.zone);
    if (interval.to <= interval.from)
      reading.remarks.error(mapping.find("until")->span, "until-before-from",
                            "it ends before it begins", "check both dates");
  }
  return interval;
}

AgreementCompilation compile_agreement(const AgreementSource& source,
                                       const AgreementContext& context) {
  AgreementCompilation result;
  YamlText yaml = parse_yaml(source.file, source.text, kYamlLimits);
  result.diagnostics = std::move(yaml.diagnostics);
  if (!yaml.root) return result;
  AgreementReading reading{
      context, result.diagnostics, {source.file, result.diagnostics}, {}, {}, {}, {}, {}};
  reading.moments.lookup = context.time_zone;
  reading.compiled.file = source.file;
  reading.compiled.agreement.source_text_sha256 =
      base::to_hex(base::sha256(base::bytes_of(source.text)));
  read_agreement(*yaml.root, reading);
  if (!base::has_error(result.diagnostics)) check_fits(reading);
  sort_by_place(result.diagnostics, source.file);
  if (!base::has_error(result.diagnostics)) result.value = std::move(reading.compiled);
  return result;
}

}  // namespace truceline::formats
