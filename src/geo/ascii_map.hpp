// SPDX-License-Identifier: Apache-2.0
//
// For tests: an area drawn with letters, so that a reader sees what is asked and answered. The
// small letters a, b, c ... are the outer ring in order, the capitals A, B, C ... a hole; any
// other character but a blank is an empty cell. Blanks only space the drawing. The cell in the
// lower left is `corner`, one cell is `cell_e7` wide and high.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "geo/containment.hpp"
#include "geo/polygon.hpp"

namespace truceline::geo {

struct AsciiMap {
  std::vector<std::string> rows;  // from north to south, without blanks
  Point corner = {};
  std::int32_t cell_e7 = 1'000'000;

  AsciiMap(const std::string& drawing, Point lower_left, std::int32_t cell)
      : corner(lower_left), cell_e7(cell) {
    std::istringstream lines(drawing);
    for (std::string line; std::getline(lines, line);) {
      std::erase(line, ' ');
      if (!line.empty()) rows.push_back(line);
    }
  }

  Point cell(std::size_t row, std::size_t column) const {
    const std::size_t up = rows.size() - 1 - row;
    return {.lon_e7 = corner.lon_e7 + static_cast<std::int32_t>(column) * cell_e7,
            .lat_e7 = corner.lat_e7 + static_cast<std::int32_t>(up) * cell_e7};
  }

  Polygon polygon() const {
    std::map<char, Point> outer, hole;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < rows[row].size(); ++column) {
        const char letter = rows[row][column];
        if (letter >= 'a' && letter <= 'z') outer[letter] = cell(row, column);
        if (letter >= 'A' && letter <= 'Z') hole[letter] = cell(row, column);
      }
    }
    Polygon drawn;
    for (const auto& [letter, point] : outer) drawn.outer.push_back(point);
    if (!hole.empty()) drawn.holes.emplace_back();
    for (const auto& [letter, point] : hole) drawn.holes[0].push_back(point);
    return drawn;
  }

  /// The drawing with every cell replaced by what `letter_of(Point)` says of it.
  template <class LetterOf>
  std::string answer(LetterOf letter_of) const {
    std::string text = "\n";
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < rows[row].size(); ++column) {
        text += text.back() == '\n' ? "" : " ";
        text += letter_of(cell(row, column));
      }
      text += "\n";
    }
    return text;
  }
};

/// i, b or o.
inline char letter_of(Side side) {
  return side == Side::inside ? 'i' : side == Side::boundary ? 'b' : 'o';
}

}  // namespace truceline::geo
