// SPDX-License-Identifier: Apache-2.0
#include "simulation/world.hpp"

#include <algorithm>

#include "ledger/small_log.hpp"
#include "simulation/author.hpp"

namespace truceline::simulation {
namespace {

constexpr std::size_t kWitnesses = 5;
constexpr std::size_t kMirrors = 3;
constexpr std::size_t kQuorum = 4;
constexpr std::int64_t kStorm_ms = 90'000;
constexpr std::int64_t kPatience_ms = 60 * 60 * 1000;

class World {
 public:
  World(std::uint64_t seed, const Flaws& flaws)
      : around_(seed), signer_{"ledger.example/world", ledger::test_key(1)} {
    ledger::Policy policy;
    policy.logs.push_back({signer_.verifier(), {}});
    ledger::PolicyGroup group{"quorum", kQuorum, {}};
    const ledger::KnownLog known{signer_.name, {signer_.verifier()}};
    for (std::uint8_t i = 0; i < kWitnesses + kMirrors; ++i) {
      const bool mirror = i >= kWitnesses;
      const std::string name = (mirror ? "m" : "w") + std::to_string(i);
      auto cosigner = ledger::test_cosigner(name, static_cast<std::uint8_t>(10 + i));
      if (!mirror) {
        policy.witnesses.push_back({name, cosigner.verifier(), {}});
        group.members.push_back({false, i});
      }
      nodes_.push_back(
          mirror ? mirror_node(around_, std::move(cosigner), known, flaws.mirrors_sync_late)
                 : witness_node(around_, std::move(cosigner), known, flaws.witnesses_sync_late));
    }
    policy.groups.push_back(std::move(group));
    policy.quorum = ledger::PolicyMember{true, 0};
    policy_ = policy;
    std::vector<CosignerNode*> cosigners;
    for (const auto& node : nodes_) cosigners.push_back(node.get());
    log_ = std::make_unique<LogNode>(around_, signer_, policy, std::move(cosigners), flaws);
    for (std::uint64_t n = around_.dice.between(1, 3); n > 0; --n) {
      std::vector<std::size_t> sizes(around_.dice.between(1, 5));
      for (std::size_t& size : sizes)
        size = around_.dice.chance(5) ? 600 : around_.dice.between(1, 4);
      authors_.push_back(std::make_unique<Author>(around_, *log_, policy_, "a" + std::to_string(n),
                                                  std::move(sizes)));
    }
    backups_ = around_.dice.chance(300);
  }

  Lived run() {
    const bool garbled = around_.weather.garbled > 0;
    second();
    while (around_.schedule.step(kStorm_ms)) {
    }
    around_.weather = {};
    while (!at_rest() && around_.schedule.step(patience_ms())) {
    }
    if (!at_rest() && log_->lost().empty()) complain();
    if (log_->alarms() > 0 && log_->lost().empty() && !garbled)
      around_.observer.problem("an alarm without a cause");
    for (const auto& author : authors_) author->ask_again();
    const auto waits = [](const auto& author) { return author->waits_for() > 0; };
    const auto any_waits = [&] { return std::any_of(authors_.begin(), authors_.end(), waits); };
    while (any_waits() && around_.schedule.step(2 * kPatience_ms)) {
    }
    if (any_waits()) around_.observer.problem("a receipt cannot be had again");
    around_.observer.judge(log_->tree(), log_->lost());
    for (const auto& node : nodes_) node->judge(around_.observer);
    return {around_.observer.problems(), around_.observer.cosignatures(),
            around_.observer.receipts(), log_->refused_starts(),
            log_->lost().size(),         log_->alarms()};
  }

 private:
  /// Each second of the storm something may happen to each machine.
  void second() {
    const Weather& weather = around_.weather;
    for (const auto& node : nodes_) {
      if (around_.dice.chance(weather.killed)) node->kill();
      if (around_.dice.chance(weather.clock_moved)) node->move_clock();
    }
    if (around_.dice.chance(weather.killed)) log_->kill();
    if (backups_ && around_.dice.chance(50)) log_->back_up();
    if (around_.schedule.now_ms() < kStorm_ms) around_.schedule.after(1000, [this] { second(); });
  }

  /// Where a history was lost, some cosigners can never be brought along: nothing to wait for.
  std::int64_t patience_ms() const { return log_->lost().empty() ? kPatience_ms : 2 * kStorm_ms; }

  bool at_rest() {
    for (const auto& author : authors_)
      if (!author->is_done()) return false;
    for (const auto& node : nodes_)
      if (around_.observer.newest_of(node->name()) < log_->tree_size()) return false;
    return true;
  }

  void complain() {
    for (const auto& author : authors_)
      if (!author->is_done()) around_.observer.problem("an author waits for a receipt");
    for (const auto& node : nodes_)
      if (around_.observer.newest_of(node->name()) < log_->tree_size())
        around_.observer.problem(node->name() + " has not cosigned the newest checkpoint");
  }

  Surroundings around_;
  ledger::NoteSigner signer_;
  ledger::Policy policy_;
  std::vector<std::unique_ptr<CosignerNode>> nodes_;
  std::unique_ptr<LogNode> log_;
  std::vector<std::unique_ptr<Author>> authors_;
  bool backups_ = false;
};

}  // namespace

Lived live(std::uint64_t seed, const Flaws& flaws) {
  return World(seed, flaws).run();
}

}  // namespace truceline::simulation
