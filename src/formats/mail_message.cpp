// SPDX-License-Identifier: Apache-2.0
#include "formats/mail_message.hpp"

#include <algorithm>
#include <array>

#include "base/bytes.hpp"
#include "base/limits.hpp"
#include "base/time.hpp"

namespace truceline::formats {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kLineMax = 78;         // RFC 5322, 2.1.1: should
constexpr std::size_t kEncodedWordMax = 75;  // RFC 2047, 2
constexpr std::size_t kBase64Line = 76;      // RFC 2045, 6.8
constexpr std::size_t kLocalPartMax = 64;    // RFC 5321, 4.5.3.1.1
constexpr std::size_t kLabelMax = 63;
constexpr std::string_view kWordBegin = "=?UTF-8?B?";
constexpr std::string_view kWordEnd = "?=";
constexpr std::string_view kCrLf = "\r\n";

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_printable_ascii(char c) {
  return c >= ' ' && c <= '~';
}

/// Dots between, never beside each other; each part of `allowed` characters.
template <class Allowed>
bool is_dotted(std::string_view text, std::size_t part_max, const Allowed& allowed) {
  std::size_t length = 0;
  for (const char c : text) {
    if (c == '.' ? length == 0 : !allowed(c) || ++length > part_max) return false;
    if (c == '.') length = 0;
  }
  return length > 0;
}

bool is_local_part(std::string_view text) {
  return text.size() <= kLocalPartMax && is_dotted(text, kLocalPartMax, [](char c) {
           return is_letter_or_digit(c) ||
                  std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
         });
}
bool is_domain(std::string_view text) {
  return is_dotted(text, kLabelMax, [](char c) { return is_letter_or_digit(c) || c == '-'; }) &&
         !text.starts_with('-') && !text.ends_with('-') &&
         text.find("-.") == std::string_view::npos && text.find(".-") == std::string_view::npos;
}

/// No control characters: neither ASCII's, nor U+0080 to U+009F, nor U+2028 and U+2029.
bool is_one_line(std::string_view text) {
  if (!base::is_utf8(text)) return false;
  for (std::size_t i = 0; i < text.size(); i += base::utf8_sequence_at(text, i)) {
    const std::string_view rest = text.substr(i);
    const auto first = static_cast<unsigned char>(rest[0]);
    if (first < ' ' || first == 0x7f) return false;
    if (first == 0xc2 && static_cast<unsigned char>(rest[1]) < 0xa0) return false;
    if (rest.starts_with("\xe2\x80\xa8") || rest.starts_with("\xe2\x80\xa9")) return false;
  }
  return true;
}

/// "Sun, 22 Nov 2026 19:01:55 +0000".
std::string mail_date(base::TimeMs time) {
  constexpr std::array<std::string_view, 7> kDays = {"Thu", "Fri", "Sat", "Sun",
                                                     "Mon", "Tue", "Wed"};
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const base::LocalTime local = base::local_time(time, 0);
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  const std::int64_t days = base::days_from_date(local.date) % 7;
  const std::int64_t seconds = local.time_of_day_ms / base::kSecondMs;
  std::string text(kDays[static_cast<std::size_t>((days + 7) % 7)]);
  text += ", " + std::to_string(local.date.day) + " ";
  text += kMonths[local.date.month - 1];
  return text + " " + std::to_string(local.date.year) + " " + two(seconds / 3600) + ":" +
         two(seconds / 60 % 60) + ":" + two(seconds % 60) + " +0000";
}

std::string base64_lines(std::string_view text) {
  const std::string all = base::to_base64(base::bytes_of(text));
  std::string lines;
  for (std::size_t i = 0; i < all.size(); i += kBase64Line)
    lines.append(all.substr(i, kBase64Line)).append(kCrLf);
  return lines;
}

std::string with_cr_lf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

Result<void> check(const MailMessage& message) {
  TRY(mail_address(message.from));
  TRY(mail_address(message.to));
  const auto is_id = [](std::string_view id) {
    const std::size_t at = id.find('@');
    return at != std::string_view::npos && is_local_part(id.substr(0, at)) &&
           is_domain(id.substr(at + 1));
  };
  if (!is_id(message.id)) return base::invalid("this is no id of a message").at("Message-ID");
  if (!is_one_line(message.subject) || !is_one_line(message.from_name))
    return base::invalid("a header holds one line of text", "take control characters out");
  for (const auto& [name, value] : message.more)
    if (name.size() + value.size() + 2 > kLineMax ||
        !std::ranges::all_of(name, [](char c) { return is_letter_or_digit(c) || c == '-'; }) ||
        name.empty() || !std::ranges::all_of(value, is_printable_ascii))
      return base::invalid("this is no header of one line").at(name);
  if (!base::is_utf8(message.text)) return base::invalid("the text is not UTF-8");
  return {};
}

}  // namespace

