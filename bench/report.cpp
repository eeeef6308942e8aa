// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include <cmath>
#include <cstdio>

#include "base/json_writer.hpp"

namespace truceline::bench {
namespace {

constexpr const char* kPageHead = R"(# Performance

Written by `truceline_bench --markdown`; do not edit the figures by hand. The duty desk under load is
measured by itself: [performance_duty.md](performance_duty.md).

All ways of one path run in turns in one process, so a busy machine disturbs them alike. Absolute
figures are this machine's; **only the ratios carry over** to another.

- *per second*: by the wall clock, the middle of the rounds (least to greatest). While others use
  the machine it is too low.
- *per CPU second*: by the processor time of this process, user and system, all its threads. It
  leaves out waiting for the disk and for a turn, but neighbours still share caches and cores: on a
  busy machine it was half of that on a calm one.
- *ours / this*: how many times as fast the first row of the path is, the middle of the rounds; by
  CPU time, or by the wall clock where the disk has a say (append, import, from disk).
- *answer*: what a run counted. Ours and every *other* way must agree, or nothing is printed; a way
  that *nearly* agrees has other edges or another globe, and may be 1 in 1,000 off. A *floor* does
  less work than ours must; *also* is other work of ours on the same input.

To repeat it: `./dev bench`, or with your own data
`./dev bench --ucdp FILE.csv.gz --mission FOLDER`. Without files everything is made from a seed.
Temporary ledgers go to `$TMPDIR`: point it at the disk you want measured.

What each path is:

- *point in zone*: every pair of place and zone is asked, places anywhere in 36-42 E, 33-37 N.
- *zones that hold a place now*: 80 % circles of 64 vertices, 18 % corridors of 10 to 80 km, 2 % blobs
  of up to 1,000 vertices, two in three of them around towns, in force for 1 to 10 days of 30; half of
  the places anywhere, half near a zone. *At any time* leaves their times out. Ours is asked in
  batches, the others one place after another, as they are used.
- *zones within 1 km*: the same zones, distance by geodesic, 0 inside.
- *one zone changed*: moved by 100 m in the index, and back.
- *volumes that meet one*: areas of 32 to 1,000 vertices, 60 to 400 m high in the lowest 3 km, for 1 to
  6 hours of 30 days; a pair shares a place, a height and a moment.
- *statements written, decoded, verified, made durable*: the rows of the UCDP file as signed
  statements. The floors are libsodium's signatures over the same bytes, and the same bytes into one plain
  SQLite table (WAL, full sync) and onto a file.
- *statements taken in*: the same, signed by four authors, as a server takes them from four threads, with
  checkpoints signed beside it. p50 and p99: from handing one in to its answer, when it is durable; through
  HTTP, from sending a batch to its answer, the sender's work included.
- *plans checked for conflicts*: what a notification would be in the way of, with 500 m, 150 m of height
  and 10 minutes required; one connection, one question after another, p50 and p99 from sending it to its
  answer. *Conflicts followed*: all findings after so many more are notified.
- *positions accepted*: aeroplanes of four senders, one position of each every 10 s; each batch is signed and
  checked, each position read, believed or flagged, and held against the zones, and what they show is
  signed, entered and durable before the answer. p50 and p99: from sending a batch to its answer.
- *inclusion proofs*: from the tree that a server keeps in memory.
- *UCDP rows read, imported*: from unpacked bytes in memory; imported means signed and on disk.
- *JSON bodies parsed*: the bodies of those statements.
- *receipt*: from handing a statement in to a stored checkpoint that covers it with enough
  cosignatures, statements at random moments 50 ms apart on average. The witnesses run in this
  process behind HTTP, and sleep for the round trip before they answer.
- *replay, findings, verified*: a ledger on disk with a tenth of other statements among reports,
  actors, agreements and 15 zones, or the mission given.

)";

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

/// Three digits that mean something: 1.23 M, 45.6 k, 789.
std::string short_figure(double value) {
  const char* unit = value >= 1e6 ? " M" : value >= 1e3 ? " k" : "";
  const double shown = value >= 1e6 ? value / 1e6 : value >= 1e3 ? value / 1e3 : value;
  char text[48];
  const int decimals = shown < 0.1 ? 4 : shown < 10 ? 2 : shown < 100 ? 1 : 0;
  std::snprintf(text, sizeof text, "%.*f%s", decimals, shown, unit);
  return text;
}

std::string_view role_word(Role role) {
  switch (role) {
    case Role::ours:
      return "ours";
    case Role::other:
      return "other";
    case Role::nearly:
      return "nearly";
    case Role::floor:
      return "floor";
    case Role::also:
      return "also";
  }
  return {};
}

std::string row(const Measured& measured, const MeasuredWay& way, bool first) {
  const Work& work = measured.work;
  const auto units = static_cast<double>(work.units);
  const Spread wall_s = seconds(way, Work::Clock::wall);
  const Spread cpu_s = seconds(way, Work::Clock::cpu);
  std::string text = "| ";
  if (first) text += work.path;
  text += " | " + std::string(role_word(way.role)) + ": " + way.name;
  if (!way.remark.empty()) text += "; " + way.remark;
  text += " | ";
  text += short_figure(units / wall_s.median) + " (" + short_figure(units / wall_s.max) + " to " +
          short_figure(units / wall_s.min) + ")";
  if (first) text += " " + work.unit;
  text += " | " + short_figure(units / cpu_s.median);
  text += " | " + short_figure(wall_s.median * 1e3);
  text += " | " + short_figure(times_as_fast(measured.ways[0], way, work.clock));
  return text + " | " + grouped(way.answer) + " |\n";
}

std::int64_t nanoseconds(double seconds) {
  return std::llround(seconds * 1e9);
}

void write_spread(base::JsonWriter& out, std::string_view name, const Spread& figures) {
  out.key(name).begin_object();
  out.member("min", nanoseconds(figures.min)).member("median", nanoseconds(figures.median));
  out.member("max", nanoseconds(figures.max)).end_object();
}

void write_measured(base::JsonWriter& out, const Measured& measured) {
  const Work& work = measured.work;
  out.begin_object().member("path", work.path).member("unit", work.unit);
  out.member("units", static_cast<std::int64_t>(work.units));
  out.member("compared_by", work.clock == Work::Clock::cpu ? "cpu" : "wall");
  out.key("ways").begin_array();
  for (const MeasuredWay& way : measured.ways) {
    out.begin_object().member("name", way.name).member("role", role_word(way.role));
    out.member("answer", static_cast<std::int64_t>(way.answer));
    if (!way.remark.empty()) out.member("remark", way.remark);
    write_spread(out, "wall_ns", seconds(way, Work::Clock::wall));
    write_spread(out, "cpu_ns", seconds(way, Work::Clock::cpu));
    const double times = times_as_fast(measured.ways[0], way, work.clock);
    out.key("ours_over_this").decimal(std::llround(times * 1000), 3);
    out.end_object();
  }
  out.end_array().end_object();
}

}  // namespace

