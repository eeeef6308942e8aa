// SPDX-License-Identifier: Apache-2.0
#include "app/tile_site.hpp"

#include <algorithm>

#include "app/gzip.hpp"
#include "ledger/entry_bundle.hpp"
#include "ledger/merkle_hash.hpp"
#include "ledger/wire.hpp"
#include "views/error_table.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using ledger::TileContent;
using ledger::TileName;

namespace {

constexpr int kQuickGzip = 1;
constexpr int kMethodNotAllowed = 405;
constexpr int kBadRequest = 400;
// A tile never changes, so a reader may keep it for ever; a year is what caches understand.
constexpr const char* kForEver = "public, max-age=31536000, immutable";
constexpr const char* kFewSeconds = "public, max-age=2";

HttpAnswer refused(const Error& error, std::optional<int> status = std::nullopt) {
  HttpAnswer answer = answer_of(views::problem(error, status));
  answer.headers.emplace_back("Cache-Control", "no-store");  // it may be there in a moment
  return answer;
}

HttpAnswer bytes_answer(base::Bytes bytes) {
  HttpAnswer answer;
  answer.content_type = ledger::kBytesType;
  answer.headers.emplace_back("Cache-Control", kForEver);
  answer.body = std::make_shared<const std::string>(base::text_of(bytes));
  return answer;
}

HttpAnswer checkpoint_answer(const TileSource& source) {
  auto published = source.published();
  if (!published) return refused(published.error());
  if (published->checkpoint.empty())
    return refused({ErrorCode::not_found, "no checkpoint was published yet", "/checkpoint", {}});
  HttpAnswer answer;
  answer.content_type = ledger::kNoteType;
  answer.headers.emplace_back("Cache-Control", kFewSeconds);
  answer.body = std::make_shared<const std::string>(std::move(published->checkpoint));
  return answer;
}

/// A path that is no tile of any log is as absent as one of this log that is not there yet.
Result<TileName> published_tile(const TileSource& source, std::string_view path) {
  auto name = ledger::parse_tile_path(path);
  if (!name) {
    Error error = name.error();
    error.code = ErrorCode::not_found;
    return error;
  }
  TRY_ASSIGN(const TileSource::Published published, source.published());
  if (name->width <= ledger::tile_width(name->level, name->index, published.size)) return name;
  return Error{ErrorCode::not_found, "the published checkpoint does not reach this far",
               std::string(path), "ask for /checkpoint, and for the tiles of its size"};
}

HttpAnswer tile_file_answer(const TileSource& source, std::string_view path, bool accepts_gzip) {
  const auto name = published_tile(source, path);
  if (!name) return refused(name.error());
  const bool is_bundle = name->content == TileContent::entries;
  auto bytes = is_bundle ? checked_bundle(source, *name) : source.hashes(*name);
  if (!bytes) return refused(bytes.error());
  HttpAnswer answer = bytes_answer(*std::move(bytes));
  if (!is_bundle) return answer;  // hashes do not get smaller
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts_gzip) return answer;
  answer.body = std::make_shared<const std::string>(gzip(*answer.body, kQuickGzip));
  answer.gzipped = true;
  return answer;
}

}  // namespace

bool is_tile_path(std::string_view path) {
  return path == "checkpoint" || path.starts_with("tile/");
}

HttpAnswer tile_answer(const TileSource& source, std::string_view path,
                       const HttpQuestion& question) {
  if (question.request.method != "GET" && question.request.method != "HEAD") {
    HttpAnswer answer = refused({ErrorCode::invalid_input, "this address is only read",
                                 question.request.path, "use GET, HEAD"},
                                kMethodNotAllowed);
    answer.headers.emplace_back("Allow", "GET, HEAD");
    return answer;
  }
  if (!question.request.query.empty())
    return refused(base::invalid("this address takes no parameters").at(question.request.path),
                   kBadRequest);
  if (path == "checkpoint") return checkpoint_answer(source);
  return tile_file_answer(source, path, question.accepts_gzip);
}

Result<base::Bytes> checked_bundle(const TileSource& source, const TileName& name) {
  TRY_ASSIGN(const base::Bytes tile,
             source.hashes({TileContent::hashes, 0, name.index, name.width}));
  TRY_ASSIGN(const std::vector<base::Hash> hashes, ledger::tile_hashes(tile));
  const std::uint64_t first = name.index * ledger::kTileWidth;
  base::Bytes bundle;
  TRY(source.leaves({first}, {first + name.width},
                    [&](base::EntryIndex index, base::BytesView leaf) -> Result<void> {
                      if (ledger::leaf_hash(leaf) != hashes[index.value - first])
                        return Error{ErrorCode::corrupt,
                                     "entry " + std::to_string(index.value) +
                                         " is not what the log signed for",
                                     {},
                                     "run truceline verify, and restore it from a mirror"};
                      return ledger::append_bundled(leaf, bundle);
                    }));
  return bundle;
}

}  // namespace truceline::app
