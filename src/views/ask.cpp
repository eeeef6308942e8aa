// SPDX-License-Identifier: Apache-2.0
#include "views/ask.hpp"

#include <algorithm>
#include <charconv>

#include "base/limits.hpp"

namespace truceline::views {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::array<std::string_view, 2> kLanguages = {"en", "ar"};
constexpr std::size_t kTextBytes = 200;
constexpr std::size_t kIdsBytes = 2000;
constexpr std::array kCommon = {
    Parameter{"as_known_at", ParameterKind::number, {}, base::limits::kIntegerMax},
    Parameter{"at", ParameterKind::moment}, Parameter{"lang", ParameterKind::word, kLanguages}};

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Result<std::int64_t> read_number(std::string_view text, std::int64_t most) {
  const auto value = whole_number(text);
  if (!value || *value < 0) return base::invalid("this is no whole number of 0 or more");
  if (*value > most)
    return Error{
        ErrorCode::too_large,
        std::to_string(*value) + " is more than the limit",
        {},
        "ask for at most " + std::to_string(most) +
            (most <= static_cast<std::int64_t>(base::limits::kPageRows) ? " and page on with `next`"
                                                                        : "")};
  return *value;
}

Result<std::int64_t> read_moment(std::string_view text, const base::TimeZone& mission_zone) {
  const std::string mend =
      "write Unix milliseconds, or a time like 2017-05-06 or 2017-05-06T14:00+03:00; without an "
      "offset it is meant in " +
      mission_zone.name();
  if (const auto value = whole_number(text)) {
    constexpr std::int64_t kFarthest = 8'640'000'000'000'000;  // what a browser's Date holds
    if (*value < -kFarthest || *value > kFarthest)
      return base::invalid("this moment is beyond the calendar", mend);
    return *value;
  }
  auto written = base::parse_written_time(text);
  if (!written) return base::invalid(written.error().reason, mend);
  const base::TimeZone utc = base::TimeZone::utc();
  const auto lookup = [&](std::string_view name) -> const base::TimeZone* {
    if (name == mission_zone.name()) return &mission_zone;
    return name == utc.name() ? &utc : nullptr;
  };
  auto placed = base::place_on_time_line(*written, mission_zone, lookup);
  if (!placed) return base::invalid(placed.error().reason, mend);
  return placed->value;
}

Result<geo::Box> read_box(std::string_view text) {
  const std::string mend = "write west,south,east,north in degrees, as in 36.0,35.0,37.4,36.7";
  std::array<std::int32_t, 4> edges{};
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const std::size_t comma = text.find(',');
    if ((comma == std::string_view::npos) != (i == 3))
      return base::invalid("a box has four numbers", mend);
    const auto degrees = geo::degrees_e7_from_decimal(text.substr(0, comma),
                                                      i % 2 == 0 ? geo::kLonMaxE7 : geo::kLatMaxE7);
    if (!degrees) return base::invalid(degrees.error().reason, mend);
    edges[i] = *degrees;
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  geo::Box box{.low = {.lon_e7 = edges[0], .lat_e7 = edges[1]},
               .high = {.lon_e7 = edges[2], .lat_e7 = edges[3]}};
  if (geo::is_empty(box)) return base::invalid("the box is turned inside out", mend);
  return box;
}

std::string listed(std::span<const std::string_view> words) {
  std::string list;
  for (const std::string_view word : words) {
    if (!list.empty()) list += ", ";
    list += word;
  }
  return list;
}

bool is_among(std::string_view text, std::span<const std::string_view> words) {
  for (const std::string_view word : words)
    if (word == text) return true;
  return false;
}

Result<void> take(Ask& ask, const Parameter& parameter, const std::string& text,
                  const base::TimeZone& mission_zone) {
  const std::string name(parameter.name);
  switch (parameter.kind) {
    case ParameterKind::text:
      if (text.empty() || text.size() > kTextBytes)
        return base::invalid("this is empty or too long", "leave it out, or give an id");
      ask.texts[name] = text;
      return {};
    case ParameterKind::long_text:
      if (text.empty() || text.size() > base::limits::kCoordinateText)
        return base::invalid("this is empty or too long", "leave only the coordinates");
      ask.texts[name] = text;
      return {};
    case ParameterKind::ids:
      if (text.empty() || text.size() > kIdsBytes)
        return base::invalid("this is empty or too long", "leave it out, or give ids and commas");
      ask.texts[name] = text;
      return {};
    case ParameterKind::word:
      if (!is_among(text, parameter.words))
        return base::invalid("\"" + text + "\" is none of its words",
                             "take one of " + listed(parameter.words));
      ask.texts[name] = text;
      return {};
    case ParameterKind::number: {
      TRY_ASSIGN(ask.numbers[name], read_number(text, parameter.most));
      return {};
    }
    case ParameterKind::moment: {
      TRY_ASSIGN(ask.numbers[name], read_moment(text, mission_zone));
      return {};
    }
    case ParameterKind::flag:
      if (text != "true" && text != "false")
        return base::invalid("\"" + text + "\" is neither true nor false", "take true or false");
      ask.numbers[name] = text == "true";
      return {};
    case ParameterKind::box: {
      TRY_ASSIGN(ask.box, read_box(text));
      return {};
    }
  }
  return {};
}

Error unknown(const std::string& name, const std::vector<Parameter>& known) {
  std::vector<std::string_view> names;
  for (const Parameter& parameter : known) names.push_back(parameter.name);
  return base::invalid("there is no such parameter here",
                       names.empty() ? "it takes none" : "it takes " + listed(names))
      .at(name);
}

}  // namespace

