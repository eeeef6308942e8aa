// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "app/cli_table.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

struct WishWord {
  std::string_view word;
  DeliveryWish wish;
  std::string_view takes;  ///< What must stand behind it; empty: nothing need.
};
constexpr std::array kWishes = {
    WishWord{"add", DeliveryWish::add, "a mail or web address"},
    WishWord{"list", DeliveryWish::list, ""},
    WishWord{"remove", DeliveryWish::remove, "an endpoint's number"},
    WishWord{"test", DeliveryWish::test, "an endpoint's number"},
    WishWord{"key", DeliveryWish::key, "an endpoint's number"},
    WishWord{"log", DeliveryWish::log, ""},
    WishWord{"again", DeliveryWish::again, ""},
    WishWord{"smtp", DeliveryWish::mail, "the mail server, or off"},
    WishWord{"page", DeliveryWish::page, "the address of the mission's page, or off"},
    WishWord{"silent", DeliveryWish::silent, "a length of time, as in 15m"}};

}  // namespace

void CommandLine::add_delivery() {
  CLI::App& command = add("delivery");
  Words wishes;
  for (const WishWord& one : kWishes) wishes.emplace_back(one.word);
  choice(command, "action", delivery_wish_, "What is done", wishes)->type_name("")->required();
  option(command, "what", delivery_.what, "",
         "add: a mail or web address; remove, test, key: the endpoint's number; log, again: a "
         "delivery; smtp: HOST:PORT; page: the mission's own address; silent: after how long");
  option(command, "--party", delivery_.party, "PARTY",
         "add: who is reached there; list, log: only its");
  option(command, "--label", delivery_.label, "TEXT", "add: whose desk it is");
  command.add_flag("--allow-private", delivery_.allow_private,
                   "add: the webhook may be on this machine or its network");
  choice(command, "--tls", delivery_tls_, "smtp: how it is encrypted; else starttls",
         words_of<MailTls>());
  option(command, "--from", delivery_.from, "ADDRESS", "smtp: whom the mails are from");
  option(command, "--user", delivery_.user, "NAME", "smtp: whom the server knows");
  option(command, "--password-file", delivery_.password_file, "FILE",
         "smtp: holds the user's password; only its name is kept");
  option(command, "--ca-file", delivery_.ca_file, "FILE",
         "smtp: who vouches for the server; else the system's authorities");
  command.add_option("--endpoint", delivery_.endpoint, "log, again: only of this one")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{1}, base::limits::kIntegerMax).description(""));
  command.add_flag("--dead", delivery_.dead, "log: only what was given up");
  command.add_flag("--attempts", delivery_.attempts, "log: each attempt by itself");
  command.add_option("--limit", delivery_.limit, "log: at most so many; else 50")
      ->type_name("N")
      ->check(
          CLI::Range(std::int64_t{1}, std::int64_t{base::limits::kDeliveryRows}).description(""));
  add_mission(command, delivery_.mission);
  add_json(command, delivery_.json);
}

Result<Command> CommandLine::delivery() {
  const WishWord& wish = *std::ranges::find(kWishes, delivery_wish_, &WishWord::word);
  delivery_.wish = wish.wish;
  const auto refused = [](std::string reason) {
    return Error{
        ErrorCode::invalid_input, std::move(reason), {}, "truceline delivery --help shows each"};
  };
  if (!wish.takes.empty() && delivery_.what.empty())
    return refused("delivery " + delivery_wish_ + " takes " + std::string(wish.takes));
  if (wish.wish == DeliveryWish::add && delivery_.party.empty())
    return refused("delivery add takes --party: who is reached there");
  if (wish.wish == DeliveryWish::mail && delivery_.what != "off" && delivery_.from.empty())
    return refused("delivery smtp takes --from: whom the mails are from");
  if (wish.wish == DeliveryWish::again && delivery_.what.empty() && delivery_.endpoint == 0)
    return refused("delivery again takes a delivery, or --endpoint for all that are dead there");
  if (!delivery_tls_.empty()) delivery_.tls = *domain::from_word<MailTls>(delivery_tls_);
  return Command(delivery_);
}

}  // namespace truceline::app
