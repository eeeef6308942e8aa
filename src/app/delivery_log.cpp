// SPDX-License-Identifier: Apache-2.0
#include "app/delivery_log.hpp"

#include <algorithm>

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using Waiting = DeliveryQueue::Waiting;
using Change = DeliveryQueue::Change;

namespace {

constexpr std::string_view kAged = "its endpoint has taken nothing for too long";
constexpr std::string_view kUnknown = "the server ended before the answer was known";

/// "No entry" in the column of entries, which has no sign for us.
constexpr std::uint64_t kNoEntry = ~std::uint64_t{0};

Result<void> insert(SqliteConnection& connection, const Endpoint& endpoint, const NewDelivery& one,
                    base::TimeMs now) {
  TRY_ASSIGN(SqliteStatement row,
             connection.prepare("INSERT OR IGNORE INTO deliveries (id, endpoint, party, kind, "
                                "author, entry, about, message, state, made_ms, since_ms, next_ms) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)"));
  row.bind(1, std::string_view(one.id)).bind(2, endpoint.id);
  row.bind(3, std::string_view(endpoint.party)).bind(4, domain::word(one.notice.kind));
  row.bind(5, std::string_view(one.notice.author));
  row.bind(6, one.notice.entry ? one.notice.entry->value : kNoEntry);
  row.bind(7, base::BytesView(one.notice.id)).bind(8, base::bytes_of(one.message));
  TRY(row.bind(9, column_of(now)).bind(10, column_of(now)).bind(11, column_of(now)).run());
  if (!one.notice.finding) return {};
  TRY_ASSIGN(SqliteStatement noticed,
             connection.prepare("INSERT OR IGNORE INTO noticed VALUES (?, ?)"));
  return noticed.bind(1, endpoint.id).bind(2, base::BytesView(one.notice.id)).run();
}

constexpr std::string_view kWaitingColumns =
    "SELECT number, endpoint, since_ms, tries, next_ms FROM deliveries WHERE state = 'waiting'";

Result<std::vector<Waiting>> waiting_in(SqliteStatement& rows) {
  std::vector<Waiting> all;
  while (true) {
    TRY_ASSIGN(const bool found, rows.step());
    if (!found) return all;
    all.push_back({rows.integer(0), rows.integer(1), time_in(rows, 2),
                   static_cast<int>(rows.integer(3)), time_in(rows, 4)});
  }
}

constexpr std::string_view kColumns =
    "SELECT number, id, endpoint, party, kind, author, entry, about, state, made_ms, since_ms, "
    "tries, next_ms, ended_ms, failing_since_ms, outcome FROM deliveries";

Result<Delivery> delivery_in(SqliteStatement& row) {
  Delivery one;
  one.number = row.integer(0);
  one.id = text_in(row, 1);
  one.endpoint = row.integer(2);
  one.party = text_in(row, 3);
  const auto kind = domain::from_word<views::NoticeKind>(text_in(row, 4));
  const auto state = domain::from_word<DeliveryState>(text_in(row, 8));
  const base::BytesView about = row.bytes(7);
  if (!kind || !state || about.size() != one.about.size())
    return Error{ErrorCode::corrupt, "a delivery that is none", {}, {}};
  one.kind = *kind;
  one.author = text_in(row, 5);
  if (row.integer(6) != kNoEntry) one.entry = base::EntryIndex{row.integer(6)};
  std::ranges::copy(about, one.about.begin());
  one.state = *state;
  one.made = time_in(row, 9);
  one.since = time_in(row, 10);
  one.tries = static_cast<int>(row.integer(11));
  one.next = time_in(row, 12);
  one.ended = time_in(row, 13);
  if (row.integer(14) != 0) one.failing_since = time_in(row, 14);
  one.outcome = text_in(row, 15);
  return one;
}

/// The condition that `filter` makes on deliveries called `d`, and the binding of its values.
std::string where(const DeliveryFilter& filter) {
  std::string text = " WHERE d.number < ?1";
  if (filter.endpoint) text += " AND d.endpoint = ?2";
  if (filter.state) text += " AND d.state = ?3";
  if (filter.entry) text += " AND d.entry = ?4";
  if (!filter.id.empty()) text += " AND d.id = ?5";
  if (!filter.party.empty()) text += " AND (d.party = ?6 OR d.author = ?6)";
  return text;
}
void bind(SqliteStatement& rows, const DeliveryFilter& filter) {
  constexpr DeliveryNumber kAll = std::uint64_t{1} << 62;
  rows.bind(1, filter.before.value_or(kAll));
  if (filter.endpoint) rows.bind(2, *filter.endpoint);
  if (filter.state) rows.bind(3, domain::word(*filter.state));
  if (filter.entry) rows.bind(4, filter.entry->value);
  if (!filter.id.empty()) rows.bind(5, std::string_view(filter.id));
  if (!filter.party.empty()) rows.bind(6, std::string_view(filter.party));
}

/// "The first, where it has none": SQL for a column of times where 0 stands for never.
Result<void> note_failure(SqliteConnection& connection, const Waiting& one, const AttemptEnd& end,
                          base::TimeMs now) {
  TRY_ASSIGN(SqliteStatement endpoint,
             connection.prepare("UPDATE endpoints SET failures = CASE WHEN ?1 THEN failures + 1 "
                                "ELSE 0 END, failing_since_ms = CASE failing_since_ms WHEN 0 THEN "
                                "?2 ELSE failing_since_ms END, last_problem = ?3 WHERE id = ?4"));
  endpoint.bind(1, std::uint64_t{end.verdict == Verdict::failed ? 1U : 0U});
  endpoint.bind(2, column_of(now)).bind(3, std::string_view(end.outcome));
  return endpoint.bind(4, one.endpoint).run();
}

Result<void> note_success(SqliteConnection& connection, const Waiting& one, base::TimeMs now) {
  TRY_ASSIGN(SqliteStatement endpoint,
             connection.prepare(
                 "UPDATE endpoints SET failures = 0, failing_since_ms = 0, last_problem = '', "
                 "last_success_ms = ?1, unmet_since_ms = CASE WHEN EXISTS (SELECT 1 FROM "
                 "deliveries WHERE endpoint = ?2 AND state = 'waiting') THEN ?1 ELSE 0 END WHERE "
                 "id = ?2"));
  return endpoint.bind(1, column_of(now)).bind(2, one.endpoint).run();
}

Result<void> apply(SqliteConnection& connection, const Change& change, std::string_view outcome,
                   base::TimeMs now) {
  using To = Change::To;
  if (change.to == To::waits) {
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare("UPDATE deliveries SET next_ms = ?1, outcome = ?2, "
                                  "failing_since_ms = CASE failing_since_ms WHEN 0 THEN ?3 ELSE "
                                  "failing_since_ms END WHERE number = ?4 AND state = 'waiting'"));
    row.bind(1, column_of(change.next)).bind(2, outcome).bind(3, column_of(now));
    return row.bind(4, change.number).run();
  }
  if (change.to == To::delivered) {
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare("UPDATE deliveries SET state = 'delivered', ended_ms = ?1, "
                                  "outcome = ?2, failing_since_ms = 0, message = x'' WHERE number "
                                  "= ?3 AND state = 'waiting'"));
    return row.bind(1, column_of(now)).bind(2, outcome).bind(3, change.number).run();
  }
  TRY_ASSIGN(SqliteStatement row,
             connection.prepare("UPDATE deliveries SET state = 'dead', ended_ms = ?1, outcome = "
                                "?2, failing_since_ms = CASE failing_since_ms WHEN 0 THEN ?1 ELSE "
                                "failing_since_ms END WHERE number = ?3 AND state = 'waiting'"));
  row.bind(1, column_of(now)).bind(2, change.aged ? kAged : outcome);
  return row.bind(3, change.number).run();
}

