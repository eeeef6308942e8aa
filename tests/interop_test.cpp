// SPDX-License-Identifier: Apache-2.0
//
// Our logs read by tests/interop/check_log.go, which rests on golang.org/x/mod and on none of our
// code: checkpoint, tiles, bundles, proofs and cosignatures must mean to others what they mean to
// us. Skipped where Go is not installed (Debian: golang-go, golang-golang-x-mod-dev).
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

#include "app/files.hpp"
#include "app/temporary_folder.hpp"
#include "app/test_log.hpp"
#include "ledger/cosignature.hpp"
#include "transcript.hpp"

namespace truceline {
namespace {

namespace fs = std::filesystem;

const ledger::Cosigner kWitness{"witness.example/w", base::SigningKey::from_seed({42})};

std::string said(const std::string& command, const fs::path& folder) {
  std::string text;
  for (const std::string& line : testing_cli::run_step(command, folder)) text += line + "\n";
  return text;
}

/// The log as static files, its checkpoint cosigned by kWitness.
void write_log(const app::TestLog& log, const fs::path& folder) {
  ledger::Note note = *ledger::parse_note(log.checkpoint());
  note.signatures.push_back(ledger::cosign(note.text, kWitness, 1'800'000'000));
  const auto write = [&](const std::string& path, std::string_view bytes) {
    fs::create_directories((folder / path).parent_path());
    EXPECT_TRUE(app::write_file(folder / path, bytes, app::FileMode::shared)) << path;
  };
  write("checkpoint", *ledger::format_note(note));
  for (ledger::TileName name : ledger::new_tiles({0}, log.tree().size())) {
    write(ledger::tile_path(name), base::text_of(*ledger::tile_bytes(log.tree(), name)));
    if (name.level != 0) continue;
    name.content = ledger::TileContent::entries;
    write(ledger::tile_path(name), log.bundle(name));
  }
}

class Interop : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists("/usr/bin/go") || !fs::exists("/usr/share/gocode/src/golang.org/x/mod"))
      GTEST_SKIP() << "no Go here: apt install golang-go golang-golang-x-mod-dev";
    const std::string built = said(
        "GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$PWD/cache go build -p 1 -o "
        "check_log " TRUCELINE_SOURCE_DIR "/tests/interop/check_log.go",
        folder_.path());
    ASSERT_EQ(built, "");
  }

  std::string check(const app::TestLog& log, const ledger::VerifierKey& witness) {
    return said("./check_log log '" + ledger::format_vkey(log.verifier()) + "' '" +
                    ledger::format_vkey(witness) + "'",
                folder_.path());
  }

  app::TemporaryFolder folder_;
};

TEST_F(Interop, logs_of_many_sizes_are_accepted_and_changed_ones_refused) {
  for (const std::uint64_t size : {1, 2, 255, 256, 257, 600}) {
    const app::TestLog log(size);
    fs::remove_all(folder_.path() / "log");
    write_log(log, folder_.path() / "log");
    EXPECT_EQ(check(log, kWitness.verifier()), "accepted: " + app::TestLog::kOrigin + ", " +
                                                   std::to_string(size) +
                                                   " entries, 1 witnesses\n");
  }
  const app::TestLog log(600);
  const ledger::Cosigner stranger{"witness.example/w", base::SigningKey::from_seed({43})};
  EXPECT_EQ(check(log, stranger.verifier()).substr(0, 7), "REFUSED");
  for (const char* path : {"checkpoint", "tile/0/001", "tile/1/000.p/2", "tile/entries/002.p/88"}) {
    const fs::path file = folder_.path() / "log" / path;
    std::string bytes = *app::read_file(file, 1 << 24);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    ASSERT_TRUE(app::write_file(file, bytes, app::FileMode::shared));
    EXPECT_EQ(check(log, kWitness.verifier()).substr(0, 7), "REFUSED") << path;
    write_log(log, folder_.path() / "log");
  }
}

}  // namespace
}  // namespace truceline