std::span<const Parameter> common_parameters() {
  return kCommon;
}

std::string Ask::text(std::string_view name) const {
  const auto found = texts.find(name);
  return found == texts.end() ? std::string{} : found->second;
}

std::optional<std::int64_t> Ask::number(std::string_view name) const {
  const auto found = numbers.find(name);
  return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

std::optional<base::TimeMs> Ask::moment(std::string_view name) const {
  const auto value = number(name);
  return value ? std::optional(base::TimeMs{*value}) : std::nullopt;
}

std::optional<bool> Ask::flag(std::string_view name) const {
  const auto value = number(name);
  return value ? std::optional(*value != 0) : std::nullopt;
}

std::vector<std::string> Ask::ids(std::string_view name) const {
  std::vector<std::string> all;
  const std::string given = text(name);
  for (std::string_view rest = given; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (comma > 0) all.emplace_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

std::optional<base::Interval> Ask::interval() const {
  const auto from = moment("from");
  const auto to = moment("to");
  if (!from && !to) return std::nullopt;
  return base::Interval{from.value_or(base::kTimeMin), to.value_or(base::kTimeMax)};
}

Result<void> require_json(const Ask& ask) {
  if (ask.content_type.substr(0, ask.content_type.find(';')) == "application/json") return {};
  return Error{ErrorCode::unsupported, "this is sent as application/json", "Content-Type", {}};
}

Result<Ask> read_ask(const Request& request, std::span<const Parameter> own, bool common,
                     const base::TimeZone& mission_zone) {
  std::vector<Parameter> known(own.begin(), own.end());
  if (common) known.insert(known.end(), kCommon.begin(), kCommon.end());
  Ask ask;
  for (const auto& [name, text] : request.query) {
    const Parameter* match = nullptr;
    for (const Parameter& parameter : known)
      if (parameter.name == name) match = &parameter;
    if (!match) return unknown(name, known);
    if (auto taken = take(ask, *match, text, mission_zone); !taken) return taken.error().at(name);
  }
  ask.content_type = request.content_type;
  ask.body = request.body;
  ask.lang = preferred_language(request.accept_language);
  if (const std::string lang = ask.text("lang"); !lang.empty())
    ask.lang = lang == "ar" ? Lang::ar : Lang::en;
  return ask;
}

}  // namespace truceline::views
