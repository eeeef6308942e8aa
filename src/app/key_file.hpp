// SPDX-License-Identifier: Apache-2.0
//
// A secret key in a file that only its owner may read, encrypted with a passphrase unless its
// maker said no. The bytes: docs/spec/key_file.md. The seed is never printed or logged, and wiped
// from memory when it has served.
#pragma once

#include <filesystem>
#include <string>

#include "app/passphrase.hpp"
#include "base/ed25519.hpp"
#include "base/result.hpp"
#include "domain/words.hpp"

namespace truceline::app {

/// What a key is for: an author or a root signs statements, a log its checkpoints, a cosigner
/// (a witness, a mirror) those of others.
enum class KeyUse { author, root, log, cosigner };

/// What a key file tells anybody who can read it.
struct KeyCard {
  std::string name;  ///< Party, the log's origin, or the cosigner's name.
  KeyUse use = KeyUse::author;
  base::PublicKey key{};
  bool encrypted = false;
  friend bool operator==(const KeyCard&, const KeyCard&) = default;
};

struct NamedKey {
  std::string name;
  base::SigningKey key;
};

/// What guessing a passphrase costs (Argon2id). Written into the file.
struct KeyCost {
  std::uint64_t memory_bytes = 0;
  std::uint64_t passes = 0;
};
/// RFC 9106, section 4, the second recommended choice with one lane. No command takes another.
inline constexpr KeyCost kKeyCost{std::uint64_t{64} * 1024 * 1024, 3};
/// So cheap that it protects nothing: for tests only.
inline constexpr KeyCost kKeyCostOfTests{8192, 1};

/// Makes a new key and writes it with mode 0600, encrypted where `passphrases` gives a passphrase.
/// Errors: conflict where the file exists; those of Passphrases. Cost: about 0.2 s.
base::Result<NamedKey> make_key_file(const std::filesystem::path& path, const std::string& name,
                                     KeyUse use, Passphrases& passphrases,
                                     const KeyCost& cost = kKeyCost);

/// Errors: not_found; forbidden where others may read the file, or no passphrase opens it; corrupt
/// where it is no key file; too_large where opening it would cost more than limits allow.
base::Result<NamedKey> read_key_file(const std::filesystem::path& path, Passphrases& passphrases);

/// Its public part, as it claims it: only opening the file proves it. Errors: as above, without
/// those of passphrases.
base::Result<KeyCard> look_at_key_file(const std::filesystem::path& path);

}  // namespace truceline::app

namespace truceline::domain {

template <>
inline constexpr auto kWords<app::KeyUse> =
    std::to_array<std::pair<app::KeyUse, std::string_view>>({{app::KeyUse::author, "author"},
                                                             {app::KeyUse::root, "root"},
                                                             {app::KeyUse::log, "log"},
                                                             {app::KeyUse::cosigner, "cosigner"}});

}  // namespace truceline::domain
