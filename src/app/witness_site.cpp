// SPDX-License-Identifier: Apache-2.0
#include "app/witness_site.hpp"

#include "app/clock.hpp"
#include "base/time.hpp"
#include "views/error_table.hpp"

namespace truceline::app {

using base::ErrorCode;

namespace {

constexpr std::string_view kAddCheckpoint = "/add-checkpoint";
constexpr std::string_view kCheckpoint = "/checkpoint";
constexpr std::size_t kHashHex = 64;
constexpr int kOk = 200;
constexpr int kConflict = 409;
constexpr int kMethodNotAllowed = 405;

}  // namespace

HttpAnswer answer_of(ledger::WireAnswer answer) {
  HttpAnswer out;
  out.status = answer.status;
  out.content_type = answer.body.empty() ? std::string() : std::move(answer.content_type);
  out.headers.emplace_back("Cache-Control", "no-store");
  out.body = std::make_shared<const std::string>(std::move(answer.body));
  return out;
}

std::string_view origin_hash_in(std::string_view path) {
  const bool fits = path.size() == 1 + kHashHex + kCheckpoint.size() && path.starts_with('/') &&
                    path.ends_with(kCheckpoint);
  return fits ? path.substr(1, kHashHex) : std::string_view();
}

HttpAnswer who_this_is(std::string_view role, const ledger::VerifierKey& key) {
  ledger::WireAnswer answer;
  answer.body =
      "Truceline " + std::string(role) + " " + key.name + "\n" + ledger::format_vkey(key) + "\n";
  return answer_of(std::move(answer));
}

HttpAnswer method_refused(const HttpQuestion& question, std::string_view allow) {
  HttpAnswer answer = answer_of(views::problem(
      {ErrorCode::invalid_input, "this address does not take " + question.request.method,
       question.request.path, "use " + std::string(allow)},
      kMethodNotAllowed));
  answer.headers.emplace_back("Allow", allow);
  return answer;
}

HttpAnswer no_such_address(const HttpQuestion& question) {
  return answer_of(views::problem({ErrorCode::not_found, "there is nothing at this address",
                                   question.request.path, "begin at /"}));
}

bool is_read(const HttpQuestion& question) {
  return question.request.method == "GET" || question.request.method == "HEAD";
}

Lane WitnessSite::lane(const HttpQuestion&) const {
  return Lane::quick;
}

std::size_t WitnessSite::body_bytes_max(std::string_view) const {
  return base::limits::kAddCheckpointBytes;
}

void WitnessSite::answer(HttpQuestion question, Respond respond) {
  respond(answer_now(question));
}

HttpAnswer WitnessSite::answer_now(const HttpQuestion& question) {
  const std::string& path = question.request.path;
  if (path == kAddCheckpoint) {
    if (question.request.method != "POST") return method_refused(question, "POST");
    return answer_of(add_checkpoint(question.request.body));
  }
  const std::string_view hash = origin_hash_in(path);
  const bool known = !hash.empty() || path == "/" || path == "/healthz";
  if (!known) return no_such_address(question);
  if (!is_read(question)) return method_refused(question, "GET, HEAD");
  if (hash.empty()) return who_this_is("witness", witness_.verifier());
  const std::lock_guard lock(mutex_);
  return answer_of(witness_.checkpoint_of(hash));
}

ledger::WireAnswer WitnessSite::add_checkpoint(const std::string& body) {
  const auto time_s = static_cast<std::uint64_t>(now().value / base::kSecondMs);
  ledger::WireAnswer answer;
  {
    const std::lock_guard lock(mutex_);
    answer = witness_.add_checkpoint(body, time_s);
  }
  // A log that asks where we stand is no news.
  if (answer.status != kOk && answer.status != kConflict)
    log_.say("add-checkpoint refused, " + std::to_string(answer.status) + ": " + answer.body);
  return answer;
}

}  // namespace truceline::app
