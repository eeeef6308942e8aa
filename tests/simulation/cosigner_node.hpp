// SPDX-License-Identifier: Apache-2.0
//
// A machine in the simulated world that runs a real witness or a real mirror: it has a disk, a
// clock, and dies now and then.
#pragma once

#include <memory>
#include <string>

#include "ledger/feeder.hpp"
#include "ledger/mirror.hpp"
#include "ledger/witness.hpp"
#include "simulation/disk.hpp"
#include "simulation/surroundings.hpp"

namespace truceline::simulation {

class CosignerNode {
 public:
  CosignerNode(Surroundings& around, ledger::Cosigner cosigner, ledger::KnownLog log)
      : around_(around),
        clock_(around),
        disk_(around.dice, around.weather),
        cosigner_(std::move(cosigner)),
        log_(std::move(log)) {}
  virtual ~CosignerNode() = default;
  CosignerNode(const CosignerNode&) = delete;
  CosignerNode& operator=(const CosignerNode&) = delete;

  /// What the world asks over the network.
  Network::Answer post(const std::string& path, const std::string& body);
  Network::Answer checkpoint();

  void kill();
  void move_clock() { clock_.move(); }
  const std::string& name() const { return cosigner_.name; }
  ledger::VerifierKey verifier() const { return cosigner_.verifier(); }
  virtual ledger::CosignerKind kind() const = 0;
  /// At the end: whether the disk holds what was cosigned.
  virtual void judge(Observer& observer) = 0;

 protected:
  virtual bool open() = 0;
  virtual void close() = 0;
  virtual ledger::WireAnswer answer(const std::string& path, const std::string& body) = 0;
  virtual ledger::WireAnswer newest() = 0;

  Surroundings& around_;
  Clock clock_;
  Disk disk_;
  ledger::Cosigner cosigner_;
  ledger::KnownLog log_;

 private:
  bool running();
  bool open_ = false;
};

/// `syncs_late`: forgets the last write when it dies, as a store without a sync would.
std::unique_ptr<CosignerNode> witness_node(Surroundings& around, ledger::Cosigner cosigner,
                                           ledger::KnownLog log, bool syncs_late);
std::unique_ptr<CosignerNode> mirror_node(Surroundings& around, ledger::Cosigner cosigner,
                                          ledger::KnownLog log, bool syncs_late);

}  // namespace truceline::simulation
