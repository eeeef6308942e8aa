// SPDX-License-Identifier: Apache-2.0
#include "app/written_moment.hpp"

namespace truceline::app {

base::Result<base::TimeMs> written_moment(const std::string& text, std::string_view option,
                                          const base::TimeZone& zone, TimeZones& zones) {
  const auto wrong = [&](const base::Error& error) {
    return base::invalid(error.reason,
                         "write a time like 2017-05-06 or 2017-05-06T14:00+03:00; without an "
                         "offset it is meant in " +
                             zone.name())
        .at(std::string(option));
  };
  const auto written = base::parse_written_time(text);
  if (!written) return wrong(written.error());
  auto placed = base::place_on_time_line(*written, zone, zones.lookup());
  if (!placed) return wrong(placed.error());
  return *placed;
}

}  // namespace truceline::app
