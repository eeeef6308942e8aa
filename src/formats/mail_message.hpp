// SPDX-License-Identifier: Apache-2.0
//
// A plain-text message as mail servers carry it (RFC 5322, RFC 2045): seven-bit throughout, so that
// it passes servers that know neither SMTPUTF8 nor 8BITMIME. Text and subject may be in any script;
// addresses are ASCII. What it refuses: line breaks and other control characters in anything that
// becomes a header, so that nobody writes headers of their own into it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"

namespace truceline::formats {

struct MailMessage {
  std::string from;
  std::string from_name;  ///< Shown beside it; may be empty.
  std::string to;
  std::string subject;
  base::TimeMs date;
  std::string id;    ///< Of the message, without angle brackets: "dlv_1f@example.org".
  std::string text;  ///< UTF-8, lines ended by line feeds.
  /// Further headers, ASCII, after the others.
  std::vector<std::pair<std::string, std::string>> more;
};

/// `address` where it is one that mail can be sent to: a dot-atom, '@' and a domain of letters,
/// digits and hyphens (internationalised ones as "xn--..."), at most kMailAddressBytes. No quoted
/// local parts, no comments, no names, no domain literals. Errors: invalid_input.
base::Result<std::string> mail_address(std::string_view address);

/// The bytes of the message, lines of at most 78 characters, ended by CR LF. The same message has
/// the same bytes. Errors: invalid_input where a header would hold what is not to be in one, or the
/// text is not UTF-8; too_large beyond limits::kDeliveryBytes.
base::Result<std::string> mail_bytes(const MailMessage& message);

/// `text` as one or more encoded words (RFC 2047), folded for a header line of which `used`
/// characters are taken; as it is, where it is printable ASCII that fits. No character is cut in
/// two. REQUIRES: UTF-8 without control characters.
std::string encoded_header_text(std::string_view text, std::size_t used);

}  // namespace truceline::formats
