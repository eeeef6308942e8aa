// SPDX-License-Identifier: Apache-2.0
//
// For a word nobody knows, the known word its writer most likely meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace truceline::formats {

/// How many letters must be inserted, deleted, replaced or swapped with their neighbour to make
/// one of the other. Method: optimal string alignment. Cost: a.size() * b.size().
std::size_t spelling_distance(std::string_view a, std::string_view b);

/// The nearest of `known` within a third of the word's length (at least 1); the first of equals.
/// Empty where nothing is near. Words longer than 64 bytes are not compared.
std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known);

/// `did you mean "x"?` where something is near, else `the known ones are a, b, c`.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace truceline::formats
