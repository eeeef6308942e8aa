// SPDX-License-Identifier: Apache-2.0
#include "ledger/cosigned_note.hpp"

#include "ledger/checkpoint.hpp"
#include "ledger/cosignature.hpp"

namespace truceline::ledger {
namespace {

base::Error corrupt(std::string reason, std::string_view origin) {
  return {base::ErrorCode::corrupt, std::move(reason),
          "the kept checkpoint of " + std::string(origin),
          "stop, and find out whether the disk is damaged or the key was changed"};
}

}  // namespace

base::Result<CosignedNote> open_own_note(std::string_view note, std::string_view origin,
                                         const VerifierKey& own) {
  const auto opened = open_note(note, {&own, 1});
  if (!opened) return corrupt(opened.error().to_string(), origin);
  const auto checkpoint = parse_checkpoint(opened->text);
  if (!checkpoint) return corrupt(checkpoint.error().to_string(), origin);
  if (checkpoint->origin != origin) return corrupt("it is of " + checkpoint->origin, origin);
  const auto time_s = cosigned_time_s(opened->verified.front());
  if (!time_s) return corrupt("its cosignature has no time", origin);
  return CosignedNote{std::string(note), checkpoint->size, checkpoint->root, *time_s};
}

}  // namespace truceline::ledger
