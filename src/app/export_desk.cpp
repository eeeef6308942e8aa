// SPDX-License-Identifier: Apache-2.0
#include "app/export_desk.hpp"

#include <algorithm>

#include "app/bundle_making.hpp"
#include "app/clock.hpp"
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "views/error_table.hpp"
#include "views/routes.hpp"
#include "views/told_parts.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace limits = base::limits;

namespace {

constexpr std::size_t kIdDigits = 24;
constexpr std::size_t kCodeDigits = 8;
constexpr std::size_t kWishBytes = 32 * 1024;
constexpr int kAccepted = 202;

constexpr std::string_view kBundleType = "application/x-ndjson";

/// {"entries":[412, 413]}: in order, each once.
Result<std::vector<EntryIndex>> read_entries(base::JsonValue list) {
  std::vector<EntryIndex> entries;
  for (const base::JsonValue one : list.elements()) {
    const auto number = one.is_number() ? one.as_integer() : std::nullopt;
    if (!number || *number < 0) return base::invalid("an entry is a whole number").at("entries");
    entries.push_back({static_cast<std::uint64_t>(*number)});
  }
  if (entries.empty()) return base::invalid("there is no entry").at("entries");
  if (entries.size() > limits::kExportEntries)
    return Error{ErrorCode::too_large, "more entries than go into one file", "entries",
                 "ask for at most " + std::to_string(limits::kExportEntries)};
  std::ranges::sort(entries);
  const auto doubles = std::ranges::unique(entries);
  entries.erase(doubles.begin(), doubles.end());
  return entries;
}

/// One error for all that cannot be had: hidden, erased, not held, not there.
Result<void> check_readable(const views::Snapshot& snapshot, std::span<const EntryIndex> entries) {
  for (const EntryIndex entry : entries)
    if (entry.value >= snapshot.state().size().value || !snapshot.reads(entry) ||
        !snapshot.state().has_body(entry))
      return Error{ErrorCode::not_found,
                   "there is no body of entry " + std::to_string(entry.value) + " for you",
                   "entries", "leave it out"};
  return {};
}

std::vector<EntryIndex> confidential(const views::Snapshot& snapshot,
                                     std::span<const EntryIndex> entries) {
  std::vector<EntryIndex> all;
  for (const EntryIndex entry : entries)
    if (snapshot.is_confidential(entry)) all.push_back(entry);
  return all;
}

views::Response json_response(std::string body, int status = 200) {
  views::Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

HttpAnswer kept_nowhere(Result<views::Response> response) {
  views::Response made = response ? *std::move(response) : views::problem(response.error());
  made.headers.emplace_back("Cache-Control", "no-store");
  return answer_of(std::move(made));
}

Error log_in_first() {
  return {ErrorCode::forbidden, "files are made for those who are logged in", {}, "log in first"};
}

void name_file(views::Response& response, const std::string& name) {
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
}

Result<views::Response> bundle_response(const views::EvidenceBundle& bundle) {
  views::Response response;
  TRY_ASSIGN(response.body, views::format_bundle(bundle));
  response.content_type = kBundleType;
  name_file(response, bundle_file_name(bundle));
  return response;
}

}  // namespace

HttpAnswer ExportDesk::answer(const HttpQuestion& question) {
  return kept_nowhere(respond(question));
}

HttpAnswer ExportDesk::bundle(const HttpQuestion& question) {
  return kept_nowhere(bundle_now(question));
}

Result<views::Response> ExportDesk::respond(const HttpQuestion& question) {
  if (!question.caller) return log_in_first();
  if (!question.request.query.empty())
    return base::invalid("this address takes no parameters", "leave them out");
  const std::string& path = question.request.path;
  const bool posts = question.request.method == "POST";
  const bool gets = question.request.method == "GET" || question.request.method == "HEAD";
  if (path == kPath && posts) return begin(question);
  if (path == kPath && gets) return json_response(list(*question.caller));
  if (const auto id = views::match_path("/api/v1/exports/{id}/consent", path); id && posts)
    return consent(*question.caller, id->front());
  if (const auto id = views::match_path("/api/v1/exports/{id}", path); id && gets)
    return file(question, id->front());
  return Error{ErrorCode::not_found, "there is nothing at this address", path,
               "POST and GET " + std::string(kPath)};
}

Result<views::Response> ExportDesk::bundle_now(const HttpQuestion& question) {
  if (!question.caller) return log_in_first();
  const Caller& caller = *question.caller;
  TRY_ASSIGN(const views::Ask ask,
             views::read_ask(question.request, views::parameters_of("GET", kBundlePath), true,
                             live_.mission().time_zone));
  if (ask.text("about").empty())
    return base::invalid("it is not said about what", "?about=ID of a site, movement or call")
        .at("about");
  std::optional<base::TreeSize> known;
  if (const auto size = ask.number("as_known_at"))
    known = base::TreeSize{static_cast<std::uint64_t>(*size)};
  TRY_ASSIGN(const auto snapshot,
             live_.at(domain::Reader::of(caller.party), known, ask.moment("at")));
  TRY_ASSIGN(const views::BundleAbout about, find_about(*snapshot, ask.text("about")));
  Export one;
  one.id = base::to_hex(random_bytes()).substr(0, kIdDigits);
  TRY_ASSIGN(const views::EvidenceBundle bundle, make(caller, *snapshot, about, one));
  TRY_ASSIGN(views::Response response, bundle_response(bundle));
  TRY(open_bodies(caller, confidential_in(*snapshot, bundle), false));
  return response;
}

Result<views::EvidenceBundle> ExportDesk::make(const Caller& caller,
                                               const views::Snapshot& snapshot,
                                               const views::BundleAbout& about, const Export& one) {
  return make_bundle(snapshot, domain::Reader::of(caller.party), about,
                     {mission_.store(), live_.ledger(), mission_.policy()},
                     views::BundleMark{caller.account, caller.party, now(),
                                       one.id.substr(0, kCodeDigits), one.consented_by});
}

Result<void> ExportDesk::open_bodies(const Caller& caller, std::span<const EntryIndex> entries,
                                     bool agreed) {
  TRY_ASSIGN(const bool may, reads_.note(caller, entries, live_.newest()->state(), agreed));
  if (may) return {};
  return second_person_needed();
}

/// What the file is to hold: {"entries":[412]} or {"about":"clinic"}.
Result<void> ExportDesk::wish_for(const HttpQuestion& question, Export& one) {
  const views::Request& request = question.request;
  if (request.content_type.substr(0, request.content_type.find(';')) != "application/json")
    return Error{ErrorCode::unsupported, "a wish is sent as application/json", "Content-Type", {}};
  TRY_ASSIGN(const base::JsonDocument document,
             base::parse_json(request.body, {kWishBytes, 2, kWishBytes, true}));
  const base::JsonValue root = document.root();
  const auto list = root.is_object() ? root.find("entries") : std::nullopt;
  const auto about = root.is_object() ? root.find("about") : std::nullopt;
  TRY_ASSIGN(const auto snapshot, live_.at(domain::Reader::of(one.party), {}, {}));
  if (about && about->is_string() && !list) {
    TRY_ASSIGN(one.about, find_about(*snapshot, about->as_string()));
    one.size = snapshot->state().size();
    one.at = snapshot->at();
    TRY_ASSIGN(const auto bundle, make(*question.caller, *snapshot, *one.about, one));
    one.entries = confidential_in(*snapshot, bundle);
  } else if (list && list->is_array() && !about) {
    TRY_ASSIGN(one.entries, read_entries(*list));
    TRY(check_readable(*snapshot, one.entries));
  } else {
    return base::invalid("it is not said which entries, or about what",
                         "send {\"entries\":[412,413]} or {\"about\":\"clinic\"}");
  }
  one.needs_consent =
      !reads_.may_open_alone(*question.caller, confidential(*snapshot, one.entries));
  return {};
}

Result<views::Response> ExportDesk::begin(const HttpQuestion& question) {
  const Caller& caller = *question.caller;
  Export one;
  one.id = base::to_hex(random_bytes()).substr(0, kIdDigits);
  one.account = caller.account;
  one.party = caller.party;
  TRY(wish_for(question, one));
  one.ends = {now().value + limits::kConsentMs};
  const std::lock_guard lock(mutex_);
  std::erase_if(all_, [at = now()](const auto& old) { return old.second.ends <= at; });
  const auto waiting = std::ranges::count_if(
      all_, [&caller](const auto& other) { return other.second.party == caller.party; });
  if (static_cast<std::size_t>(waiting) >= limits::kExportsWaiting)
    return Error{
        ErrorCode::too_large, "too many files of this party are waiting", {}, "wait ten minutes"};
  const std::string told = card(one);
  all_.emplace(one.id, std::move(one));
  return json_response(told, kAccepted);
}

Result<ExportDesk::Export> ExportDesk::find(const Caller& caller, const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = all_.find(id);
  if (found != all_.end() && found->second.party == caller.party && now() < found->second.ends)
    return found->second;
  return Error{ErrorCode::not_found, "there is no such file, or its time is over", id, "ask again"};
}

Result<views::Response> ExportDesk::consent(const Caller& caller, const std::string& id) {
  TRY_ASSIGN(Export one, find(caller, id));
  if (caller.by_token)
    return Error{ErrorCode::forbidden, "a program cannot agree to this", {}, "log in as a person"};
  if (caller.account == one.account)
    return Error{ErrorCode::forbidden, "it takes a second person", one.account,
                 "have another account of '" + one.party + "' agree"};
  const std::lock_guard lock(mutex_);
  const auto found = all_.find(id);
  if (found == all_.end())
    return Error{ErrorCode::not_found, "there is no such file, or its time is over", id, {}};
  found->second.consented_by = caller.account;
  found->second.ends = {now().value + limits::kConsentMs};
  return json_response(card(found->second));
}

Result<views::Response> ExportDesk::file(const HttpQuestion& question, const std::string& id) {
  const Caller& caller = *question.caller;
  TRY_ASSIGN(const Export one, find(caller, id));
  if (caller.account != one.account)
    return Error{ErrorCode::forbidden, "the file is made for another account", one.account, {}};
  if (!one.is_ready())
    return Error{ErrorCode::conflict, "a second account of '" + one.party + "' has not agreed yet",
                 id, "have it POST " + std::string(kPath) + "/" + id + "/consent"};
  if (one.about) {
    TRY_ASSIGN(const auto snapshot, live_.at(domain::Reader::of(caller.party), one.size, one.at));
    TRY_ASSIGN(const auto bundle, make(caller, *snapshot, *one.about, one));
    TRY_ASSIGN(views::Response response, bundle_response(bundle));
    TRY(open_bodies(caller, confidential_in(*snapshot, bundle), !one.consented_by.empty()));
    return response;
  }
  TRY_ASSIGN(std::string text, entries_file(caller, one));
  views::Response response = json_response(std::move(text));
  name_file(response, "truceline-" + one.party + "-" + one.id.substr(0, kCodeDigits) + ".json");
  return response;
}

Result<std::string> ExportDesk::entries_file(const Caller& caller, const Export& one) {
  TRY_ASSIGN(const auto snapshot, live_.at(domain::Reader::of(caller.party), {}, {}));
  // Erased meanwhile, a body is not handed over.
  TRY(check_readable(*snapshot, one.entries));
  TRY(open_bodies(caller, confidential(*snapshot, one.entries), !one.consented_by.empty()));
  base::JsonWriter json;
  json.begin_object().key("mark").begin_object().member("account", one.account);
  json.member("party", one.party).member("at_ms", now().value);
  json.member("code", one.id.substr(0, kCodeDigits));
  json.member("consented_by", one.consented_by).end_object();
  json.member("note", views::received_is_not_approved(views::Lang::en));
  json.member("origin", live_.mission().config.origin);
  json.member("size", static_cast<std::int64_t>(snapshot->state().size().value));
  json.key("items").begin_array();
  for (const EntryIndex entry : one.entries) {
    TRY_ASSIGN(const ledger::Record record, snapshot->read(entry));
    json.begin_object().member("index", static_cast<std::int64_t>(entry.value));
    json.member("envelope", base::text_of(record.leaf));
    json.member("sealed", base::to_base64(record.sealed)).end_object();
  }
  return json.end_array().end_object().take();
}

std::string ExportDesk::list(const Caller& caller) {
  base::JsonWriter json;
  json.begin_object().key("items").begin_array();
  const std::lock_guard lock(mutex_);
  for (const auto& [id, one] : all_)
    if (one.party == caller.party && now() < one.ends) json.raw(card(one));
  return json.end_array().end_object().take();
}

std::string ExportDesk::card(const Export& one) {
  base::JsonWriter json;
  json.begin_object().member("id", one.id).member("account", one.account);
  json.member("party", one.party);
  json.member("entries", static_cast<std::int64_t>(one.entries.size()));
  json.member("about", one.about ? one.about->id : std::string());
  json.member("state", one.is_ready() ? "ready" : "waiting");
  json.member("consented_by", one.consented_by).member("ends_ms", one.ends.value);
  return json.end_object().take();
}

}  // namespace truceline::app
