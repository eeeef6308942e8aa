// SPDX-License-Identifier: Apache-2.0
//
// A header commits to its body without showing it: SHA-256 over a label, 32 random bytes and the
// body. Destroying salt and body erases the content while the log stays whole.
#pragma once

#include <array>
#include <string_view>

#include "base/bytes.hpp"

namespace truceline::domain {

using Salt = std::array<std::uint8_t, 32>;

base::Hash commitment(const Salt& salt, std::string_view body);

/// Salt and body as they lie beside the leaf: 32 bytes, then the body.
base::Bytes seal(const Salt& salt, std::string_view body);
struct Sealed {
  Salt salt;
  std::string_view body;  ///< Points into the bytes given to unseal.
};
base::Result<Sealed> unseal(base::BytesView sealed);

}  // namespace truceline::domain
