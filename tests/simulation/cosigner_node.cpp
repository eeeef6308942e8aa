// SPDX-License-Identifier: Apache-2.0
#include "simulation/cosigner_node.hpp"

#include "ledger/cosigned_note.hpp"
#include "ledger/frontier.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::simulation {
namespace {

constexpr std::uint64_t kDown_ms = 8000;

class WitnessNode final : public CosignerNode, private ledger::WitnessStore {
 public:
  WitnessNode(Surroundings& around, ledger::Cosigner cosigner, ledger::KnownLog log, bool late)
      : CosignerNode(around, std::move(cosigner), std::move(log)), syncs_late_(late) {}
  ledger::CosignerKind kind() const override { return ledger::CosignerKind::witness; }
  void judge(Observer&) override {}

 private:
  bool open() override {
    auto opened = ledger::Witness::open(cosigner_, {log_}, *this);
    if (opened) witness_ = *std::move(opened);
    return opened.has_value();
  }
  void close() override {
    witness_.reset();
    if (syncs_late_) on_disk_ = synced_;
  }
  ledger::WireAnswer answer(const std::string&, const std::string& body) override {
    return witness_->add_checkpoint(body, clock_.time_s());
  }
  ledger::WireAnswer newest() override {
    return witness_->checkpoint_of(ledger::origin_hash_hex(log_.origin));
  }

  base::Result<std::optional<std::string>> latest(std::string_view origin) override {
    TRY(disk_.may_read());
    return on_disk_.latest(origin);
  }
  base::Result<void> replace(std::string_view origin, std::string_view expected,
                             std::string_view note) override {
    if (syncs_late_) synced_ = on_disk_;
    return disk_.write([&] { return on_disk_.replace(origin, expected, note); });
  }

  bool syncs_late_;
  ledger::MemoryWitnessStore on_disk_;
  ledger::MemoryWitnessStore synced_;
  std::optional<ledger::Witness> witness_;
};

class MirrorNode final : public CosignerNode, private ledger::MirrorStore {
 public:
  MirrorNode(Surroundings& around, ledger::Cosigner cosigner, ledger::KnownLog log, bool late)
      : CosignerNode(around, std::move(cosigner), std::move(log)), syncs_late_(late) {}
  ledger::CosignerKind kind() const override { return ledger::CosignerKind::mirror; }

  void judge(Observer& observer) override {
    ledger::Tree held;
    const ledger::MirrorState state = *on_disk_.state(log_.origin);
    const auto scanned = on_disk_.scan(log_.origin, {0}, {state.entries.value},
                                       [&](base::EntryIndex, base::BytesView entry) {
                                         held.append(ledger::leaf_hash(entry));
                                         return base::Result<void>{};
                                       });
    INVARIANT(scanned.has_value());
    for (const auto& [size, root] : observer.trees_of(name())) {
      const auto here = held.root(size);
      if (!here || *here != root) observer.problem(name() + " does not hold what it cosigned");
    }
  }

 private:
  bool open() override {
    auto opened = ledger::Mirror::open(cosigner_, {log_}, *this);
    if (opened) mirror_ = *std::move(opened);
    return opened.has_value();
  }
  void close() override {
    mirror_.reset();
    if (syncs_late_) on_disk_ = synced_;
  }
  ledger::WireAnswer answer(const std::string& path, const std::string& body) override {
    return path == "add-checkpoint" ? mirror_->add_checkpoint(body)
                                    : mirror_->add_entries(base::bytes_of(body), clock_.time_s());
  }
  ledger::WireAnswer newest() override {
    return mirror_->checkpoint_of(ledger::origin_hash_hex(log_.origin));
  }

  base::Result<ledger::MirrorState> state(std::string_view origin) override {
    TRY(disk_.may_read());
    return on_disk_.state(origin);
  }
  base::Result<void> replace_pending(std::string_view origin, std::string_view expected,
                                     std::span<const std::string> pending) override {
    return write([&] { return on_disk_.replace_pending(origin, expected, pending); });
  }
  base::Result<void> append(std::string_view origin, base::TreeSize at,
                            std::span<const base::BytesView> entries) override {
    return write([&] { return on_disk_.append(origin, at, entries); });
  }
  base::Result<void> scan(std::string_view origin, base::EntryIndex from, base::EntryIndex to,
                          const ledger::EntryVisitor& visit) override {
    TRY(disk_.may_read());
    return on_disk_.scan(origin, from, to, visit);
  }
  base::Result<void> publish(std::string_view origin, std::string_view expected,
                             std::string_view note, base::BytesView frontier) override {
    return write([&] { return on_disk_.publish(origin, expected, note, frontier); });
  }
  base::Result<void> write(const std::function<base::Result<void>()>& apply) {
    if (syncs_late_) synced_ = on_disk_;
    return disk_.write(apply);
  }

  bool syncs_late_;
  ledger::MemoryMirrorStore on_disk_;
  ledger::MemoryMirrorStore synced_;
  std::optional<ledger::Mirror> mirror_;
};

}  // namespace

bool CosignerNode::running() {
  if (!open_ && !disk_.died()) open_ = open();
  return open_ && !disk_.died();
}

void CosignerNode::kill() {
  disk_.kill();
  close();
  open_ = false;
  around_.soon(kDown_ms, [this] { disk_.start(); });
}

Network::Answer CosignerNode::post(const std::string& path, const std::string& body) {
  if (!running()) return std::nullopt;
  const ledger::WireAnswer said = answer(path, body);
  if (disk_.died()) {
    kill();
    return std::nullopt;
  }
  if (said.status != 200 || said.body.empty()) return said;
  const Weather weather = std::exchange(around_.weather, Weather{});
  const auto note = ledger::open_own_note(newest().body, log_.origin, verifier());
  around_.weather = weather;
  if (note)
    around_.observer.cosigned(name(), {log_.origin, note->size, note->root, {}}, note->time_s);
  else
    around_.observer.problem(name() + " answered with a cosignature that it does not keep");
  return said;
}

Network::Answer CosignerNode::checkpoint() {
  if (!running()) return std::nullopt;
  return newest();
}

std::unique_ptr<CosignerNode> witness_node(Surroundings& around, ledger::Cosigner cosigner,
                                           ledger::KnownLog log, bool syncs_late) {
  return std::make_unique<WitnessNode>(around, std::move(cosigner), std::move(log), syncs_late);
}

std::unique_ptr<CosignerNode> mirror_node(Surroundings& around, ledger::Cosigner cosigner,
                                          ledger::KnownLog log, bool syncs_late) {
  return std::make_unique<MirrorNode>(around, std::move(cosigner), std::move(log), syncs_late);
}

}  // namespace truceline::simulation
