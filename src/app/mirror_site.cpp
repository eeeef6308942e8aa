// SPDX-License-Identifier: Apache-2.0
#include "app/mirror_site.hpp"

#include "app/clock.hpp"
#include "app/witness_site.hpp"
#include "base/json_writer.hpp"
#include "base/time.hpp"
#include "formats/gunzip.hpp"
#include "ledger/add_entries.hpp"
#include "views/error_table.hpp"
#include "views/submission.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using base::limits::kAddEntriesBytes;

namespace {

constexpr std::string_view kAddCheckpoint = "/add-checkpoint";
constexpr std::string_view kAddEntries = "/add-entries";
constexpr std::string_view kStatements = "/api/v1/statements";
constexpr std::string_view kSubmissions = "/api/v1/submissions/";
constexpr std::size_t kHashHex = 64;
constexpr int kOk = 200;
constexpr int kCreated = 201;
constexpr int kAccepted = 202;
constexpr int kConflict = 409;
constexpr int kUnsupportedMediaType = 415;

HttpAnswer problem(const Error& error, std::optional<int> status = std::nullopt) {
  return answer_of(views::problem(error, status));
}

/// What came out of a gzipped body. One that broke off is welcome: the packages in it that are
/// whole are good; but not one that swells beyond the limit.
Result<std::string> unpacked(const std::string& body) {
  std::string out;
  formats::Gunzip gunzip(
      [&out](std::string_view bytes) -> Result<void> {
        out += bytes;
        return {};
      },
      kAddEntriesBytes);
  const Result<void> fed = gunzip.feed(body);
  if (!fed && fed.error().code == ErrorCode::too_large) return fed.error();
  return out;
}

std::string iso(base::TimeMs t) {
  return base::to_utc_string({t.value / base::kSecondMs * base::kSecondMs});
}

}  // namespace

HttpAnswer submission_answer(const KeptSubmission& kept, const std::string& report, int status) {
  const ledger::ForwardReport& now = kept.report;
  base::JsonWriter json;
  json.begin_object()
      .member("id", base::to_hex(now.promise.entry))
      .member("log", now.promise.log)
      .member("received", iso(now.promise.received))
      .member("forward_by", iso(now.promise.forward_by))
      .member("state", ledger::word_of(now.state))
      .member("tries", std::int64_t{now.tries});
  if (now.index) json.member("index", static_cast<std::int64_t>(now.index->value));
  if (now.tries > 0) {
    json.key("host").begin_object().member("asked", iso(now.at));
    json.member("status", std::int64_t{now.status}).member("answer", now.answer).end_object();
  }
  json.member("promise", kept.promise).member("report", report).end_object();
  views::Response response;
  response.status = status;
  response.body = json.take();
  response.headers = {{"Cache-Control", "no-store"},
                      {"Location", std::string(kSubmissions) + base::to_hex(now.promise.entry)}};
  return answer_of(std::move(response));
}

Lane MirrorSite::lane(const HttpQuestion& question) const {
  // Entries take their time, one upload after the other; who reads need not wait for them.
  return question.request.path == kAddEntries ? Lane::slow : Lane::quick;
}

std::size_t MirrorSite::body_bytes_max(std::string_view target) const {
  return target == kAddEntries ? kAddEntriesBytes : base::limits::kRequestBodyBytes;
}

void MirrorSite::answer(HttpQuestion question, Respond respond) {
  respond(answer_now(question));
}

HttpAnswer MirrorSite::answer_now(const HttpQuestion& question) {
  const std::string& path = question.request.path;
  const bool is_post = question.request.method == "POST";
  if (path == kAddCheckpoint || path == kAddEntries || path == kStatements) {
    if (!is_post) return method_refused(question, "POST");
    if (path == kStatements) return post_statement(question);
    return path == kAddEntries ? add_entries(question) : add_checkpoint(question);
  }
  if (path.starts_with(kSubmissions)) {
    if (!is_read(question)) return method_refused(question, "GET, HEAD");
    return submission(question, std::string_view(path).substr(kSubmissions.size()));
  }
  if (path == "/" || path == "/healthz") {
    if (!is_read(question)) return method_refused(question, "GET, HEAD");
    return who_this_is("mirror", mirror_.verifier());
  }
  return from_log(question);
}

