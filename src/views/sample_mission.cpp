// SPDX-License-Identifier: Apache-2.0
#include "views/sample_mission.hpp"

#include "domain/commitment.hpp"
#include "domain/envelope.hpp"
#include "engine/conflicts.hpp"
#include "engine/findings.hpp"
#include "ledger/merkle_hash.hpp"

namespace truceline::views {

using base::EntryIndex;
using base::TimeMs;

namespace {

constexpr std::string_view kOrigin = "truceline.example/lake";
constexpr std::int64_t kHour = base::kHourMs;

base::Seed seed(std::uint8_t fill) {
  base::Seed seed;
  seed.fill(fill);
  return seed;
}

/// Two hours ahead of UTC, three from 27 March to 30 October 2020.
base::TimeZone lake_time() {
  return {"Asia/Damascus", 7200, {{{1'585'260'000'000}, 10800}, {{1'604'005'200'000}, 7200}}};
}

TimeMs midnight(std::int32_t year, std::uint32_t month, std::uint32_t day) {
  return lake_time().instant_of({{year, month, day}, 0});
}

domain::When on_day(std::uint32_t month, std::uint32_t day) {
  const TimeMs from = midnight(2020, month, day);
  const base::Date next = base::date_from_days(base::days_from_date({2020, month, day}) + 1);
  return {{from, midnight(next.year, next.month, next.day)},
          domain::TimePrecision::day,
          "Asia/Damascus",
          base::to_string({2020, month, day})};
}

domain::When from_day(std::uint32_t month, std::uint32_t day) {
  domain::When when = on_day(month, day);
  when.interval.to = base::kTimeMax;
  return when;
}

/// From hundredths of a degree: spot(3710, 3620) is 37.10 east, 36.20 north.
geo::Point spot(std::int32_t lon, std::int32_t lat) {
  return {.lon_e7 = lon * 100'000, .lat_e7 = lat * 100'000};
}

domain::Place place(std::string name, geo::Point point, std::int64_t radius_m,
                    domain::PlacePrecision precision) {
  domain::Place place;
  place.point = point;
  place.radius_m = radius_m;
  place.precision = precision;
  place.name = std::move(name);
  return place;
}

domain::Source source(std::string publisher, std::string id) {
  domain::Source source;
  source.publisher = std::move(publisher);
  source.id = std::move(id);
  return source;
}

domain::Actor actor(std::string id, domain::ActorKind kind, std::string en, std::string ar) {
  domain::Actor actor;
  actor.id = std::move(id);
  actor.kind = kind;
  actor.aliases = {en};
  actor.names = {{"ar", std::move(ar)}, {"en", std::move(en)}};
  return actor;
}

domain::Report report(std::string id, domain::EventKind event, std::string a, std::string b,
                      domain::When when, domain::Place place, std::int64_t deaths) {
  domain::Report report;
  report.event = event;
  report.side_a = {{std::move(a), ""}};
  report.side_b = {{std::move(b), ""}};
  report.when = std::move(when);
  report.place = std::move(place);
  report.counts = {{"deaths", deaths, deaths, deaths + 2}};
  report.source = source("Lake Watch", std::move(id));
  return report;
}

domain::Agreement lake_agreement() {
  domain::Agreement agreement;
  agreement.id = "lake-2020";
  agreement.title = "Memorandum on the lake";
  agreement.names = {{"ar", "مذكرة البحيرة"}, {"en", "Memorandum on the lake"}};
  agreement.time_zone = "Asia/Damascus";
  agreement.signed_on = domain::Moment{midnight(2020, 1, 1), "2020-01-01"};
  agreement.in_force = {midnight(2020, 1, 10), midnight(2020, 7, 10)};
  agreement.renewal = domain::Renewal::by_statement;
  agreement.renewal_text = "renewed by the guarantor's statement";
  agreement.parties = {"north-army", "river-front"};
  agreement.guarantors = {"hill-state"};
  agreement.excluded = {"black-band"};
  agreement.zones = {"lake"};
  domain::Provision weapons;
  weapons.id = "2a";
  weapons.modality = domain::Modality::prohibits;
  weapons.who = {"parties"};
  weapons.what = "use of any weapon";
  weapons.matches = domain::EventMatch{{domain::EventKind::armed_force}, {"parties"}, {}, {}};
  weapons.zones = {"lake"};
  weapons.in_effect = agreement.in_force;
  domain::Provision committee;
  committee.id = "3";
  committee.who = {"parties"};
  committee.what = "form the joint committee";
  committee.everywhere = true;
  committee.in_effect = agreement.in_force;
  committee.due = domain::Moment{midnight(2020, 1, 25), "signed + 24 days"};
  committee.met_by = "committee-formed";
  domain::Provision maps = committee;
  maps.id = "4";
  maps.who = {"guarantors"};
  maps.what = "complete the maps";
  maps.due = domain::Moment{midnight(2020, 5, 2), "2020-05-01"};
  maps.met_by = "maps-complete";
  agreement.provisions = {weapons, committee, maps};
  return agreement;
}

domain::Zone lake_zone() {
  domain::Zone zone;
  zone.id = "lake";
  zone.kind = domain::ZoneKind::de_escalation;
  zone.names = {{"ar", "البحيرة"}, {"en", "The Lake"}};
  zone.agreement = "lake-2020";
  zone.area = {{{spot(3700, 3600), spot(3720, 3600), spot(3720, 3620), spot(3700, 3620)}, {}}};
  zone.valid = {midnight(2020, 1, 10), base::kTimeMax};
  zone.monitors = {"hill-state"};
  zone.note = "Drawn from the text.";
  return zone;
}

domain::Post mill_post(domain::PostStatus status, domain::When when, std::string publisher) {
  domain::Post post;
  post.id = "mill";
  post.names = {{"ar", "الطاحونة"}, {"en", "Mill"}};
  post.operators = {{"Hill State", "hill-state"}};
  post.place = place("Old Mill", spot(3705, 3605), 0, domain::PlacePrecision::exact);
  post.status = status;
  post.when = std::move(when);
  post.source = source(std::move(publisher), "");
  return post;
}

domain::Control ford_held_by(std::string holder, std::string publisher) {
  domain::Control control;
  control.holders = {{std::move(holder), ""}};
  control.place = place("Ford", spot(3730, 3610), 500, domain::PlacePrecision::settlement);
  control.when = on_day(4, 2);
  control.source = source(std::move(publisher), "");
  return control;
}

domain::Tally shots(std::int64_t count, std::vector<domain::TallyPart> parts) {
  domain::Tally tally;
  tally.side = "north";
  tally.unit = "cases of firing";
  tally.scope = "lake";
  tally.when = on_day(4, 3);
  tally.count = count;
  tally.parts = std::move(parts);
  tally.source = source("Joint Bulletin", "17");
  return tally;
}

domain::Status status(std::string topic, std::string text, domain::When when) {
  domain::Status status;
  status.topic = std::move(topic);
  status.agreement = "lake-2020";
  status.text = std::move(text);
  status.when = std::move(when);
  status.source = source("Lake Watch", "");
  return status;
}

/// Three places and the land around the lake: all of the bounds east of 36.6E.
std::shared_ptr<const MissionPlaces> lake_places() {
  auto read = formats::read_gazetteer(
      "pcode,name,name_ar,aliases,latitude,longitude,radius_m\n"
      "L1,Lakeside,شاطئ البحيرة,Lake Side,36.1000,37.1000,2000\n"
      "L2,Mill,الطاحونة,,36.0500,37.3000,\n"
      "L3,Mill,الطاحونة,,35.6000,37.9000,\n");
  INVARIANT(read.has_value());
  MissionPlaces places;
  places.gazetteer = std::move(read->gazetteer);
  places.gazetteer_source = "Invented";
  places.land.emplace(geo::MultiPolygon{
      {{spot(3660, 3540), spot(3810, 3540), spot(3810, 3660), spot(3660, 3660)}, {}}});
  places.land_source = "Invented";
  return std::make_shared<const MissionPlaces>(std::move(places));
}

}  // namespace

/// The sample's ledger, as a snapshot reads it.
class SampleMission::Reading : public LedgerReader {
 public:
  Reading(std::shared_ptr<ledger::MemoryStore> store, std::shared_ptr<ledger::Tree> tree)
      : store_(std::move(store)), tree_(std::move(tree)) {}
  base::Result<ledger::Record> read(EntryIndex index) const override { return store_->read(index); }
  base::Result<ledger::Proof> inclusion_proof(EntryIndex index,
                                              base::TreeSize size) const override {
    return tree_->inclusion_proof(index, size);
  }

