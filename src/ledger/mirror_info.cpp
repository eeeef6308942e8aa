// SPDX-License-Identifier: Apache-2.0
#include "ledger/mirror_info.hpp"

#include "base/limits.hpp"
#include "ledger/decimal.hpp"
#include "ledger/proof_lines.hpp"

namespace truceline::ledger {

std::string format_mirror_info(const MirrorInfo& info) {
  return std::to_string(info.tree_size.value) + "\n" + std::to_string(info.next_entry) + "\n" +
         base::to_base64(info.ticket) + "\n";
}

base::Result<MirrorInfo> parse_mirror_info(std::string_view body) {
  MirrorInfo info;
  TRY_ASSIGN(const std::string_view size, take_line(body));
  TRY_ASSIGN(info.tree_size.value, parse_decimal(size, "the mirror's tree size"));
  TRY_ASSIGN(const std::string_view next, take_line(body));
  TRY_ASSIGN(info.next_entry, parse_decimal(next, "the mirror's next entry"));
  TRY_ASSIGN(const std::string_view ticket, take_line(body));
  if (!body.empty()) return base::invalid("a mirror's state is three lines");
  TRY_ASSIGN(info.ticket, base::from_base64(ticket));
  if (info.ticket.size() > base::limits::kTicketBytes)
    return base::Error{base::ErrorCode::too_large, "the ticket is over 1 KiB", {}, {}};
  return info;
}

}  // namespace truceline::ledger
