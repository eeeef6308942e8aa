// SPDX-License-Identifier: Apache-2.0
//
// Agreements, mission files and zones from any bytes. Whatever compiles must be a statement whose
// bytes decode again; whatever does not must say why.
#include <cstdint>

#include "domain/statement.hpp"
#include "formats/agreement_yaml.hpp"
#include "formats/mission_yaml.hpp"
#include "formats/zone_geojson.hpp"

namespace {
using namespace truceline;

constexpr std::string_view kZone =
    R"({"type":"Polygon","coordinates":[[[36,35],[37,35],[37,36],[36,35]]]})";

const base::TimeZone* only_utc(std::string_view name) {
  static const base::TimeZone utc = base::TimeZone::utc();
  return name == "UTC" || name == "Asia/Damascus" ? &utc : nullptr;
}

void try_agreement(std::string_view text) {
  formats::AgreementContext context;
  context.file = [](std::string_view) { return std::string(kZone); };
  context.time_zone = only_utc;
  context.default_time_zone = "UTC";
  const auto compiled = formats::compile_agreement({"a.yaml", text}, context);
  INVARIANT(compiled.value.has_value() != base::has_error(compiled.diagnostics));
  if (!compiled.value) return;
  const domain::Body body = compiled.value->agreement;
  const auto again = domain::decode_body(domain::kind_of(body), domain::encode(body));
  INVARIANT(again && *again == body);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::text_of({data, size});
  try_agreement(text);
  const auto mission = formats::read_mission("mission.yaml", text, only_utc);
  INVARIANT(mission.value.has_value() != base::has_error(mission.diagnostics));
  const auto zone = formats::read_zone_geojson("zone.geojson", text, std::nullopt);
  INVARIANT(zone.drawing.has_value() != base::has_error(zone.diagnostics));
  return 0;
}