Result<std::uint64_t> begin_attempt(SqliteConnection& connection, const Waiting& one,
                                    const base::Hash& sent, base::TimeMs now) {
  TRY_ASSIGN(SqliteStatement tries,
             connection.prepare("UPDATE deliveries SET tries = ? WHERE number = ?"));
  TRY(tries.bind(1, static_cast<std::uint64_t>(one.tries)).bind(2, one.number).run());
  TRY_ASSIGN(SqliteStatement row,
             connection.prepare("INSERT INTO attempts (delivery, endpoint, begun_ms, sent, result) "
                                "VALUES (?, ?, ?, ?, 'open')"));
  row.bind(1, one.number).bind(2, one.endpoint).bind(3, column_of(now));
  TRY(row.bind(4, base::BytesView(sent)).run());
  return connection.integer("SELECT last_insert_rowid()");
}

Result<void> end_attempt(SqliteConnection& connection, std::uint64_t attempt, const Waiting& one,
                         const AttemptEnd& end, std::span<const Change> changes, base::TimeMs now) {
  const AttemptResult result = end.verdict == Verdict::delivered ? AttemptResult::delivered
                               : end.verdict == Verdict::failed  ? AttemptResult::failed
                                                                 : AttemptResult::refused;
  TRY_ASSIGN(SqliteStatement row,
             connection.prepare("UPDATE attempts SET ended_ms = ?, result = ?, code = ?, outcome "
                                "= ? WHERE number = ?"));
  row.bind(1, column_of(now)).bind(2, domain::word(result));
  row.bind(3, static_cast<std::uint64_t>(end.code)).bind(4, std::string_view(end.outcome));
  TRY(row.bind(5, attempt).run());
  for (const Change& change : changes) TRY(apply(connection, change, end.outcome, now));
  return end.verdict == Verdict::delivered ? note_success(connection, one, now)
                                           : note_failure(connection, one, end, now);
}

}  // namespace

