// SPDX-License-Identifier: Apache-2.0
#include "app/gzip.hpp"

#include <zlib.h>

#include "base/invariant.hpp"

namespace truceline::app {

std::string gzip(std::string_view bytes, int level) {
  constexpr int kWindowAndGzip = 15 + 16;  // zlib: the largest window, plus a gzip header
  constexpr int kMemory = 8;               // zlib's default
  z_stream stream{};
  INVARIANT(deflateInit2(&stream, level, Z_DEFLATED, kWindowAndGzip, kMemory, Z_DEFAULT_STRATEGY) ==
            Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = deflate(&stream, Z_FINISH);
  INVARIANT(code == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace truceline::app
