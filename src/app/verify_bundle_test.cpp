// SPDX-License-Identifier: Apache-2.0
//
// A clinic at the lake, told to the north and the south: what a bundle about it holds for whom, and
// that no byte of it can be changed unnoticed.
#include "app/verify_bundle.hpp"

#include <gtest/gtest.h>
#include <sstream>

#include "app/command_bundle.hpp"
#include "app/test_mission.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"

namespace truceline::app {
namespace {

using views::BodyState;
using views::EvidenceBundle;

constexpr base::TimeMs kSaid{1'767'592'800'000};  // 2026-01-05T06:00:00Z
const domain::Audience kToldTo{domain::AudienceLabel::named, {"mission", "north"}};

base::TimeMs after(std::int64_t hours) {
  return {kSaid.value + hours * base::kHourMs};
}

class Bundle : public testing::Test {
 protected:
  void SetUp() override {
    domain::Arrangement rules;
    rules.id = "lake-rules";
    rules.title = "Who is told at the lake";
    rules.profiles.emplace_back();
    rules.profiles.back().kinds = {domain::NotificationKind::site};
    rules.profiles.back().recipients = {"north", "south"};
    rules.profiles.back().acknowledge_within_ms = 2 * base::kHourMs;
    say(rules, TestMission::kEveryone);
    clinic_ = say(clinic(), kToldTo);
    domain::Acknowledgement said;
    said.notification = id_of(clinic_);
    said.recipient = "north";
    said.officer = "Major Nour";
    said.channel = domain::Channel::phone;
    said.witness = "the duty officer";
    said.at.time = after(3);
    answer_ = say(said, kToldTo);
    other_ = say(TestMission::remark("nothing to do with it"), TestMission::kEveryone);
  }

  static domain::Notification clinic() {
    domain::Notification site;
    site.id = "clinic";
    site.names = {{"ar", "عيادة البحيرة"}, {"en", "Lake clinic"}};
    site.when.interval.from = kSaid;
    site.circle = geo::Circle{{.lon_e7 = 361'000'000, .lat_e7 = 350'000'000}, 100};
    return site;
  }
  std::uint64_t say(const domain::Body& body, const domain::Audience& audience) {
    const std::uint64_t entry = here_.entries();
    const auto mission = here_.open();
    const auto known = mission->replay();
    auto pen = mission->pen(*known).value();
    const auto written = pen.author().write(body, audience, {}, kSaid, random_bytes());
    EXPECT_TRUE(written) << written.error().to_string();
    EXPECT_TRUE(pen.append(std::array{written->record}));
    EXPECT_TRUE(mission->signer()->publish());
    return entry;
  }
  base::Hash id_of(std::uint64_t entry) { return here_.mission().replay()->state.id_of({entry}); }

  /// What the command writes, and what it says.
  std::string make(const std::string& about, const std::string& as = {},
                   std::optional<std::uint64_t> known = {}) {
    const auto file = here_.folder() / "made.bundle";
    BundleCommand command;
    command.about = about;
    command.as = as;
    command.as_known_at = known;
    command.at = "2026-01-06T00:00Z";
    command.mission = here_.folder().string();
    command.out = file.string();
    std::ostringstream out;
    std::ostringstream err;
    Terminal terminal{.out = out, .err = err};
    const auto code = run(command, terminal);
    said_ = out.str() + err.str();
    if (!code) said_ += code.error().to_string();
    return code ? *read_file(file, views::kBundleBytes) : std::string();
  }
  static EvidenceBundle parsed(const std::string& text) {
    const auto bundle = views::parse_bundle(text);
    EXPECT_TRUE(bundle) << (bundle ? "" : bundle.error().to_string());
    return bundle ? *bundle : EvidenceBundle();
  }
  static BundleVerification verified(const EvidenceBundle& bundle) {
    return verify_bundle(bundle, std::nullopt, base::TimeZone::utc());
  }
  static std::vector<std::uint64_t> entries_of(const EvidenceBundle& bundle) {
    std::vector<std::uint64_t> entries;
    for (const auto& one : bundle.entries) entries.push_back(one.index.value);
    return entries;
  }
  static const views::BundledEntry* entry(const EvidenceBundle& bundle, std::uint64_t index) {
    for (const auto& one : bundle.entries)
      if (one.index.value == index) return &one;
    return nullptr;
  }
  static bool tells(const EvidenceBundle& bundle, std::string_view text) {
    return std::ranges::any_of(bundle.told, [&](const views::Told& told) {
      return told.en.find(text) != std::string::npos || told.ar.find(text) != std::string::npos;
    });
  }
  static bool has(const std::vector<std::string>& claims, std::string_view text) {
    return std::ranges::any_of(
        claims, [&](const std::string& claim) { return claim.find(text) != std::string::npos; });
  }

