// SPDX-License-Identifier: Apache-2.0
#include "app/mission.hpp"

#include <array>

#include "app/clock.hpp"
#include "app/key_file.hpp"
#include "base/limits.hpp"
#include "formats/diagnostic_text.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kVkeyBytes = 1024;

fs::path ledger_path(const fs::path& folder) {
  return folder / "ledger.sqlite";
}
fs::path key_file_in(const fs::path& folder, KeyUse use, const std::string& party) {
  const std::string name = use == KeyUse::log    ? "log"
                           : use == KeyUse::root ? party + ".root"
                                                 : party;
  return folder / "keys" / (name + ".key");
}

Result<base::PublicKey> read_log_key(const fs::path& folder, const std::string& origin) {
  const fs::path path = folder / "log.vkey";
  TRY_ASSIGN(std::string text, read_file(path, kVkeyBytes));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const auto vkey = ledger::parse_vkey(text);
  if (!vkey) return vkey.error().at(path.string());
  base::PublicKey key;
  if (vkey->type != ledger::kTypeEd25519 || vkey->name != origin || vkey->key.size() != key.size())
    return Error{ErrorCode::corrupt, "not the key of the log '" + origin + "'", path.string(), {}};
  std::copy(vkey->key.begin(), vkey->key.end(), key.begin());
  return key;
}

/// Entry 0: the mission's root key says that it is the root. Entry 1: which key is its author.
Result<void> enrol_mission(SqliteStore& store, const formats::MissionConfig& config,
                           const NamedKey& log_key, const base::SigningKey& root,
                           const base::PublicKey& author_key) {
  TRY_ASSIGN(auto signer, ledger::CheckpointSigner::open(store, {config.origin, log_key.key}));
  TRY_ASSIGN(ledger::Log log, ledger::Log::open(store, signer.verifier()));
  Author author({config.origin, config.party, config.time_zone}, root, {});
  const domain::Audience everyone{domain::AudienceLabel::everyone, {}};
  domain::Key enrol;
  enrol.party = config.party;
  enrol.key = root.public_key();
  enrol.role = domain::KeyRole::root;
  enrol.holder = "mission";
  TRY_ASSIGN(Author::Written first, author.write(enrol, everyone, {}, now(), random_bytes()));
  enrol.key = author_key;
  enrol.role = domain::KeyRole::author;
  TRY_ASSIGN(Author::Written second, author.write(enrol, everyone, {}, now(), random_bytes()));
  TRY(log.append(std::array{std::move(first.record), std::move(second.record)}));
  TRY(signer.publish());
  return {};
}

Result<void> make_folder(const fs::path& path) {
  std::error_code failed;
  fs::create_directories(path, failed);
  if (failed)
    return Error{
        ErrorCode::unavailable, "cannot make the folder: " + failed.message(), path.string(), {}};
  return {};
}

/// keys/ with what keeps it out of backups and of version control by accident.
Result<void> make_keys_folder(const fs::path& keys) {
  TRY(make_folder(keys));
  std::error_code ignored;
  fs::permissions(keys, fs::perms::owner_all, ignored);
  TRY(write_file(keys / "CACHEDIR.TAG",
                 "Signature: 8a477f597d28d172789f06886806bc55\n"
                 "# Secret keys. With this file, tar --exclude-caches, borg, restic and others\n"
                 "# leave the folder out. Keep copies on purpose: docs/guides/keys.md.\n",
                 FileMode::shared));
  return write_file(keys / ".gitignore", "*\n", FileMode::shared);
}

}  // namespace

Result<formats::MissionConfig> read_mission_config(const fs::path& folder, TimeZones& zones) {
  const fs::path path = folder / "mission.yaml";
  auto text = read_file(path, base::limits::kAgreementBytes);
  if (!text) {
    Error error = text.error();
    if (error.code == ErrorCode::not_found) {
      error.reason = "this is no mission folder: it has no mission.yaml";
      error.mend = "name a mission folder, or start one: truceline init --help";
    }
    return error;
  }
  formats::MissionReading reading = formats::read_mission(path.string(), *text, zones.lookup());
  if (reading.value) return *std::move(reading.value);
  return formats::first_error(reading.diagnostics);
}

