// SPDX-License-Identifier: Apache-2.0
#include "app/report_import.hpp"

#include "app/clock.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"

namespace truceline::app {

using base::Result;

static_assert(ReportImport::kBatch <= base::limits::kAppendBatch, "a batch is appended at once");

ReportImport::ReportImport(Pen* pen, KnownReports known, domain::Audience audience)
    : pen_(pen), known_(std::move(known)), audience_(std::move(audience)) {}

void ReportImport::take(formats::ImportedReport&& imported) {
  if (status_) status_ = write(std::move(imported));
}

Result<void> ReportImport::flush() {
  if (status_ && !batch_.empty()) status_ = append();
  return status_;
}

Result<void> ReportImport::write(formats::ImportedReport&& imported) {
  const base::Hash content = base::sha256(base::bytes_of(imported.body));
  const KnownReports::Known* const known = known_.find(imported.report.source);
  if (known != nullptr && known->content == content) {
    ++outcome_.unchanged;
    return {};
  }
  if (pen_ == nullptr) {
    ++(known != nullptr ? outcome_.amended : outcome_.added);
    return {};
  }
  std::vector<domain::Reference> references;
  if (known != nullptr) references.push_back({domain::ReferenceKind::supersedes, known->entry});
  const std::string line = "row at line " + std::to_string(imported.line);
  auto written = pen_->author().write(std::move(imported.report), audience_, std::move(references),
                                      now(), random_bytes());
  if (!written) return written.error().at(line);
  ++(known != nullptr ? in_batch_.amended : in_batch_.added);
  batch_.push_back(std::move(written->record));
  return batch_.size() < kBatch ? Result<void>() : append();
}

Result<void> ReportImport::append() {
  TRY(pen_->append(batch_));
  outcome_.added += in_batch_.added;
  outcome_.amended += in_batch_.amended;
  in_batch_ = {};
  batch_.clear();
  return {};
}

}  // namespace truceline::app
