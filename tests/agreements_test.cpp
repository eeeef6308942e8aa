// SPDX-License-Identifier: Apache-2.0
//
// The agreement compiler as a person meets it: each tests/diagnostics/NAME.yaml beside the text
// that `truceline check` prints about it, the agreements of other conflicts that must compile
// without a change to the code, and the example mission's own.
//
// To accept new texts after a change: TRUCELINE_BLESS=1 bin/agreements_test, then read the diff.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "formats/check_agreements.hpp"
#include "formats/diagnostic_text.hpp"
#include "formats/mission_yaml.hpp"

namespace truceline {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = TRUCELINE_SOURCE_DIR;

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// The zones that the texts name, with their clock changes in the years that matter.
const std::vector<base::TimeZone>& zones() {
  using base::TimeMs;
  static const std::vector<base::TimeZone> list = {
      {"Asia/Damascus",
       7200,
       {{TimeMs{1'458'856'800'000}, 10800},
        {TimeMs{1'477'602'000'000}, 7200},
        {TimeMs{1'490'911'200'000}, 10800},
        {TimeMs{1'509'051'600'000}, 7200},
        {TimeMs{1'522'360'800'000}, 10800},
        {TimeMs{1'540'501'200'000}, 7200}}},
      {"Europe/Kyiv",
       7200,
       {{TimeMs{1'427'590'800'000}, 10800}, {TimeMs{1'445'734'800'000}, 7200}}},
      {"Asia/Aden", 10800, {}},
      {"Asia/Beirut",
       7200,
       {{TimeMs{1'711'836'000'000}, 10800}, {TimeMs{1'729'976'400'000}, 7200}}},
      {"Africa/Khartoum", 7200, {}}};
  return list;
}

formats::AgreementContext context(const fs::path& folder) {
  formats::AgreementContext context;
  context.file = [folder](std::string_view path) { return read_file(folder / path); };
  context.time_zone = [](std::string_view name) -> const base::TimeZone* {
    for (const base::TimeZone& zone : zones())
      if (zone.name() == name) return &zone;
    return nullptr;
  };
  return context;
}

struct Checked {
  formats::AgreementCheck check;
  std::string text;
};

/// Checks the named files of a folder together and prints what there is to say.
Checked check(const fs::path& folder, const std::vector<std::string>& names,
              const formats::AgreementContext& surroundings) {
  std::vector<std::string> texts;
  for (const std::string& name : names) texts.push_back(read_file(folder / name).value_or(""));
  std::vector<formats::AgreementSource> sources;
  for (std::size_t i = 0; i < names.size(); ++i) sources.push_back({names[i], texts[i]});
  Checked checked{formats::check_agreements(sources, surroundings), {}};
  std::deque<std::string> shown;  // stays where it is while more is added
  const auto lookup = [&](std::string_view name) -> std::optional<std::string_view> {
    std::optional<std::string> text = read_file(folder / name);
    if (!text) return std::nullopt;
    return shown.emplace_back(*std::move(text));
  };
  checked.text = formats::to_text(checked.check.diagnostics, lookup, false);
  checked.text += formats::count_text(checked.check.diagnostics) + "\n";
  return checked;
}

std::vector<std::string> yaml_files(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

void expect_text(const fs::path& expected_file, const std::string& text) {
  if (std::getenv("TRUCELINE_BLESS") != nullptr) {
    std::ofstream(expected_file, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text, read_file(expected_file).value_or("(no such file)")) << expected_file;
}

TEST(Diagnostics, each_bad_agreement_is_told_what_its_expected_file_says) {
  const fs::path folder = kRoot / "tests/diagnostics";
  const std::vector<std::string> names = yaml_files(folder);
  ASSERT_GE(names.size(), 10U);
  formats::AgreementContext surroundings = context(folder);
  surroundings.bounds = geo::Box{.low = {.lon_e7 = 355'000'000, .lat_e7 = 322'000'000},
                                 .high = {.lon_e7 = 425'000'000, .lat_e7 = 374'000'000}};
  for (const std::string& name : names) {
    const Checked checked = check(folder, {name}, surroundings);
    EXPECT_FALSE(checked.check.diagnostics.empty()) << name << " is here because it is bad";
    expect_text((folder / name).replace_extension(".expected"), checked.text);
  }
}

TEST(Diagnostics, agreements_are_held_against_each_other) {
  const fs::path folder = kRoot / "tests/diagnostics/together";
  const Checked checked = check(folder, yaml_files(folder), context(folder));
  EXPECT_EQ(checked.check.agreements.size(), 3U);
  expect_text(folder / "together.expected", checked.text);
}

TEST(Agreements, those_of_other_conflicts_compile_without_errors) {
  const fs::path folder = kRoot / "tests/agreements";
  const std::vector<std::string> names = yaml_files(folder);
  ASSERT_EQ(names.size(), 4U);
  const Checked checked = check(folder, names, context(folder));
  EXPECT_FALSE(base::has_error(checked.check.diagnostics)) << checked.text;
  EXPECT_EQ(checked.check.agreements.size(), names.size());
}

TEST(Agreements, the_example_missions_gaps_are_those_of_the_texts) {
  const fs::path mission = kRoot / "examples/syria-2017";
  formats::AgreementContext surroundings = context(mission / "agreements");
  const std::string text = read_file(mission / "mission.yaml").value_or("");
  const formats::MissionReading reading =
      formats::read_mission("mission.yaml", text, surroundings.time_zone);
  ASSERT_TRUE(reading.value) << formats::to_text(
      reading.diagnostics, [&](std::string_view) { return std::string_view(text); }, false);
  surroundings.bounds = reading.value->bounds;
  const fs::path folder = mission / "agreements";
  const Checked checked = check(folder, yaml_files(folder), surroundings);
  EXPECT_EQ(checked.check.agreements.size(), 4U) << checked.text;
  EXPECT_FALSE(base::has_error(checked.check.diagnostics)) << checked.text;
  expect_text(kRoot / "tests/diagnostics/syria-2017.expected", checked.text);
}

/// A small fixed generator (splitmix64): the same mutations on every machine.
class Dice {
 public:
  std::size_t below(std::size_t bound) {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return static_cast<std::size_t>((z ^ (z >> 31)) % bound);
  }

 private:
  std::uint64_t state_ = 0;
};

/// `text` with a few bytes changed, cut out or doubled, mostly to bytes that mean something.
std::string mutated(std::string text, Dice& dice) {
  constexpr std::string_view kTelling = "{}[]:,-#&*!|>'\"%@` \n\t0129+.eT\x80\xd8";
  for (std::size_t i = 1 + dice.below(4); i > 0 && !text.empty(); --i) {
    const std::size_t at = dice.below(text.size());
    const std::size_t length = 1 + dice.below(20);
    switch (dice.below(3)) {
      case 0:
        text[at] = kTelling[dice.below(kTelling.size())];
        break;
      case 1:
        text.erase(at, length);
        break;
      default:
        text.insert(dice.below(text.size()), text.substr(at, length));
        break;
    }
  }
  return text;
}

TEST(Agreements, damaged_files_are_told_and_never_do_harm) {
  const fs::path folder = kRoot / "examples/syria-2017/agreements";
  const std::string text = read_file(folder / "astana-2017.yaml").value_or("");
  const std::string drawing = read_file(folder / "zones/idlib.geojson").value_or("");
  ASSERT_FALSE(text.empty() || drawing.empty());
  Dice dice;
  formats::AgreementContext surroundings = context(folder);
  surroundings.file = [&](std::string_view) { return mutated(drawing, dice); };
  std::size_t refused = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string damaged = i % 2 == 0 ? mutated(text, dice) : text;
    const auto compilation = formats::compile_agreement({"a.yaml", damaged}, surroundings);
    EXPECT_EQ(compilation.value.has_value(), !base::has_error(compilation.diagnostics));
    for (const base::Diagnostic& d : compilation.diagnostics) EXPECT_GE(d.line, 1U) << d.reason;
    const auto lookup = [&](std::string_view) { return std::string_view(damaged); };
    EXPECT_FALSE(formats::to_text(compilation.diagnostics, lookup, false).empty());
    if (!compilation.value) ++refused;
  }
  EXPECT_GT(refused, 1000U);
}

std::string guide() {
  return read_file(kRoot / "docs/guides/agreements.md").value_or("");
}

TEST(Guide, its_example_compiles) {
  const std::string text = guide();
  const std::string fence = "```yaml\n";
  const std::size_t from = text.find(fence);
  ASSERT_NE(from, std::string::npos);
  const std::size_t to = text.find("```", from + fence.size());
  const std::string example = text.substr(from + fence.size(), to - from - fence.size());
  const formats::AgreementCompilation compilation = formats::compile_agreement(
      {"guide.yaml", example}, context(kRoot / "examples/syria-2017/agreements"));
  EXPECT_TRUE(compilation.value) << formats::to_text(
      compilation.diagnostics, [&](std::string_view) { return std::string_view(example); }, false);
}

TEST(Guide, lists_every_code_that_the_kept_texts_show) {
  const std::string text = guide();
  std::size_t seen = 0;
  for (const fs::path folder : {"tests/diagnostics", "tests/diagnostics/together"})
    for (const auto& entry : fs::directory_iterator(kRoot / folder)) {
      if (entry.path().extension() != ".expected") continue;
      std::istringstream lines(read_file(entry.path()).value_or(""));
      for (std::string line; std::getline(lines, line);) {
        const std::size_t open = line.rfind('[');
        const bool is_remark = line.find(": error: ") != std::string::npos ||
                               line.find(": warning: ") != std::string::npos;
        if (!is_remark || open == std::string::npos || !line.ends_with(']')) continue;
        const std::string code = line.substr(open + 1, line.size() - open - 2);
        EXPECT_NE(text.find("`" + code + "`"), std::string::npos) << code;
        ++seen;
      }
    }
  EXPECT_GT(seen, 50U);
}

}  // namespace
}  // namespace truceline
