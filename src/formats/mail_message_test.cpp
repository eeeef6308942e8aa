// SPDX-License-Identifier: Apache-2.0
#include "formats/mail_message.hpp"

#include <functional>
#include <gtest/gtest.h>

#include "base/bytes.hpp"
#include "base/limits.hpp"

namespace truceline::formats {
namespace {

MailMessage plain() {
  MailMessage message;
  message.from = "truceline@mission.example";
  message.to = "duty@north.example";
  message.subject = "A notification waits (entry 412)";
  message.date = {1'795'374'115'000};
  message.id = "dlv_0a@mission.example";
  message.text = "It waits.\n";
  message.more = {{"X-Truceline-Delivery", "dlv_0a"}};
  return message;
}

std::vector<std::string> lines_of(const std::string& bytes) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = bytes.find("\r\n", from)) != std::string::npos; from = at + 2)
    lines.push_back(bytes.substr(from, at - from));
  EXPECT_EQ(from, bytes.size()) << "each line is ended by CR LF";
  return lines;
}

/// What a reader of encoded words (RFC 2047) shows.
std::string decoded(std::string text) {
  std::string out;
  for (std::size_t at = 0; (at = text.find("\r\n ")) != std::string::npos;) text.erase(at, 3);
  while (!text.empty()) {
    const std::size_t end = text.find("?=", 10);
    if (!text.starts_with("=?UTF-8?B?") || end == std::string::npos) return out + text;
    const auto word = base::text_from_base64(text.substr(10, end - 10));
    EXPECT_TRUE(word && base::is_utf8(*word)) << "no character is cut in two";
    out += word.value();
    text.erase(0, end + 2);
  }
  return out;
}

TEST(MailMessage, is_what_every_mail_server_carries) {
  const auto bytes = mail_bytes(plain());
  ASSERT_TRUE(bytes) << bytes.error().to_string();
  EXPECT_EQ(*bytes,
            "From: truceline@mission.example\r\n"
            "To: duty@north.example\r\n"
            "Subject: A notification waits (entry 412)\r\n"
            "Date: Sun, 22 Nov 2026 19:01:55 +0000\r\n"
            "Message-ID: <dlv_0a@mission.example>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "X-Truceline-Delivery: dlv_0a\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n"
            "\r\n"
            "SXQgd2FpdHMuDQo=\r\n");
  EXPECT_EQ(*mail_bytes(plain()), *bytes) << "the same message has the same bytes";
}

TEST(MailMessage, arabic_subjects_become_encoded_words_and_no_letter_is_cut) {
  MailMessage message = plain();
  for (int repeat = 0; repeat < 12; ++repeat) {
    message.subject += repeat % 3 == 0 ? " هدنة الوادي: إخطار بانتظاركم" : " 🕊 é";
    message.from_name = message.subject;
    const auto bytes = mail_bytes(message);
    ASSERT_TRUE(bytes);
    for (const std::string& line : lines_of(*bytes)) {
      EXPECT_LE(line.size(), 78u) << line;
      for (const char c : line) EXPECT_TRUE(c >= ' ' && c <= '~') << line;
    }
    const std::size_t from = bytes->find("\r\nSubject: ") + 11;
    const std::size_t end = bytes->find("\r\nDate: ");
    EXPECT_EQ(decoded(bytes->substr(from, end - from)), message.subject);
  }
}

TEST(MailMessage, every_length_of_a_text_is_read_back_from_every_column) {
  std::string text;
  for (int length = 0; length < 150; ++length) {
    for (const std::size_t used :
         {std::size_t{0}, std::size_t{9}, std::size_t{60}, std::size_t{78}})
      EXPECT_EQ(decoded(encoded_header_text(text, used)), text) << length << " at " << used;
    text += length % 4 == 0 ? "x" : length % 4 == 1 ? "ه" : length % 4 == 2 ? " " : "🕊";
  }
  EXPECT_NE(encoded_header_text("=?UTF-8?B?SGk=?=", 0), "=?UTF-8?B?SGk=?=") << "told as it is";
}

TEST(MailMessage, nobody_writes_headers_or_commands_into_it) {
  const std::vector<std::string> attempts = {"a\r\nBcc: x@y.example", "a\nb",    "a\rb",
                                             std::string("a\0b", 3),  "a\x7f",   "a\xc2\x85\x62",
                                             "a\xe2\x80\xa8\x62",     "\xff\xfe"};
  for (const std::string& attempt : attempts) {
    for (const auto& set : std::vector<std::function<void(MailMessage&)>>{
             [&](MailMessage& m) { m.subject = attempt; },
             [&](MailMessage& m) { m.from_name = attempt; },
             [&](MailMessage& m) { m.to = attempt + "@north.example"; },
             [&](MailMessage& m) { m.from = "a@" + attempt; },
             [&](MailMessage& m) { m.id = attempt + "@x"; },
             [&](MailMessage& m) {
               m.more = {{"X-A", attempt}};
             },
             [&](MailMessage& m) {
               m.more = {{attempt, "x"}};
             }}) {
      MailMessage message = plain();
      set(message);
      EXPECT_FALSE(mail_bytes(message)) << attempt;
    }
  }
}

TEST(MailMessage, a_name_with_a_comma_is_not_two_addresses) {
  MailMessage message = plain();
  message.from_name = "Mission, \"duty\" <evil@x.example>";
  const auto bytes = mail_bytes(message);
  ASSERT_TRUE(bytes);
  EXPECT_TRUE(bytes->starts_with("From: =?UTF-8?B?")) << *bytes;
  EXPECT_NE(bytes->find("\r\n <truceline@mission.example>\r\n"), std::string::npos);
}

TEST(MailMessage, a_line_of_a_dot_ends_nothing) {
  MailMessage message = plain();
  message.text = "before\n.\nQUIT\n";
  const auto bytes = mail_bytes(message);
  for (const std::string& line : lines_of(*bytes)) EXPECT_FALSE(line.starts_with('.'));
}

TEST(MailMessage, a_text_that_is_too_long_is_refused_and_not_cut) {
  MailMessage message = plain();
  message.text = std::string(base::limits::kDeliveryBytes, 'x');
  EXPECT_EQ(mail_bytes(message).error().code, base::ErrorCode::too_large);
}

TEST(MailAddress, is_a_dot_atom_at_a_domain) {
  for (const char* good : {"duty@north.example", "a.b+c@x-y.example", "d@xn--mgbh0fb.example",
                           "o'neil@north.example", "a@localhost"})
    EXPECT_TRUE(mail_address(good)) << good;
  const std::vector<std::string> bad = {"",
                                        "@",
                                        "a@",
                                        "@b",
                                        "a b@c.example",
                                        "a@b@c.example",
                                        "<a@b.example>",
                                        "a@b.example>",
                                        "\"a b\"@c.example",
                                        "a..b@c.example",
                                        ".a@c.example",
                                        "a.@c.example",
                                        "a@.example",
                                        "a@example.",
                                        "a@b..example",
                                        "a@-b.example",
                                        "a@b-.example",
                                        "a@[127.0.0.1]",
                                        "a@b.example SIZE=1",
                                        "a@b.example\r\nRCPT TO:<x@y>",
                                        "é@b.example",
                                        "a@شمال.example",
                                        std::string(65, 'a') + "@b.example",
                                        "a@" + std::string(64, 'b') + ".example",
                                        "a@" + std::string(300, 'b')};
  for (const std::string& address : bad) EXPECT_FALSE(mail_address(address)) << address;
}

}  // namespace
}  // namespace truceline::formats
