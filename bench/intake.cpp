// SPDX-License-Identifier: Apache-2.0
//
// Signed statements on their way into a mission, as a server takes them: verified on the threads of
// those who send them, sequenced, durable, and signed for beside it, with the time each one waited
// for its answer. Then the same through HTTP in batches. Beside them, in the same run, what cannot
// be avoided: the signature checks, and SQLite keeping the bytes.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <thread>

#include "app/socket_client.hpp"
#include "base/json_writer.hpp"
#include "domain/commitment.hpp"
#include "domain/envelope.hpp"
#include "paths.hpp"
#include "plain_table.hpp"
#include "served_mission.hpp"
#include "signed_log.hpp"

namespace truceline::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Submissions = std::vector<app::Submission>;

constexpr std::size_t kInFlight = 24;  // unanswered statements of one sender
constexpr std::size_t kBatch = 256;    // statements of one request

/// Who waits for how many answers.
class Window {
 public:
  void enter() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return inside_ < kInFlight; });
    ++inside_;
  }
  void leave() {
    // Under the lock: whoever waits for the last one destroys this.
    const std::lock_guard lock(mutex_);
    --inside_;
    room_.notify_all();
  }
  void wait_until_empty() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return inside_ == 0; });
  }

 private:
  std::mutex mutex_;  // guards inside_
  std::condition_variable room_;
  std::size_t inside_ = 0;
};

app::Submission submission_of(const ledger::Record& record) {
  const auto unsealed = domain::unseal(record.sealed).value();
  return {std::string(base::text_of(record.leaf)), unsealed.salt, std::string(unsealed.body)};
}

/// The bodies, shared out among the senders, each an author with a chain of its own.
std::vector<Submissions> signed_by_senders(std::span<const domain::Body> bodies,
                                           std::vector<ledger::Record>& records) {
  std::vector<Submissions> all(kSenders);
  std::vector<app::Author> authors;
  for (std::size_t sender = 0; sender < kSenders; ++sender)
    authors.push_back(author_of(party_of(sender)));
  const domain::Audience everyone{domain::AudienceLabel::everyone, {}};
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    domain::Salt salt{};
    salt[0] = 1;
    records.push_back(
        authors[i % kSenders].write(bodies[i], everyone, {}, {0}, salt).value().record);
    all[i % kSenders].push_back(submission_of(records.back()));
  }
  return all;
}

std::uint64_t send_to_library(app::Intake& intake, const Submissions& submissions,
                              Latencies& latencies) {
  std::atomic<std::uint64_t> taken = 0;
  std::vector<Clock::duration> took(submissions.size());
  Window window;
  for (std::size_t i = 0; i < submissions.size(); ++i) {
    window.enter();
    const auto begun = Clock::now();
    intake.take(submissions[i], [&, i, begun](const auto& outcome) {
      took[i] = Clock::now() - begun;
      taken += outcome ? 1U : 0U;
      window.leave();
    });
  }
  window.wait_until_empty();
  latencies.add(std::move(took));
  return taken;
}

std::vector<std::string> batches_of(const Submissions& submissions) {
  std::vector<std::string> batches;
  for (std::size_t i = 0; i < submissions.size(); ++i) {
    if (i % kBatch == 0) batches.emplace_back();
    base::JsonWriter json;
    json.begin_object().member("envelope", submissions[i].envelope);
    json.member("salt", base::to_hex(submissions[i].salt)).member("body", submissions[i].body);
    batches.back().append(json.end_object().take()).append("\n");
  }
  return batches;
}

std::uint64_t send_over_http(std::uint16_t port, const std::vector<std::string>& batches,
                             Latencies& latencies) {
  app::SocketClient client(port);
  std::uint64_t taken = 0;
  std::vector<Clock::duration> took;
  for (const std::string& batch : batches) {
    const auto begun = Clock::now();
    const auto answer =
        client.ask("POST", "/api/v1/statements", "Content-Type: application/x-ndjson\r\n", batch);
    took.push_back(Clock::now() - begun);
    taken += count_of(answer.body, "{\"status\":201,");
  }
  latencies.add(std::move(took));
  return taken;
}

/// Only the signature of each.
std::uint64_t check_signatures(const Submissions& submissions) {
  std::uint64_t good = 0;
  for (const app::Submission& one : submissions) {
    const domain::Envelope envelope = domain::open_envelope(one.envelope).value();
    const std::string text =
        domain::pre_authentication_encoding(domain::kPayloadType, envelope.payload);
    good += base::verify(envelope.key, base::bytes_of(text), envelope.signature) ? 1U : 0U;
  }
  return good;
}

}  // namespace

base::Result<void> measure_intake(const Options& options, std::span<const domain::Body> bodies,
                                  All& all) {
  const std::string path = "statements taken in: verified, sequenced, durable, 4 senders";
  if (!wanted(options, path)) return {};
  std::vector<ledger::Record> records;
  const std::vector<Submissions> sent = signed_by_senders(bodies, records);
  std::vector<std::vector<std::string>> batches;
  for (const Submissions& submissions : sent) batches.push_back(batches_of(submissions));
  std::unique_ptr<ServedMission> desk;
  std::uint16_t port = 0;
  Latencies of_library;
  Latencies of_http;
  PlainTable table(records);
  const std::vector<Way> ways = {
      {"app::Intake, 24 unanswered each", Role::ours,
       [&] {
         return all_senders([&](std::size_t sender) {
           return send_to_library(desk->intake(), sent[sender], of_library);
         });
       },
       [&] {
         desk.reset();
         desk = std::make_unique<ServedMission>();
       },
       [&] { return of_library.text(); }},
      {"HTTP, 256 to a request", Role::other,
       [&] {
         return all_senders(
             [&](std::size_t sender) { return send_over_http(port, batches[sender], of_http); });
       },
       [&] {
         desk.reset();
         desk = std::make_unique<ServedMission>();
         port = desk->serve();
       },
       [&] { return of_http.text() + " a request"; }},
      {"the Ed25519 checks alone, 4 threads", Role::floor,
       [&] {
         return all_senders([&](std::size_t sender) { return check_signatures(sent[sender]); });
       }},
      {"SQLite, one plain table, 256 at a time", Role::floor, [&] { return table.insert_all(); },
       [&] { table.make_anew(); }}};
  TRY_ASSIGN(Measured measured,
             measure({path, "statements", bodies.size(), Work::Clock::wall}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

base::Result<void> measure_proofs(const Options& options, All& all) {
  const std::string path =
      "inclusion proofs, of any entry of " + std::to_string(options.leaves) + " entries";
  if (!wanted(options, path)) return {};
  ledger::Tree tree;
  for (std::uint64_t n = 0; n < options.leaves; ++n)
    tree.append(ledger::leaf_hash(base::bytes_of(std::to_string(n))));
  constexpr std::uint64_t kProofs = 10'000;
  const std::uint64_t stride = options.leaves / kProofs + 1;
  const std::vector<Way> ways = {
      {"ledger::Tree::inclusion_proof", Role::ours, [&] {
         std::uint64_t hashes = 0;
         for (std::uint64_t n = 0; n < kProofs; ++n)
           hashes += tree.inclusion_proof({n * stride % options.leaves}, tree.size())->size();
         return hashes;
       }}};
  TRY_ASSIGN(Measured measured, measure({path, "proofs", kProofs}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace truceline::bench
