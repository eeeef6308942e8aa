// SPDX-License-Identifier: Apache-2.0
//
// Runs tests/transcripts/http/*.http: questions to the sample mission and the answers it gives,
// to be read like a guide to the API. A file holds exchanges; each is
//
//   # any remark
//   GET /api/v1/mission?lang=ar
//   If-None-Match: "..."            <- headers of the request, if any
//   { what is sent, to the first empty line }
//
//   200 application/json
//   ETag: *
//   { the body, JSON indented }
//
// and ends at a line "---" or the file's end. A * in the answer stands for anything within a line.
// TRUCELINE_BLESS=1 writes the answers anew, hashes and signatures as *: read the difference.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <sstream>

#include "base/json.hpp"
#include "views/api.hpp"
#include "views/indented_json.hpp"
#include "views/request_target.hpp"
#include "views/sample_duty.hpp"
#include "views/sample_mission.hpp"
#include "views/sample_plans.hpp"

namespace truceline {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

struct Exchange {
  Lines question;  ///< Remarks, request line, headers.
  Lines answer;
};

std::vector<Exchange> read_transcript(const fs::path& path) {
  std::ifstream file(path);
  std::vector<Exchange> exchanges(1);
  bool answering = false;
  for (std::string line; std::getline(file, line);) {
    Exchange& now = exchanges.back();
    if (line == "---") {
      exchanges.emplace_back();
      answering = false;
    } else if (!answering && line.empty() && !now.question.empty()) {
      answering = true;
    } else {
      (answering ? now.answer : now.question).push_back(line);
    }
  }
  return exchanges;
}

views::Request request_of(const Lines& question) {
  views::Request request;
  for (const std::string& line : question) {
    if (line.starts_with('#') || line.empty()) continue;
    if (!request.body.empty() || line.starts_with('{')) {
      request.body += line + "\n";
      continue;
    }
    const std::size_t blank = line.find(' ');
    if (request.method.empty()) {
      request.method = line.substr(0, blank);
      const auto target = views::parse_target(line.substr(blank + 1));
      EXPECT_TRUE(target) << line;
      if (!target) return request;
      request.path = target->path;
      request.query = target->query;
    } else if (line.starts_with("If-None-Match:")) {
      request.if_none_match = line.substr(blank + 1);
    } else if (line.starts_with("Content-Type:")) {
      request.content_type = line.substr(blank + 1);
    } else if (line.starts_with("Accept-Language:")) {
      request.accept_language = line.substr(blank + 1);
    } else {
      ADD_FAILURE() << "no header that a transcript knows: " << line;
    }
  }
  return request;
}

Lines lines_of(const views::Response& response) {
  std::string text = std::to_string(response.status);
  if (!response.content_type.empty()) text += " " + response.content_type;
  text += "\n";
  if (!response.etag.empty()) text += "ETag: " + response.etag + "\n";
  for (const auto& [name, value] : response.headers) text += name + ": " + value + "\n";
  const auto json = base::parse_json(response.body, {16 * 1024 * 1024, 32, 64 * 1024});
  text += json ? views::indented_json(json->root()) : response.body;
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Does `line` fit `pattern`, where each * stands for anything?
bool fits(std::string_view line, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return line == pattern;
  if (!line.starts_with(pattern.substr(0, star))) return false;
  line.remove_prefix(star);
  const std::string_view rest = pattern.substr(star + 1);
  for (std::size_t i = 0; i <= line.size(); ++i)
    if (fits(line.substr(i), rest)) return true;
  return false;
}

std::string masked(const std::string& line) {
  static const std::regex kHashes(
      "\\b[0-9a-f]{64}\\b|\"[0-9a-f]{32}\"|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{80,}=*");
  return std::regex_replace(line, kHashes, "*");
}

void bless(const fs::path& path, views::SampleMission& mission) {
  const auto exchanges = read_transcript(path);
  std::ofstream file(path);
  for (std::size_t i = 0; i < exchanges.size(); ++i) {
    if (i > 0) file << "---\n";
    for (const std::string& line : exchanges[i].question) file << line << "\n";
    file << "\n";
    for (const std::string& line :
         lines_of(views::answer(request_of(exchanges[i].question), mission)))
      file << masked(line) << "\n";
  }
}

void run(const fs::path& path, views::SampleMission& mission) {
  for (const Exchange& exchange : read_transcript(path)) {
    ASSERT_FALSE(exchange.question.empty()) << path;
    const Lines given = lines_of(views::answer(request_of(exchange.question), mission));
    const std::string where = path.filename().string() + ": " + exchange.question.back();
    for (std::size_t i = 0; i < std::max(given.size(), exchange.answer.size()); ++i) {
      const std::string line = i < given.size() ? given[i] : "(nothing)";
      const std::string expected = i < exchange.answer.size() ? exchange.answer[i] : "(nothing)";
      EXPECT_TRUE(fits(line, expected))
          << where << "\n  expected: " << expected << "\n  answered: " << line;
      if (!fits(line, expected)) break;
    }
  }
}

TEST(HttpTranscripts, the_mission_answers_as_written) {
  views::SampleMission present;
  views::SampleMission with_plans;
  views::say_plans(with_plans);
  views::SampleMission on_duty;
  views::say_duty(on_duty);
  int files = 0;
  for (const auto& entry : fs::directory_iterator(TRUCELINE_SOURCE_DIR "/tests/transcripts/http")) {
    if (entry.path().extension() != ".http") continue;
    ++files;
    views::SampleMission& mission = entry.path().stem() == "conflicts" ? with_plans
                                    : entry.path().stem() == "duty"    ? on_duty
                                                                       : present;
    if (std::getenv("TRUCELINE_BLESS")) bless(entry.path(), mission);
    run(entry.path(), mission);
  }
  EXPECT_GE(files, 5);
}

TEST(HttpTranscripts, a_star_stands_for_anything_and_nothing_else_does) {
  EXPECT_TRUE(fits("\"id\": \"abc\",", "\"id\": *,"));
  EXPECT_TRUE(fits("abc", "*b*"));
  EXPECT_FALSE(fits("abc", "ab"));
  EXPECT_FALSE(fits("abc", "*d"));
}

}  // namespace
}  // namespace truceline
