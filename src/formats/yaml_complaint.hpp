// SPDX-License-Identifier: Apache-2.0
//
// What is wrong with a YAML text, said to a lawyer rather than to a parser's author: the places
// where libyaml stops, and the few mistakes people make again and again, each with its mend.
#pragma once

#include <optional>
#include <string_view>
#include <yaml.h>

#include "base/diagnostic.hpp"
#include "formats/text_lines.hpp"

namespace truceline::formats {

/// Looks at the bytes before libyaml does: not UTF-8, control characters, line ends other than
/// \n and \r\n (libyaml would count other lines than everybody else), tabs as indentation.
std::optional<base::Diagnostic> unreadable_text(std::string_view file, std::string_view text);

/// The diagnostic for the error at which `parser` stopped. REQUIRES: it stopped with one.
base::Diagnostic complaint(std::string_view file, std::string_view text, const TextLines& lines,
                           const yaml_parser_t& parser);

}  // namespace truceline::formats
