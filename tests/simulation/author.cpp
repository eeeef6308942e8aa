// SPDX-License-Identifier: Apache-2.0
#include "simulation/author.hpp"

#include <charconv>

#include "ledger/merkle_hash.hpp"
#include "ledger/receipt.hpp"

namespace truceline::simulation {
namespace {

constexpr std::uint64_t kPause_ms = 3000;

}  // namespace

Author::Author(Surroundings& around, LogNode& log, const ledger::Policy& policy, std::string name,
               std::vector<std::size_t> sizes)
    : around_(around),
      log_(log),
      policy_(policy),
      name_(std::move(name)),
      sizes_(std::move(sizes)) {
  around_.soon(kPause_ms, [this] { say(); });
}

std::vector<ledger::Record> Author::batch(std::size_t turn) const {
  std::vector<ledger::Record> records;
  for (std::size_t i = 0; i < sizes_[turn]; ++i) {
    const std::string text = name_ + " " + std::to_string(turn) + " " + std::to_string(i);
    records.push_back({{text.begin(), text.end()}, {1}});
  }
  return records;
}

void Author::say() {
  if (is_done()) return;
  around_.network.ask(
      {}, [this, records = batch(turn_)](const std::string&) { return log_.submit(records); },
      [this](const Network::Answer& answer) {
        std::uint64_t index = 0;
        const bool said =
            answer && answer->status == 200 &&
            std::from_chars(answer->body.data(), answer->body.data() + answer->body.size(), index)
                    .ec == std::errc{};
        around_.soon(kPause_ms, [this, said, index] { said ? ask({index}, turn_) : say(); });
      });
}

void Author::ask(base::EntryIndex index, std::size_t turn) {
  around_.network.ask(
      {}, [this, index](const std::string&) { return log_.receipt(index); },
      [this, index, turn](const Network::Answer& answer) {
        if (turn != turn_) return;
        if (answer && answer->status == 200) {
          if (accept(answer->body, index, turn)) {
            indices_.push_back(index);
            ++turn_;
          }
          // Where it is no receipt for this, the index was lost on the way, or the log's disk was.
          return around_.soon(kPause_ms, [this] { say(); });
        }
        // Saying it again is harmless, and shows whether it is still there.
        const bool again = around_.dice.chance(200);
        around_.soon(kPause_ms, [this, index, turn, again] { again ? say() : ask(index, turn); });
      });
}

bool Author::accept(const std::string& text, base::EntryIndex index, std::size_t turn) {
  const auto receipt = ledger::parse_receipt(text);
  if (!receipt || receipt->index != index) return false;
  const base::Hash leaf = ledger::leaf_hash(batch(turn).back().leaf);
  const auto checked = ledger::verify_receipt(*receipt, leaf, policy_);
  if (!checked) return false;
  around_.observer.accepted(index, leaf, checked->checkpoint, text);
  return true;
}

void Author::ask_again() {
  asked_again_ = indices_.size();
  for (std::size_t turn = 0; turn < indices_.size(); ++turn) ask_again(turn);
}

void Author::ask_again(std::size_t turn) {
  around_.network.ask(
      {}, [this, turn](const std::string&) { return log_.receipt(indices_[turn]); },
      [this, turn](const Network::Answer& answer) {
        if (!answer || answer->status != 200)
          return around_.soon(kPause_ms, [this, turn] { ask_again(turn); });
        --asked_again_;
        if (!accept(answer->body, indices_[turn], turn))
          around_.observer.problem("a receipt is there no more");
      });
}

}  // namespace truceline::simulation
