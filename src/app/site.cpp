// SPDX-License-Identifier: Apache-2.0
#include "app/site.hpp"

#include <array>

#include "app/gzip.hpp"
#include "app/receipts.hpp"
#include "app/statement_post.hpp"
#include "base/json_writer.hpp"
#include "base/sha256.hpp"
#include "ledger/wire.hpp"
#include "views/api.hpp"
#include "views/ask.hpp"
#include "views/error_table.hpp"
#include "views/findings_view.hpp"
#include "views/key_standing.hpp"
#include "views/routes.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::string_view kEvents = "/api/v1/events";
constexpr std::string_view kStatements = "/api/v1/statements";
constexpr std::string_view kPositions = "/api/v1/positions";
constexpr std::string_view kReceipts = "/api/v1/receipts/{entry}";
constexpr std::string_view kKeys = "/api/v1/keys/{key}";
constexpr std::string_view kPolicy = "/api/v1/policy";
constexpr std::string_view kCheckpoint = "/checkpoint";
constexpr std::string_view kHealth = "/healthz";
constexpr std::string_view kLayers = "/layers/";
constexpr std::size_t kGzipFrom = 1024;
constexpr int kQuickGzip = 1;  // made for each answer
constexpr int kMethodNotAllowed = 405;
constexpr int kNotModified = 304;
constexpr std::string_view kGzipMark = "-gzip\"";  // how the ETag of a compressed form ends

constexpr std::string_view kNoPage = R"(<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Truceline</title></head>
<body>
<h1>Truceline</h1>
<p>The mission is served, but its web page is not built.</p>
<p>Build it with <code>./dev build</code> and start again, or name its folder:
<code>truceline serve --web FOLDER</code>.</p>
<p>The API works without it: <a href="/api/v1/mission">/api/v1/mission</a>,
<a href="/api/v1/findings">/api/v1/findings</a>.</p>
</body>
</html>
)";

bool is_read(const HttpQuestion& question) {
  return question.request.method == "GET" || question.request.method == "HEAD";
}

/// A text that other programs than a browser come for. The same bytes have the same ETag.
HttpAnswer text_answer(const HttpQuestion& question, std::string text, std::string_view caching) {
  HttpAnswer answer;
  constexpr std::size_t kEtagDigits = 32;
  answer.etag =
      "\"" + base::to_hex(base::sha256(base::bytes_of(text))).substr(0, kEtagDigits) + "\"";
  answer.headers = {{"Cache-Control", std::string(caching)}};
  if (question.request.if_none_match.find(answer.etag) != std::string::npos) {
    answer.status = kNotModified;
    return answer;
  }
  answer.content_type = ledger::kNoteType;
  answer.body = std::make_shared<const std::string>(std::move(text));
  return answer;
}

HttpAnswer problem(const Error& error, std::optional<int> status = std::nullopt) {
  return answer_of(views::problem(error, status));
}

/// "\"abc\"" -> "\"abc-gzip\"": another representation, another strong ETag (RFC 9110, 8.8.3).
std::string gzip_etag(const std::string& etag) {
  return etag.empty() ? etag : etag.substr(0, etag.size() - 1) + std::string(kGzipMark);
}

std::string without_gzip_marks(std::string etags) {
  for (std::size_t at = etags.find(kGzipMark); at != std::string::npos; at = etags.find(kGzipMark))
    etags.replace(at, kGzipMark.size(), "\"");
  return etags;
}

/// What one party may read stays on no disk between the server and the eye.
void keep_nowhere(HttpAnswer& answer) {
  std::erase_if(answer.headers, [](const auto& one) { return one.first == "Cache-Control"; });
  answer.headers.emplace_back("Cache-Control", "no-store");
}

std::string event(std::string_view name, std::string_view data, std::optional<base::TreeSize> id) {
  std::string text;
  if (id) text += "id: " + std::to_string(id->value) + "\n";
  return text.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
}

