// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <string_view>
#include <termios.h>
#include <unistd.h>

#include "app/passphrase.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::uint8_t kInterrupt = 0x03;  // Ctrl-C
constexpr std::uint8_t kEndOfText = 0x04;  // Ctrl-D
constexpr std::uint8_t kBackspace = 0x08;
constexpr std::uint8_t kKillLine = 0x15;  // Ctrl-U
constexpr std::uint8_t kDelete = 0x7f;

/// The terminal itself, whatever the standard streams are, silent while this lives. Ctrl-C comes
/// as a character, so that no signal leaves the terminal silent.
class SilentTerminal {
 public:
  SilentTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    if (descriptor_ < 0 || ::tcgetattr(descriptor_, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
    silent.c_cc[VMIN] = 1;
    silent.c_cc[VTIME] = 0;
    ready_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;
  ~SilentTerminal() {
    if (ready_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  bool ready() const { return ready_; }

  void say(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(descriptor_, text.data(), text.size());
      if (written <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  Result<Secret> read_line() const {
    Secret secret(base::limits::kPassphraseBytes);
    for (;;) {
      std::uint8_t byte = 0;
      if (::read(descriptor_, &byte, 1) != 1 || byte == kInterrupt)
        return Error{ErrorCode::forbidden, "no passphrase was given", {}, "run it again"};
      if (byte == '\n' || byte == '\r' || byte == kEndOfText) break;
      if (byte == kKillLine) {
        while (secret.size() > 0) secret.drop_last();
      } else if (byte == kBackspace || byte == kDelete) {
        drop_character(secret);
      } else if (!secret.append(byte)) {
        return Error{ErrorCode::too_large, "the passphrase is too long", {}, "take a shorter one"};
      }
    }
    say("\n");
    return secret;
  }

 private:
  /// One character may be several bytes of UTF-8.
  static void drop_character(Secret& secret) {
    bool continues = secret.size() > 0;
    while (continues) {
      continues = (secret.bytes().back() & 0xc0U) == 0x80U && secret.size() > 1;
      secret.drop_last();
    }
  }

  int descriptor_;
  termios before_{};
  bool ready_ = false;
};

}  // namespace

Result<Secret> ask_passphrase(const std::string& question, bool make) {
  const SilentTerminal terminal;
  if (!terminal.ready())
    return Error{ErrorCode::forbidden,
                 "a passphrase is needed, and there is no terminal to ask at",
                 {},
                 make ? "--passphrase-file FILE, or --no-passphrase for a demonstration"
                      : "--passphrase-file FILE"};
  terminal.say(question + ": ");
  TRY_ASSIGN(Secret secret, terminal.read_line());
  if (secret.size() == 0)
    return Error{ErrorCode::forbidden, "no passphrase was given", {}, "run it again"};
  if (!make) return secret;
  terminal.say("The same again: ");
  TRY_ASSIGN(const Secret again, terminal.read_line());
  if (secret == again) return secret;
  return Error{ErrorCode::invalid_input, "the two passphrases differ", {}, "run it again"};
}

}  // namespace truceline::app
