// SPDX-License-Identifier: Apache-2.0
#include "formats/gunzip.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>
#include <zlib.h>

#include "base/invariant.hpp"

namespace truceline::formats {

struct Gunzip::Stream {
  z_stream z{};
  std::array<char, 128 * 1024> out{};
};

namespace {
constexpr int kGzipOnly = MAX_WBITS + 16;  // zlib's way of saying "expect a gzip header"
constexpr const char* kGetAgain = "copy or download the file again";
}  // namespace

bool looks_gzipped(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B");
}

Gunzip::Gunzip(Sink sink, std::size_t limit_bytes)
    : sink_(std::move(sink)), limit_bytes_(limit_bytes), stream_(std::make_unique<Stream>()) {
  INVARIANT(inflateInit2(&stream_->z, kGzipOnly) == Z_OK);  // fails only without memory
}

Gunzip::~Gunzip() {
  inflateEnd(&stream_->z);
}

base::Error Gunzip::broken(const char* why) const {
  return base::invalid(
      std::string(why) + " (" + std::to_string(bytes_out_) + " bytes came out before)", kGetAgain);
}

base::Result<void> Gunzip::feed(std::string_view bytes) {
  z_stream& z = stream_->z;
  while (!bytes.empty()) {
    const std::size_t piece = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
    // zlib promises not to write through next_in; its C interface cannot say so.
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(piece);
    bytes.remove_prefix(piece);
    while (z.avail_in > 0) {
      if (state_ == At::between_members || state_ == At::in_padding) TRY(after_member());
      if (z.avail_in > 0) TRY(inflate_some());
    }
  }
  return {};
}

// Some writers pad the last block with zeros; anything else here must be a further member.
base::Result<void> Gunzip::after_member() {
  z_stream& z = stream_->z;
  while (z.avail_in > 0 && *z.next_in == 0) {
    state_ = At::in_padding;
    ++z.next_in;
    --z.avail_in;
  }
  if (z.avail_in == 0) return {};
  if (state_ == At::in_padding || *z.next_in != 0x1F)
    return broken("after the end of the gzip data stand bytes that are not gzip");
  INVARIANT(inflateReset(&z) == Z_OK);
  state_ = At::in_member;
  return {};
}

base::Result<void> Gunzip::inflate_some() {
  z_stream& z = stream_->z;
  const bool first = state_ == At::first_member && bytes_out_ == 0;
  z.next_out = reinterpret_cast<Bytef*>(stream_->out.data());
  z.avail_out = static_cast<uInt>(stream_->out.size());
  const int answer = inflate(&z, Z_NO_FLUSH);
  const std::size_t length = stream_->out.size() - z.avail_out;
  if (length > limit_bytes_ - std::min<std::uint64_t>(bytes_out_, limit_bytes_))
    return base::Error{base::ErrorCode::too_large,
                       "the file unpacks to more than " + std::to_string(limit_bytes_) + " bytes",
                       {},
                       "import it in parts"};
  bytes_out_ += length;
  if (length > 0) TRY(sink_({stream_->out.data(), length}));
  const std::string_view message = z.msg == nullptr ? "" : z.msg;
  if (answer == Z_DATA_ERROR && first && message == "incorrect header check")
    return base::invalid("the file is not gzip", "leave the .gz off its name, or export it again");
  if (answer == Z_DATA_ERROR && message == "incorrect data check")
    return broken("the gzip checksum does not match: the file is damaged");
  if (answer == Z_DATA_ERROR && message == "incorrect length check")
    return broken("the gzip length does not match: the file is damaged");
  // Z_BUF_ERROR says only that it could not go on with what it had.
  if (answer != Z_OK && answer != Z_STREAM_END && answer != Z_BUF_ERROR)
    return broken("the gzip data is damaged");
  state_ = answer == Z_STREAM_END ? At::between_members : At::in_member;
  return {};
}

base::Result<void> Gunzip::finish() {
  // What zlib holds back because our buffer was full comes out first.
  while (state_ == At::in_member && stream_->z.avail_out == 0) TRY(inflate_some());
  if (state_ == At::between_members || state_ == At::in_padding) return {};
  return broken("the gzip file is truncated");
}

}  // namespace truceline::formats
