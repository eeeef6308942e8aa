// SPDX-License-Identifier: Apache-2.0
#include "app/command_delivery.hpp"

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <unistd.h>

#include "app/clock.hpp"
#include "app/delivery_desk.hpp"
#include "app/delivery_json.hpp"
#include "app/known_party.hpp"
#include "app/mission.hpp"
#include "app/mission_choice.hpp"
#include "app/passphrase.hpp"
#include "app/version.hpp"
#include "app/webhook_signature.hpp"
#include "app/written_duration.hpp"
#include "base/sha256.hpp"
#include "base/time.hpp"
#include "views/colour.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::JsonWriter;
using base::Result;

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOff = "off";

struct Desk {
  std::unique_ptr<DeliveryFile> file;
  std::unique_ptr<EndpointStore> endpoints;
  std::unique_ptr<DeliveryLog> log;
};

Result<Desk> open_desk(const fs::path& folder, bool make) {
  const fs::path path = folder / DeliveryFile::kName;
  std::error_code ignored;
  if (make && !fs::exists(path, ignored)) TRY(DeliveryFile::create(path));
  Desk desk;
  TRY_ASSIGN(desk.file, DeliveryFile::open(path));
  desk.endpoints = std::make_unique<EndpointStore>(*desk.file);
  desk.log = std::make_unique<DeliveryLog>(*desk.file);
  return desk;
}

/// Says `text`, or `json` where that is wished for.
int say(const DeliveryCommand& command, Terminal& terminal, const std::string& text,
        const std::string& json) {
  terminal.out << (command.json ? json : text) << "\n";
  return 0;
}

Result<EndpointId> endpoint_named(const DeliveryCommand& command) {
  EndpointId id = 0;
  const std::string& text = command.what;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (failed == std::errc{} && end == text.data() + text.size()) return id;
  return base::invalid("this is no endpoint's number", "truceline delivery list shows them")
      .at(text);
}

