// SPDX-License-Identifier: Apache-2.0
#include "app/login_brake.hpp"

#include <algorithm>

namespace truceline::app {
namespace {

namespace limits = base::limits;

constexpr std::int64_t kUsPerMs = 1000;
constexpr BucketRule kOfAccount{limits::kLoginTries, limits::kLoginTryEveryMs* kUsPerMs};
constexpr BucketRule kOfAddress{limits::kAddressTries, limits::kAddressTryEveryMs* kUsPerMs};

}  // namespace

LoginBrake::LoginBrake()
    : accounts_(kOfAccount, limits::kBrakesKept), addresses_(kOfAddress, limits::kBrakesKept) {}

std::int64_t LoginBrake::begin(const std::string& account, const std::string& address,
                               base::TimeMs now) {
  // The address first and always: who guesses many names pays there, known name or not.
  const std::int64_t wait = addresses_.take(address, now);
  if (wait > 0) return wait;
  // A familiar address has a bucket of its own for the account, which strangers cannot empty.
  return accounts_.take(is_familiar(account, address) ? account + " " + address : account, now);
}

void LoginBrake::succeeded(const std::string& account, const std::string& address) {
  // Not the address: who holds one account could guess at others for ever.
  accounts_.forget(account + " " + address);
  const std::lock_guard lock(mutex_);
  std::deque<std::string>& known = familiar_[account];
  std::erase(known, address);
  known.push_back(address);
  if (known.size() > limits::kFamiliarAddresses) known.pop_front();
}

bool LoginBrake::is_familiar(const std::string& account, const std::string& address) {
  const std::lock_guard lock(mutex_);
  const auto found = familiar_.find(account);
  return found != familiar_.end() &&
         std::ranges::find(found->second, address) != found->second.end();
}

}  // namespace truceline::app
