// SPDX-License-Identifier: Apache-2.0
//
// The words on the page for the closed sets of the domain, in every language. The spellings that
// are signed and sent (kWords) never change; these may be improved at any time.
#pragma once

#include <span>
#include <string_view>

#include "domain/finding.hpp"
#include "domain/statement.hpp"
#include "engine/queries.hpp"
#include "views/language.hpp"

namespace truceline::domain {

/// The state of a provision as the API spells it.
template <>
inline constexpr auto kWords<engine::ProvisionState> =
    std::to_array<std::pair<engine::ProvisionState, std::string_view>>(
        {{engine::ProvisionState::not_yet, "not-yet"},
         {engine::ProvisionState::in_effect, "in-effect"},
         {engine::ProvisionState::met, "met"},
         {engine::ProvisionState::met_late, "met-late"},
         {engine::ProvisionState::overdue, "overdue"},
         {engine::ProvisionState::ended, "ended"}});

}  // namespace truceline::domain

namespace truceline::views {

template <class E>
struct Label {
  E value;
  Phrase words;
};

/// The table of one enum. A test holds each against its kWords: nothing missing, nothing empty.
template <class E>
std::span<const Label<E>> labels();

template <>
std::span<const Label<domain::ActorKind>> labels();
template <>
std::span<const Label<domain::AudienceLabel>> labels();
template <>
std::span<const Label<domain::Certainty>> labels();
template <>
std::span<const Label<domain::Doubt>> labels();
template <>
std::span<const Label<domain::EventKind>> labels();
template <>
std::span<const Label<domain::FindingKind>> labels();
template <>
std::span<const Label<domain::KeyAction>> labels();
template <>
std::span<const Label<domain::AcknowledgementStep>> labels();
template <>
std::span<const Label<domain::CallStep>> labels();
template <>
std::span<const Label<domain::Channel>> labels();
template <>
std::span<const Label<domain::Need>> labels();
template <>
std::span<const Label<domain::RankClass>> labels();
template <>
std::span<const Label<domain::MoverKind>> labels();
template <>
std::span<const Label<domain::PlacePrecision>> labels();
template <>
std::span<const Label<domain::PostStatus>> labels();
template <>
std::span<const Label<domain::ProximityKind>> labels();
template <>
std::span<const Label<domain::Severity>> labels();
template <>
std::span<const Label<domain::SubjectKind>> labels();
template <>
std::span<const Label<domain::Phase>> labels();
template <>
std::span<const Label<domain::StatementKind>> labels();
template <>
std::span<const Label<domain::Term>> labels();
template <>
std::span<const Label<domain::TimePrecision>> labels();
template <>
std::span<const Label<domain::Verdict>> labels();
template <>
std::span<const Label<domain::ZoneKind>> labels();
template <>
std::span<const Label<engine::ProvisionState>> labels();

template <class E>
std::string_view label(E value, Lang lang) {
  for (const Label<E>& one : labels<E>())
    if (one.value == value) return one.words.in(lang);
  INVARIANT(false && "a value without a label");
  return {};
}

}  // namespace truceline::views
