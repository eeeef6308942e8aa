// SPDX-License-Identifier: Apache-2.0
//
// A host, two witnesses and a mirror as four processes, made and started with the commands that
// the guides give: an entry gets a receipt with all three cosignatures, the mirror serves the log
// again, each stops when told and goes on afterwards.
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

#include "app/http_client.hpp"
#include "app/temporary_folder.hpp"
#include "daemon_process.hpp"
#include "ledger/known_log.hpp"
#include "ledger/policy.hpp"
#include "ledger/receipt.hpp"

namespace truceline::testing_cli {
namespace {

using namespace std::chrono_literals;

const std::string kProgram = TRUCELINE_PROGRAM;
const std::string kOrigin = "example.org/valley";

/// What a command prints; the words in it are our own.
std::string output_of(const std::string& command) {
  FILE* const pipe = ::popen(command.c_str(), "r");
  std::string text;
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) text += static_cast<char>(c);
  EXPECT_EQ(::pclose(pipe), 0) << command << "\n" << text;
  return text;
}

class CosignersTest : public testing::Test {
 protected:
  void SetUp() override {
    output_of(kProgram + " init " + path("valley") + " --no-passphrase --origin " + kOrigin);
    for (const char* name : {"w1", "w2"}) begin("witness", name);
    begin("mirror", "m1");
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  void begin(const std::string& role, const std::string& name) {
    const std::string said =
        output_of(kProgram + " " + role + " init " + path(name) + " --name " + name +
                  ".example --no-passphrase --listen 127.0.0.1:0 --log " + path("valley/log.vkey"));
    // "  witness w1.example <vkey> http://..."
    const std::size_t line = said.find("  witness ") + 2;
    const std::size_t end = said.find(" http://", line);
    policy_lines_.push_back(said.substr(line, end - line));
  }
  std::unique_ptr<DaemonProcess> start(const std::string& role, const std::string& name) const {
    auto daemon = std::make_unique<DaemonProcess>(
        std::vector<std::string>{kProgram, role, "--config", path(name) + "/" + role + ".yaml"});
    EXPECT_NE(daemon->port(), 0) << daemon->said();
    return daemon;
  }
  std::unique_ptr<DaemonProcess> serve() const {
    auto host = std::make_unique<DaemonProcess>(
        std::vector<std::string>{kProgram, "serve", path("valley"), "--port", "0"});
    EXPECT_NE(host->port(), 0) << host->said();
    return host;
  }
  /// The mission's policy: all three must cosign; and the mirror is one.
  std::string write_policy(const std::vector<std::string>& urls) const {
    std::string vkey;
    std::ifstream(path("valley/log.vkey")) >> vkey;
    std::string text = "log " + vkey + "\n";
    for (std::size_t i = 0; i < policy_lines_.size(); ++i)
      text += policy_lines_[i] + " " + urls[i] + "\n";
    text += "group all-of-us all w1.example w2.example m1.example\nquorum all-of-us\n";
    std::ofstream(path("valley/policy")) << text;
    std::ofstream(path("valley/mission.yaml"), std::ios::app) << "mirrors: [m1.example]\n";
    return text;
  }
  /// What the address answers with 200, asked again for as long as the log needs.
  std::string get(const std::string& url) {
    base::Result<app::HttpReply> reply = app::HttpReply{};
    for (int i = 0; i < 300; ++i) {
      reply = client_.get(url);
      if (reply && reply->status == 200) return reply->body;
      std::this_thread::sleep_for(100ms);
    }
    ADD_FAILURE() << url << ": " << (reply ? reply->body : reply.error().to_string());
    return {};
  }

  app::TemporaryFolder folder_;
  std::vector<std::string> policy_lines_;
  app::HttpClient client_;
};

TEST_F(CosignersTest, a_receipt_with_all_cosignatures_and_a_mirror_that_serves_the_log_again) {
  auto w1 = start("witness", "w1");
  auto w2 = start("witness", "w2");
  auto m1 = start("mirror", "m1");
  const std::string policy_text = write_policy({w1->url(), w2->url(), m1->url()});
  const auto host = serve();

  // Entry 0, which every mission has, is proven to whoever holds the policy.
  const auto policy = ledger::parse_policy(policy_text);
  ASSERT_TRUE(policy) << policy.error().to_string();
  const auto receipt = ledger::parse_receipt(get(host->url() + "/api/v1/receipts/0"));
  ASSERT_TRUE(receipt) << receipt.error().to_string();
  const std::string tile = get(host->url() + "/tile/0/000.p/1");
  ASSERT_EQ(tile.size(), 32U);
  base::Hash leaf{};
  std::ranges::copy(base::bytes_of(tile), leaf.begin());
  const auto cosigned = ledger::verify_receipt(*receipt, leaf, *policy);
  ASSERT_TRUE(cosigned) << cosigned.error().to_string();
  EXPECT_TRUE(cosigned->quorum);

  const std::string copy = m1->url() + "/" + ledger::origin_hash_hex(kOrigin);
  EXPECT_NE(get(copy + "/checkpoint").find("m1.example"), std::string::npos);
  EXPECT_EQ(get(copy + "/tile/0/000.p/1"), tile);
  EXPECT_EQ(get(copy + "/tile/entries/000.p/1"), get(host->url() + "/tile/entries/000.p/1"));

  // Told to stop they stop, and started again they know what they cosigned.
  for (DaemonProcess* const daemon : {w1.get(), w2.get(), m1.get()}) {
    EXPECT_EQ(daemon->stop(), 0) << daemon->said();
    EXPECT_TRUE(daemon->said().ends_with("Stopped.\n")) << daemon->said();
  }
  w1 = start("witness", "w1");
  m1 = start("mirror", "m1");
  const std::string mine = w1->url() + "/" + ledger::origin_hash_hex(kOrigin) + "/checkpoint";
  EXPECT_NE(get(mine).find("w1.example"), std::string::npos);
  EXPECT_EQ(get(m1->url() + "/" + ledger::origin_hash_hex(kOrigin) + "/tile/0/000.p/1"), tile);

  // Whoever runs a mirror checks it from its folder, running or not.
  DaemonProcess check({kProgram, "verify", path("m1"), "--policy", path("valley/policy")});
  EXPECT_EQ(check.port(), 0);
  EXPECT_NE(check.said().find("every entry's bytes have the hash stored beside them: "),
            std::string::npos)
      << check.said();
  EXPECT_NE(check.said().find("bodies: a mirror holds none"), std::string::npos) << check.said();
}

TEST_F(CosignersTest, one_witness_runs_once) {
  const auto w1 = start("witness", "w1");
  const DaemonProcess again({kProgram, "witness", "--config", path("w1/witness.yaml")});
  EXPECT_EQ(again.port(), 0);
  EXPECT_NE(again.said().find("another witness is using this memory"), std::string::npos);
}

}  // namespace
}  // namespace truceline::testing_cli
