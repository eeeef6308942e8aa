// SPDX-License-Identifier: Apache-2.0
//
// What the parts of the agreement compiler share while one file is being read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/agreement_yaml.hpp"
#include "formats/moment_expression.hpp"
#include "formats/remarks.hpp"
#include "formats/yaml_fields.hpp"
#include "formats/yaml_tree.hpp"

namespace truceline::formats {

struct AgreementReading {
  const AgreementContext& context;
  base::Diagnostics& diagnostics;
  Remarks remarks;  ///< About the agreement's own file.
  MomentContext moments;
  CompiledAgreement compiled;
  std::vector<std::string> actors;   ///< Every id a provision may name.
  std::vector<std::string> undrawn;  ///< Zones that are named but not drawn.
  std::set<std::string> zones_used;  ///< By provisions.
};

/// Reads the `zones` mapping: agreement_zones.cpp.
void read_zones(const YamlNode& zones, AgreementReading& reading);

/// Reads the `provisions` list: agreement_provisions.cpp.
/// REQUIRES: everything else in `reading` has been read.
void read_provisions(const YamlNode& provisions, AgreementReading& reading);

/// Reads a moment under `key`; empty where the key is absent or unreadable (remarked).
std::optional<FixedMoment> moment_at(const YamlNode& mapping, std::string_view key,
                                     AgreementReading& reading);

/// A stretch of time between the moments `from` and `until` of a mapping, with `otherwise` on the
/// sides that are not given. Remarks an end that is not after its beginning.
base::Interval interval_at(const YamlNode& mapping, const base::Interval& otherwise,
                           AgreementReading& reading);

}  // namespace truceline::formats
