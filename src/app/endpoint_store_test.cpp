// SPDX-License-Identifier: Apache-2.0
#include "app/endpoint_store.hpp"

#include <functional>
#include <gtest/gtest.h>

#include "app/clock.hpp"
#include "app/temporary_folder.hpp"

namespace truceline::app {
namespace {

class Endpoints : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(DeliveryFile::create(path_));
    file_ = DeliveryFile::open(path_).value();
    store_.emplace(*file_);
  }
  base::Result<Endpoint> add(const std::string& address, bool allow_private = false,
                             const std::string& party = "north") {
    return store_->add({party, address, "desk", allow_private}, {7}, {1'000});
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / DeliveryFile::kName;
  std::unique_ptr<DeliveryFile> file_;
  std::optional<EndpointStore> store_;
};

TEST_F(Endpoints, are_in_a_file_that_only_its_owner_reads) {
  EXPECT_EQ(std::filesystem::status(path_).permissions() & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  ASSERT_TRUE(add("duty@north.example"));
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
    EXPECT_EQ(std::filesystem::status(entry).permissions() & std::filesystem::perms::others_all,
              std::filesystem::perms::none)
        << entry;
  std::filesystem::permissions(path_, std::filesystem::perms{0640});
  EXPECT_EQ(DeliveryFile::open(path_).error().code, base::ErrorCode::forbidden);
}

TEST_F(Endpoints, are_mail_addresses_and_web_addresses_with_tls) {
  EXPECT_EQ(add("duty@north.example")->kind, EndpointKind::mail);
  EXPECT_EQ(add("https://north.example/hook?x=1")->kind, EndpointKind::webhook);
  EXPECT_EQ(add("http://localhost:8000/hook", true)->kind, EndpointKind::webhook);
  for (const char* bad :
       {"http://north.example/hook", "ftp://north.example/", "https://", "https://a b.example/",
        "https://user:word@north.example/", "https://north.example/#part", "smtp://north.example",
        "file:///etc/passwd", "north.example", "a@b@c.example", "a@b.example\r\nRCPT TO:<x@y>",
        "https://north.example/\r\nX: y", "https://شمال.example/"})
    EXPECT_FALSE(add(bad)) << bad;
  const std::string secret = "https://user:pass-word@north.example/";
  EXPECT_EQ(add(secret).error().to_string().find("pass-word"), std::string::npos);
  EXPECT_FALSE(add("https://north.example/" + std::string(3000, 'x')));
}

TEST_F(Endpoints, one_address_is_named_once_for_a_party_and_few_for_each) {
  ASSERT_TRUE(add("duty@north.example"));
  EXPECT_EQ(add("duty@north.example").error().code, base::ErrorCode::conflict);
  EXPECT_TRUE(add("duty@north.example", false, "south")) << "two may share a desk";
  for (std::size_t i = 1; i < base::limits::kEndpointsOfParty; ++i)
    ASSERT_TRUE(add("duty" + std::to_string(i) + "@north.example"));
  EXPECT_EQ(add("more@north.example").error().code, base::ErrorCode::too_large);
}

TEST_F(Endpoints, each_webhook_has_a_key_of_its_own_until_it_is_renewed_or_removed) {
  const EndpointId mail = add("duty@north.example")->id;
  const EndpointId first = add("https://north.example/1")->id;
  const EndpointId second = add("https://north.example/2")->id;
  EXPECT_TRUE(store_->secret_of(mail)->empty());
  const base::Bytes key = store_->secret_of(first).value();
  EXPECT_EQ(key.size(), 32u);
  EXPECT_NE(store_->secret_of(second).value(), key);
  ASSERT_TRUE(store_->renew_secret(first));
  EXPECT_NE(store_->secret_of(first).value(), key);
  EXPECT_FALSE(store_->renew_secret(mail));
  ASSERT_TRUE(store_->remove(first, {2'000}));
  EXPECT_EQ(store_->secret_of(first).error().code, base::ErrorCode::not_found);
  EXPECT_EQ(store_->remove(first, {2'000}).error().code, base::ErrorCode::not_found);
  EXPECT_EQ(store_->endpoints()->size(), 2u);
  EXPECT_GT(add("https://north.example/3")->id, second) << "a number is never used again";
}

TEST_F(Endpoints, of_others_show_no_more_than_where_they_are) {
  EXPECT_EQ(shortened(*add("duty@north.example")), "d...@north.example");
  EXPECT_EQ(shortened(*add("https://north.example/secret/path?key=1")),
            "https://north.example/...");
  EXPECT_EQ(shortened(*add("https://north.example")), "https://north.example/...");
}

TEST_F(Endpoints, settings_are_kept_and_those_that_cannot_be_are_refused) {
  EXPECT_FALSE(store_->settings()->mail);
  EXPECT_EQ(store_->settings()->silent_after_ms, base::limits::kSilentAfterMs);
  DeliverySettings settings;
  settings.page = "https://truceline.example/base";
  settings.silent_after_ms = 5;
  settings.mail = MailServer{"mail.example", 2587,          MailTls::implicit, "user",
                             "/a/file",      "a@b.example", "/ca.pem"};
  ASSERT_TRUE(store_->set(settings));
  const DeliverySettings kept = store_->settings().value();
  EXPECT_EQ(kept.page, settings.page);
  EXPECT_EQ(kept.silent_after_ms, 5);
  EXPECT_EQ(kept.mail->host, "mail.example");
  EXPECT_EQ(kept.mail->port, 2587);
  EXPECT_EQ(kept.mail->tls, MailTls::implicit);
  EXPECT_EQ(kept.mail->password_file, "/a/file");
  const auto refused = [&](const std::function<void(DeliverySettings&)>& change) {
    DeliverySettings wrong = settings;
    change(wrong);
    return !store_->set(wrong);
  };
  EXPECT_TRUE(refused([](auto& one) { one.page = "javascript:alert(1)"; }));
  EXPECT_TRUE(refused([](auto& one) { one.page = "https://a.example/\n"; }));
  EXPECT_TRUE(refused([](auto& one) { one.mail->host = "mail.example/path"; }));
  EXPECT_TRUE(refused([](auto& one) { one.mail->host = "user@mail.example"; }));
  EXPECT_TRUE(refused([](auto& one) { one.mail->host = "mail.example\r\n"; }));
  EXPECT_TRUE(refused([](auto& one) { one.mail->port = 0; }));
  EXPECT_TRUE(refused([](auto& one) { one.mail->from = "no address"; }));
  EXPECT_TRUE(refused([](auto& one) { one.mail->password_file = ""; }));
  EXPECT_TRUE(refused([](auto& one) { one.mail->tls = MailTls::none; })) << "with a password";
}

TEST_F(Endpoints, silence_is_told_from_failing_and_from_having_nothing_to_say) {
  Endpoint one;
  EXPECT_EQ(state_of(one, {1'000'000}, 100), EndpointState::unused);
  one.last_success = base::TimeMs{5};
  EXPECT_EQ(state_of(one, {1'000'000}, 100), EndpointState::working) << "nothing was to be said";
  one.failing_since = one.unmet_since = base::TimeMs{1'000};
  EXPECT_EQ(state_of(one, {1'099}, 100), EndpointState::failing);
  EXPECT_EQ(state_of(one, {1'100}, 100), EndpointState::silent);
}

}  // namespace
}  // namespace truceline::app
