// SPDX-License-Identifier: Apache-2.0
#include "formats/yaml_complaint.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/bytes.hpp"

namespace truceline::formats {
namespace {

using base::Diagnostic;

Diagnostic problem(std::string_view file, const TextSpan& at, std::string code, std::string reason,
                   std::string mend) {
  return {base::DiagnosticSeverity::error,
          std::string(file),
          at.line,
          at.column,
          at.length,
          std::move(code),
          std::move(reason),
          std::move(mend)};
}

/// Characters that libyaml, but no editor, ends a line at: U+0085, U+2028, U+2029.
bool is_odd_line_end(std::string_view rest) {
  return rest.starts_with("\xC2\x85") || rest.starts_with("\xE2\x80\xA8") ||
         rest.starts_with("\xE2\x80\xA9");
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

/// What libyaml says, in which words we say it, and the mend.
struct Wording {
  std::string_view libyaml;
  const char* reason;
  const char* mend;
};
constexpr std::array<Wording, 9> kWordings{{
    {"mapping values are not allowed", "a colon stands here where no new key can begin",
     "put the text in quotes, or indent the line like its neighbours"},
    {"could not find expected ':'", "a key without a colon",
     "write \"key: value\"; put a text of several lines in quotes or after |"},
    {"did not find expected key", "this line is not indented like its neighbours",
     "begin every key of one mapping in the same column"},
    {"did not find expected '-' indicator", "this line does not belong to the list above it",
     "begin every \"- \" of one list in the same column"},
    {"did not find expected ',' or '}'", "the braces { } are not closed before this",
     "separate entries by commas and close with }"},
    {"did not find expected ',' or ']'", "the brackets [ ] are not closed before this",
     "separate entries by commas and close with ]"},
    {"found unexpected end of stream", "the text ends inside quotes", "close the quotes"},
    {"found undefined alias", "a star (*) begins an alias, which is refused",
     "put the text in quotes"},
    {"found character that cannot start any token", "no plain text can begin with this character",
     "put the text in quotes"},
}};

bool is_scalar_end(char c) {
  return c == ' ' || c == ',' || c == '{' || c == '[' || c == '\n' || c == '\r' || c == '\t';
}

/// True where a plain text runs into a bracket, as a time with its zone does inside braces:
/// {from: 2017-05-06T00:00+03:00[Asia/Damascus]}.
bool ends_at_bracket(std::string_view text, std::size_t at) {
  return at > 0 && at < text.size() && text[at] == '[' && !is_scalar_end(text[at - 1]);
}

}  // namespace

std::optional<Diagnostic> unreadable_text(std::string_view file, std::string_view text) {
  const TextLines lines(text);
  bool in_indent = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t width = base::utf8_sequence_at(text, at);
    const auto here = [&] { return lines.span(at, at + std::max<std::size_t>(width, 1)); };
    if (width == 0)
      return problem(file, here(), "yaml-encoding", "this byte is not part of UTF-8 text",
                     "save the file as UTF-8");
    const char c = text[at];
    if (is_control(c) || is_odd_line_end(text.substr(at)))
      return problem(file, here(), "yaml-encoding", "an invisible control character stands here",
                     "delete it");
    if (c == '\r' && !text.substr(at).starts_with("\r\n"))
      return problem(file, here(), "yaml-encoding", "a line ends with a carriage return alone",
                     "save the file with Unix or Windows line ends");
    if (c == '\t' && in_indent)
      return problem(file, here(), "yaml-syntax", "a tab is used as indentation",
                     "indent with spaces");
    in_indent = c == '\n' || (in_indent && c == ' ');
    at += width;
  }
  return std::nullopt;
}

Diagnostic complaint(std::string_view file, std::string_view text, const TextLines& lines,
                     const yaml_parser_t& parser) {
  const std::string_view said = parser.problem != nullptr ? parser.problem : "unreadable YAML";
  const std::size_t mark_line = parser.problem_mark.line + 1;
  const std::size_t at =
      std::min(lines.offset_of(mark_line, parser.problem_mark.column), text.size());
  const TextSpan place = lines.span(at, std::min(at + 1, text.size()));
  if (ends_at_bracket(text, at))
    return problem(file, place, "yaml-syntax",
                   "inside { } and [ ], this bracket ends the text before it",
                   "put the time in quotes, or write the mapping in block style, one key a line");
  for (const Wording& wording : kWordings)
    if (said.find(wording.libyaml) != std::string_view::npos)
      return problem(file, place, "yaml-syntax", wording.reason, wording.mend);
  return problem(file, place, "yaml-syntax", "this is not YAML: " + std::string(said),
                 "compare with the examples in the guide");
}

}  // namespace truceline::formats
