// SPDX-License-Identifier: Apache-2.0
//
// A network that loses, delays, doubles, reorders and garbles. Like HTTP: a request has at most
// one answer, and who waited too long gets none.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "ledger/wire.hpp"
#include "simulation/schedule.hpp"
#include "simulation/weather.hpp"

namespace truceline::simulation {

class Network {
 public:
  Network(Schedule& schedule, Dice& dice, const Weather& weather)
      : schedule_(&schedule), dice_(&dice), weather_(&weather) {}

  using Answer = std::optional<ledger::WireAnswer>;
  /// Nothing where the receiver is down or dies while it answers.
  using Serve = std::function<Answer(const std::string& body)>;
  using Done = std::function<void(const Answer&)>;

  /// `done` is called exactly once, later. `serve` is called when the request arrives: once,
  /// twice, or never.
  void ask(std::string body, Serve serve, Done done) {
    const auto waiting = std::make_shared<Done>(std::move(done));
    const auto finish = [waiting](const Answer& answer) {
      if (const Done call = std::exchange(*waiting, nullptr)) call(answer);
    };
    schedule_->after(kPatienceMs, [finish] { finish(std::nullopt); });
    const int copies = dice_->chance(weather_->doubled) ? 2 : 1;
    for (int copy = 0; copy < copies; ++copy) {
      if (dice_->chance(weather_->lost)) continue;
      std::string arrives = body;
      garble(arrives);
      schedule_->after(delay_ms(), [this, arrives = std::move(arrives), serve, finish] {
        Answer answer = serve(arrives);
        if (!answer || dice_->chance(weather_->lost)) return;
        garble(answer->body);
        schedule_->after(delay_ms(), [finish, answer = std::move(answer)] { finish(answer); });
      });
    }
  }

 private:
  static constexpr std::int64_t kPatienceMs = 5000;

  std::int64_t delay_ms() {
    return static_cast<std::int64_t>(dice_->between(1, weather_->slowest_ms));
  }
  void garble(std::string& body) {
    if (!body.empty() && dice_->chance(weather_->garbled))
      body[dice_->below(body.size())] = static_cast<char>(dice_->below(256));
  }

  Schedule* schedule_;
  Dice* dice_;
  const Weather* weather_;
};

}  // namespace truceline::simulation
