// SPDX-License-Identifier: Apache-2.0
#include "views/positions_view.hpp"

#include <tuple>

#include "base/limits.hpp"
#include "views/colour.hpp"
#include "views/findings_text.hpp"
#include "views/findings_view.hpp"
#include "views/labels.hpp"
#include "views/sentences.hpp"
#include "views/time_text.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;
using engine::TrackFlag;

namespace {

constexpr std::size_t kFlagsShown = 10;
constexpr std::size_t kRefusedShown = 10;

std::int64_t whole(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

void write_where(JsonWriter& out, const domain::Position& position) {
  out.begin_object().member("time_ms", position.time.value).key("point");
  write_position(out, position.at);
  if (position.height)
    out.member("altitude_cm", std::int64_t{position.height->altitude_cm})
        .member("datum", domain::word(position.height->datum));
  out.end_object();
}

void write_flag(JsonWriter& out, const TrackFlag& flag) {
  const domain::Position& flagged = flag.positions.back();
  out.begin_object()
      .member("flag", domain::word(flag.kind))
      .member("object", flagged.object)
      .key("positions")
      .begin_array();
  for (const domain::Position& position : flag.positions) write_where(out, position);
  out.end_array().end_object();
}

void write_refused(JsonWriter& out, const PositionsTold& told) {
  out.key("refused").begin_object().member("total", whole(told.refused)).key("items").begin_array();
  for (const formats::RefusedPosition& row : told.complaints) {
    out.begin_object().member("line", whole(row.line)).member("column", row.error.place);
    out.member("reason", row.error.reason).member("mend", row.error.mend).end_object();
  }
  out.end_array().end_object();
}

void write_flags(JsonWriter& out, const FlagList& flags) {
  out.key("flagged").begin_object().member("total", whole(flags.total()));
  out.key("counts").begin_object();
  for (const auto& [kind, count] : flags.counts()) out.member(domain::word(kind), whole(count));
  out.end_object().key("items").begin_array();
  for (const TrackFlag& flag : flags.earliest()) write_flag(out, flag);
  out.end_array().end_object();
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string line(std::uint64_t number, const std::string& what) {
  std::string text = grouped(number);
  constexpr std::size_t kWidth = 10;
  text.insert(0, text.size() < kWidth ? kWidth - text.size() : 0, ' ');
  return text + "  " + what + "\n";
}

std::string flag_text(const TrackFlag& flag) {
  const domain::Position& flagged = flag.positions.back();
  return "  " + base::to_utc_string(flagged.time) + "  " + for_terminal(flagged.object) + "  " +
         std::string(domain::word(flag.kind)) + "  " + geo::to_decimal(flagged.at.lat_e7) + ", " +
         geo::to_decimal(flagged.at.lon_e7) + "\n";
}

std::string refused_text(const PositionsTold& told, const std::string& file) {
  std::string text;
  std::size_t shown = 0;
  for (const formats::RefusedPosition& row : told.complaints) {
    if (++shown > kRefusedShown) break;
    text += for_terminal(file) + ":" + std::to_string(row.line) + ": " +
            (row.error.place.empty() ? "" : for_terminal(row.error.place) + ": ") +
            for_terminal(row.error.reason) + "\n";
    if (!row.error.mend.empty()) text += "  mend: " + for_terminal(row.error.mend) + "\n";
  }
  if (told.refused > shown) text += grouped(told.refused - shown) + " more rows were refused\n";
  return text.empty() ? text : text + "\n";
}

std::string flags_text(const FlagList& flags) {
  std::string text;
  std::size_t shown = 0;
  for (const TrackFlag& flag : flags.earliest()) {
    if (++shown > kFlagsShown) break;
    text += flag_text(flag);
  }
  if (flags.total() > kFlagsShown)
    text += "  " + grouped(flags.total() - kFlagsShown) + " more flags\n";
  return text;
}

}  // namespace

bool FlagList::Earlier::operator()(const TrackFlag& a, const TrackFlag& b) const {
  const auto key = [](const TrackFlag& flag) {
    const domain::Position& flagged = flag.positions.back();
    return std::tie(flagged.time, flagged.object, flag.kind, flag.positions);
  };
  return key(a) < key(b);
}

void FlagList::add(const std::vector<TrackFlag>& flags) {
  for (const TrackFlag& flag : flags) {
    ++counts_[flag.kind];
    earliest_.insert(flag);
    if (earliest_.size() > base::limits::kFlagsTold) earliest_.erase(std::prev(earliest_.end()));
  }
}

std::uint64_t FlagList::total() const {
  std::uint64_t total = 0;
  for (const auto& [kind, count] : counts_) total += count;
  return total;
}

void write_told(JsonWriter& out, const PositionsTold& told) {
  out.member("rows", whole(told.counts.taken + told.refused));
  write_refused(out, told);
  out.member("believed", whole(told.counts.believed));
  out.member("duplicates", whole(told.counts.duplicates));
  out.member("not_believed", whole(told.counts.not_believed));
  write_flags(out, told.flags);
}

std::string encounter_json(const ToldEncounter& told, const Naming& naming) {
  JsonWriter out;
  const domain::Encounter& encounter = told.encounter;
  out.begin_object()
      .member("event", domain::word(encounter.event))
      .member("event_label", label(encounter.event, naming.lang()))
      .member("object", encounter.object)
      .member("sender", encounter.sender);
  if (encounter.met)
    out.member("met", encounter.met->object).member("met_sender", encounter.met->sender);
  out.member("time_ms", encounter.positions.back().time.value).key("point");
  write_position(out, encounter.positions.back().at);
  out.key("severity");
  if (told.finding)
    out.string(domain::word(told.finding->severity))
        .member("sentence", sentence(*told.finding, naming));
  else
    out.null().key("sentence").null();
  out.key("entry");
  if (told.entry)
    out.integer(whole(told.entry->value)).key("not_entered").null();
  else
    out.null().member("not_entered", told.why_not);
  out.end_object();
  return out.take();
}

std::string batch_json(const std::string& party, const PositionsTold& told,
                       const std::vector<std::string>& encounters) {
  JsonWriter out;
  out.begin_object().member("party", party);
  write_told(out, told);
  out.key("encounters").begin_object().member("total", whole(encounters.size()));
  out.key("items").begin_array();
  for (std::size_t i = 0; i < encounters.size() && i < base::limits::kEncountersTold; ++i)
    out.raw(encounters[i]);
  out.end_array().end_object().end_object();
  return out.take();
}

std::string encounters_json(const std::vector<std::string>& encounters,
                            const std::string& trouble) {
  JsonWriter out;
  out.begin_object().key("not_entering");
  if (trouble.empty())
    out.null();
  else
    out.string(trouble);
  out.key("items").begin_array();
  for (const std::string& encounter : encounters) out.raw(encounter);
  out.end_array().end_object();
  return out.take();
}

std::string recording_json(const PositionsTold& told,
                           const std::vector<const domain::Finding*>& findings,
                           const Naming& naming) {
  JsonWriter out;
  out.begin_object();
  write_told(out, told);
  out.key("findings").begin_object().member("total", whole(findings.size()));
  out.key("items").begin_array();
  for (const domain::Finding* finding : findings) out.raw(finding_json(*finding, naming));
  out.end_array().end_object().end_object();
  return out.take();
}

std::string recording_text(const PositionsTold& told, const std::string& file,
                           const std::vector<const domain::Finding*>& findings,
                           const Naming& naming, std::size_t limit, bool colour) {
  std::string text = findings_text(findings, naming, limit, colour);
  text += "\n" + refused_text(told, file);
  text += line(told.counts.taken + told.refused, "rows in " + for_terminal(file));
  if (told.refused > 0) text += line(told.refused, "refused");
  text += line(told.counts.believed, "believed");
  if (told.counts.not_believed > 0) text += line(told.counts.not_believed, "not believed");
  if (told.counts.duplicates > 0) text += line(told.counts.duplicates, "duplicates");
  for (const auto& [kind, count] : told.flags.counts())
    text += line(count, "flagged " + std::string(domain::word(kind)));
  return text + flags_text(told.flags);
}

}  // namespace truceline::views
