// SPDX-License-Identifier: Apache-2.0
#include "formats/columns.hpp"

#include <algorithm>

#include "formats/did_you_mean.hpp"

namespace truceline::formats {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// The form in which names are compared.
std::string folded(std::string_view name) {
  std::string text = lower_ascii(trimmed(name));
  std::ranges::replace_if(
      text, [](char c) { return c == ' ' || c == '-'; }, '_');
  return text;
}

/// True where `name` is one of "a|b|c".
bool is_one_of(std::string_view name, std::string_view names) {
  while (!names.empty()) {
    const std::size_t bar = names.find('|');
    if (names.substr(0, bar) == name) return true;
    names = bar == std::string_view::npos ? "" : names.substr(bar + 1);
  }
  return false;
}

/// What the file seems to be instead, from columns only that publisher has.
std::string what_it_looks_like(const std::vector<std::string>& header, std::string_view format) {
  const auto has = [&](std::string_view name) { return std::ranges::count(header, name) > 0; };
  if (format != "ACLED" && has("event_type") && has("actor1"))
    return "this looks like an ACLED file: use import acled";
  if (format != "UCDP GED" && has("type_of_violence"))
    return "this looks like a UCDP GED file: use import ucdp";
  if (format != "reports" && has("date_from") && has("event"))
    return "this looks like a file in our own columns: use import reports";
  return {};
}

base::Error missing(const ColumnSpec& spec, const std::vector<std::string>& header,
                    std::string_view format) {
  base::Error error = base::invalid(std::string(format) + ": the header lacks the column " +
                                    std::string(spec.name()));
  error.place = "line 1";
  error.mend = what_it_looks_like(header, format);
  if (!error.mend.empty()) return error;
  const std::vector<std::string_view> seen(header.begin(), header.end());
  if (const auto near = nearest_word(spec.name(), seen); !near.empty()) {
    error.mend = "did you mean the column " + std::string(near) + "? rename it to " +
                 std::string(spec.name());
    return error;
  }
  const std::size_t bar = spec.names.find('|');
  error.mend = "add it, or check that the first line of the file names the columns";
  if (bar != std::string_view::npos) {
    std::string others(spec.names.substr(bar + 1));
    for (std::size_t at = 0; (at = others.find('|', at)) != std::string::npos; at += 2)
      others.replace(at, 1, ", ");
    error.mend += "; also accepted: " + others;
  }
  return error;
}

/// A header that is one cell has been written with another separator, or with bare CR line ends.
base::Result<void> check_separator(std::span<const std::string_view> header) {
  const auto holds = [&](char c) {
    return std::ranges::any_of(header,
                               [c](auto cell) { return cell.find(c) != std::string_view::npos; });
  };
  const char* found = nullptr;
  const char* mend = "save the file as comma-separated values (CSV, UTF-8)";
  if (header.size() == 1 && holds(';'))
    found = "the columns are separated by semicolons, not commas";
  if (header.size() == 1 && holds('\t')) found = "the columns are separated by tabs, not commas";
  if (holds('\r')) {
    found = "the lines end in bare carriage returns";
    mend = "convert it with: tr '\\r' '\\n'";
  }
  if (found == nullptr) return {};
  return base::Error{base::ErrorCode::invalid_input, found, "line 1", mend};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

base::Result<ColumnMap> ColumnMap::make(std::span<const ColumnSpec> specs,
                                        std::span<const std::string_view> header,
                                        std::string_view format) {
  TRY(check_separator(header));
  std::vector<std::string> names;
  for (const std::string_view cell : header) names.push_back(folded(cell));
  ColumnMap map;
  map.width_ = header.size();
  map.positions_.assign(specs.size(), kAbsent);
  for (std::size_t at = 0; at < names.size(); ++at) {
    for (std::size_t column = 0; column < specs.size(); ++column) {
      if (!is_one_of(names[at], specs[column].names)) continue;
      if (map.has(column))
        return base::Error{base::ErrorCode::invalid_input,
                           std::string(format) + ": the columns " + names[map.positions_[column]] +
                               " and " + names[at] + " both say " +
                               std::string(specs[column].name()),
                           "line 1", "rename or remove one of them"};
      map.positions_[column] = at;
    }
  }
  for (std::size_t column = 0; column < specs.size(); ++column)
    if (specs[column].required && !map.has(column)) return missing(specs[column], names, format);
  return map;
}

}  // namespace truceline::formats
