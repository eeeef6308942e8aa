// SPDX-License-Identifier: Apache-2.0
#include "app/delivery_queue.hpp"

#include <algorithm>

#include "base/invariant.hpp"

namespace truceline::app {

namespace {

/// So many failures in a row are the endpoint's fault and no message's: when it works again, what
/// waits for it need not wait any longer.
constexpr int kWasDown = 3;

}  // namespace

std::int64_t delivery_delay_ms(const DeliveryRules& rules, int failures, std::uint64_t dice) {
  std::int64_t delay = rules.first_ms;
  for (int i = 1; i < failures && delay < rules.longest_ms; ++i) delay *= 2;
  delay = std::min(delay, rules.longest_ms);
  return delay - static_cast<std::int64_t>(dice % static_cast<std::uint64_t>(delay / 2 + 1));
}

void DeliveryQueue::add(const Waiting& one) {
  if (orphans_.count(one.number) > 0 || !waiting_.emplace(one.number, one).second) return;
  lines_[one.endpoint].due.emplace(one.next, one.number);
}

void DeliveryQueue::set_failures(Endpoint endpoint, int failures) {
  lines_[endpoint].failures = failures;
}

void DeliveryQueue::drop(Endpoint endpoint) {
  const auto line = lines_.find(endpoint);
  if (line == lines_.end()) return;
  if (line->second.runs) orphans_.insert(*line->second.runs);
  lines_.erase(line);
  std::erase_if(waiting_, [&](const auto& one) { return one.second.endpoint == endpoint; });
}

bool DeliveryQueue::may_begin(const Line& line) const {
  return !line.runs && !line.due.empty() &&
         (line.failures == 0 || doubtful_.size() < rules_.slots_of_doubtful);
}

std::optional<DeliveryQueue::Waiting> DeliveryQueue::begin(base::TimeMs now) {
  if (running_ >= rules_.slots) return std::nullopt;
  Line* chosen = nullptr;
  for (auto& [endpoint, line] : lines_)
    if (may_begin(line) && line.next() <= now && (chosen == nullptr || line.turn < chosen->turn))
      chosen = &line;
  if (chosen == nullptr) return std::nullopt;
  const Number number = chosen->due.begin()->second;
  chosen->due.erase(chosen->due.begin());
  chosen->runs = number;
  chosen->turn = ++turns_;
  ++running_;
  if (chosen->failures > 0) doubtful_.insert(number);
  Waiting& one = waiting_.at(number);
  ++one.tries;
  return one;
}

std::vector<DeliveryQueue::Change> DeliveryQueue::end(Number number, Verdict verdict,
                                                      base::TimeMs now, std::uint64_t dice,
                                                      std::int64_t asked_ms) {
  INVARIANT(running_ > 0);
  --running_;
  doubtful_.erase(number);
  if (orphans_.erase(number) > 0) return {};
  Waiting& one = waiting_.at(number);
  Line& line = lines_.at(one.endpoint);
  INVARIANT(line.runs == number);
  line.runs.reset();
  using To = Change::To;
  if (verdict != Verdict::failed) {  // an endpoint that says no works
    if (line.failures >= kWasDown) {
      decltype(line.due) hastened;
      for (const auto& [next, waits] : line.due) {
        waiting_.at(waits).next = std::min(next, now);
        hastened.emplace(std::min(next, now), waits);
      }
      line.due = std::move(hastened);
    }
    line.failures = 0;
    line.not_before = {};
    waiting_.erase(number);
    return {{number, verdict == Verdict::delivered ? To::delivered : To::dead, {}, false}};
  }
  ++line.failures;
  const auto after = [&](int failures) {
    return base::TimeMs{now.value + std::max(delivery_delay_ms(rules_, failures, dice),
                                             std::min(asked_ms, rules_.longest_ms))};
  };
  line.not_before = after(line.failures);
  std::vector<Change> changes;
  const auto is_old = [&](const Waiting& it) {
    return now.value - it.since.value >= rules_.age_ms;
  };
  if (is_old(one) || one.tries >= rules_.tries) {
    changes.push_back({number, To::dead, {}, false});
    waiting_.erase(number);
  } else {
    one.next = after(one.tries);
    line.due.emplace(one.next, number);
    changes.push_back({number, To::waits, one.next, false});
  }
  // An endpoint that takes nothing: what is too old for it ends with the attempt that showed it.
  for (auto it = line.due.begin(); it != line.due.end();) {
    if (!is_old(waiting_.at(it->second))) {
      ++it;
      continue;
    }
    changes.push_back({it->second, To::dead, {}, true});
    waiting_.erase(it->second);
    it = line.due.erase(it);
  }
  return changes;
}

std::optional<base::TimeMs> DeliveryQueue::next_at() const {
  if (running_ >= rules_.slots) return std::nullopt;
  std::optional<base::TimeMs> soonest;
  for (const auto& [endpoint, line] : lines_)
    if (may_begin(line) && (!soonest || line.next() < *soonest)) soonest = line.next();
  return soonest;
}

std::size_t DeliveryQueue::waiting_for(Endpoint endpoint) const {
  const auto line = lines_.find(endpoint);
  return line == lines_.end() ? 0 : line->second.due.size() + (line->second.runs ? 1 : 0);
}

std::vector<DeliveryQueue::Endpoint> DeliveryQueue::endpoints() const {
  std::vector<Endpoint> all;
  for (const auto& [endpoint, line] : lines_) all.push_back(endpoint);
  return all;
}

}  // namespace truceline::app
