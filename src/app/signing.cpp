// SPDX-License-Identifier: Apache-2.0
#include "app/signing.hpp"

namespace truceline::app {

base::Result<void> sign_or_say(Mission& mission, Terminal& terminal) {
  if (mission.policy().has_witnesses()) {
    terminal.err << "added, and to be signed by `truceline serve`, which asks the witnesses\n";
    return {};
  }
  TRY_ASSIGN(ledger::CheckpointSigner signer, mission.signer());
  TRY(signer.publish());
  return {};
}

}  // namespace truceline::app
