// SPDX-License-Identifier: Apache-2.0
//
// Invariant I1: same entries, same order: same state, same findings, on any machine, in any build.
#include <gtest/gtest.h>

#include "engine/findings.hpp"
#include "engine/synthetic_mission.hpp"

namespace truceline::engine {
namespace {

// A change of these is a change of what every mission's record says: it needs a new version of a
// rule, and a line in CHANGELOG.md.
constexpr std::string_view kStateDigest =
    "eb77fcc3a95389ca058a8044cb489e1daf4b8a7a0efc47d99bce88eb37e13e42";
constexpr std::string_view kFindingsDigest =
    "62c7755d4efcb51616e648e3339ddc93b866453453a323945132cf5aa9b24bff";

const Story& mission() {
  static const Story kStory = SyntheticMission(20170506).tell(2000);
  return kStory;
}

const base::TimeMs kClock = midnight("2019-12-31");

std::string findings_digest(const State& state) {
  return base::to_hex(digest(derive_findings(state, kClock)));
}

TEST(Replay, GivesTheDigestsWrittenDownOnceForAllMachines) {
  const State state = mission().state();
  EXPECT_EQ(base::to_hex(state.digest()), kStateDigest);
  EXPECT_EQ(findings_digest(state), kFindingsDigest);
}

TEST(Replay, TheMissionHasSomethingForEveryRuleButFive) {
  std::map<domain::Rule, int> found;
  for (const domain::Finding& finding : derive_findings(mission().state(), kClock))
    ++found[finding.rule];
  // Nobody lies about numbers or keys in it, no place is registered, and whoever derives sees all:
  // they have tests of their own.
  EXPECT_EQ(found.size(), domain::kWords<domain::Rule>.size() - 5);
  for (const auto& [rule, count] : found) EXPECT_GT(count, 0) << domain::word(rule);
}

TEST(Replay, InChunksOfAnySizeIsTheSame) {
  for (const std::size_t chunk : {1u, 7u, 100u}) {
    State state;
    std::size_t taken = 0;
    while (taken < mission().told().size()) {
      State copy = state;  // as a server publishes it
      for (std::size_t i = 0; i < chunk && taken < mission().told().size(); ++i)
        copy.apply(mission().told()[taken++]);
      state = std::move(copy);
      if (chunk == 1 && taken == 200) break;  // copying each time is slow; the rest in one go
    }
    while (taken < mission().told().size()) state.apply(mission().told()[taken++]);
    EXPECT_EQ(base::to_hex(state.digest()), kStateDigest) << chunk;
    EXPECT_EQ(findings_digest(state), kFindingsDigest) << chunk;
  }
}

TEST(Replay, FromBytesIsTheSame) {
  State state;
  for (const domain::Statement& told : mission().told()) {
    domain::Statement read;
    read.index = told.index;
    read.id = told.id;
    read.header = domain::decode_header(domain::encode(told.header)).value();
    read.body = domain::decode_body(told.header.kind, domain::encode(*told.body)).value();
    EXPECT_EQ(*read.body == *told.body, true) << told.index.value;
    state.apply(std::move(read));
  }
  EXPECT_EQ(base::to_hex(state.digest()), kStateDigest);
  EXPECT_EQ(findings_digest(state), kFindingsDigest);
}

TEST(Replay, AsKnownAtNIsTheFoldOfTheFirstNWhateverCameLater) {
  State growing;
  for (const std::size_t known : {100u, 500u, 1500u}) {
    while (growing.size().value < known)
      growing.apply(mission().told()[static_cast<std::size_t>(growing.size().value)]);
    const State prefix = mission().state(known);
    EXPECT_EQ(prefix.digest(), growing.digest());
    const auto findings = derive_findings(prefix, kClock);
    EXPECT_EQ(findings, derive_findings(growing, kClock));
    for (const domain::Finding& finding : findings) {
      EXPECT_EQ(finding.computed_at.value, known);
      EXPECT_LT(finding.evidence.back().value, known);
    }
  }
}

TEST(Replay, FindingsAreTheSameInWhateverOrderTheirPiecesAreWorkedOut) {
  const State state = SyntheticMission(20181001).tell(10'000).state();
  ASSERT_GT(state.reports().size(), 8192U) << "too few for three pieces of the breach rule";
  std::size_t pieces = 0;
  const RunPieces backwards = [&](std::size_t count, const auto& piece) {
    for (pieces = count; count > 0; --count) piece(count - 1);
  };
  const auto findings = derive_findings(state, kClock);
  EXPECT_EQ(derive_findings(state, kClock, backwards), findings);
  EXPECT_GE(pieces, 3U);
  EXPECT_GT(findings.size(), 1000U);
}

TEST(Replay, FindingsAreInOrderAndEachHasItsOwnId) {
  const auto findings = derive_findings(mission().state(), kClock);
  std::map<base::Hash, int> ids;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    ++ids[findings[i].id];
    if (i > 0) {
      EXPECT_LE(findings[i - 1].rule, findings[i].rule);
    }
  }
  EXPECT_EQ(ids.size(), findings.size());
}

}  // namespace
}  // namespace truceline::engine