Result<std::string> mail_address(std::string_view address) {
  const std::size_t at = address.find('@');
  if (address.size() <= base::limits::kMailAddressBytes && at != std::string_view::npos &&
      is_local_part(address.substr(0, at)) && is_domain(address.substr(at + 1)))
    return std::string(address);
  return base::invalid("this is no mail address", "write it as duty@north.example, in ASCII")
      .at(is_one_line(address) ? std::string(address) : "the address");
}

std::string encoded_header_text(std::string_view text, std::size_t used) {
  INVARIANT(is_one_line(text));
  if (used + text.size() <= kLineMax && std::ranges::all_of(text, is_printable_ascii) &&
      text.find("=?") == std::string_view::npos && !text.ends_with(' '))
    return std::string(text);
  constexpr std::size_t kAround = kWordBegin.size() + kWordEnd.size();
  std::string out;
  while (!text.empty()) {
    const std::size_t room = std::min(kEncodedWordMax, kLineMax - std::min(used, kLineMax));
    const std::size_t most = room < kAround ? 0 : (room - kAround) / 4 * 3;
    std::size_t length = 0;
    while (length < text.size()) {
      const std::size_t next = base::utf8_sequence_at(text, length);
      if (length + next > most) break;
      length += next;
    }
    if (length > 0) {
      out.append(kWordBegin).append(base::to_base64(base::bytes_of(text.substr(0, length))));
      out.append(kWordEnd);
      text.remove_prefix(length);
    }
    if (!text.empty()) out.append(kCrLf).append(" ");
    used = 1;
  }
  return out;
}

Result<std::string> mail_bytes(const MailMessage& message) {
  TRY(check(message));
  std::string out;
  const auto header = [&out](std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append(kCrLf);
  };
  if (message.from_name.empty()) {
    header("From", message.from);
  } else {
    constexpr std::size_t kUsed = 6;  // "From: "
    std::string name = encoded_header_text(message.from_name, kUsed);
    const bool is_plain = std::ranges::all_of(
        message.from_name, [](char c) { return is_letter_or_digit(c) || c == ' '; });
    if (name == message.from_name && !is_plain) {  // "A, B" would be two addresses
      name =
          std::string(kWordBegin) + base::to_base64(base::bytes_of(name)) + std::string(kWordEnd);
    }
    header("From", name + "\r\n <" + message.from + ">");
  }
  header("To", message.to);
  header("Subject", encoded_header_text(message.subject, 9));
  header("Date", mail_date(message.date));
  header("Message-ID", "<" + message.id + ">");
  header("Auto-Submitted", "auto-generated");  // RFC 3834: nobody's holiday answers it
  for (const auto& [name, value] : message.more) header(name, value);
  header("MIME-Version", "1.0");
  header("Content-Type", "text/plain; charset=utf-8");
  header("Content-Transfer-Encoding", "base64");
  out.append(kCrLf).append(base64_lines(with_cr_lf(message.text)));
  if (out.size() > base::limits::kDeliveryBytes)
    return Error{ErrorCode::too_large, "the message is longer than one may be", "text", {}};
  return out;
}

}  // namespace truceline::formats
