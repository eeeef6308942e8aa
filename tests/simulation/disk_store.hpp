// SPDX-License-Identifier: Apache-2.0
//
// The log's store on a simulated disk: every call passes the disk's mood first.
#pragma once

#include "ledger/memory_store.hpp"
#include "simulation/disk.hpp"

namespace truceline::simulation {

class DiskStore final : public ledger::Store {
 public:
  /// `syncs_late`: forget() loses the last write, as a store without a sync would.
  DiskStore(Disk& disk, ledger::MemoryStore& on_disk, bool syncs_late)
      : disk_(disk), on_disk_(on_disk), syncs_late_(syncs_late) {}

  void forget() {
    if (syncs_late_) on_disk_ = synced_;
  }

  base::Result<ledger::Head> head() override {
    TRY(disk_.may_read());
    return on_disk_.head();
  }
  base::Result<void> append(base::TreeSize expected_size,
                            std::span<const ledger::RecordView> records,
                            base::BytesView new_frontier) override {
    return write([&] { return on_disk_.append(expected_size, records, new_frontier); });
  }
  base::Result<void> publish(std::string_view expected, std::string_view checkpoint,
                             base::BytesView signed_frontier) override {
    return write([&] { return on_disk_.publish(expected, checkpoint, signed_frontier); });
  }
  base::Result<void> add_cosigned(base::TreeSize size, std::string_view note) override {
    return write([&] { return on_disk_.add_cosigned(size, note); });
  }
  base::Result<std::optional<ledger::KeptCheckpoint>> cosigned_for(
      base::EntryIndex index) override {
    TRY(disk_.may_read());
    return on_disk_.cosigned_for(index);
  }
  base::Result<std::optional<ledger::KeptCheckpoint>> newest_cosigned() override {
    TRY(disk_.may_read());
    return on_disk_.newest_cosigned();
  }
  base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                          const ledger::RecordVisitor& visit) override {
    TRY(disk_.may_read());
    return on_disk_.scan(from, to, visit);
  }
  base::Result<ledger::Record> read(base::EntryIndex index) override {
    TRY(disk_.may_read());
    return on_disk_.read(index);
  }
  base::Result<std::vector<std::optional<base::EntryIndex>>> find_all(
      std::span<const base::Hash> leaf_hashes) override {
    TRY(disk_.may_read());
    return on_disk_.find_all(leaf_hashes);
  }
  base::Result<void> erase(base::EntryIndex index) override {
    return write([&] { return on_disk_.erase(index); });
  }
  base::Result<std::optional<base::Bytes>> meta(std::string_view key) override {
    TRY(disk_.may_read());
    return on_disk_.meta(key);
  }
  base::Result<void> set_meta(std::string_view key, base::BytesView value) override {
    return write([&] { return on_disk_.set_meta(key, value); });
  }

 private:
  base::Result<void> write(const std::function<base::Result<void>()>& apply) {
    if (syncs_late_) synced_ = on_disk_;
    return disk_.write(apply);
  }

  Disk& disk_;
  ledger::MemoryStore& on_disk_;
  ledger::MemoryStore synced_;
  bool syncs_late_;
};

}  // namespace truceline::simulation
