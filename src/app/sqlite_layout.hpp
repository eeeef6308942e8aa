// SPDX-License-Identifier: Apache-2.0
//
// What a ledger's SQLite file is made of: its tables and its marks. It is
// laid out once; whoever opens it has this checked first. It refuses files of other
// programs, of other formats and with other tables. What is read and written in them afterwards:
// sqlite_store.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/sqlite_connection.hpp"
#include "base/bytes.hpp"

namespace truceline::app {

/// "TrcL", in SQLite's application_id, and the layout's version, in its user_version.
inline constexpr std::uint32_t kLedgerApplicationId = 0x5472634c;
inline constexpr std::uint32_t kLedgerFormat = 4;

/// Makes an empty ledger of an empty file. Errors: conflict where it already holds something.
base::Result<void> lay_out_ledger(SqliteConnection& connection);

/// Errors: unsupported where another Truceline's format is in it; invalid_input where another
/// program's data are; corrupt where it is laid out otherwise than lay_out_ledger() does, or its
/// head is not that of as many entries as there are.
base::Result<void> check_ledger_layout(SqliteConnection& connection);

/// corrupt where the pages of a table are not what SQLite would have written, a value is of another
/// type than its column's, a kept checkpoint stands under another size than its own, or a value of
/// `meta` is not what was set. Reads all of it: for whoever writes.
base::Result<void> check_ledger_contents(SqliteConnection& connection);

/// A value of `meta` as it is stored, with what makes damage to it, or to its key, noticed.
base::Bytes sealed_meta(std::string_view key, base::BytesView value);
/// Nothing where it is not what sealed_meta() made under this key.
std::optional<base::Bytes> opened_meta(std::string_view key, base::BytesView stored);

}  // namespace truceline::app