std::string row_of(const std::vector<std::pair<std::string, std::size_t>>& cells) {
  std::string line;
  for (const auto& [cell, width] : cells)
    line += cell + std::string(cell.size() < width ? width - cell.size() : 1, ' ');
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string when(std::optional<base::TimeMs> time) {
  return time ? base::to_utc_string({time->value / base::kSecondMs * base::kSecondMs}) : "never";
}

std::string key_lines(const base::Bytes& secret) {
  return "key: " + webhook_secret_text(secret) +
         "\nshown once: give it to whoever runs the receiver, and to nobody else";
}

Result<int> add(const DeliveryCommand& command, const fs::path& folder, Terminal& terminal) {
  TRY(check_known_party(folder, command.party));
  TRY(endpoint_kind(command.what, command.allow_private));
  TRY_ASSIGN(const auto mission, Mission::open(folder, Mission::Mode::read_only));
  TRY_ASSIGN(const ledger::Head head, mission->store().head());
  TRY_ASSIGN(const Desk desk, open_desk(folder, true));
  TRY_ASSIGN(const Endpoint made, desk.endpoints->add({command.party, command.what, command.label,
                                                       command.allow_private},
                                                      {head.size.value}, now()));
  TRY_ASSIGN(const base::Bytes secret, desk.endpoints->secret_of(made.id));
  std::string text =
      "endpoint " + std::to_string(made.id) + " of " + made.party + ": " + made.address + "\n";
  text += secret.empty() ? "try it: truceline delivery test " + std::to_string(made.id)
                         : key_lines(secret);
  JsonWriter json;
  json.begin_object().member("endpoint", static_cast<std::int64_t>(made.id));
  json.member("party", made.party).member("address", made.address).key("key");
  if (secret.empty())
    json.null();
  else
    json.string(webhook_secret_text(secret));
  return say(command, terminal, text, json.end_object().take());
}

Result<int> list(const DeliveryCommand& command, const Desk& desk, Terminal& terminal) {
  TRY_ASSIGN(const DeliverySettings settings, desk.endpoints->settings());
  TRY_ASSIGN(std::vector<Endpoint> all, desk.endpoints->endpoints());
  if (!command.party.empty())
    std::erase_if(all, [&](const Endpoint& one) { return one.party != command.party; });
  const base::TimeMs at = now();
  std::string text = row_of({{"id", 4},
                             {"party", 12},
                             {"state", 9},
                             {"waiting", 9},
                             {"dead", 6},
                             {"last success", 22},
                             {"address", 8}});
  JsonWriter json;
  json.begin_object().key("mail");
  if (settings.mail) {
    json.begin_object().member("host", settings.mail->host);
    json.member("port", std::int64_t{settings.mail->port});
    json.member("tls", domain::word(settings.mail->tls)).member("from", settings.mail->from);
    json.member("user", settings.mail->user).end_object();
  } else {
    json.null();
  }
  json.member("page", settings.page).member("silent_after_ms", settings.silent_after_ms);
  json.key("endpoints").begin_array();
  for (const Endpoint& one : all) {
    write_endpoint(json, one, at, settings.silent_after_ms, true);
    const EndpointState state = state_of(one, at, settings.silent_after_ms);
    text += "\n" +
            row_of({{std::to_string(one.id), 4},
                    {one.party, 12},
                    {std::string(domain::word(state)), 9},
                    {std::to_string(one.waiting), 9},
                    {std::to_string(one.dead), 6},
                    {when(one.last_success), 22},
                    {one.address + (one.label.empty() ? "" : "  ") + views::for_terminal(one.label),
                     8}});
    if (state == EndpointState::silent)
      text += "\n    nothing got through since " + when(one.unmet_since) + ": " + one.last_problem;
    else if (state == EndpointState::failing)
      text += "\n    failing since " + when(one.failing_since) + ": " + one.last_problem;
  }
  text += "\nmail server: " +
          (settings.mail ? settings.mail->host + ":" + std::to_string(settings.mail->port) + " (" +
                               std::string(domain::word(settings.mail->tls)) + "), from " +
                               settings.mail->from
                         : std::string("none: no mail is sent"));
  text += "\npage: " + (settings.page.empty() ? "not told" : settings.page);
  text +=
      "\nsilent after: " + std::to_string(settings.silent_after_ms / base::kMinuteMs) + " minutes";
  return say(command, terminal, text, json.end_array().end_object().take());
}

Result<int> remove(const DeliveryCommand& command, const Desk& desk, Terminal& terminal) {
  TRY_ASSIGN(const EndpointId id, endpoint_named(command));
  TRY_ASSIGN(const Endpoint gone, desk.endpoints->remove(id, now()));
  JsonWriter json;
  json.begin_object().member("removed", static_cast<std::int64_t>(id)).end_object();
  return say(
      command, terminal,
      "removed endpoint " + std::to_string(id) + " of " + gone.party + ": " + gone.address +
          (gone.waiting == 0 ? std::string()
                             : "; what waited for it is dead: " + std::to_string(gone.waiting)),
      json.take());
}

Result<int> renew_key(const DeliveryCommand& command, const Desk& desk, Terminal& terminal) {
  TRY_ASSIGN(const EndpointId id, endpoint_named(command));
  TRY(desk.endpoints->renew_secret(id));
  TRY_ASSIGN(const base::Bytes secret, desk.endpoints->secret_of(id));
  JsonWriter json;
  json.begin_object().member("endpoint", static_cast<std::int64_t>(id));
  json.member("key", webhook_secret_text(secret)).end_object();
  return say(command, terminal, key_lines(secret), json.take());
}

/// Sends at once, whatever waits; not by way of the queue, which is the server's.
Result<int> try_endpoint(const DeliveryCommand& command, const fs::path& folder, const Desk& desk,
                         Terminal& terminal) {
  TRY_ASSIGN(const EndpointId id, endpoint_named(command));
  TRY_ASSIGN(const Endpoint endpoint, desk.endpoints->endpoint(id));
  TRY_ASSIGN(const DeliverySettings settings, desk.endpoints->settings());
  TRY_ASSIGN(base::Bytes secret, desk.endpoints->secret_of(id));
  TRY_ASSIGN(const auto mission, Mission::open(folder, Mission::Mode::read_only));
  views::MissionCard card;
  card.config = mission->config();
  card.time_zone = mission->time_zone();
  views::Notice notice = views::test_notice(endpoint.party, now());
  notice.id = random_bytes();  // each test is one of its own
  const NewDelivery made = new_delivery(card, settings, endpoint, notice);
  Delivery delivery;
  delivery.id = made.id;
  delivery.made = now();
  TRY_ASSIGN(const Outgoing what,
             outgoing(delivery, endpoint, made.message, settings, std::move(secret)));
  const AttemptEnd end = DeliverySender({}).send(what, now());
  TRY_ASSIGN(const Delivery done,
             desk.log->record_test(endpoint, made, base::sha256(base::bytes_of(what.bytes)), end,
                                   delivery.made, now()));
  if (end.verdict != Verdict::delivered)
    return Error{ErrorCode::unavailable, "it did not get through: " + end.outcome, endpoint.address,
                 "truceline delivery log " + made.id};
  JsonWriter json;
  json.begin_object().member("delivered", done.id).member("outcome", end.outcome).end_object();
  return say(command, terminal, "delivered " + done.id + ": " + end.outcome, json.take());
}

DeliveryFilter filter_of(const DeliveryCommand& command) {
  DeliveryFilter filter;
  filter.id = command.wish == DeliveryWish::log || command.wish == DeliveryWish::again
                  ? command.what
                  : std::string();
  filter.party = command.party;
  filter.limit = static_cast<std::size_t>(command.limit);
  if (command.endpoint != 0) filter.endpoint = static_cast<EndpointId>(command.endpoint);
  if (command.dead) filter.state = DeliveryState::dead;
  return filter;
}

Result<int> log_attempts(const DeliveryCommand& command, const Desk& desk, Terminal& terminal) {
  TRY_ASSIGN(const std::vector<Attempt> all, desk.log->attempts(filter_of(command)));
  std::string text =
      row_of({{"begun", 22}, {"took", 8}, {"to", 4}, {"result", 11}, {"outcome", 8}});
  JsonWriter json;
  json.begin_object().key("attempts").begin_array();
  for (const Attempt& one : all) {
    write_attempt(json, one);
    const bool open = one.result == AttemptResult::open;
    text +=
        "\n" + row_of({{when(one.begun), 22},
                       {open ? "" : std::to_string(one.ended.value - one.begun.value) + " ms", 8},
                       {std::to_string(one.endpoint), 4},
                       {std::string(domain::word(one.result)), 11},
                       {one.outcome, 8}});
    text += "\n    " + one.delivery_id + "  sha256 " + base::to_hex(one.sent);
  }
  return say(command, terminal, text, json.end_array().end_object().take());
}

Result<int> log(const DeliveryCommand& command, const Desk& desk, Terminal& terminal) {
  if (command.attempts || !command.what.empty()) return log_attempts(command, desk, terminal);
  TRY_ASSIGN(const std::vector<Delivery> all, desk.log->deliveries(filter_of(command)));
  TRY_ASSIGN(const std::vector<Endpoint> endpoints, desk.endpoints->endpoints());
  TRY_ASSIGN(const DeliverySettings settings, desk.endpoints->settings());
  std::string text = row_of({{"made", 22},
                             {"delivery", 38},
                             {"to", 4},
                             {"about", 16},
                             {"entry", 8},
                             {"state", 11},
                             {"tries", 7},
                             {"outcome", 8}});
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Delivery& one : all) {
    const auto endpoint = std::ranges::find(endpoints, one.endpoint, &Endpoint::id);
    write_delivery(json, one, endpoint == endpoints.end() ? nullptr : &*endpoint, now(),
                   settings.silent_after_ms, true);
    text += "\n" + row_of({{when(one.made), 22},
                           {one.id, 38},
                           {std::to_string(one.endpoint), 4},
                           {std::string(domain::word(one.kind)), 16},
                           {one.entry ? std::to_string(one.entry->value) : "", 8},
                           {std::string(domain::word(one.state)), 11},
                           {std::to_string(one.tries), 7},
                           {one.outcome, 8}});
  }
  return say(command, terminal, text, json.end_array().end_object().take());
}

