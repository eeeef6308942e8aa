// SPDX-License-Identifier: Apache-2.0
#include "views/findings_text.hpp"

#include <algorithm>
#include <map>

#include "views/colour.hpp"
#include "views/labels.hpp"
#include "views/sentences.hpp"
#include "views/summaries.hpp"
#include "views/time_text.hpp"

namespace truceline::views {

using domain::Finding;

namespace {

constexpr std::size_t kShortId = 12;  // hex digits: enough to name a finding in one mission
constexpr Phrase kPossible{"possible ", " (محتمل)"};
constexpr Phrase kEvidence{"evidence", "الأدلة"};
constexpr Phrase kNone{"No findings.\n", "لا توجد نتائج.\n"};
constexpr Phrase kTotal{"Findings: ", "النتائج: "};
constexpr Phrase kMore{" more; --limit shows more of them", " أخرى؛ اعرض المزيد بـ --limit"};

Colour colour_of(domain::Severity severity) {
  switch (severity) {
    case domain::Severity::critical:
    case domain::Severity::high:
      return Colour::red;
    case domain::Severity::medium:
      return Colour::yellow;
    case domain::Severity::low:
      return Colour::cyan;
  }
  return Colour::plain;
}

/// "HIGH possible breach": English in capitals, since colour may be off.
std::string heading(const Finding& finding, Lang lang, bool colour) {
  std::string severity(label(finding.severity, lang));
  for (char& c : severity)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  std::string kind(label(finding.kind(), lang));
  if (finding.possible())
    kind = lang == Lang::ar ? kind + std::string(kPossible.ar) : std::string(kPossible.en) + kind;
  if (lang == Lang::en)
    for (char& c : kind)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return coloured(severity, colour_of(finding.severity), colour) + "  " +
         coloured(kind, Colour::bold, colour);
}

std::string when_line(const Finding& finding, const Naming& naming) {
  if (!finding.when) return {};
  const base::TimeZone& zone = naming.snapshot().mission().time_zone;
  return interval_text(*finding.when, zone, naming.lang()) + "  [" + utc_text(*finding.when) + "]";
}

std::string where_line(const Finding& finding, const Naming& naming) {
  std::string text = for_terminal(finding.place_name);
  if (finding.point) {
    if (!text.empty()) text += "  ";
    text += geo::to_decimal(finding.point->lat_e7) + ", " + geo::to_decimal(finding.point->lon_e7);
    if (finding.radius_m > 0) text += " (" + distance_text(finding.radius_m, naming.lang()) + ")";
  }
  if (!finding.zone.empty()) {
    if (!text.empty()) text += "  ";
    text += "<" + for_terminal(naming.zone(finding.zone)) + ">";
  }
  return text;
}

std::string evidence_line(const Finding& finding, const Naming& naming) {
  std::string text(kEvidence.in(naming.lang()));
  for (const base::EntryIndex index : finding.evidence) text += " " + std::to_string(index.value);
  return text;
}

std::string block(const Finding& finding, const Naming& naming, std::size_t id_digits,
                  bool colour) {
  std::string text = heading(finding, naming.lang(), colour) + "\n";
  for (const std::string& line : {when_line(finding, naming), where_line(finding, naming)})
    if (!line.empty()) text += "  " + line + "\n";
  text += "  " + for_terminal(sentence(finding, naming)) + "\n";
  const std::string id = base::to_hex(finding.id).substr(0, id_digits);
  return text + "  " + coloured(id + "  " + evidence_line(finding, naming), Colour::dim, colour) +
         "\n";
}

}  // namespace

std::string findings_text(const std::vector<const Finding*>& findings, const Naming& naming,
                          std::size_t limit, bool colour) {
  if (findings.empty()) return std::string(kNone.in(naming.lang()));
  std::string text;
  std::map<std::string_view, std::size_t> by_kind;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    ++by_kind[label(findings[i]->kind(), naming.lang())];
    if (i < limit) text += block(*findings[i], naming, kShortId, colour) + "\n";
  }
  if (findings.size() > limit)
    text += std::to_string(findings.size() - limit) + std::string(kMore.in(naming.lang())) + "\n";
  text += std::string(kTotal.in(naming.lang())) + std::to_string(findings.size());
  std::string separator = ". ";
  for (const auto& [kind, count] : by_kind) {
    text += separator + std::string(kind) + " " + std::to_string(count);
    separator = ", ";
  }
  return text + "\n";
}

std::string finding_text(const Finding& finding, const Naming& naming, bool colour) {
  std::string text = block(finding, naming, 2 * sizeof(base::Hash), colour);
  text += "  " + std::string(severity_method_text(finding.rule, naming.lang())) + "\n";
  for (const base::EntryIndex index : finding.evidence)
    text +=
        "  #" + std::to_string(index.value) + "  " + for_terminal(summary(index, naming)) + "\n";
  return text;
}

}  // namespace truceline::views
