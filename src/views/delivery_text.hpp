// SPDX-License-Identifier: Apache-2.0
//
// A notice as it is sent: the text of a mail in each of the mission's languages, and the JSON of a
// webhook (docs/spec/webhook.md). Every one says that received is never approved.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "views/delivery_notice.hpp"

namespace truceline::views {

/// What a notice is told in.
struct DeliveryFrame {
  const MissionCard& mission;
  std::string delivery;  ///< The id of the delivery, the same for each attempt.
  std::string page;      ///< Where the mission's page is, without a slash at its end; may be empty.
};

struct MailText {
  std::string subject;  ///< One line.
  std::string text;     ///< Lines ended by line feeds.
};

/// The languages of the mission that we speak; both where it names none of them.
std::vector<Lang> delivery_languages(const MissionCard& mission);

/// In the order of delivery_languages(), one below the other; the subject in the first.
MailText mail_text(const Notice& notice, const DeliveryFrame& frame);

/// One line of JSON. The same notice has the same bytes.
std::string webhook_json(const Notice& notice, const DeliveryFrame& frame);

}  // namespace truceline::views
