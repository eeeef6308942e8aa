// SPDX-License-Identifier: Apache-2.0
#include "scenario_parser.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "scenario_positions.hpp"
#include "scenario_statements.hpp"
#include "scenario_words.hpp"

namespace truceline::tests {
namespace {

using base::invalid;
using base::Result;
using Words = std::vector<std::string>;

class ScenarioParser {
 public:
  Result<Scenario> parse(std::string_view text) {
    std::istringstream lines{std::string(text)};
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (auto taken = take(line); !taken)
        return taken.error().at("line " + std::to_string(number));
    }
    TRY(say_agreement());
    TRY(end_map());
    if (scenario_.looks.empty())
      return invalid("the scenario does not say what is found (\"findings at\")");
    return std::move(scenario_);
  }

 private:
  Result<void> take(const std::string& line) {
    TRY_ASSIGN(const Words words, words_of(line));
    const bool indented = line.starts_with(" ");
    if (in_findings_ && (indented || words.empty())) return expect(line, words);
    in_findings_ = false;
    if (in_map_ && indented) {
      rows_.push_back(words);
      return {};
    }
    if (in_map_) {
      TRY(end_map());
    }
    if (words.empty()) return {};
    if (words[0] == "map") return begin_map(words);
    if (words[0] == "clause") return add_clause(words);
    TRY(say_agreement());
    if (words[0] == "known-place") {
      TRY_ASSIGN(domain::Status place, known_place_of(words, landmarks_));
      scenario_.story.say("mission", std::move(place));
      return {};
    }
    if (words[0] == "findings") return begin_findings(words);
    if (words[0] == "positions") return take_positions({}, words);
    if (words.size() > 1 && words[1] == "positions")
      return take_positions(words[0].substr(0, words[0].find(':')),
                            Words(words.begin() + 1, words.end()));
    return take_statement(words);
  }

  Result<void> begin_map(const Words& words) {
    const bool well_formed =
        words.size() == 6 && words[1] == "corner" && words[4] == "cell" && landmarks_.empty();
    if (!well_formed) return invalid("a map begins with \"map corner LON LAT cell DEGREES\", once");
    TRY_ASSIGN(corner_.lon_e7, geo::degrees_e7_from_decimal(words[2], geo::kLonMaxE7));
    TRY_ASSIGN(corner_.lat_e7, geo::degrees_e7_from_decimal(words[3], geo::kLatMaxE7));
    TRY_ASSIGN(cell_e7_, geo::degrees_e7_from_decimal(words[5], geo::kLatMaxE7));
    in_map_ = true;
    return {};
  }

  /// The lowest row is the south; every letter in it is a place.
  Result<void> end_map() {
    in_map_ = false;
    for (std::size_t row = 0; row < rows_.size(); ++row)
      for (std::size_t column = 0; column < rows_[row].size(); ++column) {
        const std::string& letter = rows_[row][column];
        if (letter == ".") continue;
        const auto up = static_cast<std::int32_t>(rows_.size() - 1 - row);
        const geo::Point at{.lon_e7 = corner_.lon_e7 + static_cast<std::int32_t>(column) * cell_e7_,
                            .lat_e7 = corner_.lat_e7 + up * cell_e7_};
        if (!landmarks_.emplace(letter, at).second)
          return invalid("\"" + letter + "\" is on the map twice");
      }
    rows_.clear();
    return {};
  }

  Result<void> add_clause(const Words& words) {
    if (!agreement_) return invalid("a clause follows its agreement");
    auto& agreement = std::get<domain::Agreement>(agreement_->body);
    TRY_ASSIGN(domain::Provision clause, clause_of(words, agreement));
    agreement.provisions.push_back(std::move(clause));
    return {};
  }

  /// [LABEL:] [PARTY says] KIND ... [to PARTIES] [supersedes L] [cites L] [numbered-as L] [said
  /// TIME]
  Result<void> take_statement(Words words) {
    Saying saying;
    for (const std::string keyword : {"numbered-as", "cites", "and-cites", "supersedes"}) {
      const auto at = std::ranges::find(words, keyword);
      if (at == words.end()) continue;
      if (at + 1 == words.end() || !entries_.contains(*(at + 1)))
        return invalid("\"" + keyword + "\" wants the label of an earlier line");
      const std::size_t entry = entries_.at(*(at + 1));
      const domain::Statement& earlier = scenario_.story.told()[entry];
      if (keyword == "numbered-as") saying.number = earlier.header.sequence;
      if (keyword == "cites" || keyword == "and-cites")
        saying.references.push_back({domain::ReferenceKind::cites, earlier.id});
      if (keyword == "supersedes")
        saying.references.push_back({domain::ReferenceKind::supersedes, earlier.id});
      words.erase(at, at + 2);
    }
    if (const auto said = std::ranges::find(words, "said"); said != words.end()) {
      if (said + 1 == words.end()) return invalid("\"said\" wants a time");
      TRY_ASSIGN(const domain::When when, when_of(*(said + 1)));
      saying.time = when.interval.from;
      words.erase(said, said + 2);
    }
    if (const auto to = std::ranges::find(words, "to"); to != words.end()) {
      saying.audience = {domain::AudienceLabel::named, {to + 1, words.end()}};
      std::ranges::sort(saying.audience.recipients);
      words.erase(to, words.end());
    }
    std::size_t next = 0;
    if (words[next].ends_with(":")) saying.label = words[next++], saying.label.pop_back();
    if (next + 1 < words.size() && words[next + 1] == "says") {
      saying.party = words[next];
      next += 2;
    }
    TRY_ASSIGN(saying.body, body_of(words, next, landmarks_));
    if (auto* const erasure = std::get_if<domain::Erasure>(&saying.body)) {
      if (saying.references.size() != 1) return invalid("\"erase\" wants \"cites LABEL\"");
      erasure->entry = saying.references.front().entry;
    }
    if (auto* const answer = std::get_if<domain::Acknowledgement>(&saying.body)) {
      if (saying.references.size() != 1) return invalid("\"acknowledge\" wants \"cites LABEL\"");
      answer->notification = saying.references.front().entry;
    }
    if (auto* const exception = std::get_if<domain::Exception>(&saying.body)) {
      if (saying.references.size() != 2)
        return invalid("\"exception\" wants \"cites LABEL and-cites LABEL\"");
      for (const domain::Reference& one : saying.references)
        exception->between.push_back(one.entry);
      std::ranges::sort(exception->between);
    }
    if (std::holds_alternative<domain::Agreement>(saying.body)) {
      agreement_ = std::move(saying);  // said when its clauses are known
      return {};
    }
    return say(std::move(saying));
  }

