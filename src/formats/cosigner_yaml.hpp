// SPDX-License-Identifier: Apache-2.0
//
// witness.yaml and mirror.yaml: what somebody who cosigns logs says of the program that does it.
// The two are one form with another first line; a mirror may say a little more. Keys of logs stay
// text here: what a key is, the ledger knows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "formats/yaml_fields.hpp"

namespace truceline::formats {

enum class CosignerRole : std::uint8_t { witness, mirror };

/// The first line's word: "truceline-witness/1", "truceline-mirror/1".
std::string_view cosigner_format(CosignerRole role);

struct CosignerLogConfig {
  Word vkey;        ///< The log's key itself, or the name of a file that holds it.
  std::string url;  ///< Of the log's server, where a mirror takes submissions to; may be empty.
};

struct CosignerConfig {
  std::string name;     ///< Of the cosigner's key: "witness.example.org/w1".
  std::string key;      ///< File of the secret key; a relative path starts at the file's folder.
  std::string state;    ///< File of a witness, folder of a mirror, where it remembers.
  std::string address;  ///< Where it listens.
  std::uint16_t port = 0;
  std::string url;  ///< How others reach it; empty where nobody said.
  std::vector<CosignerLogConfig> logs;
  /// How long a mirror may take to bring a submission to the log before its promise is broken.
  std::uint32_t forward_hours = 24;
};

/// `value` is empty exactly where `diagnostics` holds an error.
struct CosignerReading {
  std::optional<CosignerConfig> value;
  base::Diagnostics diagnostics;
};

/// Reads the text of such a file. Codes besides those of yaml_fields: newer-format,
/// unknown-format, bad-name, bad-listen, bad-url, bad-number, no-log.
CosignerReading read_cosigner(CosignerRole role, std::string_view file, std::string_view text);

/// True for "http://" or "https://" with a host and no blank, quote or fragment.
bool is_http_url(std::string_view text);

}  // namespace truceline::formats
