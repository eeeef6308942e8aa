// SPDX-License-Identifier: Apache-2.0
#include "ledger/mirror.hpp"

#include <algorithm>
#include <optional>

#include "base/limits.hpp"
#include "ledger/checkpoint_offer.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/mirror_info.hpp"
#include "ledger/tile.hpp"

namespace truceline::ledger {
namespace {

constexpr std::uint64_t kExcessEntries = base::limits::kAddEntriesPackages * kTileWidth;

base::Error corrupt(std::string reason, std::string_view origin) {
  return {base::ErrorCode::corrupt, std::move(reason), "the mirror of " + std::string(origin),
          "stop and run truceline verify on this mirror"};
}

/// A note of ours taken apart: it was verified before it was stored.
struct Promised {
  Note note;
  Checkpoint checkpoint;
};

base::Result<Promised> read_promised(const std::string& stored, std::string_view origin) {
  auto note = parse_note(stored);
  if (!note) return corrupt(note.error().to_string(), origin);
  auto checkpoint = parse_checkpoint(note->text);
  if (!checkpoint) return corrupt(checkpoint.error().to_string(), origin);
  if (checkpoint->origin != origin) return corrupt("a stored checkpoint is of another log", origin);
  return Promised{*std::move(note), *std::move(checkpoint)};
}

/// The pending checkpoints and the mirror checkpoint, oldest first: any of them may be uploaded to.
base::Result<std::vector<Promised>> promises(const MirrorState& state, std::string_view origin) {
  std::vector<Promised> all;
  if (!state.checkpoint.empty()) {
    TRY_ASSIGN(Promised own, read_promised(state.checkpoint, origin));
    all.push_back(std::move(own));
  }
  for (const std::string& stored : state.pending) {
    TRY_ASSIGN(Promised pending, read_promised(stored, origin));
    all.push_back(std::move(pending));
  }
  return all;
}

std::string_view newest_pending(const MirrorState& state) {
  return state.pending.empty() ? std::string_view{} : state.pending.back();
}

WireAnswer mirror_info(int status, base::TreeSize tree_size, base::TreeSize next_entry) {
  return {status, std::string(kMirrorInfoType),
          format_mirror_info({tree_size, next_entry.value, {}})};
}

}  // namespace

/// One add-entries request under way.
struct Mirror::Upload {
  MirrorState state;
  Promised target;           ///< The checkpoint of upload_end.
  bool any_package = false;  ///< At least one was good.
  bool refused = false;      ///< One was not.
};

base::Result<Mirror> Mirror::open(Cosigner cosigner, std::vector<KnownLog> logs,
                                  MirrorStore& store) {
  if (!is_key_name(cosigner.name)) return base::invalid("the mirror's name is not allowed");
  TRY(check_known_logs(logs));
  Mirror mirror(std::move(cosigner), std::move(logs), store);
  for (const KnownLog& log : mirror.logs_) {
    TRY_ASSIGN(const MirrorState state, store.state(log.origin));
    if (state.checkpoint.empty()) continue;
    TRY_ASSIGN(const CosignedNote own, mirror.kept(log.origin, state.checkpoint));
    const auto frontier = Frontier::from_bytes(state.frontier);
    if (!frontier || frontier->size() != own.size || frontier->root() != own.root)
      return corrupt("its frontier is not that of its checkpoint", log.origin);
    if (state.entries < own.size)
      return corrupt("it holds fewer entries than it cosigned", log.origin);
    mirror.newest_time_s_ = std::max(mirror.newest_time_s_, own.time_s);
  }
  return mirror;
}

base::Result<CosignedNote> Mirror::kept(const std::string& origin, const std::string& note) {
  const auto known = verified_.find(origin);
  if (known != verified_.end() && known->second.note == note) return known->second;
  TRY_ASSIGN(CosignedNote opened, open_own_note(note, origin, verifier()));
  verified_.insert_or_assign(origin, opened);
  return opened;
}

WireAnswer Mirror::add_checkpoint(std::string_view body) {
  auto read = read_offer(body, logs_);
  if (auto* const refusal = std::get_if<WireAnswer>(&read)) return std::move(*refusal);
  const auto& offer = std::get<CheckpointOffer>(read);
  const std::string& origin = offer.checkpoint.origin;
  const auto state = store_->state(origin);
  if (!state) return answer_for(state.error());
  const auto known = promises(*state, origin);
  if (!known) return answer_for(known.error());
  const Checkpoint none{origin, {}, empty_root(), {}};
  const Checkpoint& latest = known->empty() ? none : known->back().checkpoint;
  if (auto refusal = refuse_offer(offer, latest.size, latest.root)) return *std::move(refusal);
  const auto note = format_note(offer.note);
  if (!note) return plain_answer(400, note.error().to_string());
  std::vector<std::string> pending = state->pending;
  if (!pending.empty() && latest.size == offer.checkpoint.size) pending.pop_back();
  if (pending.size() == base::limits::kPendingCheckpoints) pending.erase(pending.begin());
  pending.push_back(*note);
  const auto stored = store_->replace_pending(origin, newest_pending(*state), pending);
  if (stored) return {200, std::string(kNoteType), {}};
  if (stored.error().code != base::ErrorCode::conflict) return answer_for(stored.error());
  return plain_answer(503, "another checkpoint came first; ask again");
}

base::Result<Frontier> Mirror::read_back(const std::string& origin, const MirrorState& state,
                                         base::TreeSize to) {
  Frontier frontier;
  if (!state.frontier.empty()) {
    TRY_ASSIGN(frontier, Frontier::from_bytes(state.frontier));
  }
  const auto cached = read_back_.find(origin);
  if (cached != read_back_.end() && cached->second.size() <= to &&
      cached->second.size() > frontier.size())
    frontier = cached->second;
  if (frontier.size() > to) return corrupt("its checkpoint went back while we used it", origin);
  TRY(store_->scan(origin, {frontier.size().value}, {to.value},
                   [&](base::EntryIndex, base::BytesView entry) -> base::Result<void> {
                     frontier.append(leaf_hash(entry));
                     return {};
                   }));
  read_back_.insert_or_assign(origin, frontier);
  return frontier;
}

base::Result<void> Mirror::save_packages(AddEntriesReader& reader, Upload& upload) {
  const std::string& origin = upload.target.checkpoint.origin;
  const std::uint64_t stored = upload.state.entries.value;
  std::vector<base::BytesView> fresh;
  while (const std::optional<PackageRange> range = reader.next_range()) {
    const auto package = reader.next();
    if (!package || !package->has_value()) break;  // Broken off: what came before it is good.
    std::vector<base::Hash> held;
    if (range->subtree_start < range->start)
      TRY(store_->scan(origin, {range->subtree_start}, {range->start},
                       [&](base::EntryIndex, base::BytesView entry) -> base::Result<void> {
                         held.push_back(leaf_hash(entry));
                         return {};
                       }));
    const Checkpoint& target = upload.target.checkpoint;
    if (!verify_package(*range, held, **package, target.size.value, target.root)) {
      upload.refused = true;
      break;
    }
    upload.any_package = true;
    for (std::uint64_t index = range->start; index < range->end; ++index)
      if (index >= stored) fresh.push_back((*package)->entries[index - range->start]);
  }
  if (fresh.empty()) return {};
  const auto saved = store_->append(origin, upload.state.entries, fresh);
  // Somebody else's entries are proven to be the same as these: go on from what is stored now.
  if (!saved && saved.error().code != base::ErrorCode::conflict) return saved.error();
  TRY_ASSIGN(upload.state, store_->state(origin));
  return {};
}

WireAnswer Mirror::add_entries(base::BytesView body, std::uint64_t time_s) {
  auto reader = AddEntriesReader::open(body);
  if (!reader) return plain_answer(400, reader.error().to_string());
  const UploadRange& range = reader->upload();
  const KnownLog* const log = find_log(logs_, range.origin);
  if (log == nullptr) return plain_answer(404, "the log " + range.origin + " is not known here");
  auto state = store_->state(range.origin);
  if (!state) return answer_for(state.error());
  const auto known = promises(*state, range.origin);
  if (!known) return answer_for(known.error());
  if (known->empty()) return plain_answer(422, "no checkpoint was added before these entries");
  const auto target = std::find_if(known->rbegin(), known->rend(), [&](const Promised& promised) {
    return promised.checkpoint.size.value == range.upload_end;
  });
  const base::TreeSize newest = known->back().checkpoint.size;
  const bool older = target != known->rend() && !state->checkpoint.empty() &&
                     target->checkpoint.size < known->front().checkpoint.size;
  if (target == known->rend() || older) return mirror_info(409, newest, state->entries);
  const std::uint64_t next = std::min(range.upload_end, state->entries.value);
  if (range.upload_start > state->entries.value ||
      (range.upload_start < next && next - range.upload_start > kExcessEntries))
    return mirror_info(409, target->checkpoint.size, state->entries);

  Upload upload{*std::move(state), *target};
  const auto saved = save_packages(*reader, upload);
  if (!saved) return answer_for(saved.error());
  if (upload.refused) return plain_answer(422, "these entries do not belong under the checkpoint");
  const bool empty = range.upload_start == range.upload_end;
  if (!empty && !upload.any_package) return plain_answer(400, "the body holds no whole package");
  if (upload.state.entries < upload.target.checkpoint.size) {
    const auto checked = read_back(range.origin, upload.state, upload.state.entries);
    if (!checked) return answer_for(checked.error());
    return mirror_info(202, upload.target.checkpoint.size, upload.state.entries);
  }
  return finish(upload, *log, time_s);
}

WireAnswer Mirror::finish(Upload& upload, const KnownLog& log, std::uint64_t time_s) {
  const Checkpoint& target = upload.target.checkpoint;
  auto opened = verify_note({upload.target.note}, log.keys);
  if (!opened) return answer_for(corrupt(opened.error().to_string(), log.origin));
  for (int attempt = 0; attempt < base::limits::kAppendRetries; ++attempt) {
    if (!upload.state.checkpoint.empty()) {
      const auto own = kept(log.origin, upload.state.checkpoint);
      if (!own) return answer_for(own.error());
      if (own->size > target.size) return mirror_info(409, own->size, upload.state.entries);
      newest_time_s_ = std::max(newest_time_s_, own->time_s);
    }
    const auto frontier = read_back(log.origin, upload.state, target.size);
    if (!frontier) return answer_for(frontier.error());
    if (frontier->root() != target.root) {
      read_back_.erase(log.origin);
      return answer_for(corrupt("its entries are not those it was given", log.origin));
    }
    newest_time_s_ = std::max(newest_time_s_, time_s);
    const NoteSignature line = cosign(opened->text, cosigner_, newest_time_s_);
    Note cosigned{opened->text, opened->verified};
    cosigned.signatures.push_back(line);
    const auto note = format_note(cosigned);
    if (!note) return plain_answer(400, note.error().to_string());
    const auto stored =
        store_->publish(log.origin, upload.state.checkpoint, *note, frontier->to_bytes());
    if (stored) {
      verified_.insert_or_assign(log.origin,
                                 CosignedNote{*note, target.size, target.root, newest_time_s_});
      return {200, std::string(kNoteType), format_signature_line(line)};
    }
    if (stored.error().code != base::ErrorCode::conflict) return answer_for(stored.error());
    auto state = store_->state(log.origin);
    if (!state) return answer_for(state.error());
    upload.state = *std::move(state);
  }
  return plain_answer(503, "others kept finishing uploads first; ask again");
}

WireAnswer Mirror::checkpoint_of(std::string_view origin_hash) {
  const KnownLog* const log = find_log_by_hash(logs_, origin_hash);
  if (log == nullptr) return plain_answer(404, "no log with this origin is known here");
  const auto state = store_->state(log->origin);
  if (!state) return answer_for(state.error());
  if (state->checkpoint.empty())
    return plain_answer(404, "no checkpoint of this log was cosigned yet");
  const auto own = kept(log->origin, state->checkpoint);
  if (!own) return answer_for(own.error());
  return {200, std::string(kNoteType), own->note};
}

}  // namespace truceline::ledger