Result<void> Mission::create(const fs::path& folder, Passphrases& passphrases) {
  TimeZones zones;
  TRY_ASSIGN(const formats::MissionConfig config, read_mission_config(folder, zones));
  std::error_code ignored;
  if (fs::exists(ledger_path(folder), ignored))
    return Error{ErrorCode::conflict, "this mission has a ledger already",
                 ledger_path(folder).string(), "use it; a ledger is never made anew"};
  TRY(make_keys_folder(folder / "keys"));
  const auto make = [&](KeyUse use, const std::string& name) {
    return make_key_file(key_file_in(folder, use, config.party), name, use, passphrases);
  };
  TRY_ASSIGN(const NamedKey log_key, make(KeyUse::log, config.origin));
  TRY_ASSIGN(const NamedKey root_key, make(KeyUse::root, config.party));
  TRY_ASSIGN(const NamedKey author_key, make(KeyUse::author, config.party));
  const auto vkey = ledger::ed25519_verifier(config.origin, log_key.key.public_key());
  TRY(write_file(folder / "log.vkey", ledger::format_vkey(vkey) + "\n", FileMode::shared));
  TRY(SqliteStore::create(ledger_path(folder)));
  TRY_ASSIGN(const auto store, SqliteStore::open(ledger_path(folder), Mode::write));
  return enrol_mission(*store, config, log_key, root_key.key, author_key.key.public_key());
}

Result<std::unique_ptr<Mission>> Mission::open(const fs::path& folder, Mode mode) {
  std::unique_ptr<Mission> mission(new Mission);
  mission->folder_ = folder;
  TRY_ASSIGN(mission->config_, read_mission_config(folder, mission->time_zones_));
  mission->time_zone_ = mission->time_zones_.find(mission->config_.time_zone);
  INVARIANT(mission->time_zone_ != nullptr);  // reading the configuration has asked for it
  auto store = SqliteStore::open(ledger_path(folder), mode);
  if (!store) {
    Error error = store.error();
    if (error.code == ErrorCode::not_found) {
      error.reason = "this mission has no ledger yet";
      error.mend = "truceline init " + folder.string();
    }
    return error;
  }
  mission->store_ = *std::move(store);
  TRY_ASSIGN(mission->log_key_, read_log_key(folder, mission->config_.origin));
  const auto log = ledger::ed25519_verifier(mission->config_.origin, mission->log_key_);
  TRY_ASSIGN(mission->policy_, read_mission_policy(folder, mission->config_, log));
  return mission;
}

Result<Replayed> Mission::replay(std::optional<base::TreeSize> upto) {
  TRY_ASSIGN(const ledger::SignedHead head, this->head());
  const base::TreeSize size = head.stored.size();
  if (upto && *upto > size)
    return Error{ErrorCode::not_found,
                 "the ledger holds " + std::to_string(size.value) + " entries, not " +
                     std::to_string(upto->value),
                 "as-known-at", "ask for a smaller number"};
  Replayed replayed;
  TRY(app::replay(*store_, head, upto.value_or(size), replayed));
  TRY(prove_rest(*store_, head, replayed.tree));
  return replayed;
}

fs::path Mission::key_path(KeyUse use, const std::string& party) const {
  return key_file_in(folder_, use, party);
}

Result<Pen> Mission::pen(const Replayed& known, std::string party, KeyUse use) {
  if (party.empty()) party = config_.party;
  const fs::path path = key_path(use, party);
  return pen_of(known, std::move(party), path);
}

Result<Pen> Mission::pen_of(const Replayed& known, std::string party, const fs::path& key_file) {
  const auto key = read_key_file(key_file, *passphrases_);
  if (!key && key.error().code == ErrorCode::not_found)
    return Error{ErrorCode::not_found, "no key of '" + party + "' is here", key_file.string(),
                 "truceline key list shows whose are; a new one: truceline key new " + party};
  if (!key) return key.error();
  const base::PublicKey& public_key = key->key.public_key();
  TRY_ASSIGN(FileLock lock,
             FileLock::take(folder_ / "keys" / (base::to_hex(public_key).substr(0, 16) + ".lock"),
                            "another process is writing as '" + party + "'"));
  TRY_ASSIGN(ledger::Log opened, log());
  const auto chain = known.authors.chain(public_key);
  Author author({config_.origin, std::move(party), config_.time_zone}, key->key, chain);
  return Pen(std::move(lock), *store_, std::move(opened), std::move(author), known.authors,
             known.state.size());
}

Result<ledger::Log> Mission::log() {
  return ledger::Log::open(*store_, verifier());
}

Result<ledger::SignedHead> Mission::head() {
  TRY_ASSIGN(const ledger::Head head, store_->head());
  return ledger::read_head(head, verifier());
}

ledger::VerifierKey Mission::verifier() const {
  return ledger::ed25519_verifier(config_.origin, log_key_);
}

Result<ledger::CheckpointSigner> Mission::signer() {
  TRY_ASSIGN(const NamedKey key, read_key_file(key_path(KeyUse::log), *passphrases_));
  return ledger::CheckpointSigner::open(*store_, {config_.origin, key.key});
}

}  // namespace truceline::app
