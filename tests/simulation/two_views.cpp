// SPDX-License-Identifier: Apache-2.0
#include "simulation/two_views.hpp"

#include <array>
#include <map>
#include <memory>
#include <vector>

#include "ledger/receipt.hpp"
#include "ledger/small_log.hpp"
#include "ledger/witness.hpp"
#include "simulation/dice.hpp"

namespace truceline::simulation {
namespace {

using ledger::Cosigner;
using ledger::MemoryWitnessStore;
using ledger::NoteSignature;
using ledger::SmallLog;
using ledger::Witness;

constexpr std::uint64_t kEntries = 12;

/// A disk that fails now and then: before it wrote, or after, with the process in both cases.
class FailingStore final : public ledger::WitnessStore {
 public:
  FailingStore(MemoryWitnessStore& disk, Dice& dice) : disk_(&disk), dice_(&dice) {}
  bool died = false;

  base::Result<std::optional<std::string>> latest(std::string_view origin) override {
    if (died) return broken();
    return disk_->latest(origin);
  }
  base::Result<void> replace(std::string_view origin, std::string_view expected,
                             std::string_view note) override {
    if (died || dice_->chance(30)) return broken();
    if (dice_->chance(30)) {
      died = true;
      if (dice_->chance(500)) TRY(disk_->replace(origin, expected, note));
      return broken();
    }
    return disk_->replace(origin, expected, note);
  }

 private:
  static base::Error broken() { return {base::ErrorCode::unavailable, "disk", {}, {}}; }
  MemoryWitnessStore* disk_;
  Dice* dice_;
};

/// One witness as the host sees it, and what it has really cosigned.
struct Player {
  Player(Cosigner who, bool lies, std::size_t meant)
      : cosigner(std::move(who)), liar(lies), favourite(meant) {}
  Cosigner cosigner;
  bool liar;
  std::size_t favourite;  ///< The history that the host means to show it.
  MemoryWitnessStore disk;
  std::unique_ptr<FailingStore> store;
  std::optional<Witness> witness;
  std::uint64_t size = 0;           ///< Of its newest cosignature.
  std::optional<std::size_t> view;  ///< Of that, where it is beyond the fork.
};

class Play {
 public:
  Play(std::uint64_t seed, const Stage& stage) : dice_(seed), stage_(stage) {
    fork_at_ = dice_.below(6);
    for (SmallLog& log : logs_) log.grow(fork_at_);
    logs_[0].grow(kEntries - fork_at_, "one");
    logs_[1].grow(kEntries - fork_at_, "other");
    for (std::uint64_t& goal : goals_) goal = dice_.between(fork_at_ + 1, kEntries);
    policy_.logs.push_back({logs_[0].signer().verifier(), {}});
    ledger::PolicyGroup group{"quorum", stage.quorum, {}};
    players_.reserve(stage.witnesses);  // Stores point into it.
    for (std::size_t i = 0; i < stage.witnesses; ++i) {
      const std::string name = "w" + std::to_string(i);
      players_.emplace_back(ledger::test_cosigner(name, static_cast<std::uint8_t>(10 + i)),
                            i < stage.liars, dice_.below(2));
      policy_.witnesses.push_back({name, players_[i].cosigner.verifier(), {}});
      group.members.push_back({false, i});
    }
    policy_.groups.push_back(std::move(group));
    policy_.quorum = ledger::PolicyMember{true, 0};
  }

  TwoViews run() {
    for (std::size_t turn = stage_.witnesses * 8; turn > 0 && result_.problem.empty(); --turn)
      ask(players_[dice_.below(players_.size())]);
    std::array<bool, 2> believed{};
    for (std::size_t view = 0; view < 2; ++view)
      for (std::uint64_t size = fork_at_ + 1; size <= kEntries; ++size)
        if (accepts(view, size)) {
          believed.at(view) = true;
          ++result_.accepted;
        }
    result_.split = believed[0] && believed[1];
    return result_;
  }

