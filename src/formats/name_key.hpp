// SPDX-License-Identifier: Apache-2.0
//
// One place, many spellings: Idlib, Idleb, Edlib, إدلب; Saraqib, Saraqeb; Deir ez-Zor, Dayr
// az-Zawr. Names are compared by keys in which such differences are gone. A key finds candidates;
// it never decides that two names are one place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace truceline::formats {

/// The name without case, accents, vowel marks, apostrophes, blanks and hyphens; the forms of
/// Arabic alef, ya and ta marbuta made one. "Dar'a" -> "dara", "إِدلب" -> "ادلب".
/// REQUIRES: well-formed UTF-8, as all here.
std::string plain_name(std::string_view name);

/// What is left when vowels, doubled letters and the article are gone and letters that spellings
/// exchange (kh and k, q and k, th and t, sh and s, dh and d, gh and g) are one, in Latin letters
/// for Latin and Arabic alike. A vowel at the beginning of a word is kept as "a".
/// "Ash-Shaykh Miskin", "Sheikh Maskin" and "الشيخ مسكين" -> "skmskn". May be empty.
std::string sound_of(std::string_view name);

/// Can one letter inserted, removed or replaced make `b` of `a`? O(size), no memory.
bool within_one_letter(std::string_view a, std::string_view b);

}  // namespace truceline::formats
