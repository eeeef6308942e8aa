// SPDX-License-Identifier: Apache-2.0
//
// Where the passphrase of a key file comes from: a file, an open descriptor (as systemd and others
// hand credentials over), or a person at the terminal, who does not see it. Never an argument or
// an environment variable: other processes can read those.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/secret.hpp"
#include "base/result.hpp"

namespace truceline::app {

/// How key files are opened and made.
class Passphrases {
 public:
  virtual ~Passphrases() = default;
  /// The passphrase of the key file `path`. `attempt` counts from 0: at more, the one given before
  /// did not open it. Errors: forbidden where there is none, or no other one.
  virtual base::Result<std::shared_ptr<const Secret>> of(const std::filesystem::path& path,
                                                         int attempt) = 0;
  /// For a key file that is about to be made; nullptr: it is not to be encrypted.
  virtual base::Result<std::shared_ptr<const Secret>> for_new(
      const std::filesystem::path& path) = 0;
};

/// Makes key files without encryption, for demonstrations and tests; opens no encrypted one.
std::shared_ptr<Passphrases> no_passphrases();

/// What the command line says about passphrases.
struct PassphraseOptions {
  std::string file;     ///< Empty: TRUCELINE_PASSPHRASE_FILE in the environment, if it is set.
  int descriptor = -1;  ///< Below 0: none.
  bool none = false;    ///< Key files are made unencrypted.
};

/// Asks where the options say, at the terminal where they say nothing; what was given once is
/// tried on every later key file first. REQUIRES: one process, one of these.
std::shared_ptr<Passphrases> passphrases(const PassphraseOptions& options);

/// The first line of what a descriptor gives; the rest must be empty. Errors: invalid_input for an
/// empty one, too_large beyond limits::kPassphraseBytes, unavailable. Reads to the end.
base::Result<Secret> read_passphrase(int descriptor, const std::string& place);

/// Asks at the terminal without echo, twice with `make`. Errors: forbidden where there is no
/// terminal, with `mend`; invalid_input where the two differ or it is too short.
base::Result<Secret> ask_passphrase(const std::string& question, bool make);

}  // namespace truceline::app
