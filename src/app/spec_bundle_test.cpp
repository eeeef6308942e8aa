// SPDX-License-Identifier: Apache-2.0
//
// The example of docs/spec/bundle.md, computed and verified: a log of three entries, in which a
// mission's keys are enrolled and it notifies a site.
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "app/bundle_ground.hpp"
#include "app/verify_bundle.hpp"
#include "domain/commitment.hpp"
#include "domain/envelope.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/receipt.hpp"
#include "ledger/tree.hpp"
#include "views/bundle_scope.hpp"

namespace truceline::app {
namespace {

constexpr std::string_view kOrigin = "ledger.example/lake";
constexpr base::TimeMs kTime{1'767'592'800'000};  // 2026-01-05T06:00:00Z

/// The key whose seed counts up from `first_byte`.
base::SigningKey counting_key(std::uint8_t first_byte) {
  base::Seed seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(first_byte + i);
  return base::SigningKey::from_seed(seed);
}

class SpecBundle : public testing::Test {
 protected:
  /// Signs `body` as the next entry.
  void say(const base::SigningKey& key, std::uint64_t sequence, const base::Hash& previous,
           const domain::Body& body, std::string because) {
    domain::Salt salt{};
    salt.fill(static_cast<std::uint8_t>(bundle_.entries.size()));
    const std::string bytes = domain::encode(body);
    domain::Header header;
    header.log = kOrigin;
    header.party = "mission";
    header.key = key.public_key();
    header.sequence = sequence;
    header.previous = previous;
    header.kind = domain::kind_of(body);
    header.time = kTime;
    header.time_zone = "UTC";
    header.audience = {domain::AudienceLabel::everyone, {}};
    header.commitment = domain::commitment(salt, bytes);
    const std::string envelope = domain::sign_envelope(header, key);
    const base::BytesView leaf = base::bytes_of(envelope);
    views::BundledEntry entry;
    entry.index = {bundle_.entries.size()};
    entry.because = {std::move(because)};
    entry.body = views::BodyState::shown;
    entry.record = {{leaf.begin(), leaf.end()}, domain::seal(salt, bytes)};
    last_ = ledger::leaf_hash(leaf);
    tree_.append(last_);
    bundle_.entries.push_back(std::move(entry));
  }
  void say_all() {
    domain::Key enrol;
    enrol.party = "mission";
    enrol.key = root_.public_key();
    enrol.role = domain::KeyRole::root;
    say(root_, 0, {}, enrol, std::string(views::because::kKey));
    enrol.key = author_.public_key();
    enrol.role = domain::KeyRole::author;
    say(root_, 1, last_, enrol, std::string(views::because::kKey));
    domain::Notification site;
    site.id = "clinic";
    site.names = {{"ar", "عيادة"}, {"en", "Clinic"}};
    site.when.interval.from = kTime;
    site.circle = geo::Circle{{.lon_e7 = 361'000'000, .lat_e7 = 350'000'000}, 100};
    say(author_, 0, {}, site, std::string(views::because::kSubject));
  }
  views::EvidenceBundle make() {
    say_all();
    bundle_.about = {"site", "mission", "clinic", {2}};
    bundle_.origin = kOrigin;
    bundle_.reader = "anyone";
    bundle_.time_zone = "UTC";
    bundle_.size = tree_.size();
    bundle_.at = {kTime.value + base::kHourMs};
    const std::string note =
        *ledger::sign_checkpoint({std::string(kOrigin), tree_.size(), tree_.root(), {}}, log_);
    for (views::BundledEntry& entry : bundle_.entries)
      entry.receipt = ledger::format_receipt(
          {entry.index, *tree_.inclusion_proof(entry.index, tree_.size()), note, {}});
    bundle_.policy = "log " + ledger::format_vkey(log_.verifier()) + "\nquorum none\n";
    const auto known = fold_bundle(bundle_, base::TimeZone::utc());
    EXPECT_TRUE(known);
    bundle_.told = views::story_of(bundle_, **known, {}, false);
    return bundle_;
  }

  const base::SigningKey root_ = counting_key(0);
  const base::SigningKey author_ = counting_key(32);
  const ledger::NoteSigner log_{std::string(kOrigin), counting_key(64)};
  views::EvidenceBundle bundle_;
  ledger::Tree tree_;
  base::Hash last_{};
};

TEST_F(SpecBundle, ItsBundleIsTrueAndVerifies) {
  std::ifstream in(TRUCELINE_SOURCE_DIR "/docs/spec/bundle.md", std::ios::binary);
  ASSERT_TRUE(in) << "docs/spec/bundle.md is missing";
  const std::string page((std::istreambuf_iterator<char>(in)), {});
  const std::string text = *views::format_bundle(make());
  EXPECT_NE(page.find("```\n" + text + "```\n"), std::string::npos) << text;
  const auto read = views::parse_bundle(text);
  ASSERT_TRUE(read);
  const auto verified = verify_bundle(*read, std::nullopt, base::TimeZone::utc());
  EXPECT_TRUE(verified.faults.empty());
  EXPECT_EQ(verified.without_receipt, 0u);
  for (const views::BundledEntry& entry : read->entries) {
    const std::string id = base::to_hex(ledger::leaf_hash(entry.record.leaf));
    EXPECT_NE(page.find(id), std::string::npos) << id;
  }
}

}  // namespace
}  // namespace truceline::app
