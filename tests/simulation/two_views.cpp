// SPDX-License-Identifier: Apache-2.0
#include "simulation/two_views.hpp"

#include <array>
#include <map>

#include "ledger/add_entries.hpp"
#include "ledger/receipt.hpp"
#include "ledger/small_log.hpp"
#include "simulation/cosigner_node.hpp"

namespace truceline::simulation {
namespace {

using ledger::NoteSignature;
using ledger::SmallLog;

constexpr std::uint64_t kEntries = 12;

/// One cosigner as the host sees it.
struct Player {
  ledger::Cosigner cosigner;
  std::unique_ptr<CosignerNode> honest;  ///< Nothing where it lies.
  std::size_t favourite = 0;             ///< The history that the host means to show it.
  std::uint64_t size = 0;                ///< What the host believes it has.
};

class Play {
 public:
  Play(std::uint64_t seed, const Stage& stage) : around_(seed), stage_(stage) {
    fork_at_ = dice().below(6);
    for (SmallLog& log : logs_) log.grow(fork_at_);
    logs_[0].grow(kEntries - fork_at_, "one");
    logs_[1].grow(kEntries - fork_at_, "other");
    for (std::uint64_t& goal : goals_) goal = dice().between(fork_at_ + 1, kEntries);
    policy_.logs.push_back({logs_[0].signer().verifier(), {}});
    ledger::PolicyGroup group{"quorum", stage.quorum, {}};
    for (std::size_t i = 0; i < stage.cosigners; ++i) {
      const std::string name = "c" + std::to_string(i);
      auto cosigner = ledger::test_cosigner(name, static_cast<std::uint8_t>(10 + i));
      policy_.witnesses.push_back({name, cosigner.verifier(), {}});
      group.members.push_back({false, i});
      std::unique_ptr<CosignerNode> honest;
      if (i >= stage.liars)
        honest = dice().chance(250) ? mirror_node(around_, cosigner, logs_[0].known(), false)
                                    : witness_node(around_, cosigner, logs_[0].known(), false);
      players_.push_back({std::move(cosigner), std::move(honest), dice().below(2)});
    }
    policy_.groups.push_back(std::move(group));
    policy_.quorum = ledger::PolicyMember{true, 0};
  }

  TwoViews run() {
    for (std::size_t turn = stage_.cosigners * 10; turn > 0; --turn) {
      Player& player = players_[dice().below(players_.size())];
      if (player.honest)
        ask(player);
      else
        ask_liar(player);
    }
    std::array<bool, 2> believed{};
    TwoViews result;
    for (std::size_t view = 0; view < 2; ++view)
      for (std::uint64_t size = fork_at_ + 1; size <= kEntries; ++size)
        if (accepts(view, size)) {
          believed.at(view) = true;
          ++result.accepted;
        }
    result.split = believed[0] && believed[1];
    around_.observer.judge(logs_[0].tree(), {logs_[1].tree()});
    for (const Player& player : players_)
      if (player.honest) player.honest->judge(around_.observer);
    result.problems = around_.observer.problems();
    return result;
  }

 private:
  Dice& dice() { return around_.dice; }

  /// The host asks for one cosignature: honestly, cunningly or at random.
  void ask(Player& player) {
    if (dice().chance(100)) player.honest->move_clock();
    const std::size_t view = dice().chance(900) ? player.favourite : dice().below(2);
    const std::uint64_t size = dice().chance(800) ? goals_.at(view) : dice().below(kEntries + 1);
    const std::uint64_t old_size =
        std::min(size, dice().chance(900) ? player.size : dice().below(kEntries + 1));
    // The proofs are of the history asked for, or of the other one.
    const SmallLog& proving = dice().chance(900) ? logs_.at(view) : logs_.at(1 - view);
    Network::Answer answer = player.honest->post(
        "add-checkpoint",
        ledger::format_add_checkpoint({{old_size},
                                       *proving.tree().consistency_proof({old_size}, {size}),
                                       logs_.at(view).note(size)}));
    const bool mirror = player.honest->kind() == ledger::CosignerKind::mirror;
    if (mirror && answer && answer->status != 409) {
      if (answer->status == 200) player.size = size;
      answer = player.honest->post("add-entries", upload(proving, size));
    }
    if (!answer) return look(player);
    if (answer->content_type == ledger::kSizeType)
      player.size = ledger::parse_size_line(answer->body)->value;
    if (answer->status != 200 || dice().chance(100)) return;  // Refused, or lost on the way.
    if (!mirror) player.size = size;
    keep(view, size, ledger::parse_signature_lines(answer->body)->front());
  }

  std::string upload(const SmallLog& log, std::uint64_t size) {
    base::Bytes body;
    INVARIANT(ledger::append_upload_range({log.origin(), 0, size, {}}, body).has_value());
    for (std::uint64_t i = 0; i < ledger::package_count(0, size); ++i) {
      const std::vector<base::BytesView> views(
          log.leaves().begin(), log.leaves().begin() + static_cast<std::ptrdiff_t>(size));
      INVARIANT(
          ledger::append_package(ledger::package_range(0, size, i), views, log.tree(), size, body)
              .has_value());
    }
    return std::string(base::text_of(body));
  }

  /// It died, perhaps after it had cosigned: the host waits, and looks up what it serves.
  void look(Player& player) {
    while (around_.schedule.step(around_.schedule.now_ms() + 10'000)) {
    }
    const Network::Answer answer = player.honest->checkpoint();
    if (!answer || answer->status != 200) return;
    const auto note = *ledger::parse_note(answer->body);
    const auto checkpoint = *ledger::parse_checkpoint(note.text);
    const std::size_t view = *logs_[0].tree().root(checkpoint.size) == checkpoint.root ? 0 : 1;
    player.size = checkpoint.size.value;
    keep(view, checkpoint.size.value, note.signatures.back());
  }

  void ask_liar(const Player& player) {
    for (std::size_t view = 0; view < 2; ++view) {
      const std::string text = format_checkpoint(logs_.at(view).checkpoint(goals_.at(view)));
      keep(view, goals_.at(view), ledger::cosign(text, player.cosigner, dice().between(1, 1000)));
    }
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

  Surroundings around_;
  Stage stage_;
  std::uint64_t fork_at_ = 0;  // the first entry that differs
  std::array<SmallLog, 2> logs_;
  std::array<std::uint64_t, 2> goals_{};
  ledger::Policy policy_;
  std::vector<Player> players_;
  std::map<std::pair<std::size_t, std::uint64_t>, std::map<std::string, NoteSignature>> lines_;
};

}  // namespace

TwoViews play_two_views(std::uint64_t seed, const Stage& stage) {
  return Play(seed, stage).run();
}

}  // namespace truceline::simulation
