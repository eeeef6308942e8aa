// SPDX-License-Identifier: Apache-2.0
//
// delivery.db in the mission folder: where the parties are reached, what waits to be sent there,
// and what became of it. A mission without it sends nothing.
#pragma once

#include <memory>
#include <string_view>

#include "app/private_file.hpp"

namespace truceline::app {

class DeliveryFile final : public PrivateFile {
 public:
  static constexpr std::string_view kName = "delivery.db";

  /// Errors: those of PrivateFile::make.
  static base::Result<void> create(const std::filesystem::path& path);
  /// Errors: those of PrivateFile::open_ends.
  static base::Result<std::unique_ptr<DeliveryFile>> open(const std::filesystem::path& path);

  /// Another number whenever another process has changed something.
  base::Result<std::uint64_t> changes_of_others();

 private:
  explicit DeliveryFile(Ends ends);
};

/// Times in a column.
inline std::uint64_t column_of(base::TimeMs time) {
  return static_cast<std::uint64_t>(time.value);
}
inline base::TimeMs time_in(SqliteStatement& row, int column) {
  return {static_cast<std::int64_t>(row.integer(column))};
}
inline std::string text_in(SqliteStatement& row, int column) {
  return std::string(base::text_of(row.bytes(column)));
}

}  // namespace truceline::app
