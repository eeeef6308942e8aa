// SPDX-License-Identifier: Apache-2.0
#include "app/command_replay_positions.hpp"

#include <algorithm>
#include <tuple>

#include "app/input_file.hpp"
#include "app/mission_choice.hpp"
#include "app/progress.hpp"
#include "engine/rules/proximity.hpp"
#include "formats/gunzip.hpp"
#include "formats/position_reader.hpp"
#include "views/colour.hpp"
#include "views/positions_view.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

/// A recording of more is too wide a question: a smaller area or a shorter time is asked for.
constexpr std::size_t kEncountersMax = 1'000'000;

/// Takes the pieces of a recording and judges them in batches.
class Recording {
 public:
  Recording(engine::PositionStream stream, std::size_t batch)
      : stream_(std::move(stream)), batch_(batch) {}

  Result<void> take(formats::PositionBatch&& read) {
    told_.refused += read.refused;
    for (formats::RefusedPosition& row : read.complaints)
      if (told_.complaints.size() < base::limits::kPositionComplaints)
        told_.complaints.push_back(std::move(row));
    for (std::size_t from = 0; from < read.positions.size(); from += batch_) {
      const std::size_t count = std::min(batch_, read.positions.size() - from);
      stream_.take(std::span(read.positions).subspan(from, count), news_);
      TRY(tell());
    }
    return {};
  }

  Result<void> finish() {
    stream_.finish(news_);
    return tell();
  }

  std::uint64_t rows() const { return told_.counts.taken + told_.refused; }
  const views::PositionsTold& told() {
    told_.counts = news_.counts;
    return told_;
  }
  const std::vector<domain::Encounter>& encounters() const { return news_.encounters; }

 private:
  Result<void> tell() {
    told_.flags.add(news_.flags);
    news_.flags.clear();
    told_.counts = news_.counts;
    if (news_.encounters.size() <= kEncountersMax) return {};
    return Error{ErrorCode::too_large,
                 "more than " + grouped(kEncountersMax) + " encounters follow from it",
                 {},
                 "replay a shorter time or fewer objects"};
  }

  engine::PositionStream stream_;
  std::size_t batch_;
  engine::StreamNews news_;  // all encounters; flags only until they are told
  views::PositionsTold told_;
};

std::optional<formats::PositionForm> form_of(const ReplayPositionsCommand& command) {
  if (command.format == "csv") return formats::PositionForm::csv;
  if (command.format == "ndjson") return formats::PositionForm::ndjson;
  if (command.format == "geojson") return formats::PositionForm::geojson;
  return formats::form_of_name(command.file);
}

Result<void> read_all(const ReplayPositionsCommand& command, InputFile& input, Recording& recording,
                      Progress& progress) {
  const auto kind = domain::from_word<domain::MoverKind>(command.kind);
  formats::PositionReader reader(
      form_of(command), kind.value_or(domain::MoverKind::unknown),
      [&](formats::PositionBatch&& batch) { return recording.take(std::move(batch)); });
  formats::Gunzip gunzip([&](std::string_view bytes) { return reader.feed(bytes); });
  TRY_ASSIGN(std::string_view piece, input.next());
  const bool packed = formats::looks_gzipped(piece);
  while (!piece.empty()) {
    TRY(packed ? gunzip.feed(piece) : reader.feed(piece));
    progress.update(input.bytes_read(), recording.rows());
    TRY_ASSIGN(piece, input.next());
  }
  if (packed) TRY(gunzip.finish());
  TRY(reader.finish());
  return recording.finish();
}

/// In order of time; the same whatever the batches.
std::vector<const domain::Finding*> in_order(const std::vector<domain::Finding>& findings) {
  std::vector<const domain::Finding*> order;
  for (const domain::Finding& finding : findings) order.push_back(&finding);
  std::ranges::sort(order, [](const domain::Finding* a, const domain::Finding* b) {
    return std::tie(a->when->from, a->rule, a->id) < std::tie(b->when->from, b->rule, b->id);
  });
  return order;
}

void print_left_out(const engine::WatchList& list, Terminal& terminal) {
  for (const base::Error& error : list.left_out)
    terminal.err << "truceline: " << views::for_terminal(error.place)
                 << " is not watched: " << views::for_terminal(error.reason) << '\n';
}

}  // namespace

Result<int> run(const ReplayPositionsCommand& command, Terminal& terminal) {
  TRY_ASSIGN(InputFile input, InputFile::open(command.file));
  Question question{.pattern = "/api/v1/mission", .query = {}};
  question.with = MissionSource::With::state_only;
  TRY_ASSIGN(const Asked asked, ask_mission(command.query, question));
  const engine::State& state = asked.snapshot->state();
  engine::WatchList list = engine::watch_list(state);
  print_left_out(list, terminal);
  TRY_ASSIGN(engine::PositionStream stream, engine::PositionStream::make(std::move(list)));
  Recording recording(std::move(stream), static_cast<std::size_t>(command.batch));
  {
    Progress progress(terminal, "replaying", "positions", input.size());
    if (const auto read = read_all(command, input, recording, progress); !read)
      return read.error().at(command.file);
  }
  const auto findings = engine::rules::proximities_of(recording.encounters(), state);
  const auto order = in_order(findings);
  const views::Naming naming(*asked.snapshot, asked.ask.lang);
  if (command.query.json)
    terminal.out << views::recording_json(recording.told(), order, naming) << '\n';
  else
    terminal.out << views::recording_text(recording.told(), command.file, order, naming,
                                          static_cast<std::size_t>(command.limit),
                                          terminal.colour());
  return 0;
}

}  // namespace truceline::app
