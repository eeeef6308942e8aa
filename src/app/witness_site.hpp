// SPDX-License-Identifier: Apache-2.0
//
// A witness over HTTP (C2SP tlog-witness): POST /add-checkpoint, GET /<origin hash>/checkpoint,
// and for people GET / and /healthz. Everything is public; a request proves itself by the log's
// signature in it.
#pragma once

#include <mutex>

#include "app/http_message.hpp"
#include "app/short_log.hpp"
#include "ledger/witness.hpp"

namespace truceline::app {

class WitnessSite final : public HttpHandler {
 public:
  /// REQUIRES: both outlive this; nobody else uses `witness`.
  WitnessSite(ledger::Witness& witness, ShortLog& log) : witness_(witness), log_(log) {}

  Lane lane(const HttpQuestion& question) const override;
  std::size_t body_bytes_max(std::string_view target) const override;
  void answer(HttpQuestion question, Respond respond) override;

 private:
  HttpAnswer answer_now(const HttpQuestion& question);
  ledger::WireAnswer add_checkpoint(const std::string& body);

  std::mutex mutex_;  // guards witness_
  ledger::Witness& witness_;
  ShortLog& log_;
};

/// The answer as it stands, never to be kept by a cache.
HttpAnswer answer_of(ledger::WireAnswer answer);

/// "<origin hash>/checkpoint" gives the hash; empty for any other path.
std::string_view origin_hash_in(std::string_view path);

/// What GET / says: who this is, with its key for the mission's policy.
HttpAnswer who_this_is(std::string_view role, const ledger::VerifierKey& key);

/// 405 with `allow` where the method is none of those listed there.
HttpAnswer method_refused(const HttpQuestion& question, std::string_view allow);
HttpAnswer no_such_address(const HttpQuestion& question);
bool is_read(const HttpQuestion& question);

}  // namespace truceline::app
