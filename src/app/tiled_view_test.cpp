// SPDX-License-Identifier: Apache-2.0
#include "app/tiled_view.hpp"

#include <array>
#include <gtest/gtest.h>
#include <map>
#include <utility>

#include "app/test_log.hpp"
#include "app/verify.hpp"

namespace truceline::app {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// A log of some hundred statements as files, as a mirror or a host serves it.
class TiledViewTest : public testing::Test {
 protected:
  static constexpr std::uint64_t kEntries = 600;

  TiledViewTest() : log_(kEntries) { write_files(); }

  void write_files() {
    const base::TreeSize size = log_.tree().size();
    files_["checkpoint"] = log_.checkpoint();
    for (ledger::TileName name : ledger::new_tiles({0}, size)) {
      files_[ledger::tile_path(name)] = base::text_of(*ledger::tile_bytes(log_.tree(), name));
      if (name.level != 0) continue;
      name.content = ledger::TileContent::entries;
      files_[ledger::tile_path(name)] = log_.bundle(name);
    }
  }

  ReadLogFile reader() {
    return [this](const std::string& path) -> Result<std::string> {
      const auto file = files_.find(path);
      if (file == files_.end()) return Error{ErrorCode::not_found, "no such file", path, {}};
      return file->second;
    };
  }
  ReadSealed all_bodies() {
    return
        [this](base::EntryIndex index) -> Result<base::Bytes> { return log_.record(index).sealed; };
  }
  /// All bodies but this one.
  ReadSealed all_but(std::uint64_t hidden) {
    return [this, hidden](base::EntryIndex index) -> Result<base::Bytes> {
      return index.value == hidden ? base::Bytes{} : log_.record(index).sealed;
    };
  }
  Verification verify(const ReadSealed& sealed = nullptr, const SaidErased& erased = nullptr) {
    TiledView view(reader(), sealed, erased);
    Trust trust;
    trust.policy.logs.push_back({log_.verifier(), {}});
    auto verified = verify_log(view, trust, {0}, {});
    EXPECT_TRUE(verified) << verified.error().to_string();
    return verified ? *std::move(verified) : Verification{};
  }

