// SPDX-License-Identifier: Apache-2.0
#include "engine/author_register.hpp"

#include <gtest/gtest.h>

namespace truceline::engine {
namespace {

using domain::Key;
using domain::KeyAction;

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
  statement.body = std::move(body);
  return statement;
}

Key change(KeyAction action, const std::string& party, std::uint8_t key) {
  Key body;
  body.action = action;
  body.party = party;
  body.key = key_number(key);
  return body;
}

class AuthorRegisterTest : public testing::Test {
 protected:
  AuthorRegisterTest() { take(by("mission", 1, change(KeyAction::enrol, "mission", 1))); }

  /// Lets the statement continue its key's chain, expects it to pass, and takes it in.
  void take(domain::Statement statement) {
    const auto chain = authors_.chain(statement.header.key);
    statement.header.sequence = chain.next_sequence;
    statement.header.previous = chain.last;
    statement.id[0] = ++ids_;
    const auto may = authors_.may_speak(statement);
    ASSERT_TRUE(may) << may.error().to_string();
    authors_.apply(statement);
  }
  bool refused(const domain::Statement& statement) const { return !authors_.may_speak(statement); }

  AuthorRegister authors_;
  std::uint8_t ids_ = 0;
};

TEST(AuthorRegister, the_first_entry_enrols_its_own_key_and_nothing_else_will_do) {
  const AuthorRegister empty;
  EXPECT_FALSE(empty.may_speak(by("mission", 1, domain::Status{})));
  EXPECT_FALSE(empty.may_speak(by("mission", 1, change(KeyAction::enrol, "mission", 2))));
  EXPECT_FALSE(empty.may_speak(by("mission", 1, change(KeyAction::revoke, "mission", 1))));
  EXPECT_TRUE(empty.may_speak(by("mission", 1, change(KeyAction::enrol, "mission", 1))));
}

TEST_F(AuthorRegisterTest, a_key_nobody_enrolled_may_not_speak) {
  EXPECT_TRUE(refused(by("north", 2, domain::Status{})));
  take(by("mission", 1, change(KeyAction::enrol, "north", 2)));
  take(by("north", 2, domain::Status{}));
}

TEST_F(AuthorRegisterTest, a_key_speaks_only_for_its_own_party) {
  take(by("mission", 1, change(KeyAction::enrol, "north", 2)));
  EXPECT_TRUE(refused(by("south", 2, domain::Status{})));
}

TEST_F(AuthorRegisterTest, a_revoked_key_is_silent_from_then_on_and_cannot_come_back) {
  take(by("mission", 1, change(KeyAction::enrol, "north", 2)));
  take(by("mission", 1, change(KeyAction::revoke, "north", 2)));
  EXPECT_TRUE(refused(by("north", 2, domain::Status{})));
  EXPECT_TRUE(refused(by("mission", 1, change(KeyAction::enrol, "north", 2))));
}

TEST_F(AuthorRegisterTest, one_party_cannot_touch_the_authors_of_another) {
  take(by("mission", 1, change(KeyAction::enrol, "north", 2)));
  take(by("mission", 1, change(KeyAction::enrol, "south", 3)));
  EXPECT_TRUE(refused(by("south", 3, change(KeyAction::revoke, "north", 2))));
  EXPECT_TRUE(refused(by("south", 3, change(KeyAction::enrol, "north", 4))));
}

TEST_F(AuthorRegisterTest, rotation_retires_the_signing_key) {
  take(by("mission", 1, change(KeyAction::enrol, "north", 2)));
  take(by("north", 2, change(KeyAction::rotate, "north", 3)));
  EXPECT_TRUE(refused(by("north", 2, domain::Status{})));
  take(by("north", 3, domain::Status{}));
}

TEST_F(AuthorRegisterTest, a_point_of_small_order_is_never_enrolled) {
  Key zero = change(KeyAction::enrol, "north", 2);
  zero.key = {};
  EXPECT_TRUE(refused(by("mission", 1, zero)));
}

TEST_F(AuthorRegisterTest, an_erased_key_statement_is_refused) {
  domain::Statement erased = by("mission", 1, change(KeyAction::enrol, "north", 2));
  erased.body.reset();
  EXPECT_TRUE(refused(erased));
}

TEST_F(AuthorRegisterTest, a_number_that_leaves_a_gap_must_wait) {
  domain::Statement early = by("mission", 1, domain::Status{});
  early.header.sequence = 2;
  const auto may = authors_.may_speak(early);
  ASSERT_FALSE(may);
  EXPECT_EQ(may.error().code, base::ErrorCode::conflict);
}

TEST_F(AuthorRegisterTest, a_statement_that_passes_over_the_last_one_is_refused) {
  domain::Statement next = by("mission", 1, domain::Status{});
  next.header.sequence = 1;  // right number, `prev` still zeros
  const auto may = authors_.may_speak(next);
  ASSERT_FALSE(may);
  EXPECT_EQ(may.error().place, "prev");
}

TEST_F(AuthorRegisterTest, a_number_said_before_is_kept_as_evidence_and_moves_nothing) {
  domain::Statement twice = by("mission", 1, domain::Status{});
  twice.header.sequence = 0;
  ASSERT_TRUE(authors_.may_speak(twice));
  authors_.apply(twice);
  EXPECT_EQ(authors_.chain(key_number(1)).next_sequence, 1u);
}

}  // namespace
}  // namespace truceline::engine
