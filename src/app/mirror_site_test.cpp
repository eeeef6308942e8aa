// SPDX-License-Identifier: Apache-2.0
#include "app/mirror_site.hpp"

#include <gtest/gtest.h>
#include <sstream>

#include "app/gzip.hpp"
#include "app/running_server.hpp"
#include "app/temporary_folder.hpp"
#include "ledger/entry_bundle.hpp"
#include "ledger/feeder.hpp"
#include "ledger/small_log.hpp"
#include "ledger/tile_reader.hpp"

namespace truceline::app {
namespace {

/// A mirror with its store on disk, behind a real server, and a log that feeds it.
class MirrorSiteTest : public testing::Test {
 protected:
  MirrorSiteTest() {
    EXPECT_TRUE(SqliteMirrorStore::create(path("entries.sqlite")));
    EXPECT_TRUE(SubmissionStore::create(path("submissions.sqlite")));
    open();
  }

  std::filesystem::path path(const char* name) const { return folder_.path() / name; }

  void open() {
    store_ = *SqliteMirrorStore::open(path("entries.sqlite"));
    submissions_ = *SubmissionStore::open(path("submissions.sqlite"));
    mirror_.emplace(*ledger::Mirror::open(cosigner_, {log_.known()}, *store_));
    logs_.clear();
    auto mirrored = std::make_unique<MirroredLog>(log_.origin(), *store_);
    EXPECT_TRUE(mirrored->catch_up());
    logs_.emplace(ledger::origin_hash_hex(log_.origin()), std::move(mirrored));
    desk_ = std::make_unique<SubmissionDesk>(
        DeskOptions{cosigner_, {}, base::kHourMs}, *submissions_,
        [](const std::string&, const Submission&) { return HostAnswer{}; },
        [this](std::string_view origin, const base::Hash& id) { return store_->find(origin, id); },
        lines_);
    site_ = std::make_unique<MirrorSite>(*mirror_, logs_, *desk_, lines_);
  }

  /// Feeds until the mirror has cosigned the newest checkpoint, or an answer is no good.
  void feed(const RunningServer& server, bool zipped = false) {
    const ledger::EntrySource entries = [this](base::EntryIndex from, base::EntryIndex to) {
      const auto begin = log_.leaves().begin();
      return base::Result<std::vector<base::Bytes>>(
          std::vector<base::Bytes>(begin + static_cast<std::ptrdiff_t>(from.value),
                                   begin + static_cast<std::ptrdiff_t>(to.value)));
    };
    const std::string note = log_.note();
    ledger::FeedSource source;
    source.origin = log_.origin();
    source.checkpoint = note;
    source.size = log_.tree().size();
    source.tree = &log_.tree();
    source.entries = &entries;
    for (int round = 0; round < 50; ++round) {
      const auto request = feeder_.next(source);
      ASSERT_TRUE(request) << request.error().to_string();
      if (!*request) return;
      const bool pack = zipped && (*request)->path == "add-entries";
      const auto answer =
          server.post("/" + (*request)->path, pack ? gzip((*request)->body, 1) : (*request)->body,
                      "Content-Type: " + (*request)->content_type +
                          (pack ? "\r\nContent-Encoding: gzip\r\n" : "\r\n"));
      const auto outcome =
          feeder_.take(source, {answer.status, answer.header("Content-Type"), answer.body});
      ASSERT_FALSE(outcome.alarm) << outcome.alarm->sentence;
    }
    FAIL() << "the mirror never had enough";
  }

  std::string prefix() const { return "/" + ledger::origin_hash_hex(log_.origin()); }