Result<std::vector<Waiting>> DeliveryLog::take_in(const Endpoint& endpoint,
                                                  std::span<const NewDelivery> all,
                                                  base::EntryIndex next_entry, base::TimeMs now) {
  std::vector<Waiting> waits;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(const std::uint64_t last,
               connection.integer("SELECT coalesce(max(number), 0) FROM deliveries"));
    for (const NewDelivery& one : all) TRY(insert(connection, endpoint, one, now));
    TRY_ASSIGN(SqliteStatement moved,
               connection.prepare("UPDATE endpoints SET next_entry = ?1, unmet_since_ms = CASE "
                                  "WHEN unmet_since_ms = 0 AND ?2 THEN ?3 ELSE unmet_since_ms END "
                                  "WHERE id = ?4 AND removed = 0"));
    moved.bind(1, next_entry.value).bind(2, std::uint64_t{all.empty() ? 0U : 1U});
    TRY(moved.bind(3, column_of(now)).bind(4, endpoint.id).run());
    TRY_ASSIGN(SqliteStatement rows, connection.prepare(std::string(kWaitingColumns) +
                                                        " AND number > ? AND endpoint = ?"));
    TRY_ASSIGN(waits, waiting_in(rows.bind(1, last).bind(2, endpoint.id)));
    return {};
  });
  TRY(done);
  return waits;
}

Result<void> DeliveryLog::see_inbox(EndpointId endpoint, std::span<const base::Hash> findings) {
  return file_.write([&](SqliteConnection& connection) -> Result<void> {
    for (const base::Hash& finding : findings) {
      TRY_ASSIGN(SqliteStatement row,
                 connection.prepare("INSERT OR IGNORE INTO noticed VALUES (?, ?)"));
      TRY(row.bind(1, endpoint).bind(2, base::BytesView(finding)).run());
    }
    TRY_ASSIGN(SqliteStatement seen,
               connection.prepare("UPDATE endpoints SET has_seen_inbox = 1 WHERE id = ?"));
    return seen.bind(1, endpoint).run();
  });
}

Result<std::vector<base::Hash>> DeliveryLog::not_noticed(EndpointId endpoint,
                                                         std::span<const base::Hash> findings) {
  std::vector<base::Hash> fresh;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement row, connection.prepare("SELECT 1 FROM noticed WHERE endpoint = ? "
                                                       "AND finding = ?"));
    for (const base::Hash& finding : findings) {
      TRY_ASSIGN(const bool found, row.bind(1, endpoint).bind(2, base::BytesView(finding)).step());
      row.reset();
      if (!found) fresh.push_back(finding);
    }
    return {};
  });
  TRY(done);
  return fresh;
}

