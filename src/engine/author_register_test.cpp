// SPDX-License-Identifier: Apache-2.0
#include "engine/author_register.hpp"

#include <gtest/gtest.h>

namespace truceline::engine {
namespace {

using domain::Key;
using domain::KeyAction;
using domain::KeyRole;

base::PublicKey key_number(std::uint8_t number) {
  base::Seed seed{};
  seed[0] = number;
  return base::SigningKey::from_seed(seed).public_key();
}

domain::Statement by(const std::string& party, std::uint8_t key, domain::Body body) {
  domain::Statement statement;
  statement.header.party = party;
  statement.header.key = key_number(key);
  statement.header.kind = domain::kind_of(body);
  statement.header.audience = {domain::AudienceLabel::everyone, {}};
  statement.body = std::move(body);
  return statement;
}

Key enrol(const std::string& party, std::uint8_t key, KeyRole role = KeyRole::author) {
  Key body;
  body.party = party;
  body.key = key_number(key);
  body.role = role;
  return body;
}
Key enrol_root(const std::string& party, std::uint8_t key) {
  return enrol(party, key, KeyRole::root);
}
Key rotate(const std::string& party, std::uint8_t from, std::uint8_t to,
           KeyRole role = KeyRole::author) {
  Key body = enrol(party, to, role);
  body.action = KeyAction::rotate;
  body.replaces = key_number(from);
  return body;
}
Key revoke(const std::string& party, std::uint8_t key) {
  Key body = enrol(party, key);
  body.action = KeyAction::revoke;
  return body;
}

// The mission's root is key 1, its author 2. North's root is 11, its authors 12, 13 ...; South's
// root is 21, its author 22.
class AuthorRegisterTest : public testing::Test {
 protected:
  AuthorRegisterTest() {
    take(by("mission", 1, enrol_root("mission", 1)));
    take(by("mission", 1, enrol("mission", 2)));
    take(by("mission", 1, enrol_root("north", 11)));
    take(by("north", 11, enrol("north", 12)));
    take(by("mission", 1, enrol_root("south", 21)));
    take(by("south", 21, enrol("south", 22)));
  }

  /// Lets the statement continue its key's chain, expects it to pass, and takes it in.
  void take(domain::Statement statement) {
    statement.index = {next_};
    const auto chain = authors_.chain(statement.header.key);
    statement.header.sequence = chain.next_sequence;
    statement.header.previous = chain.last;
    statement.id[0] = static_cast<std::uint8_t>(++next_);
    const auto may = authors_.may_speak(statement);
    ASSERT_TRUE(may) << may.error().to_string();
    authors_.apply(statement);
  }
  /// The reason; empty where it may be said.
  std::string refusal(domain::Statement statement) const {
    const auto chain = authors_.chain(statement.header.key);
    statement.header.sequence = chain.next_sequence;
    statement.header.previous = chain.last;
    const auto may = authors_.may_speak(statement);
    return may ? "" : may.error().reason;
  }
  bool refused(const domain::Statement& statement) const { return !refusal(statement).empty(); }

