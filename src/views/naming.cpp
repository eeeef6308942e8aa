// SPDX-License-Identifier: Apache-2.0
#include "views/naming.hpp"

#include <array>

namespace truceline::views {
namespace {

struct Selector {
  std::string_view word;
  Phrase name;
};
constexpr std::array<Selector, 3> kSelectors = {{{"parties", {"the parties", "الأطراف"}},
                                                 {"guarantors", {"the guarantors", "الضامنون"}},
                                                 {"anyone", {"anyone", "أي جهة"}}}};

std::string or_id(std::string_view name, std::string_view id) {
  return std::string(name.empty() ? id : name);
}

/// The name in this language; else the title it was signed under, rather than some other language's
/// name.
template <class Titled>
std::string titled(const Titled& what, Lang lang) {
  const auto found = what.names.find(std::string(tag(lang)));
  return found == what.names.end() || found->second.empty() ? what.title : found->second;
}

}  // namespace

std::string_view name_in(const domain::Names& names, Lang lang) {
  for (const std::string_view wanted : {tag(lang), tag(Lang::en)})
    if (const auto found = names.find(std::string(wanted));
        found != names.end() && !found->second.empty())
      return found->second;
  return names.empty() ? std::string_view{} : std::string_view{names.begin()->second};
}

std::string Naming::actor(std::string_view id) const {
  for (const Selector& selector : kSelectors)
    if (selector.word == id) return std::string(selector.name.in(lang_));
  const auto* actor = snapshot_->state().actor(id);
  return or_id(actor ? name_in(actor->what.names, lang_) : "", id);
}

std::string Naming::zone(std::string_view id) const {
  const auto* zone = snapshot_->state().zone(id);
  return or_id(zone ? name_in(zone->what.zone.names, lang_) : "", id);
}

std::string Naming::post(std::string_view id) const {
  for (const auto& post : snapshot_->state().posts())
    if (post.what.id == id && !post.superseded_by && !post.what.names.empty())
      return std::string(name_in(post.what.names, lang_));
  return std::string(id);
}

std::string Naming::agreement(std::string_view id) const {
  const auto* agreement = snapshot_->state().agreement(id);
  if (!agreement) return std::string(id);
  return titled(agreement->what, lang_);
}

std::string Naming::arrangement(std::string_view id) const {
  const auto* arrangement = snapshot_->state().arrangement(id);
  if (!arrangement) return std::string(id);
  return titled(arrangement->what, lang_);
}

}  // namespace truceline::views
