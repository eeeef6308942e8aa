// SPDX-License-Identifier: Apache-2.0
//
// The parts of an arrangement's YAML that say how people are told and who is on duty. Internal to
// the module. Codes: those of yaml_fields.hpp, unknown-word, bad-time.
#pragma once

#include "domain/arrangement.hpp"
#include "formats/yaml_fields.hpp"

namespace truceline::formats {

/// The value that a word stands for; empty and remarked where it is none of them. `what`: "need".
template <class E>
std::optional<E> known_word(const Word& word, std::string_view what, Remarks& remarks) {
  const auto value = domain::from_word<E>(word.text);
  if (!value)
    remarks.error(word.span, "unknown-word", "\"" + word.text + "\" is no " + std::string(what),
                  "write one of " + domain::all_words<E>());
  return value;
}

void read_profile(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks);
void read_cover(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks);
/// {after: 30 minutes, call: flag}.
void read_escalation(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks);
/// {apart: 18 km, or_height: 300 m}.
void read_hostile(const YamlNode& node, domain::Arrangement& arrangement, Remarks& remarks);

}  // namespace truceline::formats
