// SPDX-License-Identifier: Apache-2.0
#include "app/endpoint_store.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "app/clock.hpp"
#include "formats/mail_message.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace limits = base::limits;

namespace {

constexpr std::string_view kHttps = "https://";
constexpr std::string_view kHttp = "http://";

constexpr std::string_view kColumns =
    "SELECT id, party, kind, address, label, allow_private, made_ms, next_entry, has_seen_inbox, "
    "last_success_ms, failures, failing_since_ms, unmet_since_ms, last_problem, "
    "(SELECT count(*) FROM deliveries d WHERE d.endpoint = e.id AND d.state = 'waiting'), "
    "(SELECT count(*) FROM deliveries d WHERE d.endpoint = e.id AND d.state = 'dead' AND "
    "d.kind <> 'test') "
    "FROM endpoints e WHERE removed = 0";

std::optional<base::TimeMs> perhaps(base::TimeMs time) {
  return time.value == 0 ? std::nullopt : std::optional(time);
}

Result<Endpoint> endpoint_in(SqliteStatement& row) {
  Endpoint one;
  one.id = row.integer(0);
  one.party = text_in(row, 1);
  const auto kind = domain::from_word<EndpointKind>(text_in(row, 2));
  if (!kind) return Error{ErrorCode::corrupt, "an endpoint of no kind", {}, {}};
  one.kind = *kind;
  one.address = text_in(row, 3);
  one.label = text_in(row, 4);
  one.allow_private = row.integer(5) != 0;
  one.made = time_in(row, 6);
  one.next_entry = {row.integer(7)};
  one.has_seen_inbox = row.integer(8) != 0;
  one.last_success = perhaps(time_in(row, 9));
  one.failures = static_cast<int>(row.integer(10));
  one.failing_since = perhaps(time_in(row, 11));
  one.unmet_since = perhaps(time_in(row, 12));
  one.last_problem = text_in(row, 13);
  one.waiting = row.integer(14);
  one.dead = row.integer(15);
  return one;
}

Error no_such(EndpointId id) {
  return {ErrorCode::not_found,
          "there is no endpoint " + std::to_string(id),
          {},
          "truceline delivery list shows all"};
}

Result<Endpoint> find(SqliteConnection& connection, EndpointId id) {
  TRY_ASSIGN(SqliteStatement row, connection.prepare(std::string(kColumns) + " AND id = ?"));
  TRY_ASSIGN(const bool found, row.bind(1, id).step());
  if (!found) return no_such(id);
  return endpoint_in(row);
}

Result<void> put(SqliteConnection& connection, std::string_view name, std::string_view value) {
  if (value.size() > limits::kDeliverySettingBytes)
    return Error{ErrorCode::too_large, "a setting is too long", std::string(name), {}};
  TRY_ASSIGN(SqliteStatement row,
             connection.prepare("INSERT OR REPLACE INTO settings VALUES (?, ?)"));
  return row.bind(1, name).bind(2, value).run();
}

/// Printable ASCII without blanks: what a host, a user and the path of an address are made of.
bool is_plain(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

Result<void> check(const DeliverySettings& settings) {
  const std::string& page = settings.page;
  if (!page.empty() && (!is_plain(page) || page.ends_with('/') || page.find('#') != page.npos ||
                        !(page.starts_with(kHttps) || page.starts_with(kHttp))))
    return base::invalid("this is no address of a page",
                         "write it as https://truceline.mission.example")
        .at(page);
  if (!settings.mail) return {};
  const MailServer& mail = *settings.mail;
  const bool is_host =
      is_plain(mail.host) && mail.host.find_first_of("/@?#%[]\\") == mail.host.npos;
  if (!is_host || mail.port == 0)
    return base::invalid("this is no mail server", "write it as mail.mission.example:587")
        .at(mail.host);
  if (!mail.user.empty() && (!is_plain(mail.user) || mail.password_file.empty()))
    return base::invalid("a user of the mail server has a password",
                         "name the file that holds it: --password-file")
        .at(mail.user);
  if (!mail.user.empty() && mail.tls == MailTls::none)
    return base::invalid("a password is given to no server without TLS",
                         "choose --tls starttls or tls, or leave --user out");
  TRY(formats::mail_address(mail.from));
  return {};
}

base::BytesView view_of(const base::Hash& bytes) {
  return bytes;
}

}  // namespace

Result<EndpointKind> endpoint_kind(const std::string& address, bool allow_private) {
  if (address.find("://") == std::string::npos) {
    TRY(formats::mail_address(address));
    return EndpointKind::mail;
  }
  const bool encrypted = address.starts_with(kHttps);
  const std::string_view rest =
      std::string_view(address).substr(encrypted ? kHttps.size() : kHttp.size());
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  if (address.size() > limits::kWebhookUrlBytes || !is_plain(address) || host.empty() ||
      address.find('#') != std::string::npos)
    return base::invalid("this is no address of a webhook",
                         "write it as https://north.example/truceline")
        .at(is_plain(address) ? address : "the address");
  if (host.find('@') != std::string_view::npos)  // not shown: it would end up in a log
    return base::invalid("an address must not carry a name or password",
                         "a receiver knows us by the signature");
  if (!encrypted && !(address.starts_with(kHttp) && allow_private))
    return base::invalid("a webhook goes to https only",
                         "give the receiver a certificate; one on this machine needs none with "
                         "--allow-private")
        .at(address);
  return EndpointKind::webhook;
}

std::string shortened(const Endpoint& endpoint) {
  const std::string& address = endpoint.address;
  if (endpoint.kind == EndpointKind::mail)
    return address.substr(0, 1) + "..." + address.substr(address.find('@'));
  const std::size_t path = address.find_first_of("/?", address.find("://") + 3);
  return address.substr(0, path) + "/...";
}

Result<DeliverySettings> EndpointStore::settings() {
  std::map<std::string, std::string> all;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement rows, connection.prepare("SELECT name, value FROM settings"));
    while (true) {
      TRY_ASSIGN(const bool found, rows.step());
      if (!found) return {};
      all.emplace(text_in(rows, 0), text_in(rows, 1));
    }
  });
  TRY(done);
  const auto number = [&all](const char* name, std::int64_t otherwise) {
    const std::string& text = all[name];
    std::int64_t value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  DeliverySettings settings;
  settings.page = all["page"];
  settings.silent_after_ms = number("silent_after_ms", settings.silent_after_ms);
  if (all["mail_host"].empty()) return settings;
  MailServer mail;
  mail.host = all["mail_host"];
  mail.port = static_cast<std::uint16_t>(number("mail_port", mail.port));
  mail.tls = domain::from_word<MailTls>(all["mail_tls"]).value_or(MailTls::starttls);
  mail.user = all["mail_user"];
  mail.password_file = all["mail_password_file"];
  mail.from = all["mail_from"];
  mail.ca_file = all["mail_ca_file"];
  settings.mail = std::move(mail);
  return settings;
}

