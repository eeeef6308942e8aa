// SPDX-License-Identifier: Apache-2.0
//
// GET /api/v1/deliveries: what became of what was to be sent. A party sees its own endpoints, what
// was to go there, and of what it said itself whether it got through to others, without where and
// why; the mission sees all; a stranger nothing.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "app/delivery_log.hpp"
#include "app/endpoint_store.hpp"
#include "app/http_message.hpp"
#include "app/live_mission.hpp"

namespace truceline::app {

/// Any thread.
class DeliveryDoor {
 public:
  static constexpr std::string_view kPath = "/api/v1/deliveries";

  /// REQUIRES: `live` outlives this.
  DeliveryDoor(LiveMission& live, const std::filesystem::path& folder)
      : live_(live), path_(folder / DeliveryFile::kName) {}

  /// REQUIRES: the question's path is kPath.
  HttpAnswer answer(const HttpQuestion& question);

 private:
  base::Result<views::Response> respond(const HttpQuestion& question);
  base::Result<DeliveryFile*> file();

  LiveMission& live_;
  const std::filesystem::path path_;
  std::mutex mutex_;  // guards file_ while it is being opened
  std::unique_ptr<DeliveryFile> file_;
};

}  // namespace truceline::app
