// SPDX-License-Identifier: Apache-2.0
//
// Any bytes are taken apart or refused; what was taken apart holds no control character, and
// written out again with every byte escaped it is read as the same.
#include <cstdint>

#include "base/bytes.hpp"
#include "views/request_target.hpp"
#include "views/routes.hpp"

namespace {

using namespace truceline;

std::string escaped(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '/') {
      out += c;
      continue;
    }
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

void check_text(std::string_view text) {
  INVARIANT(base::is_utf8(text));
  for (const char c : text) INVARIANT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto target = views::parse_target(base::text_of({data, size}));
  if (!target) return 0;
  INVARIANT(target->path.starts_with('/'));
  check_text(target->path);
  std::string again = escaped(target->path);
  char mark = '?';
  for (const auto& [name, value] : target->query) {
    check_text(name);
    check_text(value);
    again += mark + escaped(name) + "=" + escaped(value);
    mark = '&';
  }
  const auto reread = views::parse_target(again);
  if (!reread) {
    INVARIANT(reread.error().code == base::ErrorCode::too_large);  // escapes are longer
    return 0;
  }
  INVARIANT(reread->path == target->path && reread->query == target->query);
  for (const views::Route& route : views::routes())
    (void)views::match_path(route.pattern, target->path);
  return 0;
}
