// SPDX-License-Identifier: Apache-2.0
//
// Gzip (RFC 1952) taken apart as it arrives, members after one another included. A file that was
// cut, damaged or swells beyond the limit is an error that says how much came out before: what
// came out until then is whole, but its end may be missing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "base/limits.hpp"
#include "base/result.hpp"

namespace truceline::formats {

/// True where `bytes` begin like gzip. Two bytes decide; fewer are never gzip.
bool looks_gzipped(std::string_view bytes);

class Gunzip {
 public:
  /// Takes decompressed bytes; an error stops the decompression and is passed on.
  using Sink = std::function<base::Result<void>(std::string_view bytes)>;

  explicit Gunzip(Sink sink, std::size_t limit_bytes = base::limits::kImportBytes);
  ~Gunzip();
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  /// Errors: invalid_input (not gzip, damaged, checksum wrong, other bytes after the end),
  /// too_large. After an error, feed no more.
  base::Result<void> feed(std::string_view bytes);
  /// Error: the file ends before its last member does.
  base::Result<void> finish();
  /// Decompressed so far.
  std::uint64_t bytes_out() const { return bytes_out_; }

 private:
  struct Stream;
  enum class At { first_member, in_member, between_members, in_padding };
  base::Result<void> inflate_some();
  base::Result<void> after_member();
  base::Error broken(const char* why) const;

  Sink sink_;
  std::size_t limit_bytes_;
  std::unique_ptr<Stream> stream_;
  At state_ = At::first_member;
  std::uint64_t bytes_out_ = 0;
};

}  // namespace truceline::formats
