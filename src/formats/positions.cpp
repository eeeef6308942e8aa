// SPDX-License-Identifier: Apache-2.0
#include "formats/positions.hpp"

#include "base/limits.hpp"

namespace truceline::formats {

namespace limits = base::limits;

base::Result<void> add(PositionBatch& batch, std::uint64_t line,
                       base::Result<domain::Position> read) {
  if (batch.positions.size() + batch.refused >= limits::kPositionsBatch)
    return base::Error{base::ErrorCode::too_large,
                       "a batch has at most " + std::to_string(limits::kPositionsBatch) + " rows",
                       "line " + std::to_string(line), "send it in several batches"};
  if (read) {
    batch.positions.push_back(std::move(read).value());
    return {};
  }
  ++batch.refused;
  if (batch.complaints.size() < limits::kPositionComplaints)
    batch.complaints.push_back({line, read.error()});
  return {};
}

base::Result<void> check_size(std::string_view text) {
  if (text.size() <= limits::kPositionsBytes) return {};
  return base::Error{base::ErrorCode::too_large,
                     "the batch is larger than " +
                         std::to_string(limits::kPositionsBytes / (1024 * 1024)) + " MiB",
                     {},
                     "send it in several batches"};
}

}  // namespace truceline::formats
