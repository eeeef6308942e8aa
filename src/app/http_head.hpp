// SPDX-License-Identifier: Apache-2.0
//
// What goes before the body of an answer, and what may stand in a Host header. No sockets here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/http_message.hpp"
#include "base/strong.hpp"

namespace truceline::app {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
std::string http_date(base::TimeMs t);

/// Status line and headers with the blank line after them. The security headers stand on every
/// answer, errors included; there is no Server header. A stream ends with its connection.
std::string response_head(const HttpAnswer& answer, bool keep_alive, base::TimeMs now);

/// Which names this server answers to. A page of somebody else's may point its own name at
/// 127.0.0.1 and then read us from a visitor's browser (DNS rebinding); the Host header tells.
class HostNames {
 public:
  /// localhost and the loopback addresses always; `address`, unless it stands for all addresses.
  HostNames(std::string_view address, const std::vector<std::string>& more);
  /// `host` as the header has it, with or without a port; upper or lower case.
  bool allow(std::string_view host) const;

 private:
  std::vector<std::string> names_;
};

}  // namespace truceline::app
