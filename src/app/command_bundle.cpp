// SPDX-License-Identifier: Apache-2.0
#include "app/command_bundle.hpp"

#include <algorithm>
#include <set>

#include "app/bundle_making.hpp"
#include "app/clock.hpp"
#include "app/files.hpp"
#include "app/mission_choice.hpp"
#include "app/on_all_cores.hpp"
#include "app/read_draft.hpp"
#include "app/server_pen.hpp"
#include "app/signing.hpp"
#include "app/version.hpp"
#include "app/written_moment.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"
#include "engine/findings.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Result;
using views::EvidenceBundle;

namespace {

constexpr std::size_t kCodeDigits = 8;

/// The mission as one reader knew it at some size, all of it as it is now, and what is needed to
/// say something in it.
struct Ground {
  std::unique_ptr<Mission> mission;
  std::shared_ptr<StoreReader> reader;
  Replayed whole;
  std::shared_ptr<const views::Snapshot> snapshot;
};

Result<Ground> read_mission(const BundleCommand& command) {
  Ground ground;
  TRY_ASSIGN(const auto folder, require_mission(command.mission));
  TRY_ASSIGN(ground.mission, Mission::open(folder, Mission::Mode::write));
  Mission& mission = *ground.mission;
  mission.unlock_with(passphrases(command.passphrase));
  views::SnapshotParts parts;
  parts.at = now();
  if (!command.at.empty()) {
    TRY_ASSIGN(parts.at,
               written_moment(command.at, "--at", mission.time_zone(), mission.time_zones()));
  }
  TRY_ASSIGN(const ledger::SignedHead head, mission.head());
  const base::TreeSize size{command.as_known_at.value_or(head.stored.size().value)};
  if (head.stored.size() < size)
    return base::Error{base::ErrorCode::not_found,
                       "there are only " + std::to_string(head.stored.size().value) + " entries",
                       "--as-known-at",
                       {}};
  parts.reader = domain::Reader::of(command.as.empty() ? mission.config().party : command.as);
  auto shown = std::make_shared<engine::State>();
  const Beside shows{[](const domain::Statement&) {},
                     [&](const domain::Statement& statement) {
                       if (statement.index.value < size.value)
                         shown->apply(domain::as_read_by(parts.reader, statement));
                     }};
  TRY(replay(mission.store(), head, head.stored.size(), ground.whole, &shows));
  ground.reader = std::make_shared<StoreReader>(mission.store());
  TRY(ground.reader->take_in(head.stored.size()));
  parts.state = shown;
  parts.findings = engine::derive_findings(*shown, parts.at, on_all_cores);
  parts.mission = std::make_shared<views::MissionCard>(
      views::MissionCard{mission.config(), mission.time_zone(), nullptr, std::string(version())});
  parts.ledger = ground.reader;
  parts.entries = head.stored.size();
  ground.snapshot = std::make_shared<const views::Snapshot>(std::move(parts));
  return ground;
}

/// The same for the same question to the same ledger: no dice, so that two bundles can be compared.
views::BundleMark mark_for(const views::Snapshot& snapshot, const std::string& party,
                           const views::BundleAbout& about) {
  const std::string text = snapshot.mission().config.origin + "\n" + about.party + "\n" + about.id +
                           "\n" + party + "\n" + std::to_string(snapshot.state().size().value) +
                           "\n" + std::to_string(snapshot.at().value);
  return {BundleCommand::kAccount,
          party,
          snapshot.at(),
          base::to_hex(base::sha256(base::bytes_of(text))).substr(0, kCodeDigits),
          {}};
}

/// What was said within the hour need not be said again.
bool is_noted(const engine::State& state, EntryIndex entry, const std::string& party,
              base::TimeMs at) {
  return std::ranges::any_of(state.reads(), [&](const auto& said) {
    return said.what.account == BundleCommand::kAccount && said.what.party == party &&
           said.what.entry == state.id_of(entry) &&
           at.value - said.what.at.value < base::limits::kReadNotedMs;
  });
}

/// What became of the traces that opening leaves.
struct Noted {
  std::size_t entered = 0;
  std::string trouble;  ///< Why none was left; empty: as many as were needed.
};

Result<Noted> note_reads(Ground& ground, const std::vector<EntryIndex>& opened,
                         const std::string& party, Terminal& terminal) {
  Noted noted;
  const base::TimeMs at = now();
  std::vector<Draft> drafts;
  for (const EntryIndex entry : opened)
    if (!is_noted(ground.whole.state, entry, party, at))
      drafts.push_back(read_draft(ground.whole.state, entry, party, BundleCommand::kAccount, at));
  if (drafts.empty()) return noted;
  AuthorWatch authors(*ground.mission, ground.whole.authors, ground.whole.state.size());
  TRY_ASSIGN(ServerPen pen, ServerPen::open(*ground.mission, authors));
  noted.trouble = pen.trouble();
  if (!noted.trouble.empty()) return noted;
  TRY_ASSIGN(const auto entered, pen.write(drafts, at));
  noted.entered = entered.size();
  TRY(sign_or_say(*ground.mission, terminal));
  return noted;
}

std::int64_t count(const EvidenceBundle& bundle, views::BodyState state) {
  return std::ranges::count(bundle.entries, state, &views::BundledEntry::body);
}

void tell(const EvidenceBundle& bundle, const std::string& file, std::size_t opened,
          const Noted& noted, std::ostream& out) {
  const auto receipts = std::ranges::count_if(
      bundle.entries, [](const views::BundledEntry& one) { return !one.receipt.empty(); });
  const auto findings =
      std::ranges::count(bundle.told, views::ToldKind::finding, &views::Told::kind);
  out << "wrote " << file << "\n"
      << "about: " << bundle.about.kind << ' ' << bundle.about.id << " of " << bundle.about.party
      << ", as known from " << bundle.size.value << " entries, for " << bundle.reader << "\n"
      << "entries: " << bundle.entries.size()
      << " (bodies: " << count(bundle, views::BodyState::shown) << " here, "
      << count(bundle, views::BodyState::withheld) << " not for this reader, "
      << count(bundle, views::BodyState::erased) << " erased, "
      << count(bundle, views::BodyState::absent) << " not held), receipts: " << receipts << "\n"
      << "findings: " << findings << ", derived and no evidence\n";
  if (!noted.trouble.empty())
    out << "NO read statement was left for the " << opened
        << " confidential bodies: " << noted.trouble << "\n";
  else
    out << "confidential bodies: " << opened << ", read statements left: " << noted.entered << "\n";
  out << "check it: truceline verify " << file << " --trust FILE\n";
}

void tell_json(const EvidenceBundle& bundle, const std::string& file, std::size_t opened,
               const Noted& noted, std::ostream& out) {
  base::JsonWriter json;
  json.begin_object().member("file", file).key("about").begin_object();
  json.member("kind", bundle.about.kind).member("party", bundle.about.party);
  json.member("id", bundle.about.id).end_object();
  json.member("size", static_cast<std::int64_t>(bundle.size.value)).member("reader", bundle.reader);
  json.member("entries", static_cast<std::int64_t>(bundle.entries.size()));
  json.member("bodies", count(bundle, views::BodyState::shown));
  json.member("confidential", static_cast<std::int64_t>(opened));
  json.member("read_statements", static_cast<std::int64_t>(noted.entered));
  json.member("no_read_statements_because", noted.trouble);
  out << json.end_object().take() << '\n';
}

}  // namespace