 private:
  /// The host asks for one cosignature, honestly, cunningly or at random.
  void ask(Player& player) {
    const std::size_t view = dice_.chance(900) ? player.favourite : dice_.below(2);
    const std::uint64_t size = dice_.chance(800) ? goals_.at(view) : dice_.below(kEntries + 1);
    const SmallLog& log = logs_.at(view);
    if (player.liar) {
      for (std::size_t both = 0; both < 2; ++both)
        keep(both, goals_.at(both), cosign_anything(player, logs_.at(both), goals_.at(both)));
      return;
    }
    std::uint64_t old_size = dice_.chance(900) ? player.size : dice_.below(kEntries + 1);
    old_size = std::min(old_size, size);
    // The proof is of the history asked for, or of the other one.
    const SmallLog& proving = dice_.chance(900) ? log : logs_.at(1 - view);
    const std::string body = ledger::format_add_checkpoint(
        {{old_size}, *proving.tree().consistency_proof({old_size}, {size}), log.note(size)});
    Witness& witness = running(player);
    const ledger::WireAnswer answer = witness.add_checkpoint(body, dice_.between(1, 1000));
    if (player.store->died) return learn(player);  // Its answer, if any, died with it.
    if (answer.status != 200) return;
    cosigned(player, view, size);
    if (dice_.chance(100)) return;  // Lost on the way.
    keep(view, size, ledger::parse_signature_lines(answer.body)->front());
  }

  Witness& running(Player& player) {
    if (!player.witness || player.store->died) {
      player.witness.reset();
      player.store = std::make_unique<FailingStore>(player.disk, dice_);
      player.witness = *Witness::open(player.cosigner, {logs_[0].known()}, *player.store);
    }
    return *player.witness;
  }

  /// After a death the host looks up what the witness serves.
  void learn(Player& player) {
    const std::string note =
        running(player).checkpoint_of(ledger::origin_hash_hex(logs_[0].origin())).body;
    const auto parsed = ledger::parse_note(note);
    if (!parsed) return;
    const auto checkpoint = *ledger::parse_checkpoint(parsed->text);
    const std::size_t view = *logs_[0].tree().root(checkpoint.size) == checkpoint.root ? 0 : 1;
    cosigned(player, view, checkpoint.size.value);
    keep(view, checkpoint.size.value, parsed->signatures.back());
  }

  void cosigned(Player& player, std::size_t view, std::uint64_t size) {
    if (size < player.size) result_.problem = player.cosigner.name + " cosigned a smaller tree";
    if (size > fork_at_) {
      if (player.view && *player.view != view)
        result_.problem = player.cosigner.name + " cosigned two histories";
      player.view = view;
    }
    player.size = size;
  }

  NoteSignature cosign_anything(const Player& player, const SmallLog& log, std::uint64_t size) {
    return ledger::cosign(ledger::format_checkpoint(log.checkpoint(size)), player.cosigner,
                          dice_.between(1, 1000));
  }

  void keep(std::size_t view, std::uint64_t size, const NoteSignature& line) {
    lines_[{view, size}].insert_or_assign(line.name, line);
  }

  /// A reader who trusts the policy and is shown a receipt for the entry after the fork.
  bool accepts(std::size_t view, std::uint64_t size) {
    const auto found = lines_.find({view, size});
    if (found == lines_.end()) return false;
    const SmallLog& log = logs_.at(view);
    ledger::Receipt receipt{
        {fork_at_}, *log.tree().inclusion_proof({fork_at_}, {size}), log.note(size), {}};
    for (const auto& [name, line] : found->second)
      receipt.checkpoint += ledger::format_signature_line(line);
    const auto read = ledger::parse_receipt(ledger::format_receipt(receipt));
    return read &&
           ledger::verify_receipt(*read, ledger::leaf_hash(log.leaves()[fork_at_]), policy_);
  }

  Dice dice_;
  Stage stage_;
  std::uint64_t fork_at_ = 0;  // the first entry that differs
  std::array<SmallLog, 2> logs_;
  std::array<std::uint64_t, 2> goals_{};
  ledger::Policy policy_;
  std::vector<Player> players_;
  std::map<std::pair<std::size_t, std::uint64_t>, std::map<std::string, NoteSignature>> lines_;
  TwoViews result_;
};

}  // namespace

TwoViews play_two_views(std::uint64_t seed, const Stage& stage) {
  return Play(seed, stage).run();
}

}  // namespace truceline::simulation
