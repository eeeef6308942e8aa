// SPDX-License-Identifier: Apache-2.0
//
// How people name a key on the command line: the file it lies in, its 64 hex digits, or the
// beginning of them where the register knows one key only that begins so.
#pragma once

#include <filesystem>
#include <string>

#include "app/key_file.hpp"
#include "engine/author_register.hpp"

namespace truceline::app {

/// A public key that is to be enrolled: from a file whose name and use must fit, or from 64 hex
/// digits. Errors: not_found, invalid_input, those of look_at_key_file.
base::Result<base::PublicKey> key_to_enrol(const std::string& text, const std::string& party,
                                           domain::KeyRole role);

/// A key of `party` that was enrolled, in force or not. Errors: not_found; conflict where several
/// begin so.
base::Result<base::PublicKey> enrolled_key(const engine::AuthorRegister& authors,
                                           const std::string& party, const std::string& text);

/// The only key of `party` with this role that is in force. Errors: not_found; conflict, naming
/// them, where there are several.
base::Result<base::PublicKey> only_key(const engine::AuthorRegister& authors,
                                       const std::string& party, domain::KeyRole role);

/// The first 16 hex digits: what people compare and type.
std::string short_key(const base::PublicKey& key);

}  // namespace truceline::app
