// SPDX-License-Identifier: Apache-2.0
//
// /api/v1/keys/{key} on the wire: for whom a key speaks, and how far its own count has come. That
// is in the headers of the log, which everybody may read; nothing of it is confidential.
#pragma once

#include <string>

#include "engine/author_register.hpp"

namespace truceline::views {

/// {"key":..,"party":..,"role":..,"holder":..,"since":..,"until":..,"end_reason":..,"next_seq":..,
/// "previous":..}: `until` is null while the key is in force.
std::string key_standing_json(const engine::AuthorRegister::Enrolled& key,
                              const engine::AuthorRegister::Chain& chain);

}  // namespace truceline::views
