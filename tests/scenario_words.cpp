// SPDX-License-Identifier: Apache-2.0
#include "scenario_words.hpp"

#include <charconv>

#include "base/time.hpp"

namespace truceline::tests {
namespace {

/// [from, to) of a day, or of a month where no day is given; a moment has no length.
base::Result<base::Interval> stretch(const std::string& text) {
  if (text.size() == 16 && text[10] == 'T') {
    TRY_ASSIGN(const base::Date day, base::parse_date(text.substr(0, 10)));
    TRY_ASSIGN(const std::int64_t hours, number_of(text.substr(11, 2)));
    TRY_ASSIGN(const std::int64_t minutes, number_of(text.substr(14, 2)));
    const base::TimeMs moment{base::days_from_date(day) * base::kDayMs +
                              (hours * 60 + minutes) * base::kMinuteMs};
    return base::Interval{moment, moment};
  }
  const bool month = text.size() == 7;
  TRY_ASSIGN(const base::Date first, base::parse_date(month ? text + "-01" : text));
  const std::int64_t begin = base::days_from_date(first);
  const std::int64_t end = month ? base::days_from_date(base::add_months(first, 1)) : begin + 1;
  return base::Interval{{begin * base::kDayMs}, {end * base::kDayMs}};
}

}  // namespace

base::Result<std::int64_t> number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return base::invalid("\"" + text + "\" is not a whole number");
  return number;
}

base::Result<std::vector<std::string>> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#') break;
    if (line[i] == '"') {
      const std::size_t close = line.find('"', i + 1);
      if (close == std::string_view::npos) return base::invalid("a quote is not closed");
      end_word();
      words.emplace_back(line.substr(i + 1, close - i - 1));
      i = close;
    } else if (line[i] == ' ' || line[i] == ',') {
      end_word();
    } else {
      word += line[i];
    }
  }
  end_word();
  return words;
}

base::Result<domain::When> when_of(const std::string& text) {
  const std::size_t dots = text.find("..");
  TRY_ASSIGN(base::Interval interval, stretch(text.substr(0, dots)));
  if (dots != std::string::npos) {
    const std::string last = text.substr(dots + 2);
    if (last.empty()) {
      interval.to = base::kTimeMax;
    } else {
      TRY_ASSIGN(const base::Interval end, stretch(last));
      interval.to = end.to;
    }
  }
  return domain::When{interval, domain::TimePrecision::day, "UTC", text};
}

base::Result<Clauses> Clauses::read(const std::vector<std::string>& words, std::size_t from,
                                    const std::set<std::string>& keywords) {
  Clauses clauses;
  for (std::size_t i = from; i < words.size(); ++i) {
    if (keywords.contains(words[i])) {
      if (clauses.has(words[i])) return base::invalid("\"" + words[i] + "\" is said twice");
      clauses.clauses_.push_back({words[i], {}});
    } else if (clauses.clauses_.empty()) {
      return base::invalid("\"" + words[i] + "\" is not a word this line knows");
    } else {
      clauses.clauses_.back().second.push_back(words[i]);
    }
  }
  return clauses;
}

bool Clauses::has(const std::string& keyword) const {
  for (const auto& [name, values] : clauses_)
    if (name == keyword) return true;
  return false;
}

std::vector<std::string> Clauses::list(const std::string& keyword) const {
  for (const auto& [name, values] : clauses_)
    if (name == keyword) return values;
  return {};
}

std::string Clauses::one(const std::string& keyword) const {
  const auto values = list(keyword);
  return values.empty() ? std::string() : values.front();
}

}  // namespace truceline::tests
