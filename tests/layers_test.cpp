// SPDX-License-Identifier: Apache-2.0
//
// The architecture as data. A layer rule that nobody checks rots; this one fails the build.
// To change a row of the table is to change the architecture: write a decision record for it.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

/// Which modules a module may include. Its own headers always.
const std::map<std::string, Names> kMayInclude = {
    {"base", {}},
    {"geo", {"base"}},
    {"ledger", {"base"}},
    {"domain", {"base", "geo"}},
    {"engine", {"base", "geo", "domain"}},
    {"formats", {"base", "geo", "domain"}},
    {"views", {"base", "geo", "domain", "engine", "formats", "ledger"}},
    {"app", {"base", "geo", "domain", "engine", "formats", "ledger", "views"}},
};

/// Outside app nothing reads a clock, opens a file, starts a thread, rolls dice or asks the
/// environment. (std::string_view and friends are fine; iostream's streams are files.)
const std::vector<std::string> kImpureHeaders = {
    "chrono",  "thread",     "mutex",  "shared_mutex", "condition_variable", "future",
    "fstream", "filesystem", "random", "locale",       "iostream",           "ctime",
    "time.h",  "unistd.h",   "sys/",   "fcntl.h"};
const std::regex kImpureCalls(
    R"(\b(std::)?(time\(|getenv\(|rand\(|srand\(|fopen\(|setlocale\(|randombytes_|system\())");

/// Headers that only tests include: they may read files and roll seeded dice as tests do.
const Names kTestHeaders = {"app/failing_vfs.hpp",          "app/temporary_folder.hpp",
                            "domain/random_fields.hpp",     "geo/ascii_map.hpp",
                            "geo/random_volumes.hpp",       "ledger/spec_example.hpp",
                            "ledger/store_conformance.hpp", "ledger/vector_file.hpp",
                            "formats/import_testing.hpp",   "domain/spec_text.hpp"};

/// Files longer than this hold more than one concept.
constexpr int kLinesMax = 600;
constexpr int kTestLinesMax = 1000;
constexpr std::size_t kColumnsMax = 100;

struct Source {
  std::string module;
  std::string path;  ///< Relative to src/.
  std::vector<std::string> lines;
  bool is_test() const {
    return path.find("_test.cpp") != std::string::npos || kTestHeaders.count(path) > 0;
  }
};

std::vector<Source> all_sources() {
  const fs::path root = fs::path(TRUCELINE_SOURCE_DIR) / "src";
  std::vector<Source> sources;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".cpp" && extension != ".hpp") continue;
    Source source;
    source.path = fs::relative(entry.path(), root).generic_string();
    source.module = source.path.substr(0, source.path.find('/'));
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) source.lines.push_back(line);
    sources.push_back(std::move(source));
  }
  return sources;
}

std::string place(const Source& source, std::size_t line) {
  return "src/" + source.path + ":" + std::to_string(line + 1) + ": ";
}

/// What is wrong with the includes of one file; empty when nothing is.
std::vector<std::string> layer_faults(const Source& source) {
  static const std::regex kOwnInclude(R"(^\s*#\s*include\s*"([a-z]+)/)");
  std::vector<std::string> faults;
  const auto allowed = kMayInclude.find(source.module);
  if (allowed == kMayInclude.end())
    return {"src/" + source.path + ": module '" + source.module + "' is not in the layer table"};
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    std::smatch match;
    if (!std::regex_search(source.lines[i], match, kOwnInclude)) continue;
    const std::string used = match[1];
    if (used == source.module || allowed->second.count(used)) continue;
    faults.push_back(place(source, i) + "module '" + source.module + "' must not include '" + used +
                     "'");
  }
  return faults;
}

/// Impure headers and calls outside app. Tests may be impure: they read vectors from files.
std::vector<std::string> purity_faults(const Source& source) {
  std::vector<std::string> faults;
  if (source.module == "app" || source.is_test()) return faults;
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const std::string& line = source.lines[i];
    if (line.find("#include <") == 0) {
      for (const std::string& header : kImpureHeaders)
        if (line.find("<" + header + (header.back() == '/' ? "" : ">")) != std::string::npos)
          faults.push_back(place(source, i) + "impure header <" + header + "> outside app");
    } else if (line.find("//") == std::string::npos && std::regex_search(line, kImpureCalls)) {
      faults.push_back(place(source, i) + "impure call outside app");
    }
  }
  return faults;
}

std::vector<std::string> style_faults(const Source& source) {
  std::vector<std::string> faults;
  const int lines = static_cast<int>(source.lines.size());
  if (lines > (source.is_test() ? kTestLinesMax : kLinesMax))
    faults.push_back("src/" + source.path + ": " + std::to_string(lines) + " lines");
  if (source.lines.empty() || source.lines[0] != "// SPDX-License-Identifier: Apache-2.0")
    faults.push_back("src/" + source.path + ":1: the licence line is missing");
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    std::size_t columns = 0;  // code points, not bytes
    for (const char c : source.lines[i]) columns += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    if (columns > kColumnsMax && source.lines[i].find("R\"") == std::string::npos)
      faults.push_back(place(source, i) + std::to_string(columns) + " columns");
  }
  return faults;
}

std::string listed(const std::vector<std::string>& faults) {
  std::ostringstream text;
  for (const std::string& fault : faults) text << fault << '\n';
  return text.str();
}

template <class Check>
void expect_no_faults(Check check) {
  std::vector<std::string> faults;
  for (const Source& source : all_sources())
    for (std::string& fault : check(source)) faults.push_back(std::move(fault));
  EXPECT_TRUE(faults.empty()) << listed(faults);
}

TEST(Layers, every_module_includes_only_what_the_table_allows) {
  expect_no_faults(layer_faults);
}

TEST(Layers, nothing_outside_app_is_impure) {
  expect_no_faults(purity_faults);
}

TEST(Layers, files_are_small_licensed_and_fit_the_page) {
  expect_no_faults(style_faults);
}

TEST(Layers, the_table_has_no_circle) {
  for (const auto& [module, uses] : kMayInclude)
    for (const std::string& used : uses)
      EXPECT_FALSE(kMayInclude.at(used).count(module)) << module << " and " << used;
}

// The rules themselves bite: a test that cannot fail is no test.
TEST(Layers, a_forbidden_include_is_found) {
  const Source source{"ledger", "ledger/x.cpp", {"#include \"domain/report.hpp\""}};
  EXPECT_EQ(layer_faults(source).size(), 1u);
}

TEST(Layers, a_clock_in_the_engine_is_found) {
  const Source source{"engine", "engine/x.cpp", {"#include <chrono>", "const auto t = time(0);"}};
  EXPECT_EQ(purity_faults(source).size(), 2u);
}

TEST(Layers, a_module_outside_the_table_is_found) {
  const Source source{"util", "util/x.cpp", {}};
  EXPECT_EQ(layer_faults(source).size(), 1u);
}

}  // namespace
