// SPDX-License-Identifier: Apache-2.0
#include "duty_mission.hpp"

#include <algorithm>

#include "app/account_store.hpp"
#include "app/clock.hpp"
#include "app/credential_store.hpp"
#include "app/files.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"

namespace truceline::bench {
namespace {

constexpr std::size_t kAppended = 1024;  // at once
constexpr std::int64_t kHourMs = base::kDayMs / 24;
constexpr std::int32_t kWestE7 = 360'000'000, kSouthE7 = 330'000'000;
constexpr std::int32_t kWideE7 = 60'000'000, kHighE7 = 40'000'000;

const domain::Audience kEveryone{domain::AudienceLabel::everyone, {}};

std::string officer_of(const std::string& party) {
  return "Brig. Gen. Officer of " + party;
}

domain::When between(base::TimeMs from, base::TimeMs to) {
  domain::When when;
  when.interval = {from, to};
  when.precision = domain::TimePrecision::exact;
  when.zone = "UTC";
  return when;
}

domain::NotificationKind kind_of(std::uint64_t of_hundred) {
  using domain::NotificationKind;
  if (of_hundred < 60) return NotificationKind::site;
  if (of_hundred < 85) return NotificationKind::movement;
  if (of_hundred < 93) return NotificationKind::aid_delivery;
  return of_hundred < 99 ? NotificationKind::flight : NotificationKind::operation;
}

/// Whom the arrangement has told of a kind: two parties each, and of movements the one that floods.
std::vector<std::size_t> told_of(domain::NotificationKind kind, std::size_t parties) {
  using domain::NotificationKind;
  std::size_t first = 0;
  if (kind == NotificationKind::movement) first = 2;
  if (kind == NotificationKind::aid_delivery) first = 4;
  if (kind == NotificationKind::flight) first = 6;
  if (kind == NotificationKind::operation) first = 8;
  std::vector<std::size_t> told{first % parties, (first + 1) % parties};
  if (kind == NotificationKind::movement) told.push_back(parties);
  return told;
}

domain::Arrangement arrangement(std::size_t parties) {
  using domain::NotificationKind;
  using domain::SubjectKind;
  domain::Arrangement rules;
  rules.id = "working-rules";
  rules.title = "How notifications are sent and answered";
  constexpr std::int64_t kHalfHourMs = kHourMs / 2;
  rules.separations = {
      {SubjectKind::site, SubjectKind::operation, 500, std::nullopt, kHalfHourMs},
      {SubjectKind::movement, SubjectKind::operation, 500, std::nullopt, kHalfHourMs},
      {SubjectKind::aid_delivery, SubjectKind::operation, 500, std::nullopt, kHalfHourMs},
      {SubjectKind::flight, SubjectKind::flight, 1000, 30'000, kHalfHourMs}};
  rules.priority = {SubjectKind::site, SubjectKind::aid_delivery, SubjectKind::movement,
                    SubjectKind::flight, SubjectKind::operation};
  for (const NotificationKind kind :
       {NotificationKind::site, NotificationKind::movement, NotificationKind::aid_delivery,
        NotificationKind::flight, NotificationKind::operation}) {
    domain::Profile profile;
    profile.kinds = {kind};
    for (const std::size_t party : told_of(kind, parties))
      profile.recipients.push_back(DutyMission::party(party));
    const bool is_site = kind == NotificationKind::site;
    profile.needs = {is_site ? domain::Need::place_name : domain::Need::times,
                     domain::Need::contacts};
    if (is_site) profile.revalidate_every_ms = 180 * base::kDayMs;
    if (!is_site) profile.lead_time_ms = 12 * kHourMs;
    profile.acknowledge_within_ms = kHourMs;
    rules.profiles.push_back(profile);
  }
  rules.answer_within_ms = kHourMs / 60;
  return rules;
}

domain::Roster roster(const std::string& party, base::TimeMs now) {
  domain::Roster roster;
  roster.id = "desk";
  domain::Shift shift;
  shift.officer = {officer_of(party), {"en", "ar"}, {{domain::Channel::phone, "+963 11 555 0100"}}};
  shift.rank = domain::RankClass::flag;
  shift.interval = {{now.value - 30 * base::kDayMs}, {now.value + 30 * base::kDayMs}};
  roster.shifts = {shift};
  return roster;
}

domain::Salt salt_of(std::string_view party, std::uint64_t number) {
  return base::sha256(base::bytes_of(std::string(party) + std::to_string(number)));
}

}  // namespace

NoticeMaker::Notice NoticeMaker::notice(std::size_t author, std::uint64_t number) const {
  std::mt19937_64 random(seed_ + number);
  Notice made;
  domain::Notification& what = made.what;
  what.id = "n-" + std::to_string(number);
  what.kind = kind_of(random() % 100);
  what.names = {{"en", "Notice " + std::to_string(number)}};
  const geo::Point at{kWestE7 + static_cast<std::int32_t>(random() % kWideE7),
                      kSouthE7 + static_cast<std::int32_t>(random() % kHighE7)};
  if (what.kind == domain::NotificationKind::site) {
    what.circle = geo::Circle{at, 50 + static_cast<std::int64_t>(random() % 150)};
    what.when = between({now_.value - 30 * base::kDayMs}, {now_.value + 365 * base::kDayMs});
  } else {
    const base::TimeMs from{now_.value + 24 * kHourMs +
                            static_cast<std::int64_t>(random() % (72 * kHourMs))};
    what.when = between(from, {from.value + 6 * kHourMs});
    if (what.kind == domain::NotificationKind::operation) {
      what.circle = geo::Circle{at, 1000};
    } else {
      const geo::Point to{at.lon_e7 + 1'000'000, at.lat_e7 + 500'000};
      what.corridor =
          geo::Corridor{{{at, geo::Passage{from.value, from.value}},
                         {to, geo::Passage{from.value + 5 * kHourMs, from.value + 5 * kHourMs}}},
                        250,
                        kHourMs / 4};
      what.vehicles = {{"truck-1",
                        "123-" + std::to_string(number % 1000),
                        "white truck",
                        {domain::Marking::day, domain::Marking::thermal}}};
    }
  }
  if (what.kind == domain::NotificationKind::flight) {
    what.altitude.floor_cm = 100'000;
    what.altitude.ceiling_cm = 150'000;
    what.altitude.datum = geo::Datum::amsl;
  }
  what.contacts = {{"Head of the site", {"en"}, {{domain::Channel::phone, "+963 11 555 0199"}}}};
  what.place.name = "Place " + std::to_string(number % 5000);
  what.text = "Two buildings and a generator behind a white wall; a water truck comes at noon.";
  made.audience.label = domain::AudienceLabel::named;
  for (const std::size_t party : told_of(what.kind, parties_)) {
    if (party == author) continue;
    made.recipients.push_back(party);
    made.audience.recipients.push_back(DutyMission::party(party));
  }
  return made;
}

std::string DutyMission::party(std::size_t number) {
  return (number < 10 ? "party-0" : "party-") + std::to_string(number);
}

DutyMission::DutyMission(const DutyPlan& plan)
    : now_(app::now()), notices_(plan.seed, plan.parties, now_) {
  make_ledger(plan);
  make_accounts(plan);
}

void DutyMission::make_ledger(const DutyPlan& plan) {
  const std::string yaml =
      "format: truceline-mission/1\nid: bench\ntitle: Bench\norigin: " + std::string(kOrigin) +
      "\nparty: mission\ntime_zone: UTC\n";
  INVARIANT(app::write_file(folder() / "mission.yaml", yaml, app::FileMode::shared));
  INVARIANT(app::Mission::create(folder(), *app::no_passphrases()));
  const auto mission = app::Mission::open(folder(), app::Mission::Mode::write).value();
  enrol(*mission, plan);
  ledger::Log log = mission->log().value();
  std::vector<ledger::Record> waiting;
  const auto flush = [&] {
    if (!waiting.empty()) INVARIANT(log.append(waiting).has_value());
    entries_ += waiting.size();
    waiting.clear();
  };
  const auto say = [&](DutyAuthor& who, const domain::Body& body, const domain::Audience& audience,
                       std::int64_t ago_ms) {
    auto written = who.author
                       .write(body, audience, {}, {now_.value - ago_ms},
                              salt_of(who.author.party(), entries_ + waiting.size()))
                       .value();
    waiting.push_back(std::move(written.record));
    if (waiting.size() == kAppended) flush();
    return written.id;
  };
  const auto author_of_party = [&](std::size_t number, std::uint64_t turn) -> DutyAuthor& {
    return authors_[number * plan.keys_each + turn % plan.keys_each];
  };
  for (std::size_t i = 0; i <= plan.parties; ++i)
    say(author_of_party(i, 0), roster(party(i), now_), kEveryone, 20 * kHourMs);
  for (std::uint64_t number = 0; number < plan.notifications; ++number) {
    const std::size_t author = number % plan.parties;
    const auto made = notices_.notice(author, number);
    DutyAuthor& who = author_of_party(author, number / plan.parties);
    const base::Hash id = say(who, made.what, made.audience, 4 * kHourMs);
    who.standing.push_back(id);
    if (number % plan.unheard_of == 0) continue;
    for (const std::size_t recipient : made.recipients) {
      domain::Acknowledgement heard;
      heard.notification = id;
      heard.officer = officer_of(party(recipient));
      heard.at.time = {now_.value - 3 * kHourMs};
      domain::Audience audience = made.audience;
      for (std::string& one : audience.recipients)
        if (one == party(recipient)) one = party(author);
      std::ranges::sort(audience.recipients);
      say(author_of_party(recipient, number), heard, audience, 3 * kHourMs);
    }
  }
  flush();
  INVARIANT(mission->signer().value().publish().has_value());
}

/// The mission enrols the parties' roots, these their authors; then the mission says by which rules
/// all work.
void DutyMission::enrol(app::Mission& mission, const DutyPlan& plan) {
  ledger::Log log = mission.log().value();
  for (std::size_t number = 0; number <= plan.parties; ++number) {
    const std::string name = party(number);
    app::Author root({std::string(kOrigin), name, "UTC"}, key_of(name + " root"), {});
    domain::Key key;
    key.party = name;
    key.key = root.public_key();
    key.role = domain::KeyRole::root;
    key.holder = "benchmark";
    app::Pen pen = mission.pen(mission.replay().value(), {}, app::KeyUse::root).value();
    const auto enrolled = pen.author().write(key, kEveryone, {}, now_, domain::Salt{}).value();
    INVARIANT(pen.append(std::span(&enrolled.record, 1)));
    key.role = domain::KeyRole::author;
    for (std::size_t i = 0; i < plan.keys_each; ++i) {
      const base::SigningKey own = key_of(name + " key " + std::to_string(i));
      key.key = own.public_key();
      const auto added = root.write(key, kEveryone, {}, now_, domain::Salt{}).value();
      INVARIANT(log.append(std::span(&added.record, 1)));
      authors_.push_back({number, app::Author({std::string(kOrigin), name, "UTC"}, own, {})});
    }
  }
  app::Pen pen = mission.pen(mission.replay().value()).value();
  const auto rules =
      pen.author().write(arrangement(plan.parties), kEveryone, {}, now_, domain::Salt{}).value();
  INVARIANT(pen.append(std::span(&rules.record, 1)));
  entries_ = mission.store().head().value().size.value;
}

/// As many accounts of a party as tokens need: each has a limit.
void DutyMission::make_accounts(const DutyPlan& plan) {
  const std::filesystem::path path = folder() / app::AccountFile::kName;
  INVARIANT(app::AccountFile::create(path));
  const auto file = app::AccountFile::open(path).value();
  const app::Passwords passwords(app::kKeyCostOfTests);
  app::AccountStore accounts(*file, passwords);
  app::CredentialStore credentials(*file);
  const app::Secret passphrase = app::Secret::of("four words of no sense");
  const app::Scopes scopes = app::scopes_of(app::Role::author);
  std::map<std::string, std::size_t> given;  // tokens, by party
  const auto token = [&](const std::string& name) {
    const std::size_t number = given[name]++;
    const std::string account =
        name + "." + std::to_string(number / base::limits::kTokensOfAccount);
    if (number % base::limits::kTokensOfAccount == 0)
      INVARIANT(accounts.add({account, name, app::Role::author, false, false, now_}, passphrase));
    return "Authorization: Bearer " +
           credentials.make_token(account, "bench", scopes, now_, {now_.value + base::kDayMs})
               .value() +
           "\r\n";
  };
  for (std::size_t i = 0; i < plan.inboxes; ++i)
    inbox_tokens_.push_back(token(party(i % plan.parties)));
  for (const DutyAuthor& author : authors_)
    if (author.party < plan.parties) author_tokens_.push_back(token(party(author.party)));
  flooder_token_ = token(party(plan.parties));
}

}  // namespace truceline::bench
