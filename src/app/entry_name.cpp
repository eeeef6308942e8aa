// SPDX-License-Identifier: Apache-2.0
#include "app/entry_name.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kPrefixDigits = 4;

std::optional<EntryIndex> as_number(const engine::State& state, std::string_view name) {
  if (name.starts_with('#')) name.remove_prefix(1);
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), value);
  if (failed != std::errc{} || end != name.data() + name.size()) return std::nullopt;
  if (value >= state.size().value) return std::nullopt;
  return EntryIndex{value};
}

bool is_prefix(std::string_view name) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return name.size() >= kPrefixDigits && name.size() <= 2 * sizeof(base::Hash) &&
         std::ranges::all_of(name, is_hex);
}

bool begins_with(const base::Hash& id, std::string_view prefix) {
  const std::size_t bytes = (prefix.size() + 1) / 2;
  return base::to_hex(base::BytesView(id).first(bytes)).starts_with(prefix);
}

std::string shown(const Named& named, const engine::State& state) {
  if (const auto* index = std::get_if<EntryIndex>(&named))
    return "entry " + std::to_string(index->value) + " " + base::to_hex(state.id_of(*index));
  return "finding " + base::to_hex(std::get<const domain::Finding*>(named)->id);
}

}  // namespace

Result<Named> find_named(const engine::State& state, const engine::FindingList& findings,
                         std::string_view name) {
  if (const auto index = as_number(state, name)) return Named{*index};
  std::vector<Named> found;
  if (is_prefix(name)) {
    for (EntryIndex index; index.value < state.size().value; ++index.value)
      if (begins_with(state.id_of(index), name)) found.emplace_back(index);
    for (const domain::Finding* finding : findings)
      if (begins_with(finding->id, name)) found.emplace_back(finding);
  }
  if (found.size() == 1) return found.front();
  const std::string place = "\"" + std::string(name) + "\"";
  if (found.empty())
    return Error{ErrorCode::not_found, "nothing is called so", place,
                 "give a number below " + std::to_string(state.size().value) +
                     ", or an id or its first " + std::to_string(kPrefixDigits) +
                     " digits or more, as truceline log and truceline findings show them"};
  return Error{ErrorCode::conflict, std::to_string(found.size()) + " ids begin so", place,
               "give more digits: " + shown(found[0], state) + ", " + shown(found[1], state)};
}

Result<EntryIndex> find_entry(const engine::State& state, std::string_view name) {
  TRY_ASSIGN(const Named named, find_named(state, {}, name));
  return std::get<EntryIndex>(named);
}

}  // namespace truceline::app
