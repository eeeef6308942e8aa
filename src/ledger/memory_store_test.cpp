// SPDX-License-Identifier: Apache-2.0
#include "ledger/memory_store.hpp"

#include "ledger/store_conformance.hpp"

namespace truceline::ledger {
namespace {

struct InMemory {
  Store& store() { return store_; }
  MemoryStore store_;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, StoreConformance, InMemory);

}  // namespace
}  // namespace truceline::ledger
