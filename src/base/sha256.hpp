// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>

#include "base/bytes.hpp"

namespace truceline::base {

/// SHA-256 over the concatenation of `parts`.
Hash sha256(std::initializer_list<BytesView> parts);
inline Hash sha256(BytesView bytes) {
  return sha256({bytes});
}

/// Compares in a time that does not depend on where the values differ.
bool equal_in_constant_time(BytesView a, BytesView b);

}  // namespace truceline::base