  TestMission here_;
  std::uint64_t clinic_ = 0;
  std::uint64_t answer_ = 0;
  std::uint64_t other_ = 0;
  std::string said_;
};

TEST_F(Bundle, it_holds_every_version_and_answer_the_rules_and_the_keys_and_nothing_else) {
  domain::Notification moved = clinic();
  moved.text = "the gate is in the north now";
  const std::uint64_t version = say(moved, kToldTo);
  const EvidenceBundle bundle = parsed(make("clinic"));
  for (const std::uint64_t index : {std::uint64_t{0}, std::uint64_t{1}, clinic_, answer_, version})
    EXPECT_NE(entry(bundle, index), nullptr) << index;
  EXPECT_EQ(entry(bundle, other_), nullptr);
  EXPECT_EQ(bundle.about, (views::BundleAbout{"site", "mission", "clinic", {clinic_}}));
  const BundleVerification checked = verified(bundle);
  EXPECT_TRUE(checked.faults.empty()) << checked.faults.front().to_string();
  EXPECT_TRUE(has(checked.proved, "each at its place, by its receipt"));
  EXPECT_TRUE(has(checked.proved, "its story, word for word"));
  EXPECT_TRUE(has(checked.not_proved, "was left out"));
}

TEST_F(Bundle, its_story_says_who_reached_which_rung_when_and_what_was_late) {
  const EvidenceBundle bundle = parsed(make("clinic"));
  EXPECT_TRUE(tells(bundle, "To be told is not to approve."));
  EXPECT_TRUE(tells(bundle, "الإبلاغ ليس موافقة"));
  EXPECT_TRUE(
      tells(bundle, "north, of entry " + std::to_string(clinic_) +
                        ": acknowledged by a named officer on 5 January 2026, 09:00 (+00:00) "
                        "(2026-01-05T09:00:00Z). Major Nour, by phone"));
  EXPECT_TRUE(tells(bundle, "Also heard by the duty officer."));
  EXPECT_TRUE(tells(bundle, "south, of entry " + std::to_string(clinic_) +
                                ": not acknowledged by a named officer. LATE: it was due by "));
  std::size_t findings = 0;
  for (const views::Told& told : bundle.told) findings += told.kind == views::ToldKind::finding;
  EXPECT_GE(findings, 1u) << "the south has not answered";
  EXPECT_EQ(verified(bundle).findings_again, findings);
}

TEST_F(Bundle, the_same_ledger_reader_size_and_clock_give_the_same_bytes) {
  const std::uint64_t size = here_.entries();
  const std::string first = make("clinic", {}, size);
  EXPECT_FALSE(first.empty());
  EXPECT_GT(here_.entries(), size) << "making it left its traces";
  // The log's own checkpoint covers more entries by now, so the receipts are other ones.
  EvidenceBundle one = parsed(first);
  EvidenceBundle other = parsed(make("clinic", {}, size));
  for (EvidenceBundle* bundle : {&one, &other})
    for (auto& each : bundle->entries) each.receipt.clear();
  EXPECT_TRUE(one == other);
  const std::string again = make("clinic", {}, size);
  EXPECT_TRUE(again == make("clinic", {}, size)) << "byte for byte, while nothing is signed";
}

TEST_F(Bundle, each_confidential_body_leaves_a_trace_once_within_the_hour) {
  const std::uint64_t before = here_.entries();
  const EvidenceBundle bundle = parsed(make("clinic", "north"));
  EXPECT_TRUE(said_.find("read statements left: 2") != std::string::npos) << said_;
  const auto state = here_.mission().replay()->state;
  ASSERT_EQ(state.reads().size(), 2u);
  EXPECT_EQ(state.reads()[0].what.entry, id_of(clinic_));
  EXPECT_EQ(state.reads()[0].what.party, "north");
  EXPECT_EQ(state.reads()[0].what.account, BundleCommand::kAccount);
  ASSERT_TRUE(bundle.mark);
  EXPECT_EQ(bundle.mark->party, "north");
  make("clinic", "north");
  EXPECT_EQ(here_.entries(), before + 2);
  const EvidenceBundle later = parsed(make("clinic"));
  EXPECT_NE(entry(later, before), nullptr) << "who opened it belongs to it";
}

TEST_F(Bundle, without_a_key_it_says_that_no_trace_was_left) {
  std::filesystem::remove(here_.folder() / "keys/mission.key");
  const std::uint64_t before = here_.entries();
  EXPECT_FALSE(make("clinic").empty());
  EXPECT_NE(said_.find("NO read statement was left for the 2 confidential bodies"),
            std::string::npos)
      << said_;
  EXPECT_EQ(here_.entries(), before);
}

TEST_F(Bundle, a_reader_gets_the_bodies_it_may_read_and_of_the_others_headers) {
  EXPECT_EQ(make("clinic", "south"), "") << "the south was never told";
  EXPECT_NE(said_.find("nothing is called so"), std::string::npos) << said_;
  const EvidenceBundle bundle = parsed(make(std::to_string(clinic_), "south"));
  ASSERT_NE(entry(bundle, clinic_), nullptr);
  EXPECT_EQ(entry(bundle, clinic_)->body, BodyState::withheld);
  EXPECT_TRUE(entry(bundle, clinic_)->record.sealed.empty());
  EXPECT_FALSE(bundle.mark) << "nothing confidential is in it";
  EXPECT_TRUE(tells(bundle, "their bodies are not for this reader (party south)"));
  const BundleVerification checked = verified(bundle);
  EXPECT_TRUE(checked.faults.empty()) << checked.faults.front().to_string();
  EXPECT_TRUE(has(checked.not_proved, "their headers alone are here"));
}

TEST_F(Bundle, what_was_erased_stands_there_as_erased_with_the_erasure) {
  domain::Erasure erasure;
  erasure.entry = id_of(answer_);
  erasure.basis = "court order";
  erasure.decided_by = "legal desk";
  const std::uint64_t by = say(erasure, TestMission::kEveryone);
  const EvidenceBundle bundle = parsed(make(std::to_string(answer_)));
  ASSERT_NE(entry(bundle, answer_), nullptr);
  EXPECT_EQ(entry(bundle, answer_)->body, BodyState::erased);
  EXPECT_NE(entry(bundle, by), nullptr);
  EXPECT_TRUE(verified(bundle).faults.empty());
}

TEST_F(Bundle, an_incident_brings_its_assessment_and_what_it_breaches) {
  const std::uint64_t report = say(engine::shelling("2017-08-01"), TestMission::kEveryone);
  const EvidenceBundle bundle = parsed(make(std::to_string(report)));
  EXPECT_EQ(bundle.about.kind, "incident");
  const BundleVerification checked = verified(bundle);
  EXPECT_TRUE(checked.faults.empty()) << checked.faults.front().to_string();
  EXPECT_GE(checked.findings_again, 1u) << "the truce's prohibition, from the file alone";
  EXPECT_TRUE(checked.findings_elsewhere.empty());
}

TEST_F(Bundle, a_misspelt_name_is_told_the_right_one) {
  EXPECT_EQ(make("clinik"), "");
  EXPECT_NE(said_.find("did you mean \"clinic\"?"), std::string::npos) << said_;
}

/// The bundle with its last line made anew: what a careful forger does.
std::string closed_again(std::string text) {
  text.resize(text.rfind('\n', text.size() - 2) + 1);
  return text + "{\"sha256\":\"" + base::to_hex(base::sha256(base::bytes_of(text))) + "\"}\n";
}

TEST_F(Bundle, any_changed_byte_is_refused) {
  const std::string good = make("clinic");
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ (1 << (at % 8)));
    EXPECT_FALSE(views::parse_bundle(bad)) << "byte " << at;
    if (at % 256 == 0) {
      EXPECT_FALSE(views::parse_bundle(good.substr(0, at))) << "cut at " << at;
    }
  }
}

