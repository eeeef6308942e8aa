// SPDX-License-Identifier: Apache-2.0
//
// What the arrangements in a state ask of those who notify and of those who are told, by kind of
// notification.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "domain/arrangement.hpp"
#include "engine/state.hpp"

namespace truceline::engine {

/// Points into the state.
struct Asked {
  const Said<domain::Arrangement>* arrangement;
  const domain::Profile* profile;
};

class Profiles {
 public:
  /// Of the arrangements that count.
  explicit Profiles(const State& state);

  const std::vector<Asked>& of(domain::NotificationKind kind) const {
    return asked_[static_cast<std::size_t>(kind)];
  }
  bool any() const { return any_; }

  /// Who is to be told of it, without its author, each once and sorted: whom the profiles of its
  /// kind name, or else the recipients its author has named.
  std::vector<std::string> recipients_of(const Said<domain::Notification>& notified) const;

 private:
  std::array<std::vector<Asked>, domain::kNotifiedKinds> asked_;
  bool any_ = false;
};

}  // namespace truceline::engine
