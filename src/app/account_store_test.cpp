// SPDX-License-Identifier: Apache-2.0
#include "app/account_store.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "app/credential_store.hpp"
#include "app/temporary_folder.hpp"
#include "app/totp.hpp"
#include "base/limits.hpp"

namespace truceline::app {
namespace {

namespace limits = base::limits;
using base::ErrorCode;

constexpr base::TimeMs kNow{1'700'000'000'000};

base::TimeMs later(std::int64_t ms) {
  return {kNow.value + ms};
}

class AccountStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(AccountFile::create(path_));
    auto file = AccountFile::open(path_);
    ASSERT_TRUE(file) << file.error().to_string();
    file_ = *std::move(file);
    store_.emplace(*file_, passwords_);
    credentials_.emplace(*file_);
    add("north.duty", Role::duty_officer);
  }

  void add(const std::string& name, Role role) {
    const auto added = store_->add({name, "north", role, false, false, kNow}, secret("four words"));
    ASSERT_TRUE(added) << added.error().to_string();
  }
  static Secret secret(std::string_view text) { return Secret::of(text); }
  bool proves(const std::string& name, std::string_view passphrase, std::string_view code = "",
              base::TimeMs at = kNow) {
    const auto account = store_->prove(name, secret(passphrase), code, at);
    EXPECT_TRUE(account);
    return account && account->has_value();
  }
  std::string session() { return *credentials_->begin_session("north.duty", kNow); }
  bool is_in(const std::string& shown, base::TimeMs at = kNow) {
    const auto caller = credentials_->caller(credential_of(shown), at);
    EXPECT_TRUE(caller);
    return caller && caller->has_value();
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "accounts.db";
  Passwords passwords_{kKeyCostOfTests};
  std::unique_ptr<AccountFile> file_;
  std::optional<AccountStore> store_;
  std::optional<CredentialStore> credentials_;
};

TEST_F(AccountStoreTest, an_account_is_proved_by_its_passphrase_alone) {
  EXPECT_TRUE(proves("north.duty", "four words"));
  EXPECT_FALSE(proves("north.duty", "four word"));
  EXPECT_FALSE(proves("north.duty", ""));
  EXPECT_FALSE(proves("north", "four words"));
  EXPECT_EQ(store_->accounts()->size(), 1u);
  EXPECT_EQ(store_->account("north.duty")->role, Role::duty_officer);
  EXPECT_EQ(store_->account("south").error().code, ErrorCode::not_found);
}

TEST_F(AccountStoreTest, a_name_is_taken_once_and_is_plain) {
  const Account again{"north.duty", "south", Role::reader, false, false, kNow};
  EXPECT_EQ(store_->add(again, secret("other words")).error().code, ErrorCode::conflict);
  for (const char* name : {"", "North", ".north", "north duty", "n\xc3\xb6rd", "a\nb"}) {
    Account account = again;
    account.name = name;
    EXPECT_EQ(store_->add(account, secret("other words")).error().code, ErrorCode::invalid_input);
  }
  EXPECT_FALSE(is_account_name(std::string(65, 'a')));
  EXPECT_TRUE(is_account_name(std::string(64, 'a')));
}

TEST_F(AccountStoreTest, every_attempt_costs_one_check_whether_the_name_is_known_or_not) {
  ASSERT_TRUE(store_->set_disabled("north.duty", true));
  add("north.coded", Role::reader);
  ASSERT_TRUE(store_->make_code_key("north.coded"));
  for (const char* name : {"north.duty", "north.coded", "nobody", "", "a name that cannot be"}) {
    const std::uint64_t before = passwords_.checked();
    EXPECT_FALSE(proves(name, "four words", "123456"));
    EXPECT_EQ(passwords_.checked(), before + 1) << name;
  }
}

TEST_F(AccountStoreTest, a_code_is_asked_for_and_good_once) {
  const auto key = store_->make_code_key("north.duty");
  ASSERT_TRUE(key);
  const std::string code = code_at(*key, code_step(kNow));
  EXPECT_FALSE(proves("north.duty", "four words"));
  EXPECT_FALSE(proves("north.duty", "wrong words", code)) << "and it is not used up by that";
  EXPECT_TRUE(proves("north.duty", "four words", code));
  EXPECT_FALSE(proves("north.duty", "four words", code)) << "replayed";
  EXPECT_TRUE(proves("north.duty", "four words", code_at(*key, code_step(kNow) + 1)));
  const auto newer = store_->make_code_key("north.duty");
  EXPECT_FALSE(
      proves("north.duty", "four words", code_at(*key, code_step(later(90'000))), later(90'000)));
  EXPECT_TRUE(
      proves("north.duty", "four words", code_at(*newer, code_step(later(90'000))), later(90'000)));
  ASSERT_TRUE(store_->drop_code_key("north.duty"));
  EXPECT_TRUE(proves("north.duty", "four words"));
}

TEST_F(AccountStoreTest, a_session_ends_when_idle_and_after_a_shift) {
  const std::string shown = session();
  EXPECT_TRUE(is_in(shown, later(limits::kSessionIdleMs - 1)));
  EXPECT_FALSE(is_in(shown, later(limits::kSessionIdleMs)));
  // Used every ten minutes it goes on, and not beyond twelve hours.
  for (std::int64_t at = 0; at < limits::kSessionMs; at += 600'000) {
    const auto caller = credentials_->caller(credential_of(shown), later(at));
    ASSERT_TRUE(caller && caller->has_value()) << at;
    ASSERT_TRUE(credentials_->note_use(**caller, later(at)));
  }
  EXPECT_FALSE(is_in(shown, later(limits::kSessionMs)));
}

TEST_F(AccountStoreTest, a_session_ends_at_logout_with_a_new_passphrase_and_with_the_account) {
  const std::string first = session();
  const std::string other = session();
  EXPECT_NE(first, other);
  ASSERT_TRUE(credentials_->end(credential_of(first)));
  EXPECT_FALSE(is_in(first));
  EXPECT_TRUE(is_in(other));
  ASSERT_TRUE(store_->set_passphrase("north.duty", secret("new long words")));
  EXPECT_FALSE(is_in(other));
  EXPECT_FALSE(proves("north.duty", "four words"));
  const std::string third = session();
  ASSERT_TRUE(store_->set_disabled("north.duty", true));
  EXPECT_FALSE(is_in(third));
  EXPECT_FALSE(proves("north.duty", "new long words"));
  ASSERT_TRUE(store_->set_disabled("north.duty", false));
  EXPECT_FALSE(is_in(third)) << "it does not come back";
  EXPECT_TRUE(proves("north.duty", "new long words"));
}

TEST_F(AccountStoreTest, the_oldest_session_makes_room_for_a_new_one) {
  std::vector<std::string> shown;
  for (std::size_t i = 0; i <= limits::kSessionsOfAccount; ++i)
    shown.push_back(
        *credentials_->begin_session("north.duty", later(static_cast<std::int64_t>(i))));
  EXPECT_FALSE(is_in(shown.front(), later(100)));
  for (std::size_t i = 1; i < shown.size(); ++i) EXPECT_TRUE(is_in(shown[i], later(100))) << i;
}

TEST_F(AccountStoreTest, a_token_does_what_its_role_allows_until_it_ends_or_is_revoked) {
  const Scopes read = Scopes{}.with(Scope::read);
  const auto token =
      credentials_->make_token("north.duty", "the wall display", read, kNow, later(1000));
  ASSERT_TRUE(token);
  const auto caller = credentials_->caller(credential_of(*token), later(999));
  ASSERT_TRUE(caller && caller->has_value());
  EXPECT_EQ((*caller)->party, "north");
  EXPECT_EQ((*caller)->scopes, read);
  EXPECT_TRUE((*caller)->by_token);
  EXPECT_FALSE(is_in(*token, later(1000)));
  EXPECT_EQ(credentials_->make_token("north.duty", "", read.with(Scope::admin), kNow, later(1000))
                .error()
                .code,
            ErrorCode::forbidden);
  EXPECT_EQ(credentials_->make_token("nobody", "", read, kNow, later(1000)).error().code,
            ErrorCode::not_found);
  const auto listed = credentials_->tokens("north.duty");
  ASSERT_EQ(listed->size(), 1u);
  EXPECT_EQ(credentials_->revoke("zz").error().code, ErrorCode::not_found);
  EXPECT_EQ(credentials_->revoke(listed->front().id)->label, "the wall display");
  EXPECT_FALSE(is_in(*token));
  EXPECT_TRUE(credentials_->tokens("")->empty());
}

TEST_F(AccountStoreTest, another_process_is_heeded_at_once) {
  const std::string shown = session();
  const auto other = AccountFile::open(path_);
  AccountStore elsewhere(**other, passwords_);
  EXPECT_TRUE(is_in(shown));
  ASSERT_TRUE(elsewhere.set_disabled("north.duty", true));
  EXPECT_FALSE(is_in(shown));
}

TEST_F(AccountStoreTest, what_a_holder_shows_is_in_no_file) {
  const std::string shown = session();
  const auto token =
      credentials_->make_token("north.duty", "", Scopes{}.with(Scope::read), kNow, later(1000));
  const std::string raw = std::string(base::text_of(*base::from_hex(*token)));
  for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
    std::ifstream in(file.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    EXPECT_EQ(bytes.str().find(shown), std::string::npos) << file.path();
    EXPECT_EQ(bytes.str().find(*token), std::string::npos) << file.path();
    EXPECT_EQ(bytes.str().find(raw), std::string::npos) << file.path();
    EXPECT_EQ(bytes.str().find("four words"), std::string::npos) << file.path();
    const auto mode = std::filesystem::status(file.path()).permissions();
    EXPECT_EQ(mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
              std::filesystem::perms::none)
        << file.path();
  }
}

TEST_F(AccountStoreTest, a_file_that_others_may_read_or_that_is_another_one_is_refused) {
  file_.reset();
  std::filesystem::permissions(path_, std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  EXPECT_EQ(AccountFile::open(path_).error().code, ErrorCode::forbidden);
  EXPECT_EQ(AccountFile::open(folder_.path() / "none.db").error().code, ErrorCode::not_found);
  EXPECT_EQ(AccountFile::create(path_).error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace truceline::app
