// SPDX-License-Identifier: Apache-2.0
#include "app/http_head.hpp"

#include <algorithm>
#include <array>

#include "base/time.hpp"

namespace truceline::app {
namespace {

constexpr std::string_view kSecurityHeaders =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; font-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()\r\n";

std::string_view phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Other";
  }
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// "host:8080" -> "host", "[::1]:8080" -> "[::1]".
std::string_view without_port(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  if (colon == std::string_view::npos || host.ends_with(']')) return host;
  return host.substr(0, colon);
}

}  // namespace

std::string http_date(base::TimeMs t) {
  constexpr std::array<std::string_view, 7> kDays = {"Thu", "Fri", "Sat", "Sun",
                                                     "Mon", "Tue", "Wed"};  // the epoch's first
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const base::LocalTime utc = base::local_time(t, 0);
  const auto two = [](std::int64_t n) {
    return std::string(n < 10 ? "0" : "") + std::to_string(n);
  };
  const std::int64_t day = base::days_from_date(utc.date);
  std::string out(kDays[static_cast<std::size_t>(((day % 7) + 7) % 7)]);
  out += ", " + two(utc.date.day) + " ";
  out += kMonths[utc.date.month - 1];
  out += " " + std::to_string(utc.date.year) + " ";
  out += two(utc.time_of_day_ms / base::kHourMs) + ":";
  out += two(utc.time_of_day_ms / base::kMinuteMs % 60) + ":";
  return out + two(utc.time_of_day_ms / base::kSecondMs % 60) + " GMT";
}

std::string response_head(const HttpAnswer& answer, bool keep_alive, base::TimeMs now) {
  std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " ";
  const auto add = [&head](std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
  };
  head += phrase(answer.status);
  head += "\r\n";
  add("Date", http_date(now));
  head += kSecurityHeaders;
  if (!answer.content_type.empty()) {
    // The types of transparency logs, text/x.tlog.*, stand alone.
    const bool is_text = answer.content_type.starts_with("text/") &&
                         !answer.content_type.starts_with("text/x.") &&
                         answer.content_type.find("charset") == std::string::npos;
    add("Content-Type", answer.content_type + (is_text ? "; charset=utf-8" : ""));
  }
  if (!answer.etag.empty()) add("ETag", answer.etag);
  if (answer.gzipped) add("Content-Encoding", "gzip");
  for (const auto& [name, value] : answer.headers) add(name, value);
  if (!answer.stream && answer.status != 304)
    add("Content-Length", std::to_string(answer.body ? answer.body->size() : 0));
  add("Connection", keep_alive && !answer.stream ? "keep-alive" : "close");
  return head + "\r\n";
}

HostNames::HostNames(std::string_view address, const std::vector<std::string>& more)
    : names_{"localhost", "127.0.0.1", "[::1]"} {
  if (address.find(':') != std::string_view::npos)
    names_.push_back("[" + lower(address) + "]");
  else if (address != "0.0.0.0")
    names_.push_back(lower(address));
  for (const std::string& name : more) names_.push_back(lower(name));
}

bool HostNames::allow(std::string_view host) const {
  return std::ranges::find(names_, lower(without_port(host))) != names_.end();
}

}  // namespace truceline::app
