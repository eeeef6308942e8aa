// SPDX-License-Identifier: Apache-2.0
//
// What a witness or mirror needs before it can start: its configuration with the keys it names,
// all checked, so that a mistake is told with its file and line before any port is opened.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/http_server.hpp"
#include "app/passphrase.hpp"
#include "formats/cosigner_yaml.hpp"
#include "ledger/cosignature.hpp"
#include "ledger/known_log.hpp"

namespace truceline::app {

struct CosignerSetup {
  formats::CosignerConfig config;
  std::filesystem::path config_path;
  ledger::Cosigner cosigner;
  std::vector<ledger::KnownLog> logs;
  std::map<std::string, std::string> urls;  ///< Of the logs' servers, by origin; where told.
  std::filesystem::path state;              ///< File of a witness, folder of a mirror.

  HttpOptions http() const;
};

/// Reads `path` and the files it names. Errors: those of reading; invalid_input or unsupported
/// with "file:line:column" for what is wrong in it; conflict where the key file is another's.
/// `passphrases` null: to look, not to cosign. Then its secret key stays closed, `cosigner` is
/// nobody.
base::Result<CosignerSetup> read_cosigner_setup(formats::CosignerRole role,
                                                const std::filesystem::path& path,
                                                const std::shared_ptr<Passphrases>& passphrases);

/// What `truceline witness init` and `truceline mirror init` are told.
struct CosignerBeginning {
  std::filesystem::path folder;
  std::string name;               ///< Empty: made from the folder's name.
  std::string url;                ///< How others will reach it; may be empty.
  std::string listen;             ///< Empty: 127.0.0.1 and the role's usual port.
  std::vector<std::string> logs;  ///< Keys, or files that hold them; those are copied.
  std::shared_ptr<Passphrases> passphrases = no_passphrases();  ///< For its new key.
};

struct BegunCosigner {
  std::filesystem::path config;  ///< The file that was written.
  ledger::VerifierKey key;
  std::string policy_line;  ///< For the mission's policy file.
  std::filesystem::path state;
};

/// Makes the folder with a new key and a configuration that reads back, but no state. Errors:
/// conflict where there is one already; invalid_input for the name, the address or a log's key.
base::Result<BegunCosigner> begin_cosigner(formats::CosignerRole role,
                                           const CosignerBeginning& beginning);

}  // namespace truceline::app