  TestLog log_;
  std::map<std::string, std::string> files_;
};

TEST_F(TiledViewTest, a_mirror_without_bodies_proves_the_tree_and_no_more) {
  const Verification verified = verify();
  EXPECT_EQ(verified.faults_total, 0u);
  EXPECT_EQ(verified.size.value, kEntries);
  EXPECT_EQ(verified.tiles, 4u);  // 256, 256 and 88 hashes; 2 above them
  EXPECT_EQ(verified.bodies_absent, kEntries);
  EXPECT_EQ(verified.keys_unknown_from, base::EntryIndex{0});
  EXPECT_FALSE(verified.derived);
}

TEST_F(TiledViewTest, with_its_bodies_everything_is_proved) {
  const Verification verified = verify(all_bodies());
  EXPECT_EQ(verified.faults_total, 0u) << verified.faults[0].to_string();
  EXPECT_EQ(verified.bodies_opened, kEntries);
  EXPECT_FALSE(verified.keys_unknown_from);
  EXPECT_TRUE(verified.derived);
}

TEST_F(TiledViewTest, bodies_that_are_not_shown_are_counted_and_accuse_nobody) {
  const Verification verified = verify([this](base::EntryIndex index) -> Result<base::Bytes> {
    return TestLog::is_public(index) ? log_.record(index).sealed : base::Bytes{};
  });
  EXPECT_EQ(verified.faults_total, 0u);
  EXPECT_EQ(verified.bodies_absent, kEntries / 3);
  EXPECT_TRUE(verified.derived);
}

TEST_F(TiledViewTest, a_public_body_that_is_not_shown_is_a_fault) {
  const Verification verified = verify(all_but(4));
  ASSERT_EQ(verified.faults_total, 1u);
  EXPECT_EQ(verified.faults[0].place, "entry 4");
  EXPECT_EQ(verified.faults[0].reason, "its body is public and not shown, and no erasure says why");
}

TEST_F(TiledViewTest, what_an_erasure_took_must_not_be_shown_any_more) {
  log_.say_erased({4});
  write_files();
  const Verification gone = verify(all_but(4));
  EXPECT_EQ(gone.faults_total, 0u);
  EXPECT_EQ(gone.erased, (std::map<base::EntryIndex, base::EntryIndex>{{{4}, {kEntries}}}));
  const Verification shown = verify(all_bodies());
  ASSERT_EQ(shown.faults_total, 1u);
  EXPECT_EQ(shown.faults[0].reason, "entry 600 erased its body, which is still shown");
}

TEST_F(TiledViewTest, an_erasure_that_no_checkpoint_covers_yet_is_neither_proved_nor_a_fault) {
  const auto by = [](std::uint64_t entry) {
    return [entry](base::EntryIndex) { return std::optional(base::EntryIndex{entry}); };
  };
  const Verification verified = verify(all_but(4), by(kEntries));
  EXPECT_EQ(verified.faults_total, 0u);
  EXPECT_EQ(verified.erased_beyond, 1u);
  EXPECT_EQ(verify(all_but(4), by(kEntries - 1)).faults_total, 1u) << "that one erases nothing";
}

TEST_F(TiledViewTest, a_bit_changed_anywhere_in_any_tile_or_bundle_is_noticed) {
  for (auto& [path, bytes] : files_) {
    if (path == "checkpoint") continue;
    for (const std::size_t place : {bytes.size() / 7, bytes.size() / 2, bytes.size() - 1}) {
      bytes[place] = static_cast<char>(bytes[place] ^ 4);
      TiledView view(reader());
      Trust trust;
      trust.policy.logs.push_back({log_.verifier(), {}});
      const auto verified = verify_log(view, trust, {0}, {});
      EXPECT_TRUE(!verified || verified->faults_total > 0) << path << " at " << place;
      bytes[place] = static_cast<char>(bytes[place] ^ 4);
    }
  }
  EXPECT_EQ(verify().faults_total, 0u);
}

TEST_F(TiledViewTest, a_missing_tile_is_a_fault_and_a_wider_one_will_do) {
  const std::string partial = files_.extract("tile/0/002.p/88").mapped();
  EXPECT_EQ(verify().faults_total, 1u);
  files_["tile/0/002"] = partial + std::string(32, 'x');
  EXPECT_EQ(verify().faults_total, 0u);
}

TEST_F(TiledViewTest, a_bundle_cut_short_is_a_fault_that_names_it) {
  std::string& bundle = files_["tile/entries/001"];
  bundle.resize(bundle.size() / 2);
  const Verification verified = verify();
  ASSERT_EQ(verified.faults_total, 1u);
  EXPECT_EQ(verified.faults[0].to_string(), "tile/entries/001: the bundle ends inside an entry");
  EXPECT_EQ(verified.size.value, 256u) << "what comes before it was checked";
  EXPECT_FALSE(verified.derived);
}

TEST_F(TiledViewTest, a_bundle_of_too_few_or_too_many_entries_or_of_none_is_a_fault_that_names_it) {
  const std::string whole = files_["tile/entries/000"];
  const std::string last = files_["tile/entries/002.p/88"];
  for (const auto& [path, bytes, reason] : std::vector<std::array<std::string, 3>>{
           {"tile/entries/000", last, "the bundle holds too few entries"},
           {"tile/entries/000", whole + whole, "a bundle holds at most 256 entries"},
           {"tile/entries/000", "", "a bundle holds at least one entry"}}) {
    const std::string honest = std::exchange(files_[path], bytes);
    const Verification verified = verify();
    ASSERT_EQ(verified.faults_total, 1u) << reason;
    EXPECT_EQ(verified.faults[0].to_string(), path + ": " + reason);
    files_[path] = honest;
  }
}

TEST_F(TiledViewTest,
       a_bundle_that_is_not_shown_is_a_fault_and_a_keeper_that_falls_silent_is_none) {
  files_.erase("tile/entries/001");
  const Verification verified = verify();
  ASSERT_EQ(verified.faults_total, 1u);
  EXPECT_EQ(verified.faults[0].place, "tile/entries/001");
  TiledView silent([this](const std::string& path) -> Result<std::string> {
    if (path.starts_with("tile")) return Error{ErrorCode::unavailable, "no answer", path, {}};
    return files_[path];
  });
  const auto unknown = verify_log(silent, {}, {0}, {});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::unavailable);
}

TEST_F(TiledViewTest, a_tile_of_half_a_hash_is_a_fault_that_names_it) {
  files_["tile/0/001"].resize(16);
  const Verification verified = verify();
  ASSERT_EQ(verified.faults_total, 1u);
  EXPECT_EQ(verified.faults[0].place, "tile/0/001");
}

TEST_F(TiledViewTest, without_a_key_nothing_is_said_about_who_signed) {
  TiledView view(reader());
  const auto verified = verify_log(view, {}, {0}, {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->faults_total, 0u);
  EXPECT_FALSE(verified->signature_checked);
}

}  // namespace
}  // namespace truceline::app
