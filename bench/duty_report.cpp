// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "duty_load.hpp"

namespace truceline::bench {
namespace {

constexpr std::string_view kPageHead = R"(# Performance of the duty desk under load

Written by `truceline_bench --duty --markdown`; do not edit the figures by hand.

A mission is made from a seed: parties that notify sites, movements, aid deliveries, flights and
operations, each to the two others that the arrangement names for it, rosters, and acknowledgements of
all but one in fifty, which are overdue. The real server serves it, as a process of its own; inboxes
are open event streams, each with a token, spread over the parties. Then so many new notifications a
second are signed and posted, each when it is due, over a connection of each author's key; each takes
the place of the oldest of its author, so that as many stay active as before. Client and server share the machine,
and what the client uses of the processor the server does not have.

- *answered*: from the moment a notification was due to be sent to its answer: it is checked and
  durable. Waiting for the answer to the one before it on the same connection counts.
- *delivered*: until the last open inbox of all its recipients was told that there is more.
- *register asked*: twice a second a recipient that was just told asks for the register from that entry
  on; *not there* counts those that did not find it.
- *resident*: memory of the server, at the beginning, after a minute, at the end.
- *one party floods*: one more party, that is told of all movements, asks for a page of a thousand of
  the register over 200 connections, as often as said or as it is answered, against its rate limit.

To repeat it: `./dev bench --duty`. Smaller: `--duty-notifications`, `--duty-inboxes`, `--duty-rate`,
`--duty-seconds`, `--duty-flood-seconds`, `--duty-flood-rate`.

)";

std::string ms(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value < 10 ? "%.1f" : "%.0f", value);
  return text;
}

std::string three(const WaitsMs& waits) {
  return ms(percentile(waits, 50)) + " / " + ms(percentile(waits, 99)) + " / " +
         ms(waits.empty() ? 0 : waits.back());
}

std::string megabytes(std::uint64_t bytes) {
  return std::to_string(bytes / 1'000'000);
}

std::string figure(const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

}  // namespace

std::string duty_table(const DutyLoad& load, const DutyMeasured& measured) {
  const DutyPlan& plan = load.plan;
  std::string text = std::to_string(plan.notifications) + " notifications active (" +
                     std::to_string(measured.entries) + " entries, seed " +
                     std::to_string(plan.seed) + "), " + std::to_string(plan.inboxes) +
                     " inboxes of " + std::to_string(plan.parties) + " parties, " +
                     std::to_string(load.per_second) + " new a second. Served after " +
                     figure("%.1f", measured.loaded_s) + " s, all inboxes open after " +
                     figure("%.1f", measured.opened_s) + " s more.\n\n";
  text +=
      "| | sent in s | refused, untold, not there | answered p50 / p99 / longest, ms | delivered "
      "p50 / p99 / longest, ms | register asked p50 / p99 / longest, ms | resident, MB | bytes a "
      "notification | processor, server + client | flood: requests, refused |\n"
      "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
  for (const DutyPhase& phase : measured.phases) {
    const auto grown =
        static_cast<double>(phase.resident_last) - static_cast<double>(phase.resident_first);
    text += "| " + phase.name + " | " + std::to_string(phase.sent) + " in " +
            figure("%.0f", phase.lasted_s) + " | " + std::to_string(phase.refused) + ", " +
            std::to_string(phase.untold) + ", " + std::to_string(phase.not_there) + " | " +
            three(phase.answered) + " | " + three(phase.delivered) + " | " +
            three(phase.register_asked) + " | " + megabytes(phase.resident_first) + " / " +
            megabytes(phase.resident_minute) + " / " + megabytes(phase.resident_last) + " | " +
            figure("%.0f", grown / static_cast<double>(std::max<std::size_t>(1, phase.sent))) +
            " | " + figure("%.2f", phase.server_cpu_s / phase.lasted_s) + " + " +
            figure("%.2f", phase.client_cpu_s / phase.lasted_s) + " cores | " +
            std::to_string(phase.flooded) + ", " + std::to_string(phase.flood_refused) + " |\n";
  }
  return text;
}

std::string duty_page(const std::string& machine, const std::string& build, const DutyLoad& load,
                      const DutyMeasured& measured) {
  return std::string(kPageHead) + "Machine: " + machine + ". Program: " + build + ".\n\n" +
         duty_table(load, measured);
}

}  // namespace truceline::bench
