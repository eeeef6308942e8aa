// SPDX-License-Identifier: Apache-2.0
//
// A time as an option gives it.
#pragma once

#include <string>
#include <string_view>

#include "app/time_zones.hpp"
#include "base/result.hpp"

namespace truceline::app {

/// "2017-05-06", "2017-05-06T14:00+03:00", "2017-05-06T14:00[Asia/Damascus]"; without an offset
/// it is meant in `zone`. Errors name `option`.
base::Result<base::TimeMs> written_moment(const std::string& text, std::string_view option,
                                          const base::TimeZone& zone, TimeZones& zones);

}  // namespace truceline::app
