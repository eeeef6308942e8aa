// SPDX-License-Identifier: Apache-2.0
#include "app/agreement_drafts.hpp"

namespace truceline::app {
namespace {

/// The newest version of `id` that `party` said and nobody superseded; nullptr where none.
template <class T, class IdOf>
const engine::Said<T>* newest(const engine::SaidList<T>& all, const engine::State& state,
                              std::string_view party, std::string_view id, IdOf id_of) {
  for (std::size_t place = all.size(); place > 0; --place) {
    const engine::Said<T>& said = all[place - 1];
    if (!said.superseded_by && id_of(said.what) == id && state.party_of(said.index) == party)
      return &said;
  }
  return nullptr;
}

}  // namespace

AgreementDrafts draft_agreements(const CheckedFiles& files, const engine::State& state,
                                 std::string_view party, const domain::Audience& audience) {
  AgreementDrafts result;
  const auto add = [&](const auto& what, const auto* before, bool same, const std::string& file) {
    const domain::Body body{what};
    if (before != nullptr && same && before->audience == audience) {
      result.unchanged.push_back(std::string(domain::word(domain::kind_of(body))) + " " + what.id);
      return;
    }
    Draft draft{body, audience, {}, file};
    if (before != nullptr)
      draft.references = {{domain::ReferenceKind::supersedes, state.id_of(before->index)}};
    result.drafts.push_back(std::move(draft));
  };
  for (const formats::CompiledAgreement& compiled : files.check.agreements) {
    for (const domain::Zone& zone : compiled.zones) {
      const auto* before = newest(
          state.zones(), state, party, zone.id,
          [](const engine::PreparedZone& prepared) { return std::string_view(prepared.zone.id); });
      add(zone, before, before != nullptr && before->what.zone == zone, compiled.file);
    }
    const auto* before =
        newest(state.agreements(), state, party, compiled.agreement.id,
               [](const domain::Agreement& agreement) { return std::string_view(agreement.id); });
    add(compiled.agreement, before, before != nullptr && before->what == compiled.agreement,
        compiled.file);
  }
  for (const auto& [file, arrangement] : files.arrangements) {
    const auto* before =
        newest(state.arrangements(), state, party, arrangement.id,
               [](const domain::Arrangement& earlier) { return std::string_view(earlier.id); });
    add(arrangement, before, before != nullptr && before->what == arrangement, file);
  }
  return result;
}

}  // namespace truceline::app
