// SPDX-License-Identifier: Apache-2.0
#include "engine/notified_things.hpp"

#include <algorithm>

#include "base/sha256.hpp"

namespace truceline::engine {
namespace {

/// Neither a party's name nor a notification's id has a line break.
base::Hash key_of(std::string_view party, std::string_view id) {
  return base::sha256({base::bytes_of(party), base::bytes_of("\n"), base::bytes_of(id)});
}

}  // namespace

std::optional<std::size_t> NotifiedThings::find(std::string_view party, std::string_view id) const {
  const auto found =
      by_key_.find(key_of(party, id), [this](std::uint64_t number) -> const base::Hash& {
        return things_[static_cast<std::size_t>(number)].key;
      });
  if (!found) return std::nullopt;
  return static_cast<std::size_t>(*found);
}

std::vector<std::uint32_t> NotifiedThings::versions(std::size_t number) const {
  std::vector<std::uint32_t> slots;
  for (std::uint32_t slot = things_[number].newest; slot != Thing::kNone; slot = previous_[slot])
    slots.push_back(slot);
  std::ranges::reverse(slots);
  return slots;
}

void NotifiedThings::add_version(std::string_view party, std::string_view id,
                                 base::EntryIndex entry) {
  const auto slot = static_cast<std::uint32_t>(number_.size());
  auto number = find(party, id);
  if (!number) {
    number = things_.size();
    things_.push_back({key_of(party, id), slot, Thing::kNone, Thing::kNone, entry});
    answers_.push_back({});
    by_key_.add(things_.back().key, *number, [this](std::uint64_t other) -> const base::Hash& {
      return things_[static_cast<std::size_t>(other)].key;
    });
  }
  Thing& thing = things_.edit(*number);
  number_.push_back(static_cast<std::uint32_t>(*number));
  previous_.push_back(thing.newest);
  thing.newest = thing.standing = slot;
  thing.touched = entry;
}

void NotifiedThings::add_answer(AnswerTo answer, base::EntryIndex entry) {
  const std::size_t number = number_of(answer.notification);
  answers_.edit(number).push_back(answer);
  touch(number, entry);
}

void NotifiedThings::replace(std::uint32_t notification_slot,
                             const SaidList<domain::Notification>& all, base::EntryIndex entry) {
  Thing& thing = things_.edit(number_of(notification_slot));
  while (thing.standing != Thing::kNone && all[thing.standing].superseded_by)
    thing.standing = previous_[thing.standing];
  thing.touched = entry;
}

}  // namespace truceline::engine
