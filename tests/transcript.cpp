// SPDX-License-Identifier: Apache-2.0
#include "transcript.hpp"

#include <cstdio>
#include <sstream>
#include <sys/wait.h>

namespace truceline::testing_cli {
namespace {

constexpr std::string_view kAnyLines = "...";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();  // CSV ends its lines so
    lines.push_back(std::move(line));
  }
  return lines;
}

bool fits_from(const std::vector<std::string>& expected, std::size_t e,
               const std::vector<std::string>& said, std::size_t s) {
  if (e == expected.size()) return s == said.size();
  if (expected[e] == kAnyLines) {
    for (std::size_t next = s; next <= said.size(); ++next)
      if (fits_from(expected, e + 1, said, next)) return true;
    return false;
  }
  return s < said.size() && fits(expected[e], said[s]) && fits_from(expected, e + 1, said, s + 1);
}

}  // namespace

std::vector<Step> parse_transcript(const std::string& text) {
  std::vector<Step> steps;
  std::vector<std::string> remarks;
  for (const std::string& line : lines_of(text)) {
    const bool may_remark = steps.empty() || !remarks.empty();  // after a blank line
    if (line.starts_with("$ ")) {
      steps.push_back({std::move(remarks), line.substr(2), {}});
      remarks.clear();
    } else if (line.empty() || (may_remark && line.starts_with("# "))) {
      remarks.push_back(line);
    } else if (line.starts_with("> ") && steps.back().expected.empty()) {
      steps.back().command += "\n" + line.substr(2);
    } else {
      // Blank lines within what a command says were taken for remarks.
      for (const std::string& blank : remarks) steps.back().expected.push_back(blank);
      remarks.clear();
      steps.back().expected.push_back(line);
    }
  }
  return steps;
}

std::string to_text(const std::vector<Step>& steps) {
  std::string text;
  for (const Step& step : steps) {
    for (const std::string& remark : step.remarks) text += remark + "\n";
    bool first = true;
    for (const std::string& line : lines_of(step.command)) {
      text += (first ? "$ " : "> ") + line + "\n";
      first = false;
    }
    for (const std::string& line : step.expected) text += line + "\n";
  }
  return text;
}

bool fits(const std::string& pattern, const std::string& line) {
  // The usual two-finger walk: on a mismatch, let the last * take one more character.
  std::size_t p = 0;
  std::size_t l = 0;
  std::size_t star = std::string::npos;
  std::size_t taken = 0;
  while (l < line.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = l;
    } else if (p < pattern.size() && pattern[p] == line[l]) {
      ++p;
      ++l;
    } else if (star != std::string::npos) {
      p = star + 1;
      l = ++taken;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool fits(const std::vector<std::string>& expected, const std::vector<std::string>& said) {
  return fits_from(expected, 0, said, 0);
}

std::vector<std::string> run_step(const std::string& command, const std::filesystem::path& folder) {
  const std::string whole = "exec 2>&1; cd '" + folder.string() + "' || exit 99\n" + command + "\n";
  std::FILE* const pipe = ::popen(whole.c_str(), "r");
  if (pipe == nullptr) return {"cannot start a shell"};
  std::string said;
  char buffer[4096];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe))
    said.append(buffer, got);
  const int status = ::pclose(pipe);
  std::vector<std::string> lines = lines_of(said);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  if (WIFSIGNALED(status)) lines.push_back("[signal " + std::to_string(WTERMSIG(status)) + "]");
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
    lines.push_back("[exit " + std::to_string(WEXITSTATUS(status)) + "]");
  return lines;
}

}  // namespace truceline::testing_cli
