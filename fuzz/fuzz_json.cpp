// SPDX-License-Identifier: Apache-2.0
//
// Any bytes parse or are refused; what parses as statement JSON has one canonical form, which
// parses to itself.
#include <cstdint>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"

namespace {
using namespace truceline::base;
constexpr JsonLimits kLimits{limits::kBodyBytes, limits::kStatementDepth, limits::kStatementString,
                             true};
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of({data, size});
  const auto parsed = parse_json(text, kLimits);
  if (!parsed) return 0;
  const std::string canonical = canonical_json(parsed->root());
  const auto again = parse_json(canonical, kLimits);
  if (again) INVARIANT(canonical_json(again->root()) == canonical);
  return 0;
}