std::string entries_event(base::TreeSize size) {
  return event("entries", "{\"size\":" + std::to_string(size.value) + "}", size);
}

}  // namespace

std::string encounter_event(std::string_view json) {
  return event("encounter", json, std::nullopt);
}

std::string receipts_event(base::TreeSize size) {
  return event("receipts", "{\"size\":" + std::to_string(size.value) + "}", std::nullopt);
}

std::string channel_of(const domain::Reader& reader, views::Lang lang) {
  return reader.name() + "/" + std::string(views::tag(lang));
}

std::string events_of(const News& news, views::Lang lang) {
  const base::TreeSize size = news.snapshot->state().size();
  const views::Naming naming(*news.snapshot, lang);
  std::string text;
  for (const domain::Finding* const finding : news.findings) {
    std::optional<base::TreeSize> id;
    if (!news.grew && finding == news.findings.back()) id = size;
    text += event("finding", views::finding_json(*finding, naming), id);
  }
  if (news.grew) text += entries_event(size);
  return text;
}

Lane Site::lane(const HttpQuestion& question) const {
  const views::Request& request = question.request;
  if (request.path == Gate::kPath && request.method == "POST") return Lane::slow;
  if (question.caller && !live_.follows(reader_of(question))) return Lane::slow;
  if (request.path == kEvents || request.path == kHealth) return Lane::at_once;
  if (question.crowds) return Lane::crowd;
  if (request.path == ExportDesk::kBundlePath || request.path.starts_with(ExportDesk::kPath))
    return Lane::slow;
  const bool of_the_past = request.query.count("as_known_at") > 0 || request.query.count("at") > 0;
  return of_the_past ? Lane::slow : Lane::quick;
}

std::size_t Site::body_bytes_max(std::string_view target) const {
  return target.substr(0, target.find('?')) == kPositions ? base::limits::kPositionsPostBytes
                                                          : base::limits::kRequestBodyBytes;
}

void Site::answer(HttpQuestion question, Respond respond) {
  if (question.request.path == kStatements && question.request.method == "POST")
    return post(question, respond);
  // Folding the ledger for the first who asks of a party is our work, and may take seconds.
  const bool is_first = !live_.follows(reader_of(question));
  const std::int64_t before_us = thread_work_us();
  HttpAnswer answer = answer_now(question);
  if (!is_first) gate_.charge(question, thread_work_us() - before_us);
  respond(std::move(answer));
}

HttpAnswer Site::answer_now(HttpQuestion& question) {
  const std::string& path = question.request.path;
  if (path == Gate::kPath) return gate_.session(question);
  if (path.starts_with(ExportDesk::kPath)) return exports_.answer(question);
  if (path == ExportDesk::kBundlePath && is_read(question)) return exports_.bundle(question);
  if (path == DeliveryDoor::kPath) return deliveries_.answer(question);
  if (path == kHealth && is_read(question)) return health(question);
  if (path == kEvents && is_read(question)) return events(question);
  if (path == kPositions && (is_read(question) || question.request.method == "POST"))
    return positions(question);
  if (is_read(question))
    if (const auto key_path = views::match_path(kKeys, path))
      return key_standing(question, key_path->front());
  if (is_read(question))
    if (auto answer = from_ledger(question)) return *std::move(answer);
  if (views::is_api_path(path) || path == kHealth || path == kCheckpoint) return from_api(question);
  const std::string_view below_root = std::string_view(path).substr(1);
  if (is_tile_path(below_root)) return tile_answer(tiles_, below_root, question);
  const StaticFile* found = path.starts_with(kLayers) ? layers_.find(path) : web_.find(path);
  if (found == nullptr) return no_such_page(question);
  if (is_read(question)) return file(question, *found);
  HttpAnswer refused =
      problem({ErrorCode::invalid_input, "this address does not take " + question.request.method,
               path, "use GET, HEAD"},
              kMethodNotAllowed);
  refused.headers.emplace_back("Allow", "GET, HEAD");
  return refused;
}

