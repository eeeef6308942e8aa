// SPDX-License-Identifier: Apache-2.0
//
// A scenario's line, taken apart into words and answered word by word.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/when.hpp"

namespace truceline::tests {

/// Words by blanks and commas; "quoted text" is one word. A # begins a remark.
base::Result<std::vector<std::string>> words_of(std::string_view line);

/// A whole number.
base::Result<std::int64_t> number_of(const std::string& text);

/// The value of E spelled so.
template <class E>
base::Result<E> word_of(const std::string& text) {
  const auto value = domain::from_word<E>(text);
  if (!value) return base::invalid("\"" + text + "\" is none of " + domain::all_words<E>());
  return *value;
}

/// "2017-06-01", "2017-06" (the month), "2017-06-01..2017-06-03" (both days included),
/// "2017-06-01.." (open), "2017-06-01T14:30" (that moment). All in UTC.
base::Result<domain::When> when_of(const std::string& text);

/// The rest of a line as keywords with their values: "by A, B on 2017-06-01" says by: A B and
/// on: 2017-06-01. Values go on until the next keyword of the set.
class Clauses {
 public:
  /// Errors: a word before the first keyword, a keyword twice.
  static base::Result<Clauses> read(const std::vector<std::string>& words, std::size_t from,
                                    const std::set<std::string>& keywords);

  bool has(const std::string& keyword) const;
  /// The words after `keyword`; none where it is not there.
  std::vector<std::string> list(const std::string& keyword) const;
  /// The one word after `keyword`; empty where it is not there.
  std::string one(const std::string& keyword) const;

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> clauses_;
};

}  // namespace truceline::tests
