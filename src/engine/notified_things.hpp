// SPDX-License-Identifier: Apache-2.0
//
// What the parties have notified, thing by thing: the versions of each, which of them counts, what
// was answered, and when anything about it was said last. Kept up to date by the state, so that
// who follows a hundred thousand things looks only at those about which something is new.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/notification.hpp"
#include "engine/entry_ids.hpp"
#include "engine/said.hpp"
#include "engine/shared_list.hpp"

namespace truceline::engine {

/// Slots are places in State::notifications() and State::acknowledgements().
struct Thing {
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  base::Hash key{};                ///< Of the party and what it calls the thing.
  std::uint32_t first = kNone;     ///< Slot of its first version ...
  std::uint32_t newest = kNone;    ///< ... and of its last.
  std::uint32_t standing = kNone;  ///< Of the newest that nothing has replaced.
  /// The last entry that said anything of it: a version, a replacement, an answer. In states of
  /// one ledger for one reader the same number and entry mean that the same is known.
  base::EntryIndex touched;
};

/// An acknowledgement of one version, whatever became of either.
struct AnswerTo {
  std::uint32_t notification;
  std::uint32_t acknowledgement;
};

class NotifiedThings {
 public:
  /// In order of the first version of each.
  const SharedList<Thing>& all() const { return things_; }
  /// The number of what `party` calls `id`; empty where there is none.
  std::optional<std::size_t> find(std::string_view party, std::string_view id) const;
  std::size_t number_of(std::uint32_t notification_slot) const {
    return number_[notification_slot];
  }
  /// Slots of all versions, oldest first.
  std::vector<std::uint32_t> versions(std::size_t number) const;
  /// In order of entry.
  std::span<const AnswerTo> answers(std::size_t number) const { return answers_[number]; }

  /// The next version: of the slot that comes next.
  void add_version(std::string_view party, std::string_view id, base::EntryIndex entry);
  void add_answer(AnswerTo answer, base::EntryIndex entry);
  /// A version was replaced, and is marked so in `all`.
  void replace(std::uint32_t notification_slot, const SaidList<domain::Notification>& all,
               base::EntryIndex entry);
  /// Something else about it changed.
  void touch(std::size_t number, base::EntryIndex entry) { things_.edit(number).touched = entry; }

 private:
  SharedList<Thing> things_;
  SharedList<std::vector<AnswerTo>> answers_;  // by number
  SharedList<std::uint32_t, 256> number_;      // by slot
  SharedList<std::uint32_t, 256> previous_;    // by slot: the version before
  EntryIds by_key_;
};

}  // namespace truceline::engine
