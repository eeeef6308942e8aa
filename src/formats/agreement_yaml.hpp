// SPDX-License-Identifier: Apache-2.0
//
// The agreement language: YAML that a lawyer can read beside the signed text, with geometries in
// GeoJSON beside it, compiled into domain values. Reading it is a pure function of its bytes: the
// caller hands over the zone files and the time zones. The language by example, and every
// diagnostic with its mend: docs/guides/agreements.md.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/time_zone.hpp"
#include "domain/agreement.hpp"
#include "domain/zone.hpp"
#include "formats/text_lines.hpp"
#include "geo/box.hpp"

namespace truceline::formats {

/// One agreement's text, and the name of its file as remarks should show it.
struct AgreementSource {
  std::string file;
  std::string_view text;
};

/// The bytes of the file at `path`; empty where there is none. Paths are the agreement file's own
/// folder and the zone's path joined: "agreements/zones/idlib.geojson".
using FileLookup = std::function<std::optional<std::string>(std::string_view path)>;

/// What surrounds an agreement. Every part may be left empty.
struct AgreementContext {
  FileLookup file;
  base::TimeZoneLookup time_zone;
  std::string default_time_zone;                ///< The mission's, where a file names none.
  std::optional<std::set<std::string>> actors;  ///< Ids the mission defines; empty: not asked.
  std::optional<geo::Box> bounds;               ///< The mission's part of the world.
};

/// Where things stand in the file, for remarks made once several agreements are known.
struct AgreementPlaces {
  TextSpan id;
  std::vector<TextSpan> provisions;        ///< Beside agreement.provisions.
  std::map<std::string, TextSpan> actors;  ///< The first place each actor is named at.
  std::map<std::string, TextSpan> excluded;
  std::map<std::string, TextSpan> zones;
};

struct CompiledAgreement {
  std::string file;
  domain::Agreement agreement;
  std::vector<domain::Zone> zones;            ///< Those that are drawn, in the order written.
  std::map<std::string, std::string> shared;  ///< Zone id to the agreement that defines it.
  AgreementPlaces places;
};

/// `value` is empty exactly where `diagnostics` holds an error.
struct AgreementCompilation {
  std::optional<CompiledAgreement> value;
  base::Diagnostics diagnostics;  ///< In the order of the file; zone files' own after it.
};

/// Compiles one agreement. Total over all inputs; no more than limits::kAgreementBytes are read.
AgreementCompilation compile_agreement(const AgreementSource& source,
                                       const AgreementContext& context);

}  // namespace truceline::formats
