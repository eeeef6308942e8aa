// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/passphrase.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

/// truceline bundle ABOUT: one file with everything known about it, for truceline verify.
struct BundleCommand {
  /// Who opened the bodies, as their `read` statements say it: somebody at the host's machine.
  static constexpr const char* kAccount = "host-command-line";

  std::string about;  ///< Id of a site, movement or call, "party/id", an entry, a finding.
  std::string out;    ///< File, "-" for standard output; empty: named after it, in this folder.
  std::string as;     ///< The party whose view it is; empty: the mission's own.
  std::string at;     ///< Clock for what is late, as written; empty: now.
  std::optional<std::uint64_t> as_known_at;
  std::string mission;
  PassphraseOptions passphrase;
  bool json = false;
};

/// Leaves a `read` statement for each confidential body first, where there is a key to say it with;
/// else it says that none was left. Errors: those of find_about and make_bundle.
base::Result<int> run(const BundleCommand& command, Terminal& terminal);

}  // namespace truceline::app
