// SPDX-License-Identifier: Apache-2.0
//
// Slows down guessing without letting anybody lock another out for long. Failed attempts are
// counted for each account and for each address; where too many were made, the next one waits for
// seconds, never longer. An address from which an account has come in before is not slowed by what
// others guess of that account elsewhere.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "app/buckets.hpp"
#include "base/limits.hpp"

namespace truceline::app {

/// Any thread. Remembers until the process ends.
class LoginBrake {
 public:
  LoginBrake();

  /// 0 where an attempt may be made now; else milliseconds to wait. The attempt counts as failed
  /// until succeeded() is told otherwise, so that many at once count, too.
  std::int64_t begin(const std::string& account, const std::string& address, base::TimeMs now);
  void succeeded(const std::string& account, const std::string& address);

 private:
  bool is_familiar(const std::string& account, const std::string& address);

  Buckets accounts_;
  Buckets addresses_;
  std::mutex mutex_;                                         // guards familiar_
  std::map<std::string, std::deque<std::string>> familiar_;  // addresses by account, newest last
};

}  // namespace truceline::app
