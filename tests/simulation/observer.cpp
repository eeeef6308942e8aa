// SPDX-License-Identifier: Apache-2.0
#include "simulation/observer.hpp"

#include <algorithm>

namespace truceline::simulation {
namespace {

bool holds(const ledger::Tree& tree, const std::map<base::TreeSize, base::Hash>& trees) {
  return std::all_of(trees.begin(), trees.end(), [&](const auto& size_and_root) {
    const auto root = tree.root(size_and_root.first);
    return root && *root == size_and_root.second;
  });
}

}  // namespace

void Observer::cosigned(const std::string& who, const ledger::Checkpoint& checkpoint,
                        std::uint64_t time_s) {
  ++cosignatures_;
  Cosigned& before = cosigners_[who];
  const std::string size = std::to_string(checkpoint.size.value);
  if (!before.trees.empty() && checkpoint.size < before.trees.rbegin()->first)
    problem(who + " cosigned " + size + " entries after a larger tree");
  if (time_s < before.time_s) problem(who + " cosigned at a time before its last");
  before.time_s = time_s;
  const auto [known, is_new] = before.trees.emplace(checkpoint.size, checkpoint.root);
  if (!is_new && known->second != checkpoint.root)
    problem(who + " cosigned two trees of " + size + " entries");
}

void Observer::accepted(base::EntryIndex index, const base::Hash& leaf,
                        const ledger::Checkpoint& under, const std::string& receipt) {
  Accepted& before = receipts_[index];
  const std::string entry = "entry " + std::to_string(index.value);
  if (!before.receipt.empty() && before.leaf != leaf) problem(entry + " is two entries");
  if (!before.receipt.empty() && before.receipt != receipt && !disk_lost_)
    problem(entry + " has two receipts");
  before.leaf = leaf;
  before.receipt = receipt;
  before.trees.emplace(under.size, under.root);
}

void Observer::judge(const ledger::Tree& log, const std::vector<ledger::Tree>& lost) {
  for (const auto& [who, cosigned] : cosigners_) {
    const bool in_one = holds(log, cosigned.trees) ||
                        std::any_of(lost.begin(), lost.end(), [&](const ledger::Tree& tree) {
                          return holds(tree, cosigned.trees);
                        });
    if (!in_one) problem(who + " cosigned trees that are not of one history");
  }
  for (const auto& [index, accepted] : receipts_) {
    const std::string entry = "entry " + std::to_string(index.value);
    if (!holds(log, accepted.trees)) problem(entry + " has a receipt under another history");
    const auto proof = log.inclusion_proof(index, log.size());
    if (!proof || !ledger::verify_inclusion(index, log.size(), accepted.leaf, *proof, log.root()))
      problem(entry + " has a receipt and is not in the log");
  }
}

base::TreeSize Observer::newest_of(const std::string& who) const {
  const auto found = cosigners_.find(who);
  return found == cosigners_.end() || found->second.trees.empty()
             ? base::TreeSize{}
             : found->second.trees.rbegin()->first;
}

std::map<base::TreeSize, base::Hash> Observer::trees_of(const std::string& who) const {
  const auto found = cosigners_.find(who);
  return found == cosigners_.end() ? std::map<base::TreeSize, base::Hash>{} : found->second.trees;
}

}  // namespace truceline::simulation