  ledger::SmallLog log_{"ledger.example/valley"};
  ledger::Cosigner cosigner_ = ledger::test_cosigner("mirror.example", 8);
  ledger::Feeder feeder_{cosigner_.verifier(), ledger::CosignerKind::mirror};
  TemporaryFolder folder_;
  std::ostringstream said_;
  ShortLog lines_{said_};
  std::unique_ptr<SqliteMirrorStore> store_;
  std::unique_ptr<SubmissionStore> submissions_;
  std::optional<ledger::Mirror> mirror_;
  MirrorSite::Logs logs_;
  std::unique_ptr<SubmissionDesk> desk_;
  std::unique_ptr<MirrorSite> site_;
};

TEST_F(MirrorSiteTest, before_anything_came_there_is_nothing_to_read) {
  const RunningServer server(*site_);
  for (const char* path : {"/checkpoint", "/tile/0/000", "/tile/0/000.p/1", "/tile/entries/000"})
    EXPECT_EQ(server.get(prefix() + path).status, 404) << path;
}

TEST_F(MirrorSiteTest, holds_what_it_was_fed_and_serves_it_again) {
  log_.grow(700);
  const RunningServer server(*site_);
  feed(server);
  const auto checkpoint = server.get(prefix() + "/checkpoint");
  ASSERT_EQ(checkpoint.status, 200);
  const std::vector<ledger::VerifierKey> keys = {cosigner_.verifier(), log_.signer().verifier()};
  const auto opened = ledger::open_note(checkpoint.body, keys);
  ASSERT_TRUE(opened) << opened.error().to_string();
  EXPECT_EQ(opened->verified.size(), 2U);

  // A reader who trusts nobody finds every entry under that checkpoint.
  auto reader = ledger::TileReader::open(
      {700}, log_.tree().root(), [&](const ledger::TileName& name) -> base::Result<base::Bytes> {
        const auto tile = server.get(prefix() + "/" + ledger::tile_path(name));
        EXPECT_EQ(tile.status, 200);
        EXPECT_EQ(tile.header("Content-Type"), "application/octet-stream");
        EXPECT_NE(tile.header("Cache-Control").find("immutable"), std::string::npos);
        return base::Bytes(tile.body.begin(), tile.body.end());
      });
  ASSERT_TRUE(reader) << reader.error().to_string();
  for (std::uint64_t bundle = 0; bundle < 3; ++bundle) {
    const auto width = ledger::tile_width(0, bundle, {700});
    const auto answer = server.get(
        prefix() + "/" + ledger::tile_path({ledger::TileContent::entries, 0, bundle, width}));
    ASSERT_EQ(answer.status, 200);
    const auto entries = ledger::parse_bundle(base::bytes_of(answer.body));
    const auto hashes = reader->leaf_hashes(bundle);
    ASSERT_TRUE(entries && hashes);
    ASSERT_EQ(entries->size(), width);
    for (std::size_t i = 0; i < width; ++i)
      EXPECT_EQ(ledger::leaf_hash((*entries)[i]), (*hashes)[i]);
  }
}

TEST_F(MirrorSiteTest, takes_gzipped_entries_and_sends_gzipped_bundles) {
  log_.grow(600);
  const RunningServer server(*site_);
  feed(server, true);
  const auto plain = server.get(prefix() + "/tile/entries/000");
  const auto packed = server.get(prefix() + "/tile/entries/000", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(packed.body, gzip(plain.body, 1));
}

TEST_F(MirrorSiteTest, serves_nothing_beyond_its_checkpoint_nor_what_no_log_has) {
  log_.grow(300);
  const RunningServer server(*site_);
  feed(server);
  EXPECT_EQ(server.get(prefix() + "/tile/0/001.p/44").status, 200);
  EXPECT_EQ(server.get(prefix() + "/tile/0/001.p/7").status, 200);  // of an older size
  EXPECT_EQ(server.get(prefix() + "/tile/1/000.p/1").status, 200);
  for (const char* path :
       {"/tile/0/001.p/45", "/tile/0/001", "/tile/0/002", "/tile/0/001.p/0", "/tile/0/000.p/256",
        "/tile/1/000", "/tile/1/000.p/2", "/tile/2/000.p/1", "/tile/64/000", "/tile/0/1",
        "/tile/00/000", "/tile/0/x000/001", "/tile/entries/001", "/tile/entries/001.p/45", "/tile/",
        "/tile", "/nothing", "/tile/0/../0/000"})
    EXPECT_EQ(server.get(prefix() + path).status, 404) << path;
  EXPECT_EQ(server.get("/" + std::string(64, '0') + "/checkpoint").status, 404);
  EXPECT_EQ(server.get(prefix() + "/tile/0/000?x=1").status, 400);
  EXPECT_EQ(server.post(prefix() + "/tile/0/000", "").status, 405);
}

TEST_F(MirrorSiteTest, goes_on_where_it_was_after_a_restart) {
  log_.grow(300);
  {
    const RunningServer server(*site_);
    feed(server);
  }
  open();
  log_.grow(500);
  const RunningServer server(*site_);
  EXPECT_EQ(server.get(prefix() + "/tile/0/000").status, 200);
  feed(server);
  EXPECT_EQ(feeder_.cosigned_size().value, 800U);
}

TEST_F(MirrorSiteTest, a_body_that_broke_off_is_kept_as_far_as_it_is_whole) {
  log_.grow(600);
  const RunningServer server(*site_);
  ASSERT_EQ(server.post("/add-checkpoint", log_.request(0, 600)).status, 200);
  base::Bytes body;
  ASSERT_TRUE(ledger::append_upload_range({log_.origin(), 0, 600, {}}, body));
  for (std::uint64_t i = 0; i < ledger::package_count(0, 600); ++i) {
    const ledger::PackageRange range = ledger::package_range(0, 600, i);
    std::vector<base::BytesView> entries(
        log_.leaves().begin() + static_cast<std::ptrdiff_t>(range.start),
        log_.leaves().begin() + static_cast<std::ptrdiff_t>(range.end));
    ASSERT_TRUE(ledger::append_package(range, entries, log_.tree(), 600, body));
  }
  const std::string packed = gzip(base::text_of(body), 6);
  const auto answer = server.post("/add-entries", packed.substr(0, packed.size() - 60),
                                  "Content-Encoding: gzip\r\n");
  EXPECT_EQ(answer.status, 202) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "text/x.tlog.mirror-info");
  EXPECT_EQ(answer.header("Accept-Encoding"), "gzip");
  EXPECT_TRUE(answer.body == "600\n256\n\n" || answer.body == "600\n512\n\n") << answer.body;
  EXPECT_EQ(server.get(prefix() + "/checkpoint").status, 404);  // nothing is cosigned yet
  feed(server);
}

TEST_F(MirrorSiteTest, refuses_what_it_cannot_unpack_and_what_swells) {
  const RunningServer server(*site_);
  EXPECT_EQ(server.post("/add-entries", "x", "Content-Encoding: br\r\n").status, 415);
  EXPECT_EQ(server.post("/add-entries", "not gzip", "Content-Encoding: gzip\r\n").status, 400);
  const std::string bomb = gzip(std::string(base::limits::kAddEntriesBytes + 1, '\0'), 1);
  EXPECT_EQ(server.post("/add-entries", bomb, "Content-Encoding: gzip\r\n").status, 413);
}

TEST_F(MirrorSiteTest, only_so_many_large_uploads_are_read_at_a_time) {
  HttpOptions options;
  options.uploads_max = 1;
  const RunningServer server(*site_, options);
  SocketClient first(server.port());
  first.send("POST /add-entries HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\nbegun");
  // The first is known to be under way once a second one is refused.
  int status = 0;
  for (int i = 0; i < 100 && status != 429; ++i) {
    SocketClient second(server.port());
    second.send("POST /add-entries HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
    second.finish_sending();
    status = second.read_answer().status;
  }
  EXPECT_EQ(status, 429);
  EXPECT_EQ(server.post("/add-entries", "small").status, 400);  // small bodies are no uploads
}

TEST_F(MirrorSiteTest, entries_that_were_changed_on_its_disk_are_neither_served_nor_signed_for) {
  log_.grow(300);
  {
    const RunningServer server(*site_);
    feed(server);
  }
  {
    auto c =
        SqliteConnection::open(path("entries.sqlite"), SqliteConnection::Mode::write, 0, nullptr);
    ASSERT_TRUE(c->execute("UPDATE entry SET leaf = x'00' WHERE at & 0xffff = 41"));
  }
  const RunningServer server(*site_);
  EXPECT_EQ(server.get(prefix() + "/tile/entries/000").status, 500);
  EXPECT_EQ(server.get(prefix() + "/tile/entries/001.p/44").status, 200);
  MirroredLog again(log_.origin(), *store_);
  const auto caught_up = again.catch_up();
  ASSERT_FALSE(caught_up);
  EXPECT_EQ(caught_up.error().code, base::ErrorCode::corrupt);
  EXPECT_TRUE(again.published()->checkpoint.empty());
}

}  // namespace
}  // namespace truceline::app
