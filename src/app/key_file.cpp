// SPDX-License-Identifier: Apache-2.0
#include "app/key_file.hpp"

#include <algorithm>
#include <sodium.h>

#include "app/clock.hpp"
#include "app/files.hpp"
#include "app/key_file_text.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(sizeof(KeySeal::salt) == crypto_pwhash_argon2id_SALTBYTES);
static_assert(sizeof(KeySeal::nonce) == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

/// Wipes a text when it goes.
class Wiped {
 public:
  explicit Wiped(std::string& text) : text_(text) {}
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  ~Wiped() { sodium_memzero(text_.data(), text_.size()); }

 private:
  std::string& text_;
};

/// The key that the passphrase gives.
Result<Secret> stretched(const Secret& passphrase, const KeySeal& seal) {
  Secret key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  const std::string_view text = base::text_of(passphrase.bytes());
  const std::span<std::uint8_t> out = key.fill();
  if (crypto_pwhash_argon2id(out.data(), out.size(), text.data(), text.size(), seal.salt.data(),
                             seal.cost.passes, static_cast<std::size_t>(seal.cost.memory_bytes),
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0)
    return key;
  return Error{ErrorCode::unavailable,
               "not enough memory to use the passphrase",
               {},
               "free " + std::to_string(seal.cost.memory_bytes / (1024 * 1024)) + " MiB"};
}

/// The last value of the file: what only the passphrase opens.
Result<std::string> sealed_hex(const Secret& seed, const Secret& passphrase, const KeySeal& seal,
                               std::string_view head) {
  TRY_ASSIGN(const Secret key, stretched(passphrase, seal));
  std::array<std::uint8_t, sizeof(base::Seed) + kTag> sealed{};
  const base::BytesView bound = base::bytes_of(head);
  INVARIANT(crypto_aead_xchacha20poly1305_ietf_encrypt(
                sealed.data(), nullptr, seed.bytes().data(), seed.size(), bound.data(),
                bound.size(), nullptr, seal.nonce.data(), key.bytes().data()) == 0);
  return base::to_hex(sealed);
}

/// Empty where the passphrase is another one, or the file was changed: nobody can tell which.
Result<std::optional<Secret>> opened_seed(const KeyFileText& file, const Secret& passphrase) {
  const auto sealed = base::from_hex(file.last_value);
  if (!sealed || sealed->size() != sizeof(base::Seed) + kTag)
    return Error{ErrorCode::corrupt, "not a key file: 'sealed' is not 96 hex digits", {}, {}};
  TRY_ASSIGN(const Secret key, stretched(passphrase, *file.head.seal));
  Secret seed(sizeof(base::Seed));
  const base::BytesView bound = base::bytes_of(file.head_bytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          seed.fill().data(), nullptr, nullptr, sealed->data(), sealed->size(), bound.data(),
          bound.size(), file.head.seal->nonce.data(), key.bytes().data()) != 0)
    return std::optional<Secret>();
  return std::optional<Secret>(std::move(seed));
}

Result<Secret> plain_seed(std::string_view hex) {
  auto seed = base::hash_from_hex(hex);
  if (!seed) return Error{ErrorCode::corrupt, "not a key file: 'seed' is no seed", {}, {}};
  Secret secret = Secret::of(base::text_of(*seed));
  sodium_memzero(seed->data(), seed->size());
  return secret;
}

base::SigningKey key_of(const Secret& secret) {
  base::Seed seed{};
  std::copy(secret.bytes().begin(), secret.bytes().end(), seed.begin());
  const base::SigningKey key = base::SigningKey::from_seed(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

Result<Secret> seed_in(const KeyFileText& file, const std::filesystem::path& path,
                       Passphrases& passphrases) {
  if (!file.head.card.encrypted) return plain_seed(file.last_value);
  for (int attempt = 0;; ++attempt) {
    TRY_ASSIGN(const auto passphrase, passphrases.of(path, attempt));
    TRY_ASSIGN(auto seed, opened_seed(file, *passphrase));
    if (seed) return *std::move(seed);
  }
}

Result<std::string> read_secret_file(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  TRY_ASSIGN(std::string text, read_file(path, base::limits::kKeyFileBytes));
  std::error_code failed;
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  if ((fs::status(path, failed).permissions() & others) == fs::perms::none) return text;
  sodium_memzero(text.data(), text.size());
  return Error{ErrorCode::forbidden, "others may read this key", path.string(),
               "chmod 600 " + path.string()};
}

}  // namespace

Result<NamedKey> make_key_file(const std::filesystem::path& path, const std::string& name,
                               KeyUse use, Passphrases& passphrases, const KeyCost& cost) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored))
    return Error{ErrorCode::conflict, "a key is there already", path.string(),
                 "use it, or move it away first"};
  TRY_ASSIGN(const auto passphrase, passphrases.for_new(path));
  base::Seed random = random_bytes();
  const Secret seed = Secret::of(base::text_of(random));
  sodium_memzero(random.data(), random.size());
  const base::SigningKey key = key_of(seed);
  KeyFileHead head{{name, use, key.public_key(), passphrase != nullptr}, std::nullopt};
  if (passphrase) {
    head.seal = KeySeal{cost, {}, {}};
    const auto random_for_seal = [](auto& bytes) {
      const auto fresh = random_bytes();
      std::copy_n(fresh.begin(), bytes.size(), bytes.begin());
    };
    random_for_seal(head.seal->salt);
    random_for_seal(head.seal->nonce);
  }
  std::string text = format_head(head);
  const Wiped wiped(text);
  if (passphrase) {
    TRY_ASSIGN(const std::string sealed, sealed_hex(seed, *passphrase, *head.seal, text));
    text += sealed + "\n";
  } else {
    text.reserve(base::limits::kKeyFileBytes);  // moving it would leave an unwiped copy
    std::string hex = base::to_hex(seed.bytes());
    text += hex;
    text += '\n';
    sodium_memzero(hex.data(), hex.size());
  }
  TRY(write_file(path, text, FileMode::secret));
  return NamedKey{name, key};
}

Result<NamedKey> read_key_file(const std::filesystem::path& path, Passphrases& passphrases) {
  TRY_ASSIGN(std::string text, read_secret_file(path));
  const Wiped wiped(text);
  const auto file = parse_key_file(text);
  if (!file) return file.error().at(path.string());
  const auto seed = seed_in(*file, path, passphrases);
  if (!seed) return seed.error().place.empty() ? seed.error().at(path.string()) : seed.error();
  NamedKey named{file->head.card.name, key_of(*seed)};
  if (named.key.public_key() == file->head.card.key) return named;
  return Error{ErrorCode::corrupt, "the seed does not belong to the public key", path.string(), {}};
}

Result<KeyCard> look_at_key_file(const std::filesystem::path& path) {
  TRY_ASSIGN(std::string text, read_secret_file(path));
  const Wiped wiped(text);
  const auto file = parse_key_file(text);
  if (!file) return file.error().at(path.string());
  return file->head.card;
}

}  // namespace truceline::app
