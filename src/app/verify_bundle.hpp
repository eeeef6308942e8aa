// SPDX-License-Identifier: Apache-2.0
//
// Checks an evidence bundle offline, believing neither whoever made it nor whoever handed it on:
// each entry's signature, its author's right to speak by the key statements in the file, the chain
// of numbers as far as it can be seen, its body, its place in the log and who vouches for that; and
// derives story and findings again. What cannot be checked is said, first of all that nothing was
// left out.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/command_verify.hpp"
#include "app/verify.hpp"
#include "base/time_zone.hpp"
#include "views/evidence_bundle.hpp"

namespace truceline::app {

struct BundleVerification {
  std::vector<std::string> proved;  ///< Empty where there are faults.
  std::vector<std::string> not_proved;
  std::vector<base::Error> faults;
  bool asks_witnesses = false;
  std::uint64_t without_quorum = 0;   ///< Entries, where witnesses are asked for.
  std::uint64_t without_receipt = 0;  ///< Entries that no checkpoint covers yet.
  std::uint64_t findings_again = 0;   ///< That follow from the entries here, word for word.
  std::vector<std::string> findings_elsewhere;  ///< Ids of those that do not.
};

/// `trust`: whom the reader believes; empty: only the trust file in the bundle is there to go by.
/// `zone`: the one that the bundle names. A fault is a result, not an error.
BundleVerification verify_bundle(const views::EvidenceBundle& bundle,
                                 const std::optional<Trust>& trust, const base::TimeZone& zone);

/// truceline verify FILE, where `text` is what the file holds. Exit codes are those of a log.
/// Errors: those of parse_bundle and read_trust; unsupported for a time zone this system does not
/// know.
base::Result<int> run_bundle(const VerifyCommand& command, std::string_view text,
                             Terminal& terminal);

}  // namespace truceline::app
