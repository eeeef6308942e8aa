// SPDX-License-Identifier: Apache-2.0
#include "app/public_address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <optional>
#include <span>

namespace truceline::app {
namespace {

using V6 = std::array<std::uint8_t, 16>;

struct Range4 {
  std::uint32_t base;
  int bits;
};
constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}
constexpr std::array kNotPublic4 = {
    Range4{ip(0, 0, 0, 0), 8},       Range4{ip(10, 0, 0, 0), 8},
    Range4{ip(100, 64, 0, 0), 10},   Range4{ip(127, 0, 0, 0), 8},
    Range4{ip(169, 254, 0, 0), 16},  Range4{ip(172, 16, 0, 0), 12},
    Range4{ip(192, 0, 0, 0), 24},    Range4{ip(192, 0, 2, 0), 24},
    Range4{ip(192, 31, 196, 0), 24}, Range4{ip(192, 52, 193, 0), 24},
    Range4{ip(192, 88, 99, 0), 24},  Range4{ip(192, 168, 0, 0), 16},
    Range4{ip(192, 175, 48, 0), 24}, Range4{ip(198, 18, 0, 0), 15},
    Range4{ip(198, 51, 100, 0), 24}, Range4{ip(203, 0, 113, 0), 24},
    Range4{ip(224, 0, 0, 0), 3}};

struct Range6 {
  std::array<std::uint8_t, 4> base;
  int bits;
};
constexpr std::array kNotPublic6 = {Range6{{0x20, 0x01, 0x00, 0x00}, 23},   // protocols, Teredo
                                    Range6{{0x20, 0x01, 0x0d, 0xb8}, 32},   // documentation
                                    Range6{{0x20, 0x02, 0x00, 0x00}, 16},   // 6to4
                                    Range6{{0x3f, 0xff, 0x00, 0x00}, 20}};  // documentation

bool is_in(std::span<const std::uint8_t> address, std::span<const std::uint8_t> base, int bits) {
  for (int bit = 0; bit < bits; ++bit) {
    const auto at = static_cast<std::size_t>(bit / 8);
    const int mask = 0x80 >> (bit % 8);
    if ((address[at] & mask) != (base[at] & mask)) return false;
  }
  return true;
}

bool is_public4(std::uint32_t address) {
  return std::ranges::none_of(kNotPublic4, [&](const Range4& range) {
    return (address ^ range.base) >> (32 - range.bits) == 0;
  });
}

/// In host order; empty where it is no IPv4 address, mapped or not.
std::optional<std::uint32_t> v4_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return ntohl(v4.sin_addr.s_addr);
  }
  if (address.sa_family != AF_INET6) return std::nullopt;
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address, sizeof v6);
  if (!IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) return std::nullopt;
  const std::uint8_t* const last = v6.sin6_addr.s6_addr + 12;
  return ip(last[0], last[1], last[2], last[3]);
}

V6 v6_of(const sockaddr& address) {
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address, sizeof v6);
  V6 bytes{};
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return bytes;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) return is_public4(*v4_of(address));
  if (address.sa_family != AF_INET6) return false;
  const V6 bytes = v6_of(address);
  // Global unicast is 2000::/3; mapped addresses and NAT64's 64:ff9b::/96 are not in it.
  if ((bytes[0] & 0xe0) != 0x20) return false;
  return std::ranges::none_of(
      kNotPublic6, [&](const Range6& range) { return is_in(bytes, range.base, range.bits); });
}

bool is_loopback_address(const sockaddr& address) {
  if (const auto v4 = v4_of(address)) return *v4 >> 24 == 127;
  if (address.sa_family != AF_INET6) return false;
  V6 loopback{};
  loopback.back() = 1;
  return v6_of(address) == loopback;
}

std::string address_text(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET6) {
    const V6 bytes = v6_of(address);
    inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
  } else if (const auto v4 = v4_of(address)) {
    const std::uint32_t bytes = htonl(*v4);
    inet_ntop(AF_INET, &bytes, text.data(), text.size());
  }
  return text.data();
}

}  // namespace truceline::app
