// SPDX-License-Identifier: Apache-2.0
#include "views/routes.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "domain/finding.hpp"
#include "domain/statement.hpp"
#include "views/handlers.hpp"

namespace truceline::views {
namespace {

using enum ParameterKind;
using base::limits::kEntryRows;
using base::limits::kIntegerMax;
using base::limits::kPageRows;

constexpr auto kEvents = spellings_of(domain::kWords<domain::EventKind>);
constexpr auto kFindingKinds = spellings_of(domain::kWords<domain::FindingKind>);
constexpr auto kRules = spellings_of(domain::kWords<domain::Rule>);
constexpr auto kStatementKinds = spellings_of(domain::kWords<domain::StatementKind>);
constexpr std::array<std::string_view, 3> kUnits = {"day", "week", "month"};

constexpr Parameter kFrom{"from", moment};
constexpr Parameter kTo{"to", moment};
constexpr Parameter kZone{"zone"};
constexpr Parameter kEvent{"event", word, kEvents};
constexpr Parameter kActor{"actor"};
constexpr Parameter kBox{"bbox", box};
constexpr Parameter kLimit{"limit", number, {}, kPageRows};
constexpr Parameter kCursor{"cursor"};

constexpr std::array kSeries = {Parameter{"unit", word, kUnits}, kFrom, kTo};
constexpr std::array kColumns = {kEvent, kZone, kFrom, kTo, kActor, kBox};
constexpr std::array kReports = {
    kEvent, kZone, kFrom, kTo, kActor, kBox, Parameter{"superseded", flag}, kLimit, kCursor};
constexpr std::array kFindings = {Parameter{"kind", word, kFindingKinds},
                                  Parameter{"rule", word, kRules},
                                  kZone,
                                  Parameter{"agreement"},
                                  Parameter{"provision"},
                                  kFrom,
                                  kTo,
                                  Parameter{"possible", flag},
                                  Parameter{"entry", number, {}, kIntegerMax},
                                  kLimit,
                                  kCursor};
constexpr std::array kEntries = {Parameter{"from", number, {}, kIntegerMax},
                                 Parameter{"limit", number, {}, kEntryRows},
                                 Parameter{"kind", word, kStatementKinds}};
constexpr std::array kBodies = {Parameter{"from", number, {}, kIntegerMax},
                                Parameter{"limit", number, {}, kEntryRows}};

constexpr auto kNotificationKinds = spellings_of(domain::kWords<domain::NotificationKind>);
constexpr std::array kNotifications = {Parameter{"kind", word, kNotificationKinds},
                                       Parameter{"party"}, Parameter{"past", flag},
                                       Parameter{"from", number, {}, kIntegerMax}, kLimit};
constexpr std::array kDuty = {kLimit};
constexpr std::array kConflictsCheck = {Parameter{"party"}, Parameter{"to", ids},
                                        Parameter{"limit", number, {}, kPageRows}};
constexpr std::array kLocate = {Parameter{"text", long_text}, Parameter{"near"},
                                Parameter{"previous", long_text}, Parameter{"site"}};

constexpr std::array<std::string_view, 2> kLanguages = {"en", "ar"};
constexpr Parameter kLang{"lang", word, kLanguages};
constexpr auto kMovers = spellings_of(domain::kWords<domain::MoverKind>);
constexpr std::array kPositions = {Parameter{"party"},
                                   Parameter{"time_ms", number, {}, kIntegerMax},
                                   Parameter{"key"},
                                   Parameter{"signature"},
                                   Parameter{"audience", long_text},
                                   Parameter{"kind", word, kMovers},
                                   kLang};
constexpr std::array kEncounters = {kLang};
constexpr std::array kBundle = {Parameter{"about"}};
constexpr std::array<std::string_view, 3> kDeliveryStates = {"waiting", "delivered", "dead"};
constexpr std::array kDeliveries = {
    Parameter{"state", word, kDeliveryStates}, Parameter{"entry", number, {}, kIntegerMax},
    Parameter{"limit", number, {}, base::limits::kDeliveryRows}, kCursor, kLang};

constexpr std::array kRoutes = {
    Route{"GET", "/api/v1/mission", {}, mission_answer},
    Route{"GET", "/api/v1/agreements", {}, agreements_answer},
    Route{"GET", "/api/v1/actors", {}, actors_answer},
    Route{"GET", "/api/v1/zones", {}, zones_answer},
    Route{"GET", "/api/v1/zones/{zone}/series", kSeries, series_answer},
    Route{"GET", "/api/v1/posts", {}, posts_answer},
    Route{"GET", "/api/v1/reports", kReports, reports_answer},
    Route{"GET", "/api/v1/reports/columns", kColumns, report_columns_answer},
    Route{"GET", "/api/v1/statuses", {}, statuses_answer},
    Route{"GET", "/api/v1/controls", {}, controls_answer},
    Route{"GET", "/api/v1/tallies", {}, tallies_answer},
    Route{"GET", "/api/v1/locate", kLocate, locate_answer},
    Route{"POST", "/api/v1/locate", {}, locate_posted_answer},
    Route{"POST", "/api/v1/conflicts/check", kConflictsCheck, conflicts_check_answer},
    Route{"GET", "/api/v1/notifications", kNotifications, notifications_answer, true},
    Route{"GET", "/api/v1/arrangements", {}, arrangements_answer},
    Route{"GET", "/api/v1/rosters", {}, rosters_answer},
    Route{"GET", "/api/v1/duty", kDuty, duty_answer},
    Route{"GET", "/api/v1/findings", kFindings, findings_answer},
    Route{"GET", "/api/v1/findings/{id}", {}, finding_answer},
    Route{"GET", "/api/v1/entries", kEntries, entries_answer},
    Route{"GET", "/api/v1/entries/{entry}", {}, entry_answer},
    Route{"GET", "/api/v1/entries/{entry}/readers", {}, readers_answer},
    Route{"GET", "/api/v1/bodies", kBodies, bodies_answer},
    Route{"GET", "/api/v1/checkpoint", {}, checkpoint_answer},
    Route{"GET", "/api/v1/receipts/{entry}", {}},
    Route{"GET", "/api/v1/policy", {}},
    Route{"GET", "/api/v1/events", {}},
    Route{"GET", "/api/v1/bundle", kBundle},
    Route{"GET", "/api/v1/deliveries", kDeliveries},
    Route{"POST", "/api/v1/exports", {}},
    Route{"GET", "/api/v1/exports", {}},
    Route{"GET", "/api/v1/exports/{id}", {}},
    Route{"POST", "/api/v1/exports/{id}/consent", {}},
    Route{"POST", "/api/v1/session", {}},
    Route{"GET", "/api/v1/session", {}},
    Route{"DELETE", "/api/v1/session", {}},
    Route{"GET", "/api/v1/keys/{key}", {}},
    Route{"POST", "/api/v1/statements", {}},
    Route{"GET", "/api/v1/positions", kEncounters},
    Route{"POST", "/api/v1/positions", kPositions},
    Route{"GET", "/layers/{file}", {}},
    Route{"GET", "/checkpoint", {}},
    Route{"GET", "/tile/{level}/{tile}", {}},
    Route{"GET", "/tile/entries/{bundle}", {}},
    Route{"GET", "/healthz", {}},
};

/// Takes the next segment off the front: "/api/v1" gives "api" and leaves "/v1".
std::optional<std::string_view> next_segment(std::string_view& path) {
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

std::span<const Parameter> parameters_of(std::string_view method, std::string_view pattern) {
  for (const Route& route : kRoutes)
    if (route.method == method && route.pattern == pattern) return route.parameters;
  return {};
}

std::optional<std::vector<std::string>> match_path(std::string_view pattern,
                                                   std::string_view path) {
  std::vector<std::string> places;
  while (!pattern.empty()) {
    const auto wanted = next_segment(pattern);
    const auto given = next_segment(path);
    if (!wanted || !given) return std::nullopt;
    if (!wanted->starts_with('{')) {
      if (*wanted != *given) return std::nullopt;
    } else if (given->empty()) {
      return std::nullopt;
    } else {
      places.emplace_back(*given);
    }
  }
  if (!path.empty()) return std::nullopt;
  return places;
}

}  // namespace truceline::views
