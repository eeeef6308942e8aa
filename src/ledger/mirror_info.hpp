// SPDX-License-Identifier: Apache-2.0
//
// Where a mirror stands (C2SP tlog-mirror): the body of its 202 and 409 to add-entries, sent as
// kMirrorInfoType. Its sender uses all three for the next request.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::ledger {

struct MirrorInfo {
  base::TreeSize tree_size;      ///< Of a checkpoint that the mirror knows and waits for.
  std::uint64_t next_entry = 0;  ///< The first entry it has not.
  base::Bytes ticket;            ///< Opaque to everybody else; up to kTicketBytes.
  friend bool operator==(const MirrorInfo&, const MirrorInfo&) = default;
};

std::string format_mirror_info(const MirrorInfo& info);
/// Errors: invalid_input; too_large for the ticket.
base::Result<MirrorInfo> parse_mirror_info(std::string_view body);

}  // namespace truceline::ledger
