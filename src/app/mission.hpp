// SPDX-License-Identifier: Apache-2.0
//
// A mission folder, opened: its configuration, its time zone, its ledger.
//
//   mission.yaml          what it is (docs/guides/mission.md)
//   agreements/*.yaml     with zones/*.geojson beside them
//   layers/*.geojson      what the map may show besides land
//   ledger.sqlite         every entry
//   policy                whose cosignatures make a receipt; absent where there are no witnesses
//   log.vkey              the log's public key, for whoever verifies
//   keys/log.key, keys/<party>.key, keys/<party>.root.key   secret, mode 0600; kept out of
//                         backups and of git by the CACHEDIR.TAG and .gitignore beside them
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/files.hpp"
#include "app/key_file.hpp"
#include "app/mission_policy.hpp"
#include "app/pen.hpp"
#include "app/replay.hpp"
#include "app/sqlite_store.hpp"
#include "app/time_zones.hpp"
#include "formats/mission_yaml.hpp"
#include "ledger/checkpoint_signer.hpp"
#include "ledger/log.hpp"

namespace truceline::app {

class Mission {
 public:
  using Mode = SqliteStore::Mode;

  /// Makes ledger and keys in a folder that holds mission.yaml. Entry 0 enrols the mission's root
  /// key, entry 1 its author key. Errors: those of reading mission.yaml and of make_key_file;
  /// conflict where a ledger is there.
  static base::Result<void> create(const std::filesystem::path& folder, Passphrases& passphrases);

  /// Errors: not_found where it is no mission folder or has no ledger yet, with the command that
  /// makes one; unsupported for a newer format; those of the store and read_mission_policy.
  static base::Result<std::unique_ptr<Mission>> open(const std::filesystem::path& folder,
                                                     Mode mode);

  const std::filesystem::path& folder() const { return folder_; }
  const formats::MissionConfig& config() const { return config_; }
  const base::TimeZone& time_zone() const { return *time_zone_; }
  TimeZones& time_zones() { return time_zones_; }
  SqliteStore& store() { return *store_; }
  const base::PublicKey& log_key() const { return log_key_; }
  /// Where it has witnesses, only the server signs: it alone asks them first what they remember.
  const MissionPolicy& policy() const { return policy_; }

  /// How encrypted keys are opened from here on; before, they are not.
  void unlock_with(std::shared_ptr<Passphrases> passphrases) {
    passphrases_ = std::move(passphrases);
  }
  Passphrases& passphrases() { return *passphrases_; }
  /// keys/<party>.key, keys/<party>.root.key, keys/log.key.
  std::filesystem::path key_path(KeyUse use, const std::string& party = {}) const;

  /// The mission as known at its first `upto` entries; all of them where empty. Whatever `upto`,
  /// all entries are held against what was signed. Errors: not_found where there are fewer; those
  /// of replay.
  base::Result<Replayed> replay(std::optional<base::TreeSize> upto = {});

  /// Opens the ledger for writing as `party` (the mission's own where empty) with its author or
  /// its root key, which has said what is in `known` and nothing since. Errors: conflict where
  /// another process writes with that key; not_found for the key.
  base::Result<Pen> pen(const Replayed& known, std::string party = {}, KeyUse use = KeyUse::author);
  /// The same with a key file that lies elsewhere.
  base::Result<Pen> pen_of(const Replayed& known, std::string party,
                           const std::filesystem::path& key_file);

  /// Opens the ledger for writing what others have signed. Needs no secret key.
  base::Result<ledger::Log> log();

  /// What checks the log's signature.
  ledger::VerifierKey verifier() const;
  /// The ledger's head, its parts held against each other. Errors: those of ledger::read_head.
  base::Result<ledger::SignedHead> head();

  /// Opens the ledger for signing its checkpoints, with the log's key.
  base::Result<ledger::CheckpointSigner> signer();

 private:
  Mission() = default;

  std::filesystem::path folder_;
  formats::MissionConfig config_;
  TimeZones time_zones_;
  const base::TimeZone* time_zone_ = nullptr;
  base::PublicKey log_key_{};
  MissionPolicy policy_;
  std::unique_ptr<SqliteStore> store_;
  std::shared_ptr<Passphrases> passphrases_ = no_passphrases();
};

/// Reads and checks mission.yaml of `folder`. Errors carry the first diagnostic, place first.
base::Result<formats::MissionConfig> read_mission_config(const std::filesystem::path& folder,
                                                         TimeZones& zones);

}  // namespace truceline::app
