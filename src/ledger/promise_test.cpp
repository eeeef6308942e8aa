// SPDX-License-Identifier: Apache-2.0
#include "ledger/promise.hpp"

#include <gtest/gtest.h>

#include "ledger/note.hpp"

namespace truceline::ledger {
namespace {

const Cosigner kMirror{"mirror.example.org/m1", base::SigningKey::from_seed({7})};

Promise sample() {
  Promise promise;
  promise.mirror = kMirror.name;
  promise.log = "example.org/valley";
  promise.entry.fill(0xab);
  promise.received = {1'493'992'800'000};
  promise.forward_by = {1'494'079'200'000};
  return promise;
}

ForwardReport refusal() {
  ForwardReport report;
  report.promise = sample();
  report.state = ForwardState::refused;
  report.at = {1'493'992'860'000};
  report.tries = 3;
  report.status = 403;
  report.answer = "{\"detail\":\"no\n\"}";
  return report;
}

TEST(Promise, is_a_note_that_people_can_read) {
  const std::string note = sign_promise(sample(), kMirror);
  EXPECT_EQ(note.substr(0, note.find("\n\n")),
            "truceline-promise/1\n"
            "mirror mirror.example.org/m1\n"
            "log example.org/valley\n"
            "entry abababababababababababababababababababababababababababababababab\n"
            "received 2017-05-05T14:00:00Z\n"
            "forward_by 2017-05-06T14:00:00Z");
}

TEST(Promise, is_verified_with_the_key_that_policies_list) {
  const auto opened = open_promise(sign_promise(sample(), kMirror), kMirror.verifier());
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(*opened, sample());
  const Cosigner other{kMirror.name, base::SigningKey::from_seed({8})};
  EXPECT_EQ(open_promise(sign_promise(sample(), kMirror), other.verifier()).error().code,
            base::ErrorCode::forbidden);
}

TEST(Promise, every_changed_character_is_noticed) {
  const std::string note = sign_promise(sample(), kMirror);
  for (std::size_t at = 0; at < note.size(); ++at) {
    std::string changed = note;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_FALSE(open_promise(changed, kMirror.verifier())) << at;
  }
}

TEST(Promise, a_text_in_another_form_is_refused_even_if_it_is_signed) {
  const NoteSigner signer{kMirror.name, kMirror.key};
  std::string text = sign_promise(sample(), kMirror);
  text.resize(text.find("\n\n") + 1);
  for (const auto& [from, to] :
       {std::pair{"14:00:00Z", "14:00Z"}, std::pair{"abab", "ABAB"}, std::pair{"log ", "log  "},
        std::pair{"mirror m", "mirror n"}, std::pair{"promise/1", "promise/2"}}) {
    std::string other = text;
    other.replace(other.find(from), std::string_view(from).size(), to);
    EXPECT_FALSE(open_promise(*sign_note(other, signer), kMirror.verifier())) << to;
  }
  EXPECT_FALSE(open_promise(*sign_note(text + "more\n", signer), kMirror.verifier()));
}

TEST(ForwardReport, says_what_the_host_answered) {
  const std::string note = sign_report(refusal(), kMirror);
  EXPECT_NE(note.find("state refused\ntries 3\nstatus 403\nanswer "), std::string::npos) << note;
  const auto opened = open_report(note, kMirror.verifier());
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(*opened, refusal());
}

TEST(ForwardReport, reads_back_in_every_state) {
  for (const ForwardState state :
       {ForwardState::waiting, ForwardState::accepted, ForwardState::logged, ForwardState::late}) {
    ForwardReport report;
    report.promise = sample();
    report.state = state;
    report.at = sample().received;
    if (state == ForwardState::logged) report.index = base::EntryIndex{41};
    const auto opened = open_report(sign_report(report, kMirror), kMirror.verifier());
    ASSERT_TRUE(opened) << opened.error().to_string();
    EXPECT_EQ(*opened, report);
  }
}

TEST(ForwardReport, is_no_promise_and_a_promise_no_report) {
  EXPECT_FALSE(open_promise(sign_report(refusal(), kMirror), kMirror.verifier()));
  EXPECT_FALSE(open_report(sign_promise(sample(), kMirror), kMirror.verifier()));
}

}  // namespace
}  // namespace truceline::ledger
