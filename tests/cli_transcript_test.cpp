// SPDX-License-Identifier: Apache-2.0
//
// The program as a person at a terminal meets it: each tests/transcripts/cli/NAME.txt is a shell
// session, replayed in an empty folder with the built program. $SOURCE is the source folder.
//
// To accept new texts after a change: TRUCELINE_BLESS=1 bin/cli_transcript_test, then read the
// diff: every * that was there is gone where the text changed.
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

#include "app/files.hpp"
#include "app/temporary_folder.hpp"
#include "transcript.hpp"

namespace truceline::testing_cli {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = TRUCELINE_SOURCE_DIR;
const fs::path kProgram = TRUCELINE_PROGRAM;

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The surroundings every session starts with.
void set_environment() {
  const char* const path = std::getenv("PATH");
  setenv("PATH", (kProgram.parent_path().string() + ":" + (path ? path : "")).c_str(), 1);
  setenv("SOURCE", kSource.c_str(), 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  unsetenv("TRUCELINE_MISSION");
  unsetenv("NO_COLOR");
}

class Transcript : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() { set_environment(); }
};

TEST_P(Transcript, is_what_the_program_says) {
  const fs::path file = kSource / "tests/transcripts/cli" / (GetParam() + ".txt");
  std::vector<Step> steps = parse_transcript(text_of(file));
  ASSERT_FALSE(steps.empty());
  const bool bless = std::getenv("TRUCELINE_BLESS") != nullptr;
  app::TemporaryFolder folder;
  for (Step& step : steps) {
    const std::vector<std::string> said = run_step(step.command, folder.path());
    const bool as_expected = fits(step.expected, said);
    if (!as_expected && bless) step.expected = said;
    if (!as_expected && !bless)
      ADD_FAILURE() << file.string() << "\n$ " << step.command << "\nexpected:\n"
                    << joined(step.expected) << "said:\n"
                    << joined(said);
  }
  if (bless) std::ofstream(file, std::ios::binary) << to_text(steps);
}

std::vector<std::string> all_transcripts() {
  std::vector<std::string> names;
  for (const fs::path& file : app::files_in(kSource / "tests/transcripts/cli", ".txt"))
    names.push_back(file.stem().string());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Cli, Transcript, testing::ValuesIn(all_transcripts()),
                         [](const auto& one) { return one.param; });

TEST(TranscriptItself, stars_and_dots_stand_for_what_they_say) {
  EXPECT_TRUE(fits("a*c*", "abcc-"));
  EXPECT_FALSE(fits("a*d", "abc"));
  using Lines = std::vector<std::string>;
  EXPECT_TRUE(fits(Lines{"one", "...", "last"}, Lines{"one", "x", "y", "last"}));
  EXPECT_FALSE(fits(Lines{"one", "..."}, Lines{"two"}));
  EXPECT_FALSE(fits(Lines{}, Lines{"something"}));
}

/// Rows of our own format with ids from 0.
std::string rows(int count) {
  std::string text = "id,event,date_from,source\n";
  for (int i = 0; i < count; ++i) text += "r" + std::to_string(i) + ",shelling,2017-05-06,Post 3\n";
  return text;
}

/// How many entries the mission's ledger holds, as the program itself says.
std::string size_said(const fs::path& folder) {
  return joined(
      run_step("truceline log --mission m --kind report --limit 1 --json |"
               " sed 's/.*\"total\":\\([0-9]*\\).*/\\1/'",
               folder));
}

TEST(KilledImport, leaves_whole_batches_and_a_second_run_adds_the_others_once) {
  set_environment();
  constexpr int kRows = 6000;
  app::TemporaryFolder folder;
  ASSERT_TRUE(app::write_file(folder.path() / "rows.csv", rows(kRows), app::FileMode::shared));
  ASSERT_EQ(joined(run_step(
                "truceline init m --no-passphrase >/dev/null 2>&1 && truceline verify m >/dev/null",
                folder.path())),
            "");
  std::signal(SIGPIPE, SIG_IGN);  // a child that died early fails the test, not the process
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::execl(kProgram.c_str(), "truceline", "import", "reports", "-", "--mission",
            (folder.path() / "m").c_str(), nullptr);
    ::_exit(99);
  }
  ::close(ends[0]);
  // All but the last rows: the importer then waits for us, some batches behind it.
  const std::string text = rows(kRows);
  const std::string most = text.substr(0, text.size() - 200);
  ASSERT_EQ(::write(ends[1], most.data(), most.size()), static_cast<ssize_t>(most.size()));
  std::signal(SIGPIPE, SIG_DFL);
  std::string size;
  for (int tries = 0; tries < 600; ++tries) {
    size = size_said(folder.path());
    if (size != "0\n") break;
    ::usleep(50'000);
  }
  ASSERT_EQ(::kill(child, SIGKILL), 0);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ::close(ends[1]);
  ASSERT_TRUE(WIFSIGNALED(status));
  size = size_said(folder.path());
  EXPECT_GT(std::stoi(size), 0) << "killed before the first batch: the test has shown nothing";
  EXPECT_LT(std::stoi(size), kRows);
  EXPECT_EQ(std::stoi(size) % 512, 0) << "a batch is there whole or not at all";
  const std::string again =
      joined(run_step("truceline import reports rows.csv --mission m", folder.path()));
  EXPECT_EQ(again.find("[exit"), std::string::npos) << again;
  EXPECT_EQ(size_said(folder.path()), std::to_string(kRows) + "\n");
  const std::string proof = joined(run_step("truceline verify m", folder.path()));
  EXPECT_EQ(proof.find("FAULT"), std::string::npos) << proof;
  EXPECT_EQ(proof.find("[exit"), std::string::npos) << proof;
}

}  // namespace
}  // namespace truceline::testing_cli
