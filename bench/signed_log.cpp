// SPDX-License-Identifier: Apache-2.0
#include "signed_log.hpp"

#include <set>

#include "base/sha256.hpp"
#include "engine/synthetic_mission.hpp"

namespace truceline::bench {
namespace {

const domain::Audience kEveryone{domain::AudienceLabel::everyone, {}};
constexpr base::TimeMs kSignedAt{1'575'158'400'000};

std::string root_of(const std::string& party) {
  return party + " root";
}

domain::Key enrolment(const std::string& party, domain::KeyRole role) {
  const bool root = role == domain::KeyRole::root;
  domain::Key key;
  key.party = party;
  key.key = key_of(root ? root_of(party) : party).public_key();
  key.role = role;
  key.holder = "benchmark";
  return key;
}

/// Writes for several parties, and knows which entry became of what the story told.
class Scribe {
 public:
  app::Author::Written write(const std::string& party, const domain::Body& body,
                             std::vector<domain::Reference> references, base::TimeMs time) {
    return write(authors_.try_emplace(party, author_of(party)).first->second, body,
                 std::move(references), time);
  }
  app::Author::Written write_as_root(const std::string& party, const domain::Body& body) {
    const app::Author root({std::string(kOrigin), party, "UTC"}, key_of(root_of(party)), {});
    return write(authors_.try_emplace(root_of(party), root).first->second, body, {}, kSignedAt);
  }

 private:
  app::Author::Written write(app::Author& author, const domain::Body& body,
                             std::vector<domain::Reference> references, base::TimeMs time) {
    const domain::Salt salt = base::sha256(base::bytes_of(std::to_string(number_++)));
    return author.write(body, kEveryone, std::move(references), time, salt).value();
  }

  std::map<std::string, app::Author> authors_;
  std::uint64_t number_ = 0;
};

}  // namespace

base::SigningKey key_of(std::string_view name) {
  return base::SigningKey::from_seed(base::sha256(base::bytes_of(name)));
}

app::Author author_of(std::string_view party) {
  return {{std::string(kOrigin), std::string(party), "UTC"}, key_of(party), {}};
}

namespace {

ledger::Log log_on(app::SqliteStore& store) {
  const auto key = ledger::ed25519_verifier(kOrigin, key_of(kOrigin).public_key());
  return ledger::Log::open(store, key).value();
}

/// Who may speak in a log that nobody has said anything in: a pen asks that before it writes.
engine::AuthorRegister enrolled(std::string_view party) {
  engine::AuthorRegister authors;
  domain::Statement said;
  said.header.party = party;
  said.header.key = key_of(root_of(std::string(party))).public_key();
  said.header.kind = domain::StatementKind::key;
  said.header.audience = kEveryone;
  for (const domain::KeyRole role : {domain::KeyRole::root, domain::KeyRole::author}) {
    said.body = enrolment(std::string(party), role);
    authors.apply(said);
    ++said.header.sequence;
  }
  return authors;
}

}  // namespace

TemporaryLog::TemporaryLog() {
  const std::filesystem::path path = folder_.path() / "ledger.sqlite";
  INVARIANT(app::SqliteStore::create(path).has_value());
  store_ = app::SqliteStore::open(path, app::SqliteStore::Mode::write).value();
  log_ = std::make_unique<ledger::Log>(log_on(*store_));
}

app::Pen TemporaryLog::pen(std::string_view party) {
  return {app::FileLock::take(folder_.path() / "pen.lock", "nobody").value(),
          *store_,
          log_on(*store_),
          author_of(party),
          enrolled(party),
          {}};
}

void TemporaryLog::append(std::span<const ledger::Record> records, std::size_t batch) {
  for (; !records.empty(); records = records.subspan(std::min(batch, records.size())))
    INVARIANT(log_->append(records.first(std::min(batch, records.size()))).has_value());
}

void TemporaryLog::sign() {
  const ledger::NoteSigner key{std::string(kOrigin), key_of(kOrigin)};
  INVARIANT(ledger::CheckpointSigner::open(*store_, key).value().publish().has_value());
}

Signing::Signing(std::span<const domain::Body> bodies) : bodies_(bodies) {
  for (std::size_t i = 0; i < bodies.size(); ++i)
    salts_.push_back(base::sha256(base::bytes_of(std::to_string(i))));
}

std::vector<ledger::Record> Signing::sign_all() const {
  app::Author author = author_of(kMissionParty);
  std::vector<ledger::Record> records;
  records.reserve(bodies_.size());
  for (std::size_t i = 0; i < bodies_.size(); ++i)
    records.push_back(author.write(bodies_[i], kEveryone, {}, kSignedAt, salts_[i]).value().record);
  return records;
}

std::vector<ledger::Record> synthetic_records(std::uint64_t seed, std::size_t statements) {
  const engine::Story story = engine::SyntheticMission(seed).tell(statements);
  std::set<std::string> parties;
  for (const domain::Statement& told : story.told()) parties.insert(told.header.party);
  parties.erase(std::string(kMissionParty));

  Scribe scribe;
  std::vector<ledger::Record> records;
  const auto enrol = [&](const std::string& party) {
    using domain::KeyRole;
    const auto root = enrolment(party, KeyRole::root);
    const auto author = enrolment(party, KeyRole::author);
    records.push_back(scribe.write_as_root(std::string(kMissionParty), root).record);
    records.push_back(scribe.write_as_root(party, author).record);
  };
  enrol(std::string(kMissionParty));
  for (const std::string& party : parties) enrol(party);

  std::map<base::Hash, base::Hash> entries;  // what the story called it, and its entry
  for (const domain::Statement& told : story.told()) {
    std::vector<domain::Reference> references = told.header.references;
    for (domain::Reference& reference : references) reference.entry = entries.at(reference.entry);
    auto written =
        scribe.write(told.header.party, *told.body, std::move(references), told.header.time);
    entries[told.id] = written.id;
    records.push_back(std::move(written.record));
  }
  return records;
}

}  // namespace truceline::bench
