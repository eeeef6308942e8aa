// SPDX-License-Identifier: Apache-2.0
//
// Turns imported reports into entries: what the ledger holds already is left alone, what it holds
// with other content is superseded, the rest is added. Batch by batch, each durable before the
// next: an import that is killed leaves whole batches, and running it again adds the others.
#pragma once

#include <cstdint>
#include <vector>

#include "app/known_reports.hpp"
#include "app/mission.hpp"
#include "formats/import_row.hpp"

namespace truceline::app {

/// added + amended + unchanged is what the reader accepted, once flush() has succeeded.
struct ImportOutcome {
  std::uint64_t added = 0;
  std::uint64_t amended = 0;
  std::uint64_t unchanged = 0;
};

class ReportImport {
 public:
  /// `pen` may be nullptr: then everything is told apart and counted and nothing is written.
  /// REQUIRES: pen outlives it.
  ReportImport(Pen* pen, KnownReports known, domain::Audience audience);

  /// After an error, further reports are ignored: see status().
  void take(formats::ImportedReport&& imported);
  /// Writes what is held back.
  base::Result<void> flush();
  /// The first error. What outcome() counts is durable all the same.
  const base::Result<void>& status() const { return status_; }
  const ImportOutcome& outcome() const { return outcome_; }

  static constexpr std::size_t kBatch = 512;

 private:
  base::Result<void> write(formats::ImportedReport&& imported);
  base::Result<void> append();

  Pen* pen_;
  KnownReports known_;
  domain::Audience audience_;
  std::vector<ledger::Record> batch_;
  ImportOutcome in_batch_;
  ImportOutcome outcome_;
  base::Result<void> status_;
};

}  // namespace truceline::app