Result<int> run(const BundleCommand& command, Terminal& terminal) {
  TRY_ASSIGN(Ground ground, read_mission(command));
  const std::string party = command.as.empty() ? ground.mission->config().party : command.as;
  TRY_ASSIGN(const views::BundleAbout about, find_about(*ground.snapshot, command.about));
  TRY_ASSIGN(const EvidenceBundle bundle,
             make_bundle(*ground.snapshot, domain::Reader::of(party), about,
                         {ground.mission->store(), *ground.reader, ground.mission->policy()},
                         mark_for(*ground.snapshot, party, about)));
  TRY_ASSIGN(const std::string text, views::format_bundle(bundle));
  const auto opened = confidential_in(*ground.snapshot, bundle);
  // Before anybody has the file.
  TRY_ASSIGN(const Noted noted, note_reads(ground, opened, party, terminal));
  if (command.out == "-") {
    terminal.out << text;
    if (!noted.trouble.empty())
      terminal.err << "NO read statement was left: " << noted.trouble << "\n";
    return 0;
  }
  const std::string file = command.out.empty() ? bundle_file_name(bundle) : command.out;
  TRY(write_file(file, text, opened.empty() ? FileMode::shared : FileMode::secret));
  if (command.json)
    tell_json(bundle, file, opened.size(), noted, terminal.out);
  else
    tell(bundle, file, opened.size(), noted, terminal.out);
  return 0;
}

}  // namespace truceline::app
