// SPDX-License-Identifier: Apache-2.0
#include "app/server_pen.hpp"

#include <chrono>
#include <thread>

#include "app/clock.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Result;

namespace {

// A command that says something holds the lock for some milliseconds.
constexpr int kLockTries = 50;
constexpr auto kLockPause = std::chrono::milliseconds(20);

}  // namespace

Result<ServerPen> ServerPen::open(Mission& mission, AuthorWatch& authors) {
  TRY_ASSIGN(ledger::Log log, mission.log());
  ServerPen pen(mission, authors, std::move(log));
  const auto path = mission.key_path(KeyUse::author, mission.config().party);
  const auto key = read_key_file(path, mission.passphrases());
  if (key)
    pen.key_ = key->key;
  else
    pen.trouble_ = key.error().to_string();
  return pen;
}

Result<FileLock> ServerPen::lock() const {
  const auto path =
      mission_->folder() / "keys" / (base::to_hex(key_->public_key()).substr(0, 16) + ".lock");
  for (int attempt = 0;; ++attempt) {
    auto taken =
        FileLock::take(path, "another process is writing as '" + mission_->config().party + "'");
    if (taken || attempt == kLockTries) return taken;
    std::this_thread::sleep_for(kLockPause);
  }
}

Result<std::vector<base::EntryIndex>> ServerPen::write(std::span<const Draft> drafts,
                                                       base::TimeMs time) {
  std::vector<base::EntryIndex> entries;
  if (drafts.empty()) return entries;
  if (!key_)
    return base::Error{base::ErrorCode::forbidden, trouble_, {}, "give the server the key"};
  TRY_ASSIGN(const FileLock held, lock());
  while (!drafts.empty()) {
    const std::size_t count = std::min(drafts.size(), base::limits::kAppendBatch);
    TRY(append(drafts.first(count), time, entries));
    drafts = drafts.subspan(count);
  }
  return entries;
}

Result<void> ServerPen::append(std::span<const Draft> drafts, base::TimeMs time,
                               std::vector<base::EntryIndex>& entries) {
  const formats::MissionConfig& config = mission_->config();
  TRY_ASSIGN(const ledger::Head head, mission_->store().head());
  TRY_ASSIGN(const auto chain, authors_->chain(key_->public_key(), head.size));
  Author author({config.origin, config.party, config.time_zone}, *key_, chain);
  std::vector<ledger::Record> records;
  for (const Draft& draft : drafts) {
    TRY(domain::encode_checked(draft.body));
    TRY_ASSIGN(Author::Written written,
               author.write(draft.body, draft.audience, draft.references, time, random_bytes()));
    records.push_back(std::move(written.record));
  }
  TRY_ASSIGN(const ledger::Appended appended, log_.append(records, [&](base::TreeSize at) {
    return authors_->check_author(key_->public_key(), config.party, at);
  }));
  entries.insert(entries.end(), appended.indices.begin(), appended.indices.end());
  return {};
}

}  // namespace truceline::app
