// SPDX-License-Identifier: Apache-2.0
//
// For tests: a mail server (RFC 5321, and RFC 3207 where it has a certificate) that takes mails, or
// at any step says something else, hangs, or closes.
#pragma once

#include <optional>
#include <vector>

#include "app/faulty_server.hpp"

namespace truceline::app {

class FaultyMailServer final : public FaultyServer {
 public:
  enum class Step { greeting, hello, from, recipient, data, message, goodbye };
  struct Fault {
    Step step = Step::greeting;
    std::string reply;    ///< Empty: it hangs.
    bool closes = false;  ///< After the reply, or instead of one.
  };
  struct Mail {
    std::string from;
    std::string to;
    std::string bytes;  ///< With CR LF, dots taken off again.
    bool by_tls = false;
    std::string user;  ///< Who logged in: "\0user\0password" as it came, decoded.
    std::string hello;
  };

  FaultyMailServer() { open(); }
  ~FaultyMailServer() override { close(); }

  void set(std::optional<Fault> fault) {
    const std::lock_guard lock(mutex_);
    fault_ = std::move(fault);
  }
  std::vector<Mail> mails() {
    const std::lock_guard lock(mutex_);
    return mails_;
  }
  /// Everything that clients said, line by line.
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }
  bool wait_for_mails(std::size_t count, std::chrono::seconds within = std::chrono::seconds(10)) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, within, [&] { return mails_.size() >= count; });
  }

 private:
  /// False where the talk is over.
  bool say(FaultyTalk& one, Step step, std::string_view usual) {
    std::optional<Fault> fault;
    {
      const std::lock_guard lock(mutex_);
      if (fault_ && fault_->step == step) fault = fault_;
    }
    if (!fault) {
      one.send(std::string(usual) + "\r\n");
      return true;
    }
    if (!fault->reply.empty()) one.send(fault->reply + (fault->closes ? "" : "\r\n"));
    if (fault->reply.empty() && !fault->closes) hang();
    if (fault->closes) one.shut();
    return !fault->closes && !fault->reply.empty();
  }

  void talk(FaultyTalk& one) override {
    Mail mail;
    if (!say(one, Step::greeting, "220 mail.example ESMTP")) return;
    for (std::string line; !(line = one.read_to("\r\n")).empty();) {
      {
        const std::lock_guard lock(mutex_);
        lines_.push_back(line.substr(0, line.size() - 2));
      }
      if (!command(one, line.substr(0, line.size() - 2), mail)) return;
    }
  }

  bool command(FaultyTalk& one, const std::string& line, Mail& mail) {
    const std::string verb = line.substr(0, line.find_first_of(" :"));
    if (verb == "EHLO" || verb == "HELO") {
      mail.hello = line.substr(5);
      const bool offer = context() != nullptr && !one.has_tls();
      return say(one, Step::hello,
                 offer           ? "250-mail.example\r\n250 STARTTLS"
                 : one.has_tls() ? "250-mail.example\r\n250 AUTH PLAIN"
                                 : "250 mail.example");
    }
    if (verb == "STARTTLS" && context() != nullptr) {
      one.send("220 go on\r\n");
      mail.by_tls = one.begin_tls(context());
      return mail.by_tls;
    }
    if (verb == "AUTH") {
      mail.user = line.substr(line.rfind(' ') + 1);
      one.send("235 welcome\r\n");
      return true;
    }
    if (verb == "MAIL") {
      mail.from = line.substr(line.find('<') + 1, line.find('>') - line.find('<') - 1);
      return say(one, Step::from, "250 ok");
    }
    if (verb == "RCPT") {
      mail.to = line.substr(line.find('<') + 1, line.find('>') - line.find('<') - 1);
      return say(one, Step::recipient, "250 ok");
    }
    if (verb == "DATA") return say(one, Step::data, "354 go on") && message(one, mail);
    if (verb == "QUIT") {
      static_cast<void>(say(one, Step::goodbye, "221 bye"));
      return false;
    }
    one.send("502 not here\r\n");
    return true;
  }

  bool message(FaultyTalk& one, Mail& mail) {
    mail.bytes.clear();
    for (std::string line; (line = one.read_to("\r\n")) != ".\r\n";) {
      if (line.empty()) return false;
      mail.bytes += line.starts_with('.') ? line.substr(1) : line;
    }
    {
      // What a server has read to the end it may have kept, whatever it says then.
      const std::lock_guard lock(mutex_);
      mails_.push_back(mail);
    }
    changed_.notify_all();
    return say(one, Step::message, "250 ok queued as 4711");
  }

  std::optional<Fault> fault_;
  std::vector<Mail> mails_;
  std::vector<std::string> lines_;
};

}  // namespace truceline::app
