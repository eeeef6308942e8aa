// SPDX-License-Identifier: Apache-2.0
//
// That somebody was told. Never an approval: a notification asks for none, and none is given.
#pragma once

#include <string>

#include "base/bytes.hpp"
#include "domain/contact.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

enum class AcknowledgementStep { received, relayed, in_effect, objected };
template <>
inline constexpr auto kWords<AcknowledgementStep> =
    std::to_array<std::pair<AcknowledgementStep, std::string_view>>(
        {{AcknowledgementStep::received, "received"},
         {AcknowledgementStep::relayed, "relayed"},
         {AcknowledgementStep::in_effect, "in-effect"},
         {AcknowledgementStep::objected, "objected"}});

/// A named officer of the recipient says: we have it; we have passed it on to this unit; it is in
/// effect there; or we object, for this reason. Where the recipient does not use the system itself,
/// whoever heard it enters it for them: `recipient` then names whose officer it was, and what was
/// only spoken needs a witness.
struct Acknowledgement {
  AcknowledgementStep step = AcknowledgementStep::received;
  base::Hash notification{};  ///< Entry id of the version that is meant.
  std::string recipient;      ///< Whose officer; empty: the author's own party.
  std::string officer;        ///< By rank and name, as the roster has it.
  Channel channel = Channel::in_system;
  std::string witness;  ///< Who else heard it.
  std::string unit;     ///< To which unit it was relayed, or where it is in effect.
  std::string reason;   ///< Of an objection.
  Moment at;            ///< When it happened.
  std::string text;
  friend bool operator==(const Acknowledgement&, const Acknowledgement&) = default;
};

}  // namespace truceline::domain
