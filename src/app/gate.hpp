// SPDX-License-Identifier: Apache-2.0
//
// Who comes in to the server: finds out who asks, refuses what another site has a browser ask for,
// what a role does not allow and what is too much for one party, and serves /api/v1/session. A
// mission without accounts has strangers only, who see what is public.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "app/account_store.hpp"
#include "app/buckets.hpp"
#include "app/credential_store.hpp"
#include "app/http_message.hpp"
#include "app/login_brake.hpp"
#include "domain/reader.hpp"

namespace truceline::app {

struct GateOptions {
  /// Nothing but this machine reaches the server, and without TLS: then cookies cannot be Secure.
  bool plain_loopback = false;
  /// A proxy ends TLS before it and names who asks in X-Forwarded-For.
  bool behind_proxy = false;
  KeyCost password_cost = kKeyCost;
};

/// Any thread.
class Gate {
 public:
  static constexpr std::string_view kPath = "/api/v1/session";

  /// The accounts of the mission in `folder`, which may be made later.
  Gate(const std::filesystem::path& folder, GateOptions options);
  ~Gate();

  /// Finds out who asks (HttpQuestion::caller), or refuses. Some tens of microseconds.
  std::optional<HttpAnswer> refuse(HttpQuestion& question);
  /// The answer to it took so much of a processor: it counts against the allowance of who asked.
  void charge(const HttpQuestion& question, std::int64_t work_us);

  /// POST, GET and DELETE of kPath. Logging in costs 0.1 s and 64 MiB: on one thread at a time.
  HttpAnswer session(HttpQuestion& question);

  /// For HttpQuestion::caller's stream: does the session or token still hold? Looks at most once a
  /// second; a session that has a stream is in use. Empty for a stranger.
  std::function<bool()> goes_on(const HttpQuestion& question);

  /// How many passphrases were checked.
  std::uint64_t passwords_checked();

 private:
  struct Stores {
    std::unique_ptr<AccountFile> file;
    Passwords passwords;
    AccountStore accounts;
    CredentialStore credentials;
    Stores(std::unique_ptr<AccountFile> opened, const KeyCost& cost)
        : file(std::move(opened)),
          passwords(cost),
          accounts(*file, passwords),
          credentials(*file) {}
  };

  base::Result<Stores*> stores();
  base::Result<std::shared_ptr<const Caller>> caller_of(const HttpQuestion& question);
  std::optional<std::string> cookie_in(const HttpQuestion& question) const;
  std::string set_cookie(std::string_view value) const;
  const std::string& address_of(HttpQuestion& question) const;
  std::optional<HttpAnswer> refuse_flood(HttpQuestion& question);
  HttpAnswer log_in(HttpQuestion& question);
  HttpAnswer log_out(const HttpQuestion& question);
  void note_use(const Caller& caller);
  void write_uses();

  const std::filesystem::path path_;
  const GateOptions options_;
  LoginBrake brake_;
  Buckets parties_;
  Buckets strangers_;

  std::mutex stores_mutex_;  // guards stores_ while it is being made
  std::unique_ptr<Stores> stores_;
  std::atomic<bool> has_accounts_{false};

  std::mutex uses_mutex_;  // guards the next two
  std::map<base::Hash, Caller> uses_;
  bool stopping_ = false;
  std::condition_variable stopped_;
  std::thread writer_;  // of uses: nobody who asks waits for the disk
};

/// Whose view answers the question.
domain::Reader reader_of(const HttpQuestion& question);

}  // namespace truceline::app
