// SPDX-License-Identifier: Apache-2.0
//
// What the fields of one struct must hold together, beyond what each holds alone, for a statement
// to be well formed. Contradictions in the world (low above high, two holders) are none of its
// business: those are findings. Internal to the module.
#pragma once

#include <optional>

#include "base/result.hpp"
#include "domain/statement.hpp"

namespace truceline::domain {

/// Most structs: nothing beyond their fields.
template <class T>
std::optional<base::Error> nonsense(const T&) {
  return std::nullopt;
}

std::optional<base::Error> nonsense(const base::Interval& interval);  ///< Not reversed.
std::optional<base::Error> nonsense(const When& when);                ///< The same.
std::optional<base::Error> nonsense(const geo::Point& point);         ///< On the globe.
std::optional<base::Error> nonsense(const Grade& grade);              ///< A-F, 1-6.
std::optional<base::Error> nonsense(const ActorMention& mention);     ///< Names somebody.
std::optional<base::Error> nonsense(const Audience& audience);        ///< Recipients fit label.
std::optional<base::Error> nonsense(const Agreement& agreement);      ///< Provision ids.
std::optional<base::Error> nonsense(const Assessment& assessment);    ///< Reasons given.
/// One footprint, and a volume without flaws. Cost: geo::flaws.
std::optional<base::Error> nonsense(const Notification& notification);
std::optional<base::Error> nonsense(const Arrangement& arrangement);  ///< Pairs and kinds once.
std::optional<base::Error> nonsense(const Encounter& encounter);      ///< Some positions, in order.
std::optional<base::Error> nonsense(const Met& met);                  ///< The same.
std::optional<base::Error> nonsense(const Exception& exception);      ///< Two, in order.
std::optional<base::Error> nonsense(const Profile& profile);          ///< Kinds, each once.
std::optional<base::Error> nonsense(const Cover& cover);              ///< Some party.
std::optional<base::Error> nonsense(const Shift& shift);              ///< A beginning and an end.
/// Whoever says it for another says how it was heard; a unit and a reason where the step has one.
std::optional<base::Error> nonsense(const Acknowledgement& acknowledgement);
std::optional<base::Error> nonsense(const Call& call);  ///< What ends has an outcome.
/// The key may be enrolled. Cost: as much as a signature.
std::optional<base::Error> nonsense(const Key& key);

}  // namespace truceline::domain
