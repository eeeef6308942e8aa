// SPDX-License-Identifier: Apache-2.0
//
// For tests: reads the specification pages of docs/spec, their fenced blocks and their tables, so
// that what the pages show is checked against the code.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace truceline::domain {

class SpecText {
 public:
  struct Row {
    std::string field;
    bool required = false;
    friend bool operator==(const Row&, const Row&) = default;
  };

  /// `page` under the source folder: "docs/spec/statement.md".
  explicit SpecText(const std::string& page) {
    std::ifstream file(std::string(TRUCELINE_SOURCE_DIR) + "/" + page);
    std::string line;
    while (std::getline(file, line)) take(line);
  }

  /// Block contents without the last line break, by what stands behind the opening fence:
  /// "json report".
  const std::map<std::string, std::string>& blocks() const { return blocks_; }
  /// The rows of the table under each heading that has one.
  const std::map<std::string, std::vector<Row>>& tables() const { return tables_; }

 private:
  void take(const std::string& line) {
    if (line.starts_with("```")) {
      open_ = !open_;
      if (open_) name_ = line.substr(3);
    } else if (open_) {
      std::string& block = blocks_[name_];
      block += (block.empty() ? "" : "\n") + line;
    } else if (line.starts_with("#")) {
      heading_ = line.substr(line.find(' ') + 1);
    } else if (line.starts_with("| `")) {
      tables_[heading_].push_back(
          {line.substr(3, line.find('`', 3) - 3), line.find(" | yes | ") != std::string::npos});
    }
  }

  std::map<std::string, std::string> blocks_;
  std::map<std::string, std::vector<Row>> tables_;
  std::string heading_;
  std::string name_;
  bool open_ = false;
};

}  // namespace truceline::domain