Result<void> EndpointStore::set(const DeliverySettings& settings) {
  TRY(check(settings));
  return file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY(put(connection, "page", settings.page));
    TRY(put(connection, "silent_after_ms", std::to_string(settings.silent_after_ms)));
    const MailServer mail = settings.mail.value_or(MailServer{});
    TRY(put(connection, "mail_host", mail.host));
    TRY(put(connection, "mail_port", std::to_string(mail.port)));
    TRY(put(connection, "mail_tls", domain::word(mail.tls)));
    TRY(put(connection, "mail_user", mail.user));
    TRY(put(connection, "mail_password_file", mail.password_file));
    TRY(put(connection, "mail_from", mail.from));
    return put(connection, "mail_ca_file", mail.ca_file);
  });
}

Result<Endpoint> EndpointStore::add(const NewEndpoint& wanted, base::EntryIndex next_entry,
                                    base::TimeMs now) {
  TRY_ASSIGN(const EndpointKind kind, endpoint_kind(wanted.address, wanted.allow_private));
  if (wanted.label.size() > limits::kTokenLabelBytes || !base::is_utf8(wanted.label))
    return base::invalid("a label is at most " + std::to_string(limits::kTokenLabelBytes) +
                         " bytes of UTF-8")
        .at("--label");
  TRY_ASSIGN(const std::vector<Endpoint> all, endpoints());
  const auto of_party = std::ranges::count(all, wanted.party, &Endpoint::party);
  const bool there = std::ranges::any_of(all, [&](const Endpoint& one) {
    return one.party == wanted.party && one.address == wanted.address;
  });
  if (there)
    return Error{ErrorCode::conflict, "'" + wanted.party + "' is reached there already",
                 wanted.address, "truceline delivery list shows all"};
  if (all.size() >= limits::kEndpoints ||
      static_cast<std::size_t>(of_party) >= limits::kEndpointsOfParty)
    return Error{ErrorCode::too_large,
                 "there are too many endpoints, or too many of '" + wanted.party + "'",
                 {},
                 "remove those that are no longer used"};
  Endpoint made;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare(
                   "INSERT INTO endpoints (party, kind, address, label, secret, allow_private, "
                   "made_ms, next_entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    const base::Hash secret = random_bytes();
    row.bind(1, std::string_view(wanted.party)).bind(2, domain::word(kind));
    row.bind(3, std::string_view(wanted.address)).bind(4, std::string_view(wanted.label));
    row.bind(5, kind == EndpointKind::webhook ? view_of(secret) : base::BytesView());
    row.bind(6, std::uint64_t{wanted.allow_private ? 1U : 0U}).bind(7, column_of(now));
    TRY(row.bind(8, next_entry.value).run());
    TRY_ASSIGN(const std::uint64_t id, connection.integer("SELECT last_insert_rowid()"));
    TRY_ASSIGN(made, find(connection, id));
    return {};
  });
  TRY(done);
  return made;
}

