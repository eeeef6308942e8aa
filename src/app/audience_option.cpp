// SPDX-License-Identifier: Apache-2.0
#include "app/audience_option.hpp"

#include <algorithm>

#include "domain/field_rule.hpp"

namespace truceline::app {

using domain::Audience;
using domain::AudienceLabel;

base::Result<Audience> parse_audience(std::string_view text) {
  if (text == "public") return Audience{AudienceLabel::everyone, {}};
  if (text == "all-parties") return Audience{AudienceLabel::all_parties, {}};
  constexpr std::string_view kNamed = "named:";
  Audience audience{AudienceLabel::named, {}};
  bool good = text.starts_with(kNamed);
  if (good) text.remove_prefix(kNamed.size());
  while (good) {
    const std::size_t comma = text.find(',');
    const std::string_view party = text.substr(0, comma);
    good = domain::is_slug(party);
    audience.recipients.emplace_back(party);
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  if (!good)
    return base::invalid("this is no audience",
                         "write public, all-parties or named:PARTY,PARTY, as in "
                         "named:russia,turkey")
        .at("--audience");
  std::ranges::sort(audience.recipients);
  const auto doubles = std::ranges::unique(audience.recipients);
  audience.recipients.erase(doubles.begin(), doubles.end());
  return audience;
}

std::string audience_text(const Audience& audience) {
  std::string text(domain::word(audience.label));
  std::string_view separator = ":";
  for (const std::string& recipient : audience.recipients) {
    text += separator;
    text += recipient;
    separator = ",";
  }
  return text;
}

base::Result<Audience> audience_or(const std::string& option, Audience fallback) {
  if (option.empty()) return fallback;
  return parse_audience(option);
}

Audience only(std::string party) {
  return {AudienceLabel::named, {std::move(party)}};
}

}  // namespace truceline::app
