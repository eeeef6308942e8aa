// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "app/delivery.hpp"
#include "app/mail_client.hpp"
#include "app/terminal.hpp"

namespace truceline::app {

enum class DeliveryWish { add, list, remove, test, key, log, again, mail, page, silent };

/// truceline delivery add|list|remove|test|key|log|again|smtp|page|silent [WHAT].
struct DeliveryCommand {
  DeliveryWish wish = DeliveryWish::list;
  std::string mission;
  std::string what;   ///< An address, an endpoint, a delivery, a server: as the wish wants it.
  std::string party;  ///< add: whose endpoint; list, log: only its.
  std::string label;
  bool allow_private = false;
  // smtp.
  MailTls tls = MailTls::starttls;
  std::string from;
  std::string user;
  std::string password_file;
  std::string ca_file;
  // log, again.
  std::int64_t endpoint = 0;  ///< 0: any.
  bool dead = false;
  bool attempts = false;
  std::int64_t limit = 50;
  bool json = false;
};

/// Changes the mission's delivery.db, which the first change makes; a server that runs heeds it at
/// once. What is shown once, the key of a webhook, is on standard output. `test` sends at once,
/// itself; the exit code is 7 where it did not get through.
base::Result<int> run(const DeliveryCommand& command, Terminal& terminal);

}  // namespace truceline::app
