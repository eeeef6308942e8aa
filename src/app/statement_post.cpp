// SPDX-License-Identifier: Apache-2.0
#include "app/statement_post.hpp"

#include <atomic>

#include "views/error_table.hpp"
#include "views/submission.hpp"

namespace truceline::app {
namespace {

using Outcome = base::Result<Intake::Outcome>;

/// A batch on its way. The last line to be answered sends the answer.
class Batch {
 public:
  Batch(std::size_t size, Respond respond)
      : lines_(size), waiting_(size), respond_(std::move(respond)) {}

  /// Each place once, from any thread.
  void answer(std::size_t place, const Outcome& outcome) {
    lines_[place] =
        outcome ? views::accepted_line(outcome->index, outcome->id, outcome->size, outcome->is_new)
                : views::problem(outcome.error()).body;
    if (waiting_.fetch_sub(1) == 1) send();
  }

 private:
  void send() {
    std::string body;
    for (const std::string& line : lines_) body.append(line).append("\n");
    views::Response response;
    response.content_type = "application/x-ndjson";
    response.body = std::move(body);
    respond_(answer_of(std::move(response)));
  }

  std::vector<std::string> lines_;  // each written by one thread, read when none is waited for
  std::atomic<std::size_t> waiting_;
  Respond respond_;
};

Submission submission_of(views::Submission read) {
  return {std::move(read.envelope), read.salt, std::move(read.body)};
}

void post_batch(Intake& intake, const views::Request& request, const Respond& respond) {
  const auto lines = views::submission_lines(request);
  if (!lines) return respond(answer_of(views::problem(lines.error())));
  const auto batch = std::make_shared<Batch>(lines->size(), respond);
  for (std::size_t place = 0; place < lines->size(); ++place) {
    auto read = views::parse_submission((*lines)[place]);
    if (!read)
      batch->answer(place, read.error());
    else
      intake.take(submission_of(*std::move(read)),
                  [batch, place](const Outcome& outcome) { batch->answer(place, outcome); });
  }
}

}  // namespace

void post_statements(Intake& intake, const views::Request& request, const Respond& respond,
                     const FindReceipt& find_receipt) {
  if (views::is_batch(request)) return post_batch(intake, request, respond);
  auto read = views::read_submission(request);
  if (!read) return respond(answer_of(views::problem(read.error())));
  intake.take(submission_of(*std::move(read)), [respond, find_receipt](const Outcome& outcome) {
    if (!outcome) return respond(answer_of(views::problem(outcome.error())));
    views::Accepted accepted{outcome->index, outcome->id, outcome->size, outcome->is_new, {}};
    // A new entry has none yet, and nobody else in its group should wait for a look.
    if (!outcome->is_new) accepted.receipt = find_receipt(outcome->index);
    respond(answer_of(views::submission_response(accepted)));
  });
}

}  // namespace truceline::app
