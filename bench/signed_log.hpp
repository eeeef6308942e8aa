// SPDX-License-Identifier: Apache-2.0
//
// A ledger in a temporary folder, and authors whose keys come from their names: everything is the
// same in every run but for the time it takes.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/mission.hpp"
#include "app/temporary_folder.hpp"

namespace truceline::bench {

inline constexpr std::string_view kOrigin = "example.org/bench";
inline constexpr std::string_view kMissionParty = "mission";

/// The key that goes with a name.
base::SigningKey key_of(std::string_view name);
/// An author at the beginning of its chain.
app::Author author_of(std::string_view party);

/// An empty ledger of its own; gone when destroyed.
class TemporaryLog {
 public:
  TemporaryLog();

  app::SqliteStore& store() { return *store_; }
  /// A second writer, as an import has one.
  app::Pen pen(std::string_view party);
  /// In batches of so many, each durable before the next.
  void append(std::span<const ledger::Record> records, std::size_t batch);
  /// Signs for what was appended.
  void sign();

 private:
  app::TemporaryFolder folder_;
  std::unique_ptr<app::SqliteStore> store_;
  std::unique_ptr<ledger::Log> log_;
};

/// Bodies signed one after another by one author. Salts are made from their numbers.
class Signing {
 public:
  explicit Signing(std::span<const domain::Body> bodies);
  /// Encodes, commits and signs all of them; the author starts at its first number each time.
  std::vector<ledger::Record> sign_all() const;

 private:
  std::span<const domain::Body> bodies_;
  std::vector<domain::Salt> salts_;
};

/// A ledger's records, told by an engine::SyntheticMission: its parties' keys are enrolled first,
/// and references mean the entries they meant.
std::vector<ledger::Record> synthetic_records(std::uint64_t seed, std::size_t statements);

}  // namespace truceline::bench
