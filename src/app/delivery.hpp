// SPDX-License-Identifier: Apache-2.0
//
// Where a party is reached outside of the system, and what is sent there: endpoints, deliveries,
// and a record of each attempt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/strong.hpp"
#include "domain/words.hpp"
#include "views/delivery_notice.hpp"

namespace truceline::app {

enum class EndpointKind { mail, webhook };

using EndpointId = std::uint64_t;
using DeliveryNumber = std::uint64_t;

struct Endpoint {
  EndpointId id = 0;
  std::string party;
  EndpointKind kind = EndpointKind::mail;
  std::string address;  ///< duty@north.example, https://north.example/hook.
  std::string label;
  bool allow_private = false;  ///< A webhook that may be on this machine or its network.
  base::TimeMs made;
  base::EntryIndex next_entry;  ///< What was said before it was made is not told.
  bool has_seen_inbox = false;  ///< What was in it before it was made is not told either.
  std::optional<base::TimeMs> last_success;
  int failures = 0;  ///< In a row.
  std::optional<base::TimeMs> failing_since;
  /// Since when something was to be delivered and nothing has been since.
  std::optional<base::TimeMs> unmet_since;
  std::string last_problem;  ///< Of the last attempt that failed; empty after a success.
  std::uint64_t waiting = 0;
  std::uint64_t dead = 0;

  /// Nothing has got through for so long, though something was to.
  bool is_silent(base::TimeMs now, std::int64_t silent_after_ms) const {
    return unmet_since && now.value - unmet_since->value >= silent_after_ms;
  }
};

/// How an endpoint stands, in a word.
enum class EndpointState { unused, working, failing, silent };
inline EndpointState state_of(const Endpoint& one, base::TimeMs now, std::int64_t silent_after_ms) {
  return one.is_silent(now, silent_after_ms) ? EndpointState::silent
         : one.failing_since                 ? EndpointState::failing
         : one.last_success                  ? EndpointState::working
                                             : EndpointState::unused;
}

enum class DeliveryState { waiting, delivered, dead };

struct Delivery {
  DeliveryNumber number = 0;
  std::string id;  ///< "dlv_" and 32 hex digits: the same for each attempt, and after a restart.
  EndpointId endpoint = 0;
  std::string party;
  views::NoticeKind kind = views::NoticeKind::test;
  std::string author;                     ///< Of the entry; empty for others.
  std::optional<base::EntryIndex> entry;  ///< Empty for findings and tests.
  base::Hash about{};                     ///< Entry id or finding id; zero for tests.
  DeliveryState state = DeliveryState::waiting;
  base::TimeMs made;
  base::TimeMs since;  ///< When it was last put into the queue.
  int tries = 0;
  base::TimeMs next;   ///< Of one that waits: the next attempt is not before.
  base::TimeMs ended;  ///< Of one that has ended.
  std::optional<base::TimeMs> failing_since;  ///< Its first failure, until it has ended well.
  std::string outcome;                        ///< Of the last attempt, in words.
};

/// How an attempt ended, as it is recorded.
enum class AttemptResult {
  open,  ///< It has begun; no more is known yet.
  delivered,
  failed,
  refused,
  unknown,  ///< The server ended before the answer was known: it may have been delivered.
};

struct Attempt {
  std::uint64_t number = 0;
  DeliveryNumber delivery = 0;
  std::string delivery_id;
  EndpointId endpoint = 0;
  base::TimeMs begun;
  base::TimeMs ended;  ///< Of one that has.
  base::Hash sent{};   ///< SHA-256 of the message or body.
  AttemptResult result = AttemptResult::open;
  int code = 0;         ///< Status or reply code; 0: none came.
  std::string outcome;  ///< In words, at most kDeliveryReasonBytes.
};

}  // namespace truceline::app

namespace truceline::domain {

template <>
inline constexpr auto kWords<app::EndpointKind> =
    std::to_array<std::pair<app::EndpointKind, std::string_view>>(
        {{app::EndpointKind::mail, "mail"}, {app::EndpointKind::webhook, "webhook"}});

template <>
inline constexpr auto kWords<app::EndpointState> =
    std::to_array<std::pair<app::EndpointState, std::string_view>>(
        {{app::EndpointState::unused, "unused"},
         {app::EndpointState::working, "working"},
         {app::EndpointState::failing, "failing"},
         {app::EndpointState::silent, "silent"}});

template <>
inline constexpr auto kWords<app::DeliveryState> =
    std::to_array<std::pair<app::DeliveryState, std::string_view>>(
        {{app::DeliveryState::waiting, "waiting"},
         {app::DeliveryState::delivered, "delivered"},
         {app::DeliveryState::dead, "dead"}});

template <>
inline constexpr auto kWords<app::AttemptResult> =
    std::to_array<std::pair<app::AttemptResult, std::string_view>>(
        {{app::AttemptResult::open, "open"},
         {app::AttemptResult::delivered, "delivered"},
         {app::AttemptResult::failed, "failed"},
         {app::AttemptResult::refused, "refused"},
         {app::AttemptResult::unknown, "unknown"}});

}  // namespace truceline::domain
