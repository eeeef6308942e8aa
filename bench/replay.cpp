// SPDX-License-Identifier: Apache-2.0
//
// From the ledger's bytes to what a person sees: every entry decoded and folded, every finding
// derived, both digests. What a server does at its start and an auditor at any time.
#include "app/clock.hpp"
#include "app/entry_pipeline.hpp"
#include "app/mission.hpp"
#include "app/verify.hpp"
#include "base/time.hpp"
#include "engine/findings.hpp"
#include "paths.hpp"
#include "signed_log.hpp"

namespace truceline::bench {
namespace {

/// A ledger to be replayed.
struct Subject {
  ledger::Store& store;
  std::string origin;
  base::PublicKey log_key;
  base::TreeSize size;

  ledger::SignedHead head() const {
    return ledger::read_head(store.head().value(), ledger::ed25519_verifier(origin, log_key))
        .value();
  }
};

app::Replayed replayed(const Subject& subject) {
  app::Replayed all;
  INVARIANT(app::replay(subject.store, subject.head(), subject.size, all).has_value());
  return all;
}

std::uint64_t replay_on_one_core(const Subject& subject) {
  engine::State state;
  INVARIANT(subject.store
                .scan({0}, {subject.size.value},
                      [&](base::EntryIndex index,
                          const ledger::RecordView& record) -> base::Result<void> {
                        TRY_ASSIGN(domain::Statement told, app::decode_entry(index, record));
                        state.apply(std::move(told));
                        return {};
                      })
                .has_value());
  return state.size().value;
}

/// The work of a start: state, findings, digests. The answer is the findings' number.
std::uint64_t everything(const Subject& subject, base::TimeMs at) {
  const app::Replayed all = replayed(subject);
  const auto findings = engine::derive_findings(all.state, at);
  INVARIANT(engine::digest(findings) != all.state.digest());
  return findings.size();
}

base::Result<void> measure_one(const Options& options, const Work& work,
                               const std::vector<Way>& ways, All& all) {
  if (!wanted(options, work.path)) return {};
  TRY_ASSIGN(Measured measured, measure(work, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

base::Result<void> measure_subject(const Options& options, const Subject& subject, All& all) {
  const std::uint64_t size = subject.size.value;
  const base::TimeMs at{base::days_from_date(*base::parse_date("2020-01-01")) * base::kDayMs};
  const app::Replayed whole = replayed(subject);
  const std::uint64_t reports = whole.state.reports().size();
  const auto findings = engine::derive_findings(whole.state, at);
  const std::string of = ", of " + std::to_string(size) + " entries";
  TRY(measure_one(
      options, {"replay: decode and fold" + of, "entries", size},
      {{"app::replay, all cores", Role::ours, [&] { return replayed(subject).state.size().value; }},
       {"decode_entry and State::apply, one core", Role::ours,
        [&] { return replay_on_one_core(subject); }}},
      all));
  TRY(measure_one(options, {"findings derived" + of, "reports", reports},
                  {{"engine::derive_findings", Role::ours,
                    [&] { return engine::derive_findings(whole.state, at).size(); }}},
                  all));
  TRY(measure_one(
      options, {"findings digested" + of, "findings", findings.size()},
      {{"engine::digest", Role::ours,
        [&] { return engine::digest(findings) == base::Hash{} ? 0U : findings.size(); }}},
      all));
  TRY(measure_one(
      options, {"state, findings and digests from disk" + of, "entries", size, Work::Clock::wall},
      {{"all of the above", Role::ours, [&] { return everything(subject, at); }}}, all));
  return measure_one(
      options, {"everything verified from disk" + of, "entries", size, Work::Clock::wall},
      {{"app::verify_log", Role::ours,
        [&] {
          const auto verified =
              app::verify_log(subject.store, subject.origin, subject.log_key, at, nullptr).value();
          INVARIANT(verified.faults.empty());
          return verified.size.value;
        }}},
      all);
}

}  // namespace

base::Result<void> measure_replay(const Options& options, All& all) {
  if (!options.mission.empty()) {
    TRY_ASSIGN(const std::unique_ptr<app::Mission> mission,
               app::Mission::open(options.mission, app::Mission::Mode::read_only));
    TRY_ASSIGN(const ledger::Head head, mission->store().head());
    return measure_subject(
        options, {mission->store(), mission->config().origin, mission->log_key(), head.size}, all);
  }
  TemporaryLog log;
  log.append(synthetic_records(options.seed, options.entries), 1024);
  log.sign();
  TRY_ASSIGN(const ledger::Head head, log.store().head());
  return measure_subject(
      options, {log.store(), std::string(kOrigin), key_of(kOrigin).public_key(), head.size}, all);
}

}  // namespace truceline::bench