Result<std::vector<Endpoint>> EndpointStore::endpoints() {
  std::vector<Endpoint> all;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement rows, connection.prepare(std::string(kColumns) + " ORDER BY id"));
    while (true) {
      TRY_ASSIGN(const bool found, rows.step());
      if (!found) return {};
      TRY_ASSIGN(Endpoint one, endpoint_in(rows));
      all.push_back(std::move(one));
    }
  });
  TRY(done);
  return all;
}

Result<Endpoint> EndpointStore::endpoint(EndpointId id) {
  Endpoint found;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(found, find(connection, id));
    return {};
  });
  TRY(done);
  return found;
}

Result<base::Bytes> EndpointStore::secret_of(EndpointId id) {
  base::Bytes secret;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare("SELECT secret FROM endpoints WHERE removed = 0 AND id = ?"));
    TRY_ASSIGN(const bool found, row.bind(1, id).step());
    if (!found) return no_such(id);
    const base::BytesView bytes = row.bytes(0);
    secret.assign(bytes.begin(), bytes.end());
    return {};
  });
  TRY(done);
  return secret;
}

Result<void> EndpointStore::renew_secret(EndpointId id) {
  return file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(const Endpoint one, find(connection, id));
    if (one.kind != EndpointKind::webhook)
      return base::invalid("a mail address has no key: nothing is signed for it");
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare("UPDATE endpoints SET secret = ? WHERE id = ?"));
    const base::Hash secret = random_bytes();
    return row.bind(1, view_of(secret)).bind(2, id).run();
  });
}

Result<Endpoint> EndpointStore::remove(EndpointId id, base::TimeMs now) {
  Endpoint removed;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(removed, find(connection, id));
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare("UPDATE endpoints SET removed = 1, secret = x'' WHERE id = ?"));
    TRY(row.bind(1, id).run());
    TRY_ASSIGN(SqliteStatement waiting,
               connection.prepare("UPDATE deliveries SET state = 'dead', ended_ms = ?, message = "
                                  "x'', outcome = 'its endpoint was removed' WHERE endpoint = ? "
                                  "AND state = 'waiting'"));
    TRY(waiting.bind(1, column_of(now)).bind(2, id).run());
    TRY_ASSIGN(SqliteStatement noticed,
               connection.prepare("DELETE FROM noticed WHERE endpoint = ?"));
    return noticed.bind(1, id).run();
  });
  TRY(done);
  return removed;
}

}  // namespace truceline::app