HttpAnswer Site::health(const HttpQuestion& question) {
  const auto ask = views::read_ask(question.request, {}, false, live_.mission().time_zone);
  if (!ask) return problem(ask.error());
  base::JsonWriter json;
  json.begin_object().member("status", "ok");
  json.member("entries", static_cast<std::int64_t>(live_.newest()->state().size().value));
  const std::string trouble = publisher_.trouble();
  json.key("not_signing");
  if (trouble.empty())
    json.null();
  else
    json.string(trouble);
  json.end_object();
  views::Response response;
  response.body = json.take();
  response.headers = {{"Cache-Control", "no-store"}};
  return answer_of(std::move(response));
}

HttpAnswer Site::events(const HttpQuestion& question) {
  static constexpr std::array<std::string_view, 2> kLanguages = {"en", "ar"};
  static constexpr std::array kLang = {
      views::Parameter{"lang", views::ParameterKind::word, kLanguages}};
  const auto ask = views::read_ask(question.request, kLang, false, live_.mission().time_zone);
  if (!ask) return problem(ask.error());
  const auto shown = live_.at(reader_of(question), {}, {});
  if (!shown) return problem(shown.error());
  const base::TreeSize size = (*shown)->state().size();
  HttpAnswer answer;
  answer.content_type = "text/event-stream";
  answer.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
  // Where it left off is where we are: it has missed nothing.
  const bool up_to_date = question.last_event_id == std::to_string(size.value);
  answer.stream = {channel_of(reader_of(question), ask->lang),
                   (up_to_date ? ": welcome back\n\n" : entries_event(size)) +
                       receipts_event(publisher_.receipts()),
                   gate_.goes_on(question)};
  return answer;
}

/// What positions have shown, and more of them.
HttpAnswer Site::positions(const HttpQuestion& question) {
  const auto own = views::parameters_of(is_read(question) ? "GET" : "POST", kPositions);
  const auto ask = views::read_ask(question.request, own, false, live_.mission().time_zone);
  if (!ask) return problem(ask.error());
  views::Response response;
  response.headers = {{"Cache-Control", "no-store"}};
  if (is_read(question)) {
    response.body = positions_.list(*ask, reader_of(question));
    return answer_of(std::move(response));
  }
  if (!question.content_encoding.empty())
    return problem(
        {ErrorCode::unsupported, "a batch comes as it is", "Content-Encoding", "send it unpacked"});
  auto taken = positions_.take(question.request, *ask);
  if (!taken) return problem(taken.error());
  response.body = *std::move(taken);
  return answer_of(std::move(response));
}

HttpAnswer Site::file(const HttpQuestion& question, const StaticFile& file) const {
  HttpAnswer answer;
  answer.gzipped = question.accepts_gzip && file.has_gzip();
  answer.etag = answer.gzipped ? gzip_etag(file.etag()) : file.etag();
  answer.headers = {{"Cache-Control", "no-cache"}};
  if (file.has_gzip()) answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (question.request.if_none_match.find(answer.etag) != std::string::npos) {
    answer.status = kNotModified;
    answer.gzipped = false;
    return answer;
  }
  answer.content_type = file.content_type();
  answer.body = answer.gzipped ? file.gzipped() : file.plain();
  return answer;
}

HttpAnswer Site::from_api(HttpQuestion question) {
  const std::string asked_about = std::exchange(question.request.if_none_match,
                                                without_gzip_marks(question.request.if_none_match));
  ShownTo shown(live_, reader_of(question), publisher_.coverage());
  views::Response made = views::answer(question.request, shown);
  if (question.caller && !made.opened.empty()) {
    const auto noted = reads_.note(*question.caller, made.opened, live_.newest()->state());
    if (!noted)
      return problem({ErrorCode::unavailable, "it cannot be noted who reads this",
                      noted.error().reason,
                      "ask whoever runs the server to give it the mission's key"});
    if (!*noted) return problem(second_person_needed());
  }
  if (made.read_key) read_first_.handed_out(*made.read_key, now());
  HttpAnswer answer = answer_of(std::move(made));
  if (question.caller) keep_nowhere(answer);
  if (answer.status == kNotModified) {
    const std::string compressed = gzip_etag(answer.etag);
    if (asked_about.find(compressed) != std::string::npos) answer.etag = compressed;
    return answer;
  }
  if (answer.body->size() <= kGzipFrom || !is_compressible(answer.content_type)) return answer;
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (!question.accepts_gzip) return answer;
  answer.body = std::make_shared<const std::string>(gzip(*answer.body, kQuickGzip));
  answer.etag = gzip_etag(answer.etag);
  answer.gzipped = true;
  return answer;
}

