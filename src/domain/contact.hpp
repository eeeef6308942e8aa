// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "domain/words.hpp"

namespace truceline::domain {

/// By which way people say something to each other.
enum class Channel { in_system, e_mail, letter, phone, radio, in_person };
template <>
inline constexpr auto kWords<Channel> =
    std::to_array<std::pair<Channel, std::string_view>>({{Channel::in_system, "in-system"},
                                                         {Channel::e_mail, "e-mail"},
                                                         {Channel::letter, "letter"},
                                                         {Channel::phone, "phone"},
                                                         {Channel::radio, "radio"},
                                                         {Channel::in_person, "in-person"}});

/// True for what leaves nothing in writing.
constexpr bool is_spoken(Channel channel) {
  return channel == Channel::phone || channel == Channel::radio || channel == Channel::in_person;
}

/// One way to reach somebody.
struct Reach {
  Channel channel = Channel::phone;
  std::string address;  ///< A number, an address, a frequency and call sign.
  friend bool operator==(const Reach&, const Reach&) = default;
};

/// Somebody who can be reached, and in which languages (RFC 5646).
struct Contact {
  std::string name;
  std::vector<std::string> languages;
  std::vector<Reach> reach;  ///< The first to be tried first.
  friend bool operator==(const Contact&, const Contact&) = default;
};

}  // namespace truceline::domain
