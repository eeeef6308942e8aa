// SPDX-License-Identifier: Apache-2.0
//
// For tests: a log of real signed statements in memory, with its tree and what a server would
// show of it.
#pragma once

#include <gtest/gtest.h>

#include "app/author.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/entry_bundle.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/tile.hpp"

namespace truceline::app {

class TestLog {
 public:
  inline static const std::string kOrigin = "example.org/verify";

  static base::SigningKey key_number(std::uint8_t number) {
    base::Seed seed{};
    seed[0] = number;
    return base::SigningKey::from_seed(seed);
  }

  /// The mission's two keys, then remarks, of which every third is not public. REQUIRES:
  /// entries > 0.
  explicit TestLog(std::uint64_t entries)
      : author_({kOrigin, "mission", "UTC"}, key_number(2), {}) {
    Author root({kOrigin, "mission", "UTC"}, key_number(4), {});
    domain::Key enrol;
    enrol.party = "mission";
    enrol.key = root.public_key();
    enrol.role = domain::KeyRole::root;
    say(enrol, root);
    enrol.key = author_.public_key();
    enrol.role = domain::KeyRole::author;
    if (entries > 1) say(enrol, root);
    while (records_.size() < entries) say(remark());
  }

  /// Erases a remark: says so, and that is all.
  void say_erased(base::EntryIndex index) {
    while (!is_public({records_.size()})) say(remark());
    say(domain::Erasure{ledger::leaf_hash(record(index).leaf), "a request", "the desk"});
  }
  static bool is_public(base::EntryIndex index) { return index.value % 3 != 2; }

  const ledger::Tree& tree() const { return tree_; }
  const ledger::Record& record(base::EntryIndex index) const { return records_[index.value]; }
  ledger::VerifierKey verifier() const { return signer_.verifier(); }
  std::string checkpoint() const {
    return *ledger::sign_checkpoint({kOrigin, tree_.size(), tree_.root(), {}}, signer_);
  }
  /// The bytes of an entry bundle.
  std::string bundle(const ledger::TileName& name) const {
    std::vector<base::BytesView> leaves;
    for (std::uint64_t i = 0; i < name.width; ++i)
      leaves.emplace_back(records_[name.index * ledger::kTileWidth + i].leaf);
    return std::string(base::text_of(*ledger::format_bundle(leaves)));
  }

 private:
  static domain::Status remark() {
    domain::Status status;
    status.topic = "call";
    status.text = "The hotline was tested.";
    return status;
  }
  void say(const domain::Body& body) { say(body, author_); }
  void say(const domain::Body& body, Author& author) {
    const domain::Audience audience =
        is_public({records_.size()}) ? domain::Audience{domain::AudienceLabel::everyone, {}}
                                     : domain::Audience{domain::AudienceLabel::named, {"mission"}};
    domain::Salt salt{};
    salt[0] = static_cast<std::uint8_t>(records_.size());
    auto written = author.write(body, audience, {}, {std::int64_t{1000}}, salt);
    ASSERT_TRUE(written) << written.error().to_string();
    tree_.append(ledger::leaf_hash(written->record.leaf));
    records_.push_back(std::move(written->record));
  }

  ledger::NoteSigner signer_{kOrigin, key_number(1)};
  Author author_;
  std::vector<ledger::Record> records_;
  ledger::Tree tree_;
};

}  // namespace truceline::app
