// SPDX-License-Identifier: Apache-2.0
//
// The hotline log: who called whom on what channel, what was said, and what came of it.
#pragma once

#include <string>

#include "domain/contact.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

enum class CallStep { placed, answered, not_answered, ended };
template <>
inline constexpr auto kWords<CallStep> =
    std::to_array<std::pair<CallStep, std::string_view>>({{CallStep::placed, "placed"},
                                                          {CallStep::answered, "answered"},
                                                          {CallStep::not_answered, "not-answered"},
                                                          {CallStep::ended, "ended"}});

/// One step of a call. Those with one id by one party are one call, whatever channels and officers
/// were tried; it runs until a step ends it. What it is about are the entries that the header
/// cites.
struct Call {
  std::string id;
  CallStep step = CallStep::placed;
  bool emergency = false;  ///< Somebody is in danger now.
  std::string caller;      ///< The author's officer.
  std::string called;      ///< The party that was called.
  std::string officer;     ///< Who of them, by rank and name; empty: whoever is there.
  Channel channel = Channel::phone;
  std::string address;  ///< The number or frequency that was tried.
  Moment at;
  std::string text;     ///< What was said.
  std::string outcome;  ///< What came of it; of a step that ends the call.
  friend bool operator==(const Call&, const Call&) = default;
};

}  // namespace truceline::domain
