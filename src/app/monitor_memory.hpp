// SPDX-License-Identifier: Apache-2.0
//
// What a monitor must not forget between two looks, and over a restart of its machine: a host that
// goes back behind it is caught only by who remembers.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::app {

struct MonitorMemory {
  /// Of one witness, by the policy's name: how much of the host's tree it has cosigned, and the
  /// time it gave. `fresh` is when we first saw that time: its clock may be wrong, ours is ours.
  struct Witness {
    base::TreeSize size;
    std::uint64_t time_s = 0;
    base::TimeMs fresh;
    friend bool operator==(const Witness&, const Witness&) = default;
  };
  /// A tree the host showed which not all witnesses have cosigned yet.
  struct Sighting {
    base::TreeSize size;
    base::TimeMs since;
    friend bool operator==(const Sighting&, const Sighting&) = default;
  };

  std::string checkpoint;  ///< The newest note of the host that was consistent with all before it.
  std::map<std::string, Witness> witnesses;
  std::vector<Sighting> pending;  ///< Oldest first, sizes rising.
  base::TimeMs began;             ///< Of the first look.
  friend bool operator==(const MonitorMemory&, const MonitorMemory&) = default;
};

/// One line of JSON.
std::string format_memory(const MonitorMemory& memory);
/// Errors: corrupt for anything but what format_memory writes.
base::Result<MonitorMemory> parse_memory(std::string_view text);

}  // namespace truceline::app