Result<std::vector<Waiting>> DeliveryLog::waiting() {
  std::vector<Waiting> all;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement rows,
               connection.prepare(std::string(kWaitingColumns) + " ORDER BY number"));
    TRY_ASSIGN(all, waiting_in(rows));
    return {};
  });
  TRY(done);
  return all;
}

Result<std::uint64_t> DeliveryLog::close_open_attempts(base::TimeMs now) {
  std::uint64_t count = 0;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(count, connection.integer("SELECT count(*) FROM attempts WHERE result = 'open'"));
    if (count == 0) return {};
    TRY_ASSIGN(SqliteStatement rows,
               connection.prepare("UPDATE attempts SET result = 'unknown', outcome = ?, ended_ms = "
                                  "? WHERE result = 'open'"));
    return rows.bind(1, kUnknown).bind(2, column_of(now)).run();
  });
  TRY(done);
  return count;
}

Result<Delivery> DeliveryLog::delivery(DeliveryNumber number) {
  std::optional<Delivery> found;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare(std::string(kColumns) + " WHERE number = ?"));
    TRY_ASSIGN(const bool there, row.bind(1, number).step());
    if (!there)
      return Error{ErrorCode::not_found, "there is no delivery " + std::to_string(number), {}, {}};
    TRY_ASSIGN(found, delivery_in(row));
    return {};
  });
  TRY(done);
  return *std::move(found);
}

Result<std::string> DeliveryLog::message_of(DeliveryNumber number) {
  std::string message;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare("SELECT message FROM deliveries WHERE number = ?"));
    TRY_ASSIGN(const bool there, row.bind(1, number).step());
    if (there) message = text_in(row, 0);
    return {};
  });
  TRY(done);
  return message;
}

Result<std::uint64_t> DeliveryLog::begin(const Waiting& one, const base::Hash& sent,
                                         base::TimeMs now) {
  std::uint64_t number = 0;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(number, begin_attempt(connection, one, sent, now));
    return {};
  });
  TRY(done);
  return number;
}

Result<void> DeliveryLog::end(std::uint64_t attempt, const Waiting& one, const AttemptEnd& end,
                              std::span<const Change> changes, base::TimeMs now) {
  return file_.write([&](SqliteConnection& connection) {
    return end_attempt(connection, attempt, one, end, changes, now);
  });
}

Result<Delivery> DeliveryLog::record_test(const Endpoint& endpoint, const NewDelivery& one,
                                          const base::Hash& sent, const AttemptEnd& end,
                                          base::TimeMs begun, base::TimeMs ended) {
  DeliveryNumber number = 0;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY(insert(connection, endpoint, one, begun));
    TRY_ASSIGN(number, connection.integer("SELECT last_insert_rowid()"));
    const Waiting waiting{number, endpoint.id, begun, 1, begun};
    TRY_ASSIGN(const std::uint64_t attempt, begin_attempt(connection, waiting, sent, begun));
    const bool good = end.verdict == Verdict::delivered;
    const Change change{number, good ? Change::To::delivered : Change::To::dead, {}, false};
    return end_attempt(connection, attempt, waiting, end, std::span(&change, 1), ended);
  });
  TRY(done);
  return delivery(number);
}