HttpAnswer Site::no_such_page(const HttpQuestion& question) const {
  if (question.request.path == "/" && web_.empty() && is_read(question)) {
    views::Response page;
    page.content_type = "text/html";
    page.body = kNoPage;
    return answer_of(std::move(page));
  }
  return problem({ErrorCode::not_found, "there is nothing at this address", question.request.path,
                  "begin at /"});
}

/// What verifiers come for: the checkpoint, receipts, and whom the mission asks.
std::optional<HttpAnswer> Site::from_ledger(const HttpQuestion& question) {
  const std::string& path = question.request.path;
  const auto receipt_path = views::match_path(kReceipts, path);
  if (path != kCheckpoint && path != kPolicy && !receipt_path) return std::nullopt;
  const auto ask = views::read_ask(question.request, {}, false, live_.mission().time_zone);
  if (!ask) return problem(ask.error());
  if (receipt_path) return receipt(question, receipt_path->front());
  if (path == kPolicy) return text_answer(question, mission_.policy().text, "no-cache");
  const auto checkpoint = publisher_.checkpoint();
  if (checkpoint) return text_answer(question, *checkpoint, "no-cache");
  return problem({ErrorCode::not_found, "nothing is signed yet", path, "ask again in a moment"});
}

HttpAnswer Site::key_standing(const HttpQuestion& question, const std::string& name) {
  const auto ask = views::read_ask(question.request, {}, false, live_.mission().time_zone);
  if (!ask) return problem(ask.error());
  const auto key = base::hash_from_hex(name);
  if (!key) return problem(base::invalid("a key is named by its 64 hex digits").at(name));
  const auto standing = intake_.standing(*key);
  if (!standing) return problem(standing.error());
  views::Response response;
  response.body = views::key_standing_json(standing->key, standing->chain);
  response.headers = {{"Cache-Control", "no-store"}};
  return answer_of(std::move(response));
}

HttpAnswer Site::receipt(const HttpQuestion& question, const std::string& entry) {
  const auto index = entry_named(mission_.store(), entry);
  if (!index) return problem(index.error());
  auto text = receipt_of(mission_.store(), live_.ledger(), mission_.policy().policy, *index);
  if (!text) return problem(text.error());
  if (*text)
    return text_answer(
        question, **std::move(text),
        mission_.policy().policy.quorum ? "public, max-age=31536000, immutable" : "no-cache");
  HttpAnswer later = problem({ErrorCode::not_found,
                              "entry " + std::to_string(index->value) + " has no receipt yet",
                              question.request.path, "ask again in a moment"});
  later.headers.emplace_back("Retry-After", "1");
  return later;
}

void Site::post(const HttpQuestion& question, const Respond& respond) {
  const auto ask = views::read_ask(question.request, {}, false, live_.mission().time_zone);
  if (!ask) return respond(problem(ask.error()));
  if (publisher_.is_halted())
    return respond(problem({ErrorCode::unavailable, "this server takes no statements now",
                            publisher_.trouble(), "ask whoever runs it, or hand it to a mirror"}));
  post_statements(intake_, question.request, respond, [this](base::EntryIndex index) {
    auto receipt = receipt_of(mission_.store(), live_.ledger(), mission_.policy().policy, index);
    return receipt ? *std::move(receipt) : std::nullopt;
  });
}

}  // namespace truceline::app
