// SPDX-License-Identifier: Apache-2.0
#include "ledger/feeder.hpp"

#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "ledger/add_checkpoint.hpp"
#include "ledger/add_entries.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/cosignature.hpp"
#include "ledger/mirror_info.hpp"

namespace truceline::ledger {
namespace {

std::string entries_text(base::TreeSize size) {
  return std::to_string(size.value) + " entries";
}

/// The text the log signed at this size: it writes no extension lines, so it follows from the tree.
base::Result<std::string> text_at(const FeedSource& source, base::TreeSize size) {
  TRY_ASSIGN(const base::Hash root, source.tree->root(size));
  return format_checkpoint({std::string(source.origin), size, root, {}});
}

/// What an answer other than 200, 202 and 409 says, for the operator's log.
std::string status_text(const WireAnswer& answer) {
  constexpr std::size_t kShown = 200;
  const std::string_view first =
      std::string_view(answer.body).substr(0, std::min(answer.body.find('\n'), kShown));
  return "it answered " + std::to_string(answer.status) +
         (first.empty() ? "" : ": " + std::string(first));
}

}  // namespace

base::Result<std::optional<FeedRequest>> Feeder::next(const FeedSource& source) {
  sent_.reset();
  if (source.size <= cosigned_ && !afresh_) return std::optional<FeedRequest>{};
  return target_ ? entries_request(source) : checkpoint_request(source);
}

base::Result<std::optional<FeedRequest>> Feeder::checkpoint_request(const FeedSource& source) {
  TRY_ASSIGN(Proof proof, source.tree->consistency_proof(latest_, source.size));
  sent_ = Sent{false, latest_, source.size};
  return std::optional(FeedRequest{
      "add-checkpoint", std::string(kNoteType),
      format_add_checkpoint({latest_, std::move(proof), std::string(source.checkpoint)})});
}

base::Result<std::optional<FeedRequest>> Feeder::entries_request(const FeedSource& source) {
  // Where we do not know what it has, a request without entries is answered with just that.
  const std::uint64_t from = next_entry_.value_or(*target_).value;
  const std::uint64_t to = target_->value;
  base::Bytes body;
  TRY(append_upload_range({std::string(source.origin), from, to, ticket_}, body));
  const std::uint64_t count =
      std::min<std::uint64_t>(package_count(from, to), base::limits::kAddEntriesPackages);
  for (std::uint64_t i = 0; i < count; ++i) {
    const PackageRange range = package_range(from, to, i);
    TRY_ASSIGN(const std::vector<base::Bytes> leaves,
               (*source.entries)({range.start}, {range.end}));
    INVARIANT(leaves.size() == range.end - range.start);
    std::size_t bytes = 0;
    for (const base::Bytes& leaf : leaves) bytes += leaf.size();
    if (i > 0 && body.size() + bytes > base::limits::kFeedBytes) break;
    const std::vector<base::BytesView> views(leaves.begin(), leaves.end());
    TRY(append_package(range, views, *source.tree, to, body));
  }
  sent_ = Sent{true, {from}, {to}};
  return std::optional(
      FeedRequest{"add-entries", std::string(kBytesType), std::string(base::text_of(body))});
}

FeedOutcome Feeder::failed(std::string problem) {
  sent_.reset();
  ++attempts_;
  FeedOutcome outcome;
  outcome.problem = std::move(problem);
  return outcome;
}

FeedOutcome Feeder::alarm(FeedAlarmKind kind, std::string sentence) {
  FeedOutcome outcome = failed(sentence);
  outcome.alarm = FeedAlarm{kind, std::move(sentence)};
  return outcome;
}

FeedOutcome Feeder::take(const FeedSource& source, const WireAnswer& answer) {
  INVARIANT(sent_.has_value());
  const Sent sent = *std::exchange(sent_, std::nullopt);
  if (sent.entries) {
    if (answer.status == 200) return take_cosignature(source, answer, sent.size);
    if (answer.status == 202 || answer.status == 409) return take_info(source, answer, sent);
    // It does not stand where we believed: begin again from what it says of itself.
    target_.reset();
    next_entry_.reset();
    return failed(status_text(answer));
  }
  if (answer.status == 409) return take_size(source, answer, sent);
  if (answer.status == 422 && sent.old_size.value > 0)
    return alarm(FeedAlarmKind::inconsistent, cosigner_.name +
                                                  " holds another history of our first " +
                                                  entries_text(sent.old_size) + " than we do");
  if (answer.status != 200) return failed(status_text(answer));
  if (kind_ == CosignerKind::witness) return take_cosignature(source, answer, sent.size);
  attempts_ = 0;
  accepted_ = latest_ = sent.size;
  target_ = sent.size;
  ticket_.clear();
  FeedOutcome outcome;
  outcome.again = true;
  return outcome;
}

FeedOutcome Feeder::take_cosignature(const FeedSource& source, const WireAnswer& answer,
                                     base::TreeSize size) {
  const auto text = text_at(source, size);
  if (!text) return failed(text.error().to_string());
  auto lines = parse_signature_lines(answer.body);
  if (!lines) return failed("its answer is no cosignature: " + lines.error().to_string());
  auto opened = verify_note({*text, *std::move(lines)}, {&cosigner_, 1});
  if (!opened) return failed("its cosignature is not good: " + opened.error().to_string());
  const auto time_s = cosigned_time_s(opened->verified.front());
  if (!time_s || *time_s == 0) return failed("its cosignature has no time");
  attempts_ = 0;
  afresh_ = false;
  cosigned_ = latest_ = size;
  accepted_ = std::max(accepted_, size);
  target_.reset();
  next_entry_ = size;
  FeedOutcome outcome;
  outcome.again = source.size > size;
  outcome.cosignature = FedCosignature{size, std::move(opened->verified.front()), *time_s};
  return outcome;
}

FeedOutcome Feeder::take_size(const FeedSource& source, const WireAnswer& answer,
                              const Sent& sent) {
  const auto theirs = parse_size_line(answer.body);
  if (!theirs) return failed("it answered 409 without a size: " + theirs.error().to_string());
  if (*theirs > source.size)
    return alarm(FeedAlarmKind::ahead, cosigner_.name + " has a checkpoint of ours over " +
                                           entries_text(*theirs) + ", but we signed only " +
                                           std::to_string(source.size.value));
  if (*theirs == sent.old_size)
    return alarm(FeedAlarmKind::inconsistent, cosigner_.name + " refuses what follows from the " +
                                                  entries_text(*theirs) + " that it says it has");
  latest_ = *theirs;
  if (*theirs < accepted_) {
    accepted_ = *theirs;
    cosigned_ = std::min(cosigned_, *theirs);
    next_entry_.reset();
    return alarm(FeedAlarmKind::went_back, cosigner_.name +
                                               " forgot what it had taken from us: "
                                               "it is back at " +
                                               entries_text(*theirs));
  }
  FeedOutcome outcome = failed("it was at " + entries_text(*theirs));
  outcome.again = attempts_ == 1;  // Said once it is news; said again it is a quarrel.
  return outcome;
}

FeedOutcome Feeder::take_info(const FeedSource& source, const WireAnswer& answer,
                              const Sent& sent) {
  const auto info = parse_mirror_info(answer.body);
  if (!info) return failed("it did not say where it stands: " + info.error().to_string());
  if (info->tree_size > source.size)
    return alarm(FeedAlarmKind::ahead, cosigner_.name + " has a checkpoint of ours over " +
                                           entries_text(info->tree_size) + ", but we signed only " +
                                           std::to_string(source.size.value));
  const bool moved = !next_entry_ || info->next_entry > next_entry_->value;
  const bool news = moved || info->next_entry < sent.old_size.value;
  next_entry_ = base::TreeSize{std::min(info->next_entry, sent.size.value)};
  ticket_ = info->ticket;
  if (info->tree_size != sent.size) {
    // It speaks of another checkpoint, of which we know no more than the size: add ours to it.
    target_.reset();
    latest_ = info->tree_size;
  }
  FeedOutcome outcome =
      failed("it holds " + std::to_string(info->next_entry) + " of " + entries_text(sent.size));
  if (moved) attempts_ = 0;
  outcome.again = moved || (news && attempts_ == 1);
  return outcome;
}

std::int64_t retry_delay_ms(int attempts, std::uint64_t dice) {
  std::int64_t delay = base::limits::kRetryFirstMs;
  for (int i = 1; i < attempts && delay < base::limits::kRetryLongestMs; ++i) delay *= 2;
  delay = std::min(delay, base::limits::kRetryLongestMs);
  return delay - static_cast<std::int64_t>(dice % static_cast<std::uint64_t>(delay / 2 + 1));
}

}  // namespace truceline::ledger
