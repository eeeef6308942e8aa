// SPDX-License-Identifier: Apache-2.0
//
// The host in the simulated world: the real log, signer and feeders on a disk that fails. It dies
// and starts again, sometimes on an old copy of its disk; then what its witnesses remember decides
// whether it may sign.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/checkpoint_signer.hpp"
#include "ledger/feeder.hpp"
#include "ledger/log.hpp"
#include "ledger/memory_store.hpp"
#include "ledger/policy.hpp"
#include "ledger/startup_check.hpp"
#include "simulation/cosigner_node.hpp"
#include "simulation/disk_store.hpp"

namespace truceline::simulation {

/// What a test may break, to see that the world notices.
struct Flaws {
  bool log_syncs_late = false;
  bool witnesses_sync_late = false;
  bool mirrors_sync_late = false;
  bool signs_without_asking = false;  ///< No check of the witnesses after a start.
};

class LogNode {
 public:
  LogNode(Surroundings& around, ledger::NoteSigner signer, ledger::Policy policy,
          std::vector<CosignerNode*> cosigners, const Flaws& flaws);
  ~LogNode();
  LogNode(const LogNode&) = delete;
  LogNode& operator=(const LogNode&) = delete;

  /// What authors ask over the network. submit answers with the last index; receipt with the
  /// receipt, or 404 as long as there is none.
  Network::Answer submit(const std::vector<ledger::Record>& records);
  Network::Answer receipt(base::EntryIndex index);

  void kill();
  /// Keeps a copy of the disk, which some later start finds instead of the disk.
  void back_up() { backup_ = on_disk_; }
  /// The log as it is on disk.
  ledger::Tree tree();
  base::TreeSize tree_size() { return on_disk_.head()->size; }
  const std::vector<ledger::Tree>& lost() const { return lost_; }
  std::uint64_t refused_starts() const { return refused_starts_; }
  std::uint64_t alarms() const { return alarms_; }

 private:
  struct Fed {
    ledger::Feeder feeder;
    bool busy = false;
  };
  struct Process;

  void start();
  void ask_witnesses();
  void decide(std::vector<ledger::WitnessMemory> memories);
  void beat(std::uint64_t life);
  bool publish();
  void feed(std::size_t i);
  void take(std::size_t i, const Network::Answer& answer);
  void collect(const ledger::FedCosignature& cosignature);
  void keep_cosigned();
  bool read_new_entries();
  bool alive(std::uint64_t life) const { return process_ != nullptr && life == life_; }
  bool died();

  Surroundings& around_;
  ledger::NoteSigner signer_;
  ledger::Policy policy_;
  std::vector<CosignerNode*> cosigners_;
  Flaws flaws_;

  Disk disk_;
  ledger::MemoryStore on_disk_;
  std::optional<ledger::MemoryStore> backup_;
  std::optional<ledger::MemoryStore> right_disk_;  // while an old copy is tried
  DiskStore store_;
  std::unique_ptr<Process> process_;
  std::uint64_t life_ = 0;
  std::vector<ledger::Tree> lost_;
  std::uint64_t refused_starts_ = 0;
  std::uint64_t alarms_ = 0;
};

}  // namespace truceline::simulation
