// SPDX-License-Identifier: Apache-2.0
#include "views/indented_json.hpp"

#include "base/json_writer.hpp"

namespace truceline::views {
namespace {

using base::JsonType;
using base::JsonValue;

constexpr std::size_t kWidth = 96;  // bytes; Arabic comes out narrower, never wider

void write(std::string& out, JsonValue value, std::size_t margin, bool flat);

/// Writes the parts of an object or array, each by `write_part(i)`.
template <class WritePart>
void write_parts(std::string& out, std::string_view brackets, std::size_t count, std::size_t margin,
                 bool flat, WritePart write_part) {
  const std::string line = flat ? "" : "\n" + std::string(margin + 2, ' ');
  out += brackets[0];
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += flat ? ", " : ",";
    out += line;
    write_part(i);
  }
  if (!flat) out += "\n" + std::string(margin, ' ');
  out += brackets[1];
}

void write(std::string& out, JsonValue value, std::size_t margin, bool flat) {
  if (!flat && (value.is_array() || value.is_object())) {
    std::string one_line;
    write(one_line, value, 0, true);
    if (margin + one_line.size() <= kWidth) {
      out += one_line;
      return;
    }
  }
  switch (value.type()) {
    case JsonType::null:
      out += "null";
      return;
    case JsonType::boolean:
      out += value.as_bool() ? "true" : "false";
      return;
    case JsonType::number:
      out += value.number_text();
      return;
    case JsonType::string:
      base::append_json_string(out, value.as_string());
      return;
    case JsonType::array: {
      const auto elements = value.elements();
      write_parts(out, "[]", elements.size(), margin, flat,
                  [&](std::size_t i) { write(out, elements[i], margin + 2, flat); });
      return;
    }
    case JsonType::object: {
      const auto members = value.members();
      write_parts(out, "{}", members.size(), margin, flat, [&](std::size_t i) {
        base::append_json_string(out, members[i].key);
        out += ": ";
        write(out, members[i].value, margin + 2, flat);
      });
      return;
    }
  }
}

}  // namespace

std::string indented_json(JsonValue value, std::size_t margin) {
  std::string out;
  write(out, value, margin, false);
  return out;
}

}  // namespace truceline::views
