// SPDX-License-Identifier: Apache-2.0
//
// For tests: a real mission in a temporary folder, with the truce of engine/story.hpp in its
// ledger and a monitor whose key is enrolled, so that a shelling it reports is a breach.
#pragma once

#include <array>
#include <gtest/gtest.h>
#include <memory>

#include "app/admission.hpp"
#include "app/author.hpp"
#include "app/clock.hpp"
#include "app/key_file.hpp"
#include "app/mission.hpp"
#include "app/temporary_folder.hpp"
#include "engine/story.hpp"

namespace truceline::app {

class TestMission {
 public:
  TestMission()
      : monitor_root_(base::SigningKey::from_seed(random_bytes())),
        monitor_key_(base::SigningKey::from_seed(random_bytes())),
        monitor_({kOrigin, "monitor", "UTC"}, monitor_key_, {}) {
    EXPECT_TRUE(write_file(folder_.path() / "mission.yaml", kYaml, FileMode::shared));
    std::filesystem::create_directory(folder_.path() / "layers");
    EXPECT_TRUE(write_file(folder_.path() / "layers/towns.geojson",
                           R"({"type":"FeatureCollection","features":[]})", FileMode::shared));
    EXPECT_TRUE(Mission::create(folder_.path(), *no_passphrases()));
    domain::Key enrol;
    enrol.party = "monitor";
    enrol.key = monitor_root_.public_key();
    enrol.role = domain::KeyRole::root;
    append(enrol, KeyUse::root);
    append(engine::truce());
    monitors_root_says(change_of_key(domain::KeyAction::enrol));
    mission_ = open();
  }

  static std::unique_ptr<Mission> open(const std::filesystem::path& folder) {
    auto mission = Mission::open(folder, Mission::Mode::write);
    EXPECT_TRUE(mission) << (mission ? "" : mission.error().to_string());
    return mission ? *std::move(mission) : nullptr;
  }
  std::unique_ptr<Mission> open() const { return open(folder_.path()); }

  const std::filesystem::path& folder() const { return folder_.path(); }
  Mission& mission() { return *mission_; }
  std::uint64_t entries() { return mission_->store().head()->size.value; }

  /// Enrols or revokes the monitor's key.
  domain::Key change_of_key(domain::KeyAction action) const {
    domain::Key key;
    key.action = action;
    key.party = "monitor";
    key.key = monitor_key_.public_key();
    key.holder = "the monitor";
    return key;
  }

  /// The monitor's root signs it, and it is appended.
  void monitors_root_says(const domain::Key& body) const {
    const auto other = open();
    const auto replayed = other->replay();
    ASSERT_TRUE(replayed);
    Author root({kOrigin, "monitor", "UTC"}, monitor_root_,
                replayed->authors.chain(monitor_root_.public_key()));
    const auto written = root.write(body, kEveryone, {}, now(), random_bytes());
    ASSERT_TRUE(written) << written.error().to_string();
    ASSERT_TRUE(other->log()->append(std::array{written->record}));
    ASSERT_TRUE(other->signer()->publish());
  }

  /// As another process does it, such as the command line: opens, signs, appends, closes.
  void append(const domain::Body& body, KeyUse use = KeyUse::author,
              const domain::Audience& audience = kEveryone) const {
    const auto other = open();
    const auto replayed = other->replay();
    ASSERT_TRUE(replayed);
    auto pen = other->pen(*replayed, {}, use);
    ASSERT_TRUE(pen) << pen.error().to_string();
    const auto written = pen->author().write(body, audience, {}, now(), random_bytes());
    ASSERT_TRUE(written) << written.error().to_string();
    ASSERT_TRUE(pen->append(std::array{written->record}));
    if (other->policy().has_witnesses()) return;  // then it is the server's to sign
    ASSERT_TRUE(other->signer()->publish());
  }

  const base::SigningKey& monitor_key() const { return monitor_key_; }

  /// The monitor's next statement, signed and not yet sent.
  Submission monitor_says(const domain::Body& body, const domain::Audience& audience = kEveryone) {
    return signed_by(monitor_, body, audience);
  }

  /// The mission's own next statement, signed and not yet sent.
  Submission mission_says(const domain::Body& body) {
    const auto key = read_key_file(folder_.path() / "keys/mission.key", *no_passphrases());
    EXPECT_TRUE(key);
    const auto chain = mission_->replay()->authors.chain(key->key.public_key());
    Author author({kOrigin, "mission", "UTC"}, key->key, chain);
    return signed_by(author, body);
  }

  /// A second pen with the monitor's key, which knows nothing of the first.
  Submission monitor_says_elsewhere(const domain::Body& body,
                                    engine::AuthorRegister::Chain chain = {}) const {
    Author author({kOrigin, "monitor", "UTC"}, monitor_key_, chain);
    return signed_by(author, body);
  }
  /// The monitor's next statement after what stands in the ledger, signed on a device whose clock
  /// shows `clock`.
  Submission monitor_says_at(base::TimeMs clock, const domain::Body& body,
                             const domain::Audience& audience = kEveryone) const {
    const auto chain = open()->replay()->authors.chain(monitor_key_.public_key());
    Author author({kOrigin, "monitor", "UTC"}, monitor_key_, chain);
    return signed_by(author, body, audience, clock);
  }

  static domain::Status remark(const std::string& text) {
    domain::Status status;
    status.topic = "call";
    status.text = text;
    return status;
  }

  static constexpr const char* kOrigin = "example.org/valley";
  inline static const domain::Audience kEveryone{domain::AudienceLabel::everyone, {}};

 private:
  static constexpr std::string_view kYaml = R"(format: truceline-mission/1
id: valley
title: The valley
origin: example.org/valley
party: mission
time_zone: UTC
layers:
  - id: towns
    title: Towns
    kind: town
    file: layers/towns.geojson
    source: made for a test
    disclaimer: none of these towns exists
)";

  static Submission signed_by(Author& author, const domain::Body& body,
                              const domain::Audience& audience = kEveryone,
                              base::TimeMs clock = now()) {
    const auto written = author.write(body, audience, {}, clock, random_bytes());
    EXPECT_TRUE(written) << (written ? "" : written.error().to_string());
    const auto unsealed = domain::unseal(written->record.sealed);
    return {std::string(base::text_of(written->record.leaf)), unsealed->salt,
            std::string(unsealed->body)};
  }

  TemporaryFolder folder_;
  base::SigningKey monitor_root_;
  base::SigningKey monitor_key_;
  Author monitor_;
  std::unique_ptr<Mission> mission_;
};

}  // namespace truceline::app
