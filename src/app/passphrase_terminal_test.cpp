// SPDX-License-Identifier: Apache-2.0
//
// A person at a terminal, played by the test on the other end of a pseudo terminal.
#include <array>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/passphrase.hpp"

namespace truceline::app {
namespace {

struct Session {
  std::string seen;   ///< Everything that stood on the terminal.
  std::string given;  ///< What the program got, or "error: " and why not.
};

constexpr int kPatienceMs = 10'000;

std::string read_once(int descriptor) {
  pollfd waiting{descriptor, POLLIN, 0};
  if (::poll(&waiting, 1, kPatienceMs) <= 0) return {};
  std::array<char, 512> buffer{};
  const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
  return got > 0 ? std::string(buffer.data(), static_cast<std::size_t>(got)) : std::string();
}

[[noreturn]] void ask_and_exit(int answer, bool make) {
  const auto secret = ask_passphrase("Passphrase", make);
  const std::string text =
      secret ? std::string(base::text_of(secret->bytes())) : "error: " + secret.error().reason;
  const bool written = ::write(answer, text.data(), text.size()) >= 0;
  ::_exit(written ? 0 : 1);
}

/// Types one line after each question.
Session at_terminal(const std::vector<std::string>& lines, bool make) {
  std::array<int, 2> answer{};
  EXPECT_EQ(::pipe(answer.data()), 0);
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  EXPECT_GE(child, 0);
  if (child == 0) ask_and_exit(answer[1], make);
  ::close(answer[1]);
  Session session;
  for (const std::string& line : lines) {
    const std::size_t before = session.seen.size();
    while (session.seen.find(": ", before) == std::string::npos) {
      const std::string more = read_once(terminal);
      if (more.empty()) break;
      session.seen += more;
    }
    EXPECT_EQ(::write(terminal, line.data(), line.size()), static_cast<ssize_t>(line.size()));
  }
  session.given = read_once(answer[0]);
  session.seen += read_once(terminal);
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  ::close(answer[0]);
  ::close(terminal);
  return session;
}

TEST(PassphraseTerminal, what_is_typed_is_taken_and_never_shown) {
  const Session session = at_terminal({"open sesame\n"}, false);
  EXPECT_EQ(session.given, "open sesame");
  EXPECT_EQ(session.seen.find("sesame"), std::string::npos) << session.seen;
}

TEST(PassphraseTerminal, a_new_one_is_asked_twice_and_must_be_the_same) {
  EXPECT_EQ(at_terminal({"four plain words\n", "four plain words\n"}, true).given,
            "four plain words");
  EXPECT_EQ(at_terminal({"four plain words\n", "four plane words\n"}, true).given,
            "error: the two passphrases differ");
}

TEST(PassphraseTerminal, mistakes_can_be_taken_back) {
  EXPECT_EQ(at_terminal({"opem\177n sesamé\177e\n"}, false).given, "open sesame");
  EXPECT_EQ(at_terminal({"all wrong\025right\n"}, false).given, "right");
}

TEST(PassphraseTerminal, control_c_and_an_empty_line_give_none) {
  EXPECT_EQ(at_terminal({"half\003"}, false).given, "error: no passphrase was given");
  EXPECT_EQ(at_terminal({"\n"}, false).given, "error: no passphrase was given");
}

TEST(PassphraseTerminal, without_a_terminal_it_says_what_else_to_do) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::setsid();  // which leaves the terminal, if there is one
    const auto secret = ask_passphrase("Passphrase", true);
    const bool as_wanted = !secret && secret.error().code == base::ErrorCode::forbidden &&
                           secret.error().mend.find("--passphrase-file") != std::string::npos;
    ::_exit(as_wanted ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace truceline::app
