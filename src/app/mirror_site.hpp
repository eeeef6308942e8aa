// SPDX-License-Identifier: Apache-2.0
//
// A mirror over HTTP (C2SP tlog-mirror and tlog-tiles): POST /add-checkpoint and /add-entries from
// the log; GET /<origin hash>/checkpoint and /<origin hash>/tile/... for whoever reads; and, where
// the log's host refuses somebody, POST /api/v1/statements with GET /api/v1/submissions/<id>.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "app/http_message.hpp"
#include "app/mirrored_log.hpp"
#include "app/short_log.hpp"
#include "app/submission_desk.hpp"
#include "ledger/mirror.hpp"

namespace truceline::app {

class MirrorSite final : public HttpHandler {
 public:
  using Logs = std::map<std::string, std::unique_ptr<MirroredLog>>;  ///< By origin_hash_hex.

  /// REQUIRES: all outlive this; nobody else uses `mirror`.
  MirrorSite(ledger::Mirror& mirror, const Logs& logs, SubmissionDesk& desk, ShortLog& log)
      : mirror_(mirror), logs_(logs), desk_(desk), log_(log) {}

  Lane lane(const HttpQuestion& question) const override;
  std::size_t body_bytes_max(std::string_view target) const override;
  void answer(HttpQuestion question, Respond respond) override;

 private:
  HttpAnswer answer_now(const HttpQuestion& question);
  HttpAnswer add_checkpoint(const HttpQuestion& question);
  HttpAnswer add_entries(const HttpQuestion& question);
  HttpAnswer post_statement(const HttpQuestion& question);
  HttpAnswer submission(const HttpQuestion& question, std::string_view id);
  HttpAnswer from_log(const HttpQuestion& question);
  void complain(std::string_view of, const ledger::WireAnswer& answer);

  std::mutex mutex_;  // guards mirror_
  ledger::Mirror& mirror_;
  const Logs& logs_;
  SubmissionDesk& desk_;
  ShortLog& log_;
};

/// How a submission stands, as JSON, with the two signed notes: the promise, and a report of now.
HttpAnswer submission_answer(const KeptSubmission& kept, const std::string& report, int status);

}  // namespace truceline::app
