// SPDX-License-Identifier: Apache-2.0
//
// The script in docs/spec/receipt.md, run on the receipt and the policy of the documentation: a
// second verifier, of Python and OpenSSL, that shares no code with ours.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The code block of a page that begins with `first`, without its fences.
std::string block(const std::string& page, const std::string& first) {
  const std::string text = read(std::string(TRUCELINE_SOURCE_DIR "/docs/spec/") + page);
  const std::size_t begin = text.find("\n" + first);
  const std::size_t end = text.find("\n```\n", begin);
  if (begin == std::string::npos || end == std::string::npos) return {};
  return text.substr(begin + 1, end - begin);
}

class SpecScript : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("python3 -c '' && openssl version | grep -q 'OpenSSL 3'") != 0)
      GTEST_SKIP() << "needs python3 and the openssl command, 3.0 or newer";
    folder_ = testing::TempDir() + "truceline_spec_script";
    std::filesystem::create_directories(folder_);
    write("check.py", block("receipt.md", "import base64"));
    ASSERT_FALSE(receipt_.empty());
    ASSERT_FALSE(policy_.empty());
  }
  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << text;
  }
  /// What the script prints, its last line for an error.
  std::string check(const std::string& receipt, const std::string& policy,
                    const std::string& entry) const {
    write("receipt", receipt);
    write("policy", policy);
    write("entry", entry);
    const std::string command = "cd '" + folder_ +
                                "' && python3 check.py receipt policy entry >out 2>&1; "
                                "tail -n 1 out >last";
    if (std::system(command.c_str()) != 0) return "the shell failed";
    return read(folder_ + "/last");
  }

  std::string folder_;
  const std::string receipt_ = block("receipt.md", "c2sp.org/tlog-proof@v1");
  const std::string policy_ = block("policy.md", "log ledger.example/idlib+");
};

TEST_F(SpecScript, VerifiesTheReceiptOfThePage) {
  EXPECT_EQ(check(receipt_, policy_, "second"),
            "entry 1 of ledger.example/idlib as seen by party-a party-b party-c\n");
}

TEST_F(SpecScript, RefusesAnotherEntryAForgedLineAndTooFewWitnesses) {
  EXPECT_EQ(check(receipt_, policy_, "secund"),
            "AssertionError: THE ENTRY IS NOT IN THAT RECORD\n");
  std::string forged = receipt_;
  forged.replace(forged.find("BqsTuATJRF"), 10, "BqsTuBTJRF");  // b.example's time
  EXPECT_EQ(check(forged, policy_, "second"),
            "AssertionError: a signature of b.example/witness is FORGED\n");
  const std::string fewer = receipt_.substr(0, receipt_.find("— c.example/witness"));
  EXPECT_EQ(check(fewer, policy_, "second"), "AssertionError: too few witnesses\n");
  EXPECT_EQ(check(receipt_, policy_.substr(policy_.find("witness ")), "second"),
            "AssertionError: no log of the policy signed\n");
}

}  // namespace