Result<Delivery> DeliveryLog::again(const std::string& id, base::TimeMs now) {
  DeliveryFilter filter;
  filter.id = id;
  TRY_ASSIGN(const std::vector<Delivery> found, deliveries(filter));
  if (found.empty())
    return Error{ErrorCode::not_found,
                 "there is no delivery '" + id + "'",
                 {},
                 "truceline delivery log shows them"};
  if (found.front().state != DeliveryState::dead)
    return Error{ErrorCode::conflict,
                 "it is not dead: " + std::string(domain::word(found.front().state)), id,
                 "only what was given up is sent again"};
  const DeliveryNumber number = found.front().number;
  const auto done = file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement there,
               connection.prepare("SELECT 1 FROM endpoints WHERE id = ? AND removed = 0"));
    TRY_ASSIGN(const bool endpoint_is, there.bind(1, found.front().endpoint).step());
    if (!endpoint_is)
      return Error{ErrorCode::conflict, "its endpoint was removed", id,
                   "name the endpoint anew; what comes from then on goes there"};
    TRY_ASSIGN(SqliteStatement row,
               connection.prepare("UPDATE deliveries SET state = 'waiting', since_ms = ?1, tries = "
                                  "0, next_ms = ?1, ended_ms = 0 WHERE number = ?2 AND state = "
                                  "'dead' AND length(message) > 0"));
    return row.bind(1, column_of(now)).bind(2, number).run();
  });
  TRY(done);
  return delivery(number);
}

Result<std::vector<Delivery>> DeliveryLog::deliveries(const DeliveryFilter& filter) {
  std::vector<Delivery> all;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(SqliteStatement rows,
               connection.prepare(std::string(kColumns) + " d" + where(filter) +
                                  " ORDER BY d.number DESC LIMIT " + std::to_string(filter.limit)));
    bind(rows, filter);
    while (true) {
      TRY_ASSIGN(const bool found, rows.step());
      if (!found) return {};
      TRY_ASSIGN(Delivery one, delivery_in(rows));
      all.push_back(std::move(one));
    }
  });
  TRY(done);
  return all;
}

Result<std::vector<Attempt>> DeliveryLog::attempts(const DeliveryFilter& filter) {
  std::vector<Attempt> all;
  const auto done = file_.read([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(
        SqliteStatement rows,
        connection.prepare(
            "SELECT a.number, a.delivery, d.id, a.endpoint, a.begun_ms, a.ended_ms, a.sent, "
            "a.result, a.code, a.outcome FROM attempts a JOIN deliveries d ON d.number = "
            "a.delivery" +
            where(filter) + " ORDER BY a.number DESC LIMIT " + std::to_string(filter.limit)));
    bind(rows, filter);
    while (true) {
      TRY_ASSIGN(const bool found, rows.step());
      if (!found) return {};
      Attempt one{rows.integer(0),
                  rows.integer(1),
                  text_in(rows, 2),
                  rows.integer(3),
                  time_in(rows, 4),
                  time_in(rows, 5),
                  {},
                  {},
                  static_cast<int>(rows.integer(8)),
                  text_in(rows, 9)};
      const base::BytesView sent = rows.bytes(6);
      const auto result = domain::from_word<AttemptResult>(text_in(rows, 7));
      if (!result || sent.size() != one.sent.size())
        return Error{ErrorCode::corrupt, "an attempt that is none", {}, {}};
      one.result = *result;
      std::ranges::copy(sent, one.sent.begin());
      all.push_back(std::move(one));
    }
  });
  TRY(done);
  return all;
}

Result<void> DeliveryLog::forget_oldest(std::size_t kept) {
  return file_.write([&](SqliteConnection& connection) -> Result<void> {
    TRY_ASSIGN(const std::uint64_t ended, connection.integer("SELECT count(*) FROM deliveries "
                                                             "WHERE state <> 'waiting'"));
    if (ended <= kept) return {};
    TRY_ASSIGN(
        SqliteStatement attempts,
        connection.prepare("DELETE FROM attempts WHERE delivery IN (SELECT number FROM "
                           "deliveries WHERE state <> 'waiting' ORDER BY ended_ms LIMIT ?)"));
    TRY(attempts.bind(1, std::uint64_t{ended - kept}).run());
    TRY_ASSIGN(
        SqliteStatement old,
        connection.prepare("DELETE FROM deliveries WHERE number IN (SELECT number FROM "
                           "deliveries WHERE state <> 'waiting' ORDER BY ended_ms LIMIT ?)"));
    return old.bind(1, std::uint64_t{ended - kept}).run();
  });
}

}  // namespace truceline::app
