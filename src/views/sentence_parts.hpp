// SPDX-License-Identifier: Apache-2.0
//
// What the sentences are built from: a template with {places} and the facts of one finding.
// Internal to the module.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "domain/finding.hpp"
#include "views/naming.hpp"

namespace truceline::views {

using Fillings = std::initializer_list<std::pair<std::string_view, std::string>>;

/// `text` with each {name} replaced. REQUIRES: every {name} in it is given.
std::string filled(std::string_view text, Fillings fillings);

/// The fact called `name`; empty where the rule gave none.
std::string fact(const domain::Finding& finding, std::string_view name);

/// "provision 2a of <agreement>".
std::string provision_text(const domain::Finding& finding, const Naming& naming);

/// "on 6 May 2017", "at Saraqib, " and the like: empty where nothing is known.
std::string when_text(const domain::Finding& finding, const Naming& naming);

/// One clause for each doubt, joined: "the place is known only to within 25 km and may lie
/// outside Idlib; the source does not say with what weapon".
std::string doubts_text(const domain::Finding& finding, const Naming& naming);

/// " at latitude 33.5, longitude 38.6", to a metre; empty where there is no point.
std::string where_text(const domain::Finding& finding, Lang lang);
/// What a height is measured from, by its word: "above sea level".
std::string datum_text(const std::string& datum, Lang lang);
/// "Convoy 12 (movement, Relief Agency)": the facts name_a, kind_a and party_a for the letter 'a'.
std::string subject_text(const domain::Finding& finding, const Naming& naming, char letter);

std::string breach_sentence(const domain::Finding& finding, const Naming& naming);
std::string separation_sentence(const domain::Finding& finding, const Naming& naming);
std::string not_told_sentence(const domain::Finding& finding, const Naming& naming);
std::string hidden_conflict_sentence(const domain::Finding& finding, const Naming& naming);
std::string duty_sentence(const domain::Finding& finding, const Naming& naming);
std::string proximity_sentence(const domain::Finding& finding, const Naming& naming);

}  // namespace truceline::views