std::string markdown_table(std::span<const Measured> all) {
  std::string text =
      "| path | way | per second (least to greatest) | per CPU second | one run, ms | ours / this "
      "| answer |\n|---|---|---:|---:|---:|---:|---:|\n";
  for (const Measured& measured : all)
    for (const MeasuredWay& way : measured.ways)
      text += row(measured, way, &way == measured.ways.data());
  return text;
}

std::string markdown_page(const Circumstances& circumstances, std::span<const Measured> all,
                          std::span<const Waits> waits) {
  std::string text = kPageHead;
  text += "Machine: " + circumstances.machine + ". Program: " + circumstances.build + ". ";
  text += std::to_string(circumstances.rounds) + " rounds.";
  for (const std::string& input : circumstances.inputs) text += " " + input + ".";
  return text + "\n\n" + markdown_table(all) + "\n" + waits_table(waits);
}

std::string json_text(const Circumstances& circumstances, std::span<const Measured> all,
                      std::span<const Waits> waits) {
  base::JsonWriter out;
  out.begin_object().member("machine", circumstances.machine);
  out.member("build", circumstances.build);
  out.member("rounds", circumstances.rounds);
  out.key("inputs").begin_array();
  for (const std::string& input : circumstances.inputs) out.string(input);
  out.end_array().key("paths").begin_array();
  for (const Measured& measured : all) write_measured(out, measured);
  out.end_array().key("waits").begin_array();
  for (const Waits& one : waits) {
    out.begin_object().member("path", one.path).key("wall_ns").begin_array();
    for (const double seconds : one.seconds) out.integer(nanoseconds(seconds));
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return out.take() + "\n";
}

}  // namespace truceline::bench