  /// What they show is said by the mission: "c.1", "c.2" where the line is labelled "c".
  Result<void> take_positions(const std::string& label, const Words& words) {
    TRY_ASSIGN(std::vector<domain::Encounter> encounters,
               encounters_of(words, landmarks_, scenario_.story.state()));
    for (std::size_t i = 0; i < encounters.size(); ++i) {
      Saying saying;
      if (!label.empty()) saying.label = label + "." + std::to_string(i + 1);
      saying.body = std::move(encounters[i]);
      TRY(say(std::move(saying)));
    }
    return {};
  }

  struct Saying {
    std::string label;
    std::string party = "mission";
    domain::Body body;
    engine::Story::References references;
    std::optional<std::uint64_t> number;
    std::optional<base::TimeMs> time;
    domain::Audience audience{domain::AudienceLabel::everyone, {}};
  };

  Result<void> say_agreement() {
    if (!agreement_) return {};
    Saying saying = std::move(*agreement_);
    agreement_.reset();
    return say(std::move(saying));
  }

  Result<void> say(Saying saying) {
    const std::size_t entry = scenario_.story.told().size();
    if (!saying.label.empty()) {
      if (!entries_.emplace(saying.label, entry).second)
        return invalid("the label \"" + saying.label + "\" is used twice");
      scenario_.labels.emplace(entry, saying.label);
    }
    scenario_.story.audience = std::move(saying.audience);
    scenario_.story.time = saying.time;
    if (saying.number)
      scenario_.story.say_numbered(saying.party, *saying.number, std::move(saying.body),
                                   std::move(saying.references));
    else
      scenario_.story.say(saying.party, std::move(saying.body), std::move(saying.references));
    return {};
  }

  Result<void> begin_findings(const Words& words) {
    if (words.size() != 3 || words[1] != "at")
      return invalid("expected findings begin with \"findings at DATE\"");
    TRY_ASSIGN(const domain::When clock, when_of(words[2]));
    scenario_.looks.push_back({scenario_.story.told().size(), clock.interval.from, {}});
    in_findings_ = true;
    return {};
  }

  /// A line as found_line() writes it, then "with FACT VALUE, FACT VALUE".
  Result<void> expect(const std::string& line, const Words& words) {
    if (words.empty() || words == Words{"nothing"}) return {};
    std::string wanted = line.substr(line.find_first_not_of(' '), line.find('#'));
    Expectation expectation;
    if (const std::size_t with = wanted.find(" with "); with != std::string::npos) {
      TRY_ASSIGN(const Words facts, words_of(wanted.substr(with + 6)));
      if (facts.size() % 2 != 0) return invalid("\"with\" wants pairs of a fact and its value");
      for (std::size_t i = 0; i < facts.size(); i += 2)
        expectation.facts.emplace(facts[i], facts[i + 1]);
      wanted.resize(with);
    }
    while (wanted.ends_with(' ')) wanted.pop_back();
    expectation.line = wanted;
    scenario_.looks.back().expected.push_back(std::move(expectation));
    return {};
  }

  Scenario scenario_;
  std::map<std::string, std::size_t> entries_;
  Landmarks landmarks_;
  std::vector<Words> rows_;
  geo::Point corner_;
  std::int32_t cell_e7_ = 0;
  bool in_map_ = false;
  bool in_findings_ = false;
  std::optional<Saying> agreement_;
};

}  // namespace

Result<Scenario> parse_scenario(std::string_view text) {
  return ScenarioParser().parse(text);
}

std::string found_line(const domain::Finding& finding,
                       const std::map<std::uint64_t, std::string>& labels) {
  std::string line(domain::word(finding.rule));
  if (!finding.agreement.empty()) line += " of " + finding.agreement;
  if (!finding.provision.empty()) line += "/" + finding.provision;
  if (!finding.zone.empty()) line += " in " + finding.zone;
  std::string separator = ": ";
  for (const base::EntryIndex index : finding.evidence) {
    const auto label = labels.find(index.value);
    if (label == labels.end()) continue;
    line += separator + label->second;
    separator = " ";
  }
  line += finding.possible() ? ", possible by" : ", settled";
  for (const domain::Doubt doubt : finding.doubts) line += " " + std::string(domain::word(doubt));
  if (finding.severity != domain::Severity::low)
    line += ", " + std::string(domain::word(finding.severity));
  return line;
}

}  // namespace truceline::tests