  AuthorRegister authors_;
  std::uint64_t next_ = 0;
};

TEST(AuthorRegister, the_first_entry_enrols_its_own_key_as_root_and_nothing_else_will_do) {
  const AuthorRegister empty;
  EXPECT_FALSE(empty.may_speak(by("mission", 1, domain::Status{})));
  EXPECT_FALSE(empty.may_speak(by("mission", 1, enrol_root("mission", 2))));
  EXPECT_FALSE(empty.may_speak(by("mission", 1, enrol_root("north", 1))));
  EXPECT_FALSE(empty.may_speak(by("mission", 1, enrol("mission", 1))));
  EXPECT_FALSE(empty.may_speak(by("mission", 1, revoke("mission", 1))));
  EXPECT_TRUE(empty.may_speak(by("mission", 1, enrol_root("mission", 1))));
}

TEST_F(AuthorRegisterTest, a_key_nobody_enrolled_may_not_speak) {
  EXPECT_TRUE(refused(by("north", 13, domain::Status{})));
  take(by("north", 11, enrol("north", 13)));
  take(by("north", 13, domain::Status{}));
}

TEST_F(AuthorRegisterTest, a_key_speaks_only_for_its_own_party) {
  EXPECT_TRUE(refused(by("south", 12, domain::Status{})));
  EXPECT_TRUE(refused(by("south", 11, enrol("south", 23))));
}

TEST_F(AuthorRegisterTest, a_root_signs_key_statements_only_and_an_author_none) {
  EXPECT_EQ(refusal(by("north", 11, domain::Status{})),
            "a root key signs key statements and nothing else");
  EXPECT_EQ(refusal(by("north", 12, enrol("north", 13))), "only a root key changes keys");
  EXPECT_EQ(refusal(by("mission", 2, enrol_root("east", 31))), "only a root key changes keys");
}

TEST_F(AuthorRegisterTest, the_mission_enrols_roots_and_no_author_but_its_own) {
  EXPECT_TRUE(refused(by("mission", 1, enrol("north", 13))));
  EXPECT_TRUE(refused(by("mission", 1, revoke("north", 12))));
  EXPECT_TRUE(refused(by("mission", 1, rotate("north", 12, 13))));
  EXPECT_TRUE(refused(by("south", 21, enrol_root("east", 31))));
  take(by("mission", 1, enrol_root("east", 31)));
  take(by("mission", 1, enrol("mission", 3)));
}

TEST_F(AuthorRegisterTest, a_party_has_one_root_which_may_be_rotated_and_never_revoked) {
  EXPECT_EQ(refusal(by("mission", 1, enrol_root("north", 13))),
            "'north' has a root key since entry 2");
  EXPECT_NE(refusal(by("north", 11, revoke("north", 11))).find("its only one"), std::string::npos);
  take(by("north", 11, rotate("north", 11, 13, KeyRole::root)));
  EXPECT_TRUE(refused(by("north", 11, enrol("north", 14))));
  take(by("north", 13, enrol("north", 14)));
  take(by("north", 12, domain::Status{}));  // the authors stay
}

TEST_F(AuthorRegisterTest, a_root_that_is_lost_is_rotated_by_the_mission_and_by_nobody_else) {
  EXPECT_TRUE(refused(by("south", 21, rotate("north", 11, 13, KeyRole::root))));
  take(by("mission", 1, rotate("north", 11, 13, KeyRole::root)));
  EXPECT_TRUE(refused(by("north", 11, enrol("north", 14))));
  take(by("north", 13, revoke("north", 12)));
}

TEST_F(AuthorRegisterTest, a_revoked_key_is_silent_from_then_on_and_cannot_come_back) {
  take(by("north", 11, revoke("north", 12)));
  EXPECT_TRUE(refused(by("north", 12, domain::Status{})));
  EXPECT_TRUE(refused(by("north", 11, enrol("north", 12))));
  EXPECT_TRUE(refused(by("north", 11, revoke("north", 12))));
  EXPECT_TRUE(refused(by("north", 11, rotate("north", 12, 13))));
}

TEST_F(AuthorRegisterTest, one_party_cannot_touch_the_authors_of_another) {
  EXPECT_TRUE(refused(by("south", 21, revoke("north", 12))));
  EXPECT_TRUE(refused(by("south", 21, enrol("north", 14))));
  EXPECT_TRUE(refused(by("south", 21, rotate("north", 12, 14))));
  EXPECT_TRUE(refused(by("south", 21, revoke("south", 12))));
}

TEST_F(AuthorRegisterTest, rotation_ends_the_key_it_names_and_keeps_its_role) {
  EXPECT_TRUE(refused(by("north", 11, rotate("north", 12, 13, KeyRole::root))));
  EXPECT_TRUE(refused(by("north", 11, rotate("north", 11, 13))));
  EXPECT_TRUE(refused(by("north", 11, rotate("north", 12, 22))));
  take(by("north", 11, rotate("north", 12, 13)));
  EXPECT_TRUE(refused(by("north", 12, domain::Status{})));
  take(by("north", 13, domain::Status{}));
}

TEST_F(AuthorRegisterTest, the_list_says_from_which_entry_to_which_each_key_holds) {
  take(by("north", 11, rotate("north", 12, 13)));
  const auto keys = authors_.keys();
  ASSERT_EQ(keys.size(), 7u);
  EXPECT_EQ(keys[0].role, KeyRole::root);
  EXPECT_EQ(keys[3].key, key_number(12));
  EXPECT_EQ(keys[3].since.value, 3u);
  EXPECT_EQ(keys[3].until, base::EntryIndex{6});
  EXPECT_EQ(keys[6].since.value, 6u);
  EXPECT_FALSE(keys[6].until);
  EXPECT_EQ(authors_.root_of("north")->key, key_number(11));
  EXPECT_EQ(authors_.root_of("nobody"), nullptr);
}

TEST_F(AuthorRegisterTest, a_key_statement_is_for_everybody) {
  domain::Statement hidden = by("north", 11, enrol("north", 13));
  hidden.header.audience = {domain::AudienceLabel::named, {"north"}};
  EXPECT_TRUE(refused(hidden));
}

TEST_F(AuthorRegisterTest, an_erasure_is_for_everybody) {
  domain::Statement erasure = by("north", 12, domain::Erasure{});
  EXPECT_FALSE(refused(erasure));
  erasure.header.audience = {domain::AudienceLabel::all_parties, {}};
  EXPECT_TRUE(refused(erasure));
}

TEST_F(AuthorRegisterTest, an_erased_key_statement_is_refused) {
  domain::Statement erased = by("north", 11, enrol("north", 13));
  erased.body.reset();
  EXPECT_TRUE(refused(erased));
}

TEST_F(AuthorRegisterTest, what_was_not_allowed_changes_no_key_even_where_it_became_an_entry) {
  domain::Statement theft = by("south", 21, enrol("north", 23));
  theft.header.sequence = authors_.chain(key_number(21)).next_sequence;
  authors_.apply(theft);
  EXPECT_EQ(authors_.find(key_number(23)), nullptr);
}

TEST_F(AuthorRegisterTest, a_key_statement_under_a_used_number_changes_no_key) {
  domain::Statement twice = by("north", 11, enrol("north", 13));
  twice.header.sequence = 0;
  ASSERT_TRUE(authors_.may_speak(twice));
  authors_.apply(twice);
  EXPECT_EQ(authors_.find(key_number(13)), nullptr);
}

TEST_F(AuthorRegisterTest, a_number_that_leaves_a_gap_must_wait) {
  domain::Statement early = by("mission", 2, domain::Status{});
  early.header.sequence = 2;
  const auto may = authors_.may_speak(early);
  ASSERT_FALSE(may);
  EXPECT_EQ(may.error().code, base::ErrorCode::conflict);
}

TEST_F(AuthorRegisterTest, a_statement_that_passes_over_the_last_one_is_refused) {
  take(by("mission", 2, domain::Status{}));
  domain::Statement next = by("mission", 2, domain::Status{});
  next.header.sequence = 1;  // right number, `prev` still zeros
  const auto may = authors_.may_speak(next);
  ASSERT_FALSE(may);
  EXPECT_EQ(may.error().place, "prev");
}

TEST_F(AuthorRegisterTest, a_number_said_before_is_kept_as_evidence_and_moves_nothing) {
  take(by("mission", 2, domain::Status{}));
  domain::Statement twice = by("mission", 2, domain::Status{});
  twice.header.sequence = 0;
  ASSERT_TRUE(authors_.may_speak(twice));
  authors_.apply(twice);
  EXPECT_EQ(authors_.chain(key_number(2)).next_sequence, 1u);
}

}  // namespace
}  // namespace truceline::engine