Result<int> again(const DeliveryCommand& command, const Desk& desk, Terminal& terminal) {
  std::vector<std::string> ids = {command.what};
  if (command.what.empty()) {
    DeliveryFilter filter = filter_of(command);
    filter.state = DeliveryState::dead;
    filter.limit = base::limits::kDeliveriesOfParty;
    TRY_ASSIGN(const std::vector<Delivery> dead, desk.log->deliveries(filter));
    ids.clear();
    for (const Delivery& one : dead)
      if (one.kind != views::NoticeKind::test) ids.push_back(one.id);
    std::ranges::reverse(ids);  // in the order in which they were said
  }
  for (const std::string& id : ids) TRY(desk.log->again(id, now()));
  JsonWriter json;
  json.begin_object().key("again").begin_array();
  for (const std::string& id : ids) json.string(id);
  return say(command, terminal, "to be sent again: " + std::to_string(ids.size()),
             json.end_array().end_object().take());
}

/// Others who could read the password could send in the mission's name.
Result<void> check_password_file(const std::string& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (!fs::exists(status))
    return Error{ErrorCode::not_found, "there is no such file", path, "write the password into it"};
  if ((status.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
    return Error{ErrorCode::forbidden, "others may read the password", path, "chmod 600 " + path};
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Error{ErrorCode::unavailable, "it cannot be read", path, {}};
  const auto password = read_passphrase(descriptor, path);
  ::close(descriptor);
  if (!password) return password.error();
  return {};
}

Result<MailServer> mail_server(const DeliveryCommand& command) {
  MailServer server;
  server.tls = command.tls;
  server.port = command.tls == MailTls::implicit ? 465 : command.tls == MailTls::none ? 25 : 587;
  server.host = command.what;
  const std::size_t colon = command.what.rfind(':');
  const bool six = command.what.find(':') != colon;  // an IPv6 address is written in brackets
  if (colon != std::string::npos && (!six || command.what[colon - 1] == ']')) {
    server.host = command.what.substr(0, colon);
    const char* const end = command.what.data() + command.what.size();
    const auto [stop, failed] = std::from_chars(command.what.data() + colon + 1, end, server.port);
    if (failed != std::errc{} || stop != end) server.port = 0;
  }
  if (server.host.starts_with('[') && server.host.ends_with(']'))
    server.host = server.host.substr(1, server.host.size() - 2);
  server.from = command.from;
  server.user = command.user;
  const auto absolute = [](const std::string& path) {
    return path.empty() ? path : fs::absolute(path).lexically_normal().string();
  };
  server.password_file = absolute(command.password_file);
  server.ca_file = absolute(command.ca_file);
  if (!server.password_file.empty()) TRY(check_password_file(server.password_file));
  return server;
}

Result<int> set(const DeliveryCommand& command, const fs::path& folder, Terminal& terminal) {
  std::optional<MailServer> server;
  const bool off = command.what == kOff;
  if (command.wish == DeliveryWish::mail && !off) {
    TRY_ASSIGN(server, mail_server(command));
  }
  std::int64_t silent_after_ms = 0;
  if (command.wish == DeliveryWish::silent) {
    TRY_ASSIGN(silent_after_ms, written_duration(command.what, "silent"));
  }
  TRY_ASSIGN(const Desk desk, open_desk(folder, true));
  TRY_ASSIGN(DeliverySettings settings, desk.endpoints->settings());
  if (command.wish == DeliveryWish::mail) settings.mail = std::move(server);
  if (command.wish == DeliveryWish::silent) settings.silent_after_ms = silent_after_ms;
  if (command.wish == DeliveryWish::page) {
    settings.page = off ? std::string() : command.what;
    if (settings.page.ends_with('/')) settings.page.pop_back();
  }
  TRY(desk.endpoints->set(settings));
  DeliveryCommand shown = command;
  shown.party.clear();
  return list(shown, desk, terminal);
}

}  // namespace

Result<int> run(const DeliveryCommand& command, Terminal& terminal) {
  TRY_ASSIGN(const fs::path folder, require_mission(command.mission));
  switch (command.wish) {
    case DeliveryWish::add:
      return add(command, folder, terminal);
    case DeliveryWish::mail:
    case DeliveryWish::page:
    case DeliveryWish::silent:
      return set(command, folder, terminal);
    default:
      break;
  }
  TRY_ASSIGN(const Desk desk, open_desk(folder, false));
  switch (command.wish) {
    case DeliveryWish::remove:
      return remove(command, desk, terminal);
    case DeliveryWish::test:
      return try_endpoint(command, folder, desk, terminal);
    case DeliveryWish::key:
      return renew_key(command, desk, terminal);
    case DeliveryWish::log:
      return log(command, desk, terminal);
    case DeliveryWish::again:
      return again(command, desk, terminal);
    default:
      return list(command, desk, terminal);
  }
}

}  // namespace truceline::app
