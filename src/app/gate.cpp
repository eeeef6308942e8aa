// SPDX-License-Identifier: Apache-2.0
#include "app/gate.hpp"

#include <algorithm>
#include <chrono>
#include <sodium.h>

#include "app/clock.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "views/error_table.hpp"
#include "views/login.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace limits = base::limits;

namespace {

constexpr int kUnauthorized = 401;
constexpr int kTooManyRequests = 429;
constexpr int kMethodNotAllowed = 405;
constexpr auto kWriteUsesEvery = std::chrono::seconds(5);
constexpr std::int64_t kUsPerSecond = 1'000'000;
constexpr std::string_view kBearer = "Bearer ";

/// So many microseconds of its allowance for each that an answer takes of a processor: one party
/// keeps no more than half of one busy for long, whatever it asks.
constexpr std::int64_t kCostOfWork = 2;

constexpr BucketRule kOfParty{limits::kPartyRequests,
                              kUsPerSecond / limits::kPartyRequestsPerSecond};
constexpr BucketRule kOfStranger{limits::kStrangerRequests,
                                 kUsPerSecond / limits::kStrangerRequestsPerSecond};

HttpAnswer refusal(const Error& error, std::optional<int> status = std::nullopt) {
  HttpAnswer answer = answer_of(views::problem(error, status));
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

HttpAnswer unauthorized(std::string reason, std::string mend) {
  HttpAnswer answer =
      refusal({ErrorCode::forbidden, std::move(reason), {}, std::move(mend)}, kUnauthorized);
  answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  return answer;
}

HttpAnswer wait(std::string reason, std::int64_t wait_ms) {
  constexpr std::int64_t kMsPerSecond = 1000;
  const std::string seconds = std::to_string((wait_ms + kMsPerSecond - 1) / kMsPerSecond);
  HttpAnswer answer = refusal(
      {ErrorCode::unavailable, std::move(reason), {}, "try again in " + seconds + " seconds"},
      kTooManyRequests);
  answer.headers.emplace_back("Retry-After", seconds);
  return answer;
}

bool changes_something(const HttpQuestion& question) {
  return question.request.method != "GET" && question.request.method != "HEAD";
}

/// A page of another site had the browser send this; or a page that does not say whose it is.
bool is_cross_site(const HttpQuestion& question) {
  if (!question.fetch_site.empty())
    return question.fetch_site != "same-origin" && question.fetch_site != "none";
  if (question.origin.empty()) return false;  // no browser: those that change something say it
  const std::size_t host = question.origin.find("://");
  return host == std::string::npos || question.origin.substr(host + 3) != question.host;
}

/// What the question takes of a role or a token.
Scope scope_for(const HttpQuestion& question) {
  // Who saw what names people: it is for those who look after the party's affairs.
  if (question.request.path.ends_with("/readers")) return Scope::admin;
  if (question.request.method != "POST") return Scope::read;
  if (question.request.path == "/api/v1/statements") return Scope::submit;
  if (question.request.path == "/api/v1/positions") return Scope::positions;
  return Scope::read;
}

views::LoggedIn card_of(const Caller& caller) {
  views::LoggedIn card{
      caller.account, caller.party, std::string(domain::word(caller.role)), {}, {}};
  for (const auto& [scope, word] : domain::kWords<Scope>)
    if (caller.scopes.have(scope)) card.scopes.emplace_back(word);
  card.ends = caller.ends;
  return card;
}

HttpAnswer session_answer(const Caller* caller, bool has_accounts) {
  views::Response response;
  response.body =
      views::session_json(caller ? std::optional(card_of(*caller)) : std::nullopt, has_accounts);
  response.headers = {{"Cache-Control", "no-store"}};
  return answer_of(std::move(response));
}

}  // namespace

domain::Reader reader_of(const HttpQuestion& question) {
  return question.caller ? domain::Reader::of(question.caller->party) : domain::Reader::anyone();
}

Gate::Gate(const std::filesystem::path& folder, GateOptions options)
    : path_(folder / AccountFile::kName),
      options_(options),
      parties_(kOfParty, limits::kReaders * 2),
      strangers_(kOfStranger, limits::kBrakesKept) {
  static_cast<void>(stores());  // whoever brings something is told what is wrong with them
  writer_ = std::thread([this] { write_uses(); });
}

Gate::~Gate() {
  {
    const std::lock_guard lock(uses_mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  writer_.join();
}

/// nullptr where the mission has no accounts. The first account may be made while we serve.
Result<Gate::Stores*> Gate::stores() {
  const std::lock_guard lock(stores_mutex_);
  if (stores_) return stores_.get();
  std::error_code ignored;
  if (!std::filesystem::exists(path_, ignored)) return static_cast<Stores*>(nullptr);
  TRY_ASSIGN(auto file, AccountFile::open(path_));
  stores_ = std::make_unique<Stores>(std::move(file), options_.password_cost);
  has_accounts_ = true;
  return stores_.get();
}

std::optional<std::string> Gate::cookie_in(const HttpQuestion& question) const {
  const std::string name = options_.plain_loopback ? "truceline=" : "__Host-truceline=";
  std::string_view rest = question.cookie;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    const std::size_t begin = std::min(one.find_first_not_of(' '), one.size());
    if (one.substr(begin).starts_with(name)) return std::string(one.substr(begin + name.size()));
  }
  return std::nullopt;
}

/// Empty `value`: takes it back.
std::string Gate::set_cookie(std::string_view value) const {
  std::string text(options_.plain_loopback ? "truceline=" : "__Host-truceline=");
  text.append(value).append("; Path=/; HttpOnly; SameSite=Strict");
  if (!options_.plain_loopback) text += "; Secure";
  if (value.empty()) text += "; Max-Age=0";
  return text;
}

/// Who asks; null for a stranger. Errors: forbidden for a token that is none.
Result<std::shared_ptr<const Caller>> Gate::caller_of(const HttpQuestion& question) {
  const bool has_token = !question.authorization.empty();
  const auto cookie = has_token ? std::nullopt : cookie_in(question);
  if (!has_token && !cookie) return std::shared_ptr<const Caller>();
  TRY_ASSIGN(Stores * stores, this->stores());
  std::optional<Caller> found;
  if (stores != nullptr) {
    const std::string_view shown =
        !has_token ? std::string_view(*cookie)
        : question.authorization.starts_with(kBearer)
            ? std::string_view(question.authorization).substr(kBearer.size())
            : std::string_view();
    TRY_ASSIGN(found, stores->credentials.caller(credential_of(shown), now()));
    // A session's id is good in its cookie alone, and a token in its header.
    if (found && found->by_token != has_token) found.reset();
  }
  if (found) return std::make_shared<const Caller>(*std::move(found));
  if (has_token)
    return Error{ErrorCode::forbidden, "this token lets nobody in", "Authorization",
                 "have a new one made: truceline account token"};
  return std::shared_ptr<const Caller>();
}

const std::string& Gate::address_of(HttpQuestion& question) const {
  if (!options_.behind_proxy || question.forwarded_for.empty()) return question.address;
  // The last one is the proxy's own word; what stands before it anybody may have sent.
  const std::size_t comma = question.forwarded_for.find_last_of(", ");
  if (comma != std::string::npos) question.forwarded_for.erase(0, comma + 1);
  return question.forwarded_for;
}

void Gate::charge(const HttpQuestion& question, std::int64_t work_us) {
  if (!has_accounts_ || question.request.path == kPath) return;  // the brake slows those who guess
  (question.caller ? parties_ : strangers_).charge(question.asker, now(), work_us * kCostOfWork);
}

std::optional<HttpAnswer> Gate::refuse_flood(HttpQuestion& question) {
  if (!has_accounts_) return std::nullopt;
  Buckets& buckets = question.caller ? parties_ : strangers_;
  question.asker = question.caller ? question.caller->party : address_of(question);
  const std::int64_t wait_ms = buckets.take(question.asker, now());
  question.crowds = buckets.is_half_used(question.asker, now());
  if (wait_ms == 0) return std::nullopt;
  return wait(question.caller ? "'" + question.caller->party + "' asks for too much at once"
                              : "this address asks for too much at once",
              wait_ms);
}

std::optional<HttpAnswer> Gate::refuse(HttpQuestion& question) {
  if (changes_something(question) && is_cross_site(question))
    return refusal({ErrorCode::forbidden, "another site's page asked for this",
                    question.origin.empty() ? "Sec-Fetch-Site" : question.origin,
                    "use the mission's own page"});
  auto caller = caller_of(question);
  if (!caller && caller.error().code == ErrorCode::forbidden)
    return unauthorized(caller.error().reason, caller.error().mend);
  if (!caller) return refusal(caller.error());
  question.caller = *std::move(caller);
  if (auto flood = refuse_flood(question)) return flood;
  if (!question.caller) return std::nullopt;
  note_use(*question.caller);
  const Scope scope = scope_for(question);
  if (question.request.path == kPath || question.caller->scopes.have(scope)) return std::nullopt;
  return refusal({ErrorCode::forbidden,
                  "'" + question.caller->account + "' may not do this here: it takes the scope '" +
                      std::string(domain::word(scope)) + "'",
                  question.request.path,
                  "use an account whose role allows it, or a token with that scope"});
}

HttpAnswer Gate::session(HttpQuestion& question) {
  const std::string& method = question.request.method;
  if (!question.request.query.empty())
    return refusal(base::invalid("this address takes no parameters", "leave them out"));
  if (method == "POST") return log_in(question);
  if (method == "DELETE") return log_out(question);
  if (method == "GET" || method == "HEAD") {
    const auto stores = this->stores();
    if (!stores) return refusal(stores.error());
    return session_answer(question.caller.get(), *stores != nullptr);
  }
  HttpAnswer refused = refusal({ErrorCode::invalid_input, "this address does not take " + method,
                                question.request.path, "use GET, HEAD, POST, DELETE"},
                               kMethodNotAllowed);
  refused.headers.emplace_back("Allow", "GET, HEAD, POST, DELETE");
  return refused;
}

HttpAnswer Gate::log_in(HttpQuestion& question) {
  auto read = views::read_login(question.request);
  sodium_memzero(question.request.body.data(), question.request.body.size());
  if (!read) return refusal(read.error());
  const Secret passphrase = Secret::of(read->password);
  sodium_memzero(read->password.data(), read->password.size());
  const auto stores = this->stores();
  if (!stores) return refusal(stores.error());
  if (*stores == nullptr)
    return refusal({ErrorCode::not_found,
                    "the mission has no accounts",
                    {},
                    "truceline account new makes the first"});
  const std::string& address = address_of(question);
  const std::int64_t wait_ms = brake_.begin(read->name, address, now());
  if (wait_ms > 0) return wait("too many attempts to log in", wait_ms);
  const auto account = (*stores)->accounts.prove(read->name, passphrase, read->code, now());
  if (!account) return refusal(account.error());
  if (!*account)
    return unauthorized("name, password or code is wrong",
                        "try again; whoever runs the server can set a new password");
  brake_.succeeded(read->name, address);
  CredentialStore& credentials = (*stores)->credentials;
  if (question.caller && !question.caller->by_token)
    if (const auto ended = credentials.end(question.caller->credential); !ended)
      return refusal(ended.error());
  const auto shown = credentials.begin_session((*account)->name, now());
  if (!shown) return refusal(shown.error());
  const auto caller = credentials.caller(credential_of(*shown), now());
  if (!caller) return refusal(caller.error());
  if (!*caller) return unauthorized("the account was disabled just now", "ask who runs the server");
  HttpAnswer answer = session_answer(&**caller, true);
  answer.headers.emplace_back("Set-Cookie", set_cookie(*shown));
  return answer;
}

HttpAnswer Gate::log_out(const HttpQuestion& question) {
  const auto stores = this->stores();
  if (!stores) return refusal(stores.error());
  if (question.caller && question.caller->by_token)
    return refusal({ErrorCode::forbidden,
                    "a token has no session",
                    {},
                    "truceline account revoke ends a token"});
  if (question.caller)
    if (const auto ended = (*stores)->credentials.end(question.caller->credential); !ended)
      return refusal(ended.error());
  HttpAnswer answer = session_answer(nullptr, *stores != nullptr);
  answer.headers.emplace_back("Set-Cookie", set_cookie(""));
  return answer;
}

std::function<bool()> Gate::goes_on(const HttpQuestion& question) {
  if (!question.caller) return {};
  return [this, credential = question.caller->credential, looked = now()]() mutable {
    const base::TimeMs at = now();
    if (at >= looked && at.value - looked.value < limits::kStreamCheckMs) return true;
    looked = at;
    const auto stores = this->stores();
    if (!stores || *stores == nullptr) return false;
    const auto caller = (*stores)->credentials.caller(credential, at);
    if (!caller || !*caller) return false;
    note_use(**caller);
    return true;
  };
}

std::uint64_t Gate::passwords_checked() {
  const auto stores = this->stores();
  return stores && *stores ? (*stores)->passwords.checked() : 0;
}

void Gate::note_use(const Caller& caller) {
  if (caller.by_token || now().value - caller.used.value < limits::kSessionNotedMs) return;
  const std::lock_guard lock(uses_mutex_);
  uses_.insert_or_assign(caller.credential, caller);
}

void Gate::write_uses() {
  std::unique_lock lock(uses_mutex_);
  while (!stopping_) {
    stopped_.wait_for(lock, kWriteUsesEvery, [this] { return stopping_; });
    const auto uses = std::exchange(uses_, {});
    lock.unlock();
    for (const auto& [credential, caller] : uses) {
      const auto stores = this->stores();
      // Failing, it is noted with the next use: the session ends early at worst.
      if (stores && *stores) static_cast<void>((*stores)->credentials.note_use(caller, now()));
    }
    lock.lock();
  }
}

}  // namespace truceline::app
