// SPDX-License-Identifier: Apache-2.0
#include "ledger/cosigner_store_conformance.hpp"

namespace truceline::ledger {
namespace {

struct WitnessInMemory {
  WitnessStore& store() { return store_; }
  MemoryWitnessStore store_;
};
struct MirrorInMemory {
  MirrorStore& store() { return store_; }
  MemoryMirrorStore store_;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, WitnessStoreConformance, WitnessInMemory);
INSTANTIATE_TYPED_TEST_SUITE_P(Memory, MirrorStoreConformance, MirrorInMemory);

}  // namespace
}  // namespace truceline::ledger
