// SPDX-License-Identifier: Apache-2.0
//
// "500 m", "30 minutes", "90 days" under a key of a YAML mapping: whole numbers of a named unit, up
// to a million of it. Codes: bad-distance, bad-time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "formats/yaml_fields.hpp"

namespace truceline::formats {

/// In metres; empty where the key is absent or (remarked) what it says is no distance.
std::optional<std::int64_t> metres_at(const YamlNode& node, std::string_view key, Remarks& remarks);

/// In milliseconds; 0 where the key is absent or (remarked) what it says is no length of time.
std::int64_t length_of_time_at(const YamlNode& node, std::string_view key, Remarks& remarks);

}  // namespace truceline::formats