void MirrorSite::complain(std::string_view of, const ledger::WireAnswer& answer) {
  // A log that asks where we stand is no news.
  if (answer.status == kOk || answer.status == kAccepted || answer.status == kConflict) return;
  log_.say(std::string(of) + " refused, " + std::to_string(answer.status) + ": " + answer.body);
}

HttpAnswer MirrorSite::add_checkpoint(const HttpQuestion& question) {
  ledger::WireAnswer answer;
  {
    const std::lock_guard lock(mutex_);
    answer = mirror_.add_checkpoint(question.request.body);
  }
  complain("add-checkpoint", answer);
  return answer_of(std::move(answer));
}

HttpAnswer MirrorSite::add_entries(const HttpQuestion& question) {
  const std::string& encoding = question.content_encoding;
  const auto with_encodings = [](HttpAnswer answer) {
    answer.headers.emplace_back("Accept-Encoding", "gzip");  // RFC 9110, 12.5.3: of requests
    return answer;
  };
  if (!encoding.empty() && encoding != "gzip" && encoding != "identity")
    return with_encodings(problem({ErrorCode::unsupported, "a body comes as it is or gzipped",
                                   "Content-Encoding", "send gzip"},
                                  kUnsupportedMediaType));
  Result<std::string> body =
      encoding == "gzip" ? unpacked(question.request.body) : question.request.body;
  if (!body) return with_encodings(problem(body.error()));
  const base::BytesView bytes = base::bytes_of(*body);
  const auto time_s = static_cast<std::uint64_t>(now().value / base::kSecondMs);
  ledger::WireAnswer answer;
  {
    const std::lock_guard lock(mutex_);
    answer = mirror_.add_entries(bytes, time_s);
  }
  complain("add-entries", answer);
  const auto reader = ledger::AddEntriesReader::open(bytes);
  if (answer.status == kOk && reader) {
    const auto log = logs_.find(ledger::origin_hash_hex(reader->upload().origin));
    const auto caught_up = log == logs_.end() ? Result<void>() : log->second->catch_up();
    if (!caught_up) {
      log_.say(caught_up.error().to_string());
      return with_encodings(problem(caught_up.error()));
    }
  }
  return with_encodings(answer_of(std::move(answer)));
}

HttpAnswer MirrorSite::post_statement(const HttpQuestion& question) {
  const auto read = views::read_submission(question.request);
  if (!read) return problem(read.error());
  const auto kept = desk_.take({read->envelope, read->salt, read->body});
  if (!kept) return problem(kept.error());
  return submission_answer(*kept, desk_.sign(kept->report), kCreated);
}

HttpAnswer MirrorSite::submission(const HttpQuestion& question, std::string_view id) {
  const auto hash = base::hash_from_hex(id);
  if (!hash) return no_such_address(question);
  const auto kept = desk_.look_up(*hash);
  if (!kept) return problem(kept.error());
  return submission_answer(*kept, desk_.sign(kept->report), kOk);
}

HttpAnswer MirrorSite::from_log(const HttpQuestion& question) {
  const std::string_view path = question.request.path;
  const std::size_t hash_ends = 1 + kHashHex;
  if (path.size() <= hash_ends || path[hash_ends] != '/') return no_such_address(question);
  const auto log = logs_.find(std::string(path.substr(1, kHashHex)));
  const std::string_view rest = path.substr(hash_ends + 1);
  if (log == logs_.end() || !is_tile_path(rest)) return no_such_address(question);
  return tile_answer(*log->second, rest, question);
}

}  // namespace truceline::app
