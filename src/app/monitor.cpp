// SPDX-License-Identifier: Apache-2.0
#include "app/monitor.hpp"

#include <algorithm>

#include "app/progress.hpp"
#include "base/limits.hpp"
#include "base/time.hpp"

namespace truceline::app {

using base::ErrorCode;
using base::Result;
using base::TimeMs;
using base::TreeSize;
using ledger::FetchTile;

namespace {

constexpr const char* kHost = "the host";
constexpr std::uint64_t kLast_s = 253'402'300'799;  // of the year 9999
/// Sightings are kept this much apart, so that a fast log does not fill the memory.
constexpr std::int64_t kSightingsInWindow = 64;

std::string entries(TreeSize size) {
  return grouped(size.value) + (size.value == 1 ? " entry" : " entries");
}

TimeMs moment(std::uint64_t time_s) {
  return {static_cast<std::int64_t>(std::min(time_s, kLast_s)) * base::kSecondMs};
}

}  // namespace

Result<Monitor> Monitor::open(ledger::Policy policy, MonitorSources sources, MonitorLimits limits,
                              MonitorMemory memory) {
  INVARIANT(sources.witnesses.size() == policy.witnesses.size());
  Monitor monitor(std::move(policy), std::move(sources), limits, std::move(memory));
  if (!monitor.memory_.checkpoint.empty()) {
    auto remembered = monitor.open_note(monitor.memory_.checkpoint);
    if (!remembered) return remembered.error().at("what the monitor remembers");
    monitor.newest_ = *std::move(remembered);
  }
  return monitor;
}

Result<Monitor::Opened> Monitor::open_note(std::string note) const {
  TRY_ASSIGN(ledger::CosignedCheckpoint opened, ledger::open_cosigned(note, policy_));
  if (opened.checkpoint.size.value > static_cast<std::uint64_t>(base::limits::kIntegerMax))
    return base::invalid("it claims more entries than there can be");
  return Opened{
      {std::move(note), std::move(opened.checkpoint)}, opened.log, std::move(opened.cosigned)};
}

std::optional<Monitor::Opened> Monitor::ask(const ReadLogFile& source, const std::string& who,
                                            Look& look) const {
  auto note = source("checkpoint");
  if (!note) {
    look.alarms.push_back({AlarmKind::silent, who, note.error().to_string(), {}});
    return std::nullopt;
  }
  auto opened = open_note(*std::move(note));
  if (opened) return *std::move(opened);
  look.alarms.push_back(
      {AlarmKind::broken,
       who,
       "shows a checkpoint that nobody can believe: " + opened.error().to_string(),
       {}});
  return std::nullopt;
}

Monitor::Verdict Monitor::compare(const Opened& one, const Opened& other, const FetchTile& tiles,
                                  const std::string& who, Look& look) const {
  const auto& log = policy_.logs[one.log].key;
  const auto fork = ledger::compare_checkpoints(one.seen, other.seen, log, tiles);
  const std::string sizes =
      entries(std::min(one.seen.checkpoint.size, other.seen.checkpoint.size)) + " and " +
      entries(std::max(one.seen.checkpoint.size, other.seen.checkpoint.size));
  if (!fork) {
    const bool missing = fork.error().code != ErrorCode::corrupt;
    look.alarms.push_back({missing ? AlarmKind::withheld : AlarmKind::broken,
                           who,
                           "does not show tiles that join the signed trees of " + sizes + ": " +
                               fork.error().to_string(),
                           {}});
    return Verdict::unproved;
  }
  if (!*fork) return Verdict::consistent;
  look.alarms.push_back(
      {AlarmKind::fork, who,
       "the log signed two histories: its trees of " + sizes + " cannot both be true",
       ledger::format_fork(**fork)});
  return Verdict::forked;
}

void Monitor::take_host(Opened host, Look& look, TimeMs now) {
  const TreeSize size = host.seen.checkpoint.size;
  const FetchTile tiles = tiles_of(sources_.host);
  if (newest_) {
    const TreeSize before = newest_->seen.checkpoint.size;
    if (size < before)
      look.alarms.push_back(
          {AlarmKind::withheld,
           kHost,
           "went back to " + entries(size) + " after it had shown " + entries(before),
           {}});
    Look comparison;
    const Verdict verdict = compare(*newest_, host, tiles, kHost, comparison);
    // Of a host that went back the tiles it once had are not to be expected.
    if (verdict != Verdict::unproved || size >= before)
      std::ranges::move(comparison.alarms, std::back_inserter(look.alarms));
    if (verdict != Verdict::consistent || size < before) return;
  }
  for (const ledger::CosignedBy& by : host.cosigned) credit(by.witness, size, by.time_s, now);
  look.facts.push_back("the host shows " + entries(size) + ", the beginning as it was before");
  memory_.checkpoint = host.seen.note;
  newest_ = std::move(host);
}

void Monitor::look_at_host(Look& look, TimeMs now) {
  if (auto host = ask(sources_.host, kHost, look)) take_host(*std::move(host), look, now);
}

void Monitor::look_at_witness(std::size_t witness, Look& look, TimeMs now) {
  const std::string& name = policy_.witnesses[witness].name;
  const ReadLogFile& source = sources_.witnesses[witness];
  if (!source) return;
  const auto seen = ask(source, name, look);
  if (!seen) return;
  const auto by = std::ranges::find(seen->cosigned, witness, &ledger::CosignedBy::witness);
  if (by == seen->cosigned.end()) {
    look.alarms.push_back(
        {AlarmKind::broken, name, "shows a checkpoint that it did not cosign itself", {}});
    return;
  }
  const TreeSize size = seen->seen.checkpoint.size;
  if (newest_ && size > newest_->seen.checkpoint.size)
    look_at_host(look, now);  // it may have grown since we asked
  if (!newest_) return;
  const TreeSize host_size = newest_->seen.checkpoint.size;
  const bool ahead = size > host_size;
  judge_ahead(witness, size, look, now);
  Look comparison;
  Verdict verdict = compare(*newest_, *seen, tiles_of(sources_.host), kHost, comparison);
  if (ahead && verdict == Verdict::unproved) {
    comparison = {};  // a host need not have these tiles; a mirror has its own
    verdict = compare(*newest_, *seen, tiles_of(source), kHost, comparison);
  }
  if (!ahead || verdict != Verdict::unproved)
    std::ranges::move(comparison.alarms, std::back_inserter(look.alarms));
  if (verdict != Verdict::consistent) return;
  credit(witness, std::min(size, host_size), by->time_s, now);
  look.facts.push_back(name + " cosigned " + entries(size) + " at " +
                       base::to_utc_string(moment(by->time_s)));
}

void Monitor::judge_ahead(std::size_t witness, TreeSize size, Look& look, TimeMs now) {
  const TreeSize host_size = newest_->seen.checkpoint.size;
  if (size <= host_size) {
    ahead_.erase(witness);
    return;
  }
  MonitorMemory::Sighting& first =
      ahead_.try_emplace(witness, MonitorMemory::Sighting{size, now}).first->second;
  if (host_size >= first.size) first = {size, now};  // it came that far, and is behind anew
  if (now.value - first.since.value < limits_.ahead_ms) {
    look.unsettled = true;
    return;
  }
  look.alarms.push_back({AlarmKind::withheld,
                         kHost,
                         "shows " + entries(host_size) + ", but " +
                             policy_.witnesses[witness].name + " had cosigned " +
                             entries(first.size) + " at " + base::to_utc_string(first.since),
                         {}});
}

void Monitor::credit(std::size_t witness, TreeSize size, std::uint64_t time_s, TimeMs now) {
  MonitorMemory::Witness& known = memory_.witnesses[policy_.witnesses[witness].name];
  known.size = std::max(known.size, size);
  time_s = std::min(time_s, kLast_s);
  if (time_s <= known.time_s) return;
  // At first sight its age counts; a clock ahead of ours gives no credit.
  const bool first = known.time_s == 0;
  known.fresh = first ? std::min(moment(time_s), now) : now;
  known.time_s = time_s;
}

void Monitor::judge_times(Look& look, TimeMs now) const {
  for (const ledger::PolicyWitness& witness : policy_.witnesses) {
    const auto known = memory_.witnesses.find(witness.name);
    const bool never = known == memory_.witnesses.end() || known->second.time_s == 0;
    const TimeMs since = never ? memory_.began : known->second.fresh;
    if (now.value - since.value <= limits_.stall_ms) continue;
    look.alarms.push_back(
        {AlarmKind::stall,
         witness.name,
         (never ? "has cosigned nothing since we watch, " : "has cosigned nothing new since ") +
             base::to_utc_string(since),
         {}});
  }
}

void Monitor::judge_window(Look& look, TimeMs now) {
  if (!newest_ || policy_.witnesses.empty()) return;
  TreeSize covered{UINT64_MAX};
  for (const ledger::PolicyWitness& witness : policy_.witnesses)
    covered = std::min(covered, memory_.witnesses[witness.name].size);
  auto& pending = memory_.pending;
  std::erase_if(pending, [&](const auto& sighting) { return sighting.size <= covered; });
  const TreeSize shown = newest_->seen.checkpoint.size;
  const bool apart = pending.empty() || now.value - pending.back().since.value >=
                                            limits_.window_ms / kSightingsInWindow;
  if (shown > covered && apart && (pending.empty() || shown > pending.back().size))
    pending.push_back({shown, now});
  if (pending.empty() || now.value - pending.front().since.value <= limits_.window_ms) return;
  std::string missing;
  for (const ledger::PolicyWitness& witness : policy_.witnesses)
    if (memory_.witnesses[witness.name].size < pending.front().size)
      missing += (missing.empty() ? "" : ", ") + witness.name;
  look.alarms.push_back({AlarmKind::quorum,
                         kHost,
                         "showed " + entries(pending.front().size) + " at " +
                             base::to_utc_string(pending.front().since) +
                             ", and these witnesses have not cosigned them: " + missing,
                         {}});
}

Look Monitor::look(TimeMs now) {
  if (memory_.began.value == 0) memory_.began = now;
  Look look;
  look_at_host(look, now);
  for (std::size_t i = 0; i < policy_.witnesses.size(); ++i) look_at_witness(i, look, now);
  judge_times(look, now);
  judge_window(look, now);
  std::ranges::stable_sort(look.alarms, {}, &Alarm::kind);
  return look;
}

}  // namespace truceline::app