 private:
  std::shared_ptr<ledger::MemoryStore> store_;
  std::shared_ptr<ledger::Tree> tree_;
};

SampleMission::SampleMission()
    : card_(std::make_shared<MissionCard>()),
      store_(std::make_shared<ledger::MemoryStore>()),
      tree_(std::make_shared<ledger::Tree>()) {
  formats::MissionConfig& config = card_->config;
  config.id = "lake";
  config.title = {{"ar", "بعثة البحيرة"}, {"en", "Lake mission"}};
  config.origin = kOrigin;
  config.time_zone = "Asia/Damascus";
  config.languages = {"en", "ar"};
  config.bounds = geo::Box{spot(3650, 3550), spot(3800, 3650)};
  config.disclaimer = {{"en", "Invented for tests."}};
  config.party = "mission";
  config.layers = {{"towns",
                    {{"en", "Towns"}},
                    "town",
                    "layers/towns.geojson",
                    "Invented",
                    {{"en", "Invented for tests."}}}};
  card_->time_zone = lake_time();
  card_->places = lake_places();
  card_->build = "test";
  open_the_log();
  introduce_the_world();
  report_what_happened();
  contradict_each_other();
}

void SampleMission::open_the_log() {
  auto signer = ledger::CheckpointSigner::open(
      *store_, {std::string(kOrigin), base::SigningKey::from_seed(seed(9))});
  INVARIANT(signer.has_value());
  signer_.emplace(std::move(*signer));
  auto log = ledger::Log::open(*store_, signer_->verifier());
  INVARIANT(log.has_value());
  log_.emplace(std::move(*log));
  domain::Key key;
  key.party = "mission";
  key.key = base::SigningKey::from_seed(seed(1)).public_key();
  key.holder = "duty desk";
  say(key);
}

void SampleMission::introduce_the_world() {
  using domain::ActorKind;
  say(actor("north-army", ActorKind::state, "Northern Army", "الجيش الشمالي"));
  say(actor("river-front", ActorKind::armed_group, "River Front", "جبهة النهر"));
  say(actor("black-band", ActorKind::armed_group, "Black Band", "العصبة السوداء"));
  domain::Actor hill = actor("hill-state", ActorKind::state, "Hill State", "دولة التل");
  hill.relations = {{domain::Relation::sponsors, "river-front", {midnight(2019, 1, 1), {}}}};
  hill.relations[0].interval.to = base::kTimeMax;
  say(hill);
  say(lake_agreement());
  say(lake_zone());
}

void SampleMission::report_what_happened() {
  using domain::EventKind;
  using domain::PlacePrecision;
  say(report("lw:1", EventKind::shelling, "Northern Army", "River Front", on_day(3, 1),
             place("Lakeside", spot(3710, 3610), 1000, PlacePrecision::settlement), 3));
  say(report("lw:2", EventKind::armed_clash, "Northern Army", "River Front", on_day(3, 2),
             place("Easton", spot(3725, 3610), 25'000, PlacePrecision::near), 0));
  say(report("lw:3", EventKind::air_strike, "Northern Army", "Black Band", on_day(3, 3),
             place("Lakeside", spot(3710, 3610), 0, PlacePrecision::exact), 12));
  const EntryIndex first_count =
      say(report("lw:4", EventKind::shelling, "River Front", "Northern Army", on_day(3, 4),
                 place("Lakeside", spot(3710, 3610), 0, PlacePrecision::exact), 60));
  say(report("lw:4", EventKind::shelling, "River Front", "Northern Army", on_day(3, 4),
             place("Lakeside", spot(3710, 3610), 0, PlacePrecision::exact), 6),
      everyone(), {{domain::ReferenceKind::supersedes, id_of(first_count)}});
  say(report("lw:5", EventKind::shelling, "Northern Army", "River Front", on_day(3, 5),
             place("Secret Hill", spot(3710, 3610), 0, PlacePrecision::exact), 1),
      {domain::AudienceLabel::named, {"hill-state"}});
  domain::Report nowhere =
      report("lw:6", EventKind::protest, "Townspeople", "Northern Army", on_day(3, 6), {}, 0);
  say(nowhere);
  erased_ = say_erased(nowhere);
}

void SampleMission::contradict_each_other() {
  using domain::PostStatus;
  say(mill_post(PostStatus::open, from_day(2, 1), "Hill State Ministry"));
  say(mill_post(PostStatus::closed, on_day(2, 20), "Lake Watch"));
  say(ford_held_by("Northern Army", "Lake Watch"));
  say(ford_held_by("River Front", "Joint Bulletin"));
  say(shots(65, {}));
  say(shots(143, {{"rifle", 100}, {"mortar", 40}}));
  domain::Status formed = status("step", "The joint committee met.", on_day(2, 10));
  formed.step = "committee-formed";
  say(formed);
  domain::Status claim =
      status("agreement", "The committee was due within ten days.", on_day(1, 2));
  claim.claims =
      domain::TermClaim{domain::Term::deadline, "3", {midnight(2020, 1, 11), "ten days"}};
  say(claim);
  domain::Report counts =
      report("lw:7", domain::EventKind::abduction, "Black Band", "Travellers", on_day(4, 5), {}, 0);
  counts.counts = {{"abducted", 9, 4, 6}};
  const EntryIndex doubted = say(counts);
  domain::Assessment assessment;
  assessment.verdict = domain::Verdict::under_inquiry;
  assessment.reason = "a team is on its way";
  say(assessment, everyone(), {{domain::ReferenceKind::cites, id_of(doubted)}});
  say(domain::Supersede{"entered by mistake"}, everyone(),
      {{domain::ReferenceKind::supersedes, id_of(doubted)}});
  // One author, two statements, one number.
  append(status("call", "The hotline was answered.", on_day(4, 6)), everyone(), {}, false, 5);
  say(domain::Erasure{id_of(erased_), "asked for by a person named in it", "the mission's lawyer"});
}

EntryIndex SampleMission::say(const domain::Body& body, domain::Audience audience,
                              std::vector<domain::Reference> references) {
  return append(body, std::move(audience), std::move(references), false, statements_.size());
}

EntryIndex SampleMission::say_erased(const domain::Body& body) {
  return append(body, everyone(), {}, true, statements_.size());
}

EntryIndex SampleMission::append(const domain::Body& body, domain::Audience audience,
                                 std::vector<domain::Reference> references, bool erased,
                                 std::uint64_t sequence) {
  const base::SigningKey key = base::SigningKey::from_seed(seed(1));
  const std::uint64_t number = statements_.size();
  domain::Salt salt;
  salt.fill(static_cast<std::uint8_t>(number));
  const std::string bytes = domain::encode(body);
  domain::Statement statement;
  domain::Header& header = statement.header;
  header.log = kOrigin;
  header.party = "mission";
  header.key = key.public_key();
  header.sequence = sequence;
  if (number > 0) header.previous = statements_.back().id;
  header.kind = domain::kind_of(body);
  header.time = {midnight(2020, 5, 1).value + static_cast<std::int64_t>(number) * kHour};
  header.time_zone = "Asia/Damascus";
  header.audience = std::move(audience);
  header.references = std::move(references);
  header.commitment = domain::commitment(salt, bytes);
  const std::string envelope = domain::sign_envelope(header, key);
  const base::BytesView leaf = base::bytes_of(envelope);
  statement.index = {number};
  statement.id = ledger::leaf_hash(leaf);
  if (!erased) statement.body = body;
  const ledger::Record record{{leaf.begin(), leaf.end()},
                              erased ? base::Bytes{} : domain::seal(salt, bytes)};
  INVARIANT(log_->append(std::span(&record, 1)).has_value());
  tree_->append(statement.id);
  statements_.push_back(std::move(statement));
  return {number};
}

std::shared_ptr<const Snapshot> SampleMission::make(base::TreeSize size, base::TimeMs clock,
                                                    const Reader& reader) {
  auto state = std::make_shared<engine::State>();
  auto held = std::make_shared<engine::State>();
  for (std::uint64_t i = 0; i < size.value; ++i) {
    held->apply(statements_[i]);
    state->apply(domain::as_read_by(reader, statements_[i]));
  }
  SnapshotParts parts;
  parts.findings = engine::derive_findings(*state, clock);
  parts.held = std::move(held);
  parts.state = std::move(state);
  parts.mission = card_;
  parts.ledger = std::make_shared<Reading>(store_, tree_);
  parts.at = clock;
  const auto published = signer_->publish();
  INVARIANT(published.has_value());
  parts.checkpoint = published->checkpoint;
  parts.signed_entries = published->size;
  parts.entries = {statements_.size()};
  parts.reader = reader;
  return std::make_shared<Snapshot>(std::move(parts));
}

base::Result<std::shared_ptr<const Snapshot>> SampleMission::at(
    std::optional<base::TreeSize> as_known_at, std::optional<base::TimeMs> when) {
  const base::TreeSize size = as_known_at.value_or(base::TreeSize{statements_.size()});
  if (size.value > statements_.size())
    return base::Error{base::ErrorCode::not_found, "the ledger has fewer entries than that",
                       "as_known_at", "give at most " + std::to_string(statements_.size())};
  return make(size, when.value_or(kClock), Reader::anyone());
}

std::shared_ptr<const Snapshot> SampleMission::snapshot(const Reader& reader) {
  return make({statements_.size()}, kClock, reader);
}

}  // namespace truceline::views
