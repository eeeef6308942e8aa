// SPDX-License-Identifier: Apache-2.0
#include "formats/report_gate.hpp"

#include <utility>

#include "base/invariant.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"
#include "domain/field_rule.hpp"
#include "domain/statement.hpp"

namespace truceline::formats {
namespace {

using domain::FieldRule;

/// The first kRawBytes, not cut inside a letter.
std::string_view raw_start(std::string_view raw) {
  if (raw.size() <= kRawBytes) return raw;
  std::size_t end = kRawBytes;
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(raw[at]) & 0xC0U) == 0x80U;
  };
  for (int back = 0; back < 3 && continues(end); ++back) --end;
  return raw.substr(0, end);
}

/// Collects the first flaw of the texts it is shown.
struct TextCheck {
  std::optional<base::Error> found;

  void operator()(const std::string& text, const char* field, FieldRule rule = FieldRule::text) {
    if (found || (text.empty() && rule != FieldRule::said)) return;
    found = domain::flaw(text, rule);
    if (found) *found = found->at(field);
  }
};

/// A statement holds no text over 4 KiB and no control characters; encoding one would abort.
std::optional<base::Error> flaw_of(const domain::Report& report) {
  TextCheck check;
  for (const auto* side : {&report.side_a, &report.side_b}) {
    for (const domain::ActorMention& actor : *side) {
      check(actor.name, "actor");
      check(actor.code, "actor code", FieldRule::code);
    }
  }
  check(report.when.as_written, "date");
  check(report.place.name, "place name");
  check(report.place.pcode, "pcode", FieldRule::code);
  check(report.place.admin1, "admin1");
  check(report.place.admin2, "admin2");
  check(report.place.as_written, "coordinates");
  for (const domain::Count& count : report.counts) check(count.unit, "unit", FieldRule::said);
  check(report.text, "text");
  check(report.source.publisher, "source");
  check(report.source.id, "id", FieldRule::code);
  for (const std::string& cite : report.source.cites) check(cite, "a cited source");
  return check.found;
}

/// Encodes without copying: the report travels into the body and back.
std::string encoded(domain::Report& report) {
  domain::Body body{std::move(report)};
  std::string bytes = domain::encode(body);
  report = std::move(std::get<domain::Report>(body));
  return bytes;
}

base::Error too_large(std::size_t bytes) {
  return {base::ErrorCode::too_large,
          "the statement would be " + std::to_string(bytes) + " bytes; " +
              std::to_string(base::limits::kBodyBytes) + " is the most",
          {},
          "shorten the text or the list of cited sources"};
}

const base::Error& swapped_error() {
  static const base::Error kError = base::invalid(
      "latitude and longitude look swapped: most of this file lies outside the "
      "mission's bounds, and inside the other way round",
      "put the two columns the right way round, or correct the mission's bounds");
  return kError;
}

}  // namespace

std::string content_key(const domain::Report& report) {
  return domain::encode(report);
}

ReportGate::ReportGate(const ImportOptions& options, ImportSinks sinks)
    : options_(options), sinks_(std::move(sinks)), decided_(!options.bounds) {
  INVARIANT(sinks_.accepted && sinks_.rejected);
}

void ReportGate::offer(std::uint64_t line, std::string_view raw, domain::Report report) {
  if (const auto flaw = flaw_of(report)) return reject(line, raw, report.source.id, *flaw);
  ImportedReport imported{line, std::move(report), {}};
  imported.body = encoded(imported.report);
  if (imported.body.size() > base::limits::kBodyBytes)
    return reject(line, raw, imported.report.source.id, too_large(imported.body.size()));
  if (!is_new(imported, raw)) return;
  if (decided_) return release(std::move(imported), raw);
  held_.push_back({std::move(imported), std::string(raw_start(raw))});
  if (held_.size() == kProbe) decide();
}

bool ReportGate::is_new(const ImportedReport& imported, std::string_view raw) {
  const std::string& id = imported.report.source.id;
  const base::Hash content = base::sha256(base::bytes_of(imported.body));
  const auto [entry, added] = seen_.try_emplace(id, Seen{imported.line, content});
  if (added) return true;
  if (entry->second.content == content) {
    ++counts_.rows;
    ++counts_.duplicates;
  } else {
    reject(imported.line, raw, id,
           base::invalid("the id of line " + std::to_string(entry->second.line) +
                             " stands here again with other content",
                         "give each occurrence its own id, or keep the one row that is right"));
  }
  return false;
}

ReportGate::Sides ReportGate::sides_of(const domain::Report& report) const {
  const geo::Point p = *report.place.point;
  const bool mirrored_exists = p.lon_e7 >= -geo::kLatMaxE7 && p.lon_e7 <= geo::kLatMaxE7;
  return {geo::contains(*options_.bounds, p),
          mirrored_exists &&
              geo::contains(*options_.bounds, geo::Point{.lon_e7 = p.lat_e7, .lat_e7 = p.lon_e7})};
}

// Rows inside both ways say nothing. A file of the whole world lies mostly inside neither way.
void ReportGate::decide() {
  std::size_t only_swapped = 0;
  std::size_t others = 0;
  for (const Held& held : held_) {
    if (!held.report.report.place.point) continue;
    const Sides sides = sides_of(held.report.report);
    if (sides.swapped && !sides.as_written) ++only_swapped;
    if (!sides.swapped) ++others;
  }
  decided_ = true;
  swapped_ = only_swapped > others;
  for (Held& held : held_) release(std::move(held.report), held.raw);
  held_.clear();
}

void ReportGate::release(ImportedReport&& imported, std::string_view raw) {
  if (swapped_ && imported.report.place.point) {
    const Sides sides = sides_of(imported.report);
    if (sides.swapped || !sides.as_written)
      return reject(imported.line, raw, imported.report.source.id, swapped_error());
  }
  ++counts_.rows;
  ++counts_.accepted;
  sinks_.accepted(std::move(imported));
}

void ReportGate::reject(std::uint64_t line, std::string_view raw, std::string_view id,
                        const base::Error& why) {
  ++counts_.rows;
  ++counts_.rejected;
  const std::string reason = why.place.empty() ? why.reason : why.place + ": " + why.reason;
  sinks_.rejected({line, std::string(id), reason, why.mend, std::string(raw_start(raw))});
}

void ReportGate::flush() {
  if (!decided_) decide();
}

}  // namespace truceline::formats