TEST_F(Bundle, a_forger_who_closes_it_again_changes_nothing_that_is_claimed) {
  const std::string good = make("clinic");
  const EvidenceBundle original = parsed(good);
  const BundleVerification before = verified(original);
  std::size_t refused = 0;
  std::size_t equal = 0;
  for (std::size_t at = 1; at < good.size(); at += 61) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ (1 << (at % 7)));
    const auto bundle = views::parse_bundle(closed_again(bad));
    if (!bundle || !verified(*bundle).faults.empty()) {
      ++refused;
      continue;
    }
    // Of what stands outside of the entries and what follows from them, nothing is claimed: the
    // mark and why an entry is here are nobody's word, and the trust file is the reader's to have.
    EvidenceBundle reading = *bundle;
    reading.mark = original.mark;
    reading.policy = original.policy;
    for (std::size_t i = 0; i < reading.entries.size(); ++i)
      reading.entries[i].because = original.entries[i].because;
    if (reading.told != original.told) {
      // Names of a finding that cannot be derived again: said to be so.
      EXPECT_NE(verified(*bundle).findings_elsewhere, before.findings_elsewhere) << "byte " << at;
      reading.told = original.told;
    }
    EXPECT_TRUE(reading == original) << "byte " << at << ": " << bad.substr(at - 1, 20);
    ++equal;
  }
  EXPECT_GT(refused, 10 * equal);
}

