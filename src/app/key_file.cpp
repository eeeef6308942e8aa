// SPDX-License-Identifier: Apache-2.0
#include "app/key_file.hpp"

#include <algorithm>
#include <sodium.h>

#include "app/clock.hpp"
#include "app/files.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::string_view kFirstLine = "truceline-key/1";
constexpr std::size_t kKeyFileBytes = 1024;

/// Takes the line "<label>: <value>\n" off the front of `text`.
Result<std::string> take_line(std::string_view& text, std::string_view label) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  if (end == std::string_view::npos || !line.starts_with(label) ||
      line.substr(label.size(), 2) != ": ")
    return Error{
        ErrorCode::corrupt, "not a key file: no line '" + std::string(label) + "'", {}, {}};
  text.remove_prefix(end + 1);
  return std::string(line.substr(label.size() + 2));
}

Result<NamedKey> parse_key_file(std::string_view text) {
  if (!text.starts_with(kFirstLine) || text.substr(kFirstLine.size(), 1) != "\n")
    return Error{ErrorCode::unsupported, "not a key file of version 1", {}, {}};
  text.remove_prefix(kFirstLine.size() + 1);
  TRY_ASSIGN(std::string name, take_line(text, "name"));
  TRY_ASSIGN(const std::string public_hex, take_line(text, "public"));
  TRY_ASSIGN(std::string seed_hex, take_line(text, "seed"));
  auto seed = base::hash_from_hex(seed_hex);
  sodium_memzero(seed_hex.data(), seed_hex.size());
  if (!seed) return Error{ErrorCode::corrupt, "the seed is not 64 hex digits", {}, {}};
  const base::SigningKey key = base::SigningKey::from_seed(*seed);
  sodium_memzero(seed->data(), seed->size());
  if (base::to_hex(key.public_key()) != public_hex)
    return Error{ErrorCode::corrupt, "the seed does not belong to the public key", {}, {}};
  return NamedKey{std::move(name), key};
}

}  // namespace

Result<NamedKey> make_key_file(const std::filesystem::path& path, const std::string& name) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored))
    return Error{ErrorCode::conflict, "a key is there already", path.string(),
                 "use it, or move it away first"};
  base::Seed seed = random_bytes();
  const base::SigningKey key = base::SigningKey::from_seed(seed);
  std::string text = std::string(kFirstLine) + "\nname: " + name +
                     "\npublic: " + base::to_hex(key.public_key()) +
                     "\nseed: " + base::to_hex(seed) + "\n";
  sodium_memzero(seed.data(), seed.size());
  const auto written = write_file(path, text, FileMode::secret);
  sodium_memzero(text.data(), text.size());
  if (!written) return written.error();
  return NamedKey{name, key};
}

Result<NamedKey> read_key_file(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  TRY_ASSIGN(std::string text, read_file(path, kKeyFileBytes));
  std::error_code failed;
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  if ((fs::status(path, failed).permissions() & others) != fs::perms::none)
    return Error{ErrorCode::forbidden, "others may read this key", path.string(),
                 "chmod 600 " + path.string()};
  auto key = parse_key_file(text);
  sodium_memzero(text.data(), text.size());
  if (!key) return key.error().at(path.string());
  return key;
}

}  // namespace truceline::app
