// SPDX-License-Identifier: Apache-2.0
#include "app/key_list.hpp"

#include <algorithm>
#include <map>

#include "app/files.hpp"
#include "app/key_choice.hpp"
#include "app/key_file.hpp"
#include "base/json_writer.hpp"
#include "views/colour.hpp"

namespace truceline::app {
namespace {

using Row = std::vector<std::string>;

std::string entry(base::EntryIndex index) {
  return "#" + std::to_string(index.value);
}

std::string file_word(const ListedKey& key) {
  return !key.encrypted ? "-" : *key.encrypted ? "encrypted" : "not encrypted";
}

Row row_of(const ListedKey& key) {
  const auto& one = key.enrolled;
  return {one.party,
          std::string(domain::word(one.role)),
          short_key(one.key),
          entry(one.since),
          one.until ? entry(*one.until) : "in force",
          file_word(key),
          views::for_terminal(one.end_reason.empty() ? one.holder : one.end_reason)};
}

}  // namespace

std::vector<ListedKey> keys_with_files(const engine::AuthorRegister& authors,
                                       const std::filesystem::path& keys_folder) {
  std::map<base::PublicKey, bool> encrypted;
  for (const std::filesystem::path& file : files_in(keys_folder, ".key"))
    if (const auto card = look_at_key_file(file)) encrypted[card->key] = card->encrypted;
  std::vector<ListedKey> all;
  for (const auto& enrolled : authors.keys()) {
    const auto found = encrypted.find(enrolled.key);
    all.push_back(
        {enrolled, found == encrypted.end() ? std::nullopt : std::optional(found->second)});
  }
  return all;
}

std::string key_list_text(const std::vector<ListedKey>& keys, base::TreeSize known) {
  std::vector<Row> rows = {
      {"party", "role", "key", "since", "until", "file here", "holder, or why it ended"}};
  for (const ListedKey& key : keys) rows.push_back(row_of(key));
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  std::string text;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text + "as of the first " + std::to_string(known.value) + " entries\n";
}

std::string key_list_json(const std::vector<ListedKey>& keys, base::TreeSize known) {
  base::JsonWriter json;
  json.begin_object().member("as_known_at", static_cast<std::int64_t>(known.value));
  json.key("keys").begin_array();
  for (const ListedKey& key : keys) {
    const auto& one = key.enrolled;
    json.begin_object().member("party", one.party).member("role", domain::word(one.role));
    json.member("key", base::to_hex(one.key)).member("holder", one.holder);
    json.member("since", static_cast<std::int64_t>(one.since.value)).key("until");
    if (one.until)
      json.integer(static_cast<std::int64_t>(one.until->value));
    else
      json.null();
    json.member("end_reason", one.end_reason).key("file");
    if (key.encrypted)
      json.string(*key.encrypted ? "encrypted" : "not-encrypted");
    else
      json.null();
    json.end_object();
  }
  return json.end_array().end_object().take() + "\n";
}

}  // namespace truceline::app