TEST_F(Bundle, an_entry_moved_taken_out_or_put_in_is_seen) {
  const EvidenceBundle good = parsed(make("clinic"));
  EvidenceBundle without = good;
  std::erase_if(without.entries, [&](const auto& one) { return one.index.value == answer_; });
  EXPECT_FALSE(verified(without).faults.empty()) << "the story told of it";
  EvidenceBundle moved = good;
  for (auto& one : moved.entries)
    if (one.index.value == answer_) one.index.value += 1;
  moved.size.value += 1;
  EXPECT_FALSE(verified(moved).faults.empty());
  EvidenceBundle unproved = good;
  for (auto& one : unproved.entries)
    if (one.index.value == answer_) one.receipt.clear();
  EXPECT_EQ(verified(unproved).without_receipt, 1u);
  EvidenceBundle swapped = good;
  std::swap(swapped.entries[0].record, swapped.entries[1].record);
  EXPECT_FALSE(verified(swapped).faults.empty());
}

TEST_F(Bundle, another_logs_trust_file_refuses_it) {
  const EvidenceBundle good = parsed(make("clinic"));
  Trust stranger;
  stranger.policy.logs.push_back(
      {ledger::ed25519_verifier(TestMission::kOrigin,
                                base::SigningKey::from_seed(random_bytes()).public_key()),
       {}});
  EXPECT_FALSE(verify_bundle(good, stranger, base::TimeZone::utc()).faults.empty());
  Trust own;
  own.policy.logs.push_back(
      {ledger::ed25519_verifier(TestMission::kOrigin, here_.mission().log_key()), {}});
  const BundleVerification checked = verify_bundle(good, own, base::TimeZone::utc());
  EXPECT_TRUE(checked.faults.empty());
  EXPECT_FALSE(has(checked.not_proved, "were taken from the file itself"));
}

}  // namespace
}  // namespace truceline::app
