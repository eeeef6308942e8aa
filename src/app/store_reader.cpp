// SPDX-License-Identifier: Apache-2.0
#include "app/store_reader.hpp"

#include <mutex>

namespace truceline::app {

base::Result<ledger::Record> StoreReader::read(base::EntryIndex index) const {
  return store_.read(index);
}

base::Result<ledger::Proof> StoreReader::inclusion_proof(base::EntryIndex index,
                                                         base::TreeSize size) const {
  const std::shared_lock lock(mutex_);
  return tree_.inclusion_proof(index, size);
}

void StoreReader::take_in(const engine::State& state) {
  const std::unique_lock lock(mutex_);
  for (std::uint64_t i = tree_.size().value; i < state.size().value; ++i)
    tree_.append(state.id_of({i}));
}

}  // namespace truceline::app
