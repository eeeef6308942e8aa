// SPDX-License-Identifier: Apache-2.0
#include "views/request_target.hpp"

#include "base/bytes.hpp"
#include "base/limits.hpp"

namespace truceline::views {
namespace {

using base::Error;
using base::Result;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      const bool complete = i + 2 < text.size();
      const int high = complete ? hex_digit(text[i + 1]) : -1;
      const int low = complete ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0)
        return base::invalid("a percent sign in the address is not followed by two hex digits",
                             "write a percent sign itself as %25");
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      return base::invalid("the address holds a control character");
    out += c;
  }
  if (!base::is_utf8(out)) return base::invalid("the address is not UTF-8");
  return out;
}

}  // namespace

Result<RequestTarget> parse_target(std::string_view target) {
  if (target.size() > base::limits::kTargetBytes)
    return Error{base::ErrorCode::too_large, "the address is too long", {}, "ask for less at once"};
  if (!target.starts_with('/')) return base::invalid("the address does not begin with /");
  const std::size_t mark = target.find('?');
  RequestTarget parsed;
  TRY_ASSIGN(parsed.path, decoded(target.substr(0, mark), false));
  if (mark == std::string_view::npos) return parsed;
  std::string_view rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('&');
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    TRY_ASSIGN(std::string name, decoded(pair.substr(0, equals), true));
    std::string value;
    if (equals != std::string_view::npos) {
      TRY_ASSIGN(value, decoded(pair.substr(equals + 1), true));
    }
    if (!parsed.query.emplace(name, value).second)
      return base::invalid("the parameter is given more than once", "give it once").at(name);
  }
  return parsed;
}

}  // namespace truceline::views
