// SPDX-License-Identifier: Apache-2.0
//
// What a witness or mirror answers to one request, without a socket: `app` sends it as HTTP.
// The media types are those of the C2SP specifications tlog-tiles, tlog-witness and tlog-mirror.
#pragma once

#include <string>
#include <string_view>

namespace truceline::ledger {

inline constexpr std::string_view kNoteType = "text/plain; charset=utf-8";
inline constexpr std::string_view kBytesType = "application/octet-stream";
inline constexpr std::string_view kSizeType = "text/x.tlog.size";
inline constexpr std::string_view kMirrorInfoType = "text/x.tlog.mirror-info";

struct WireAnswer {
  int status = 200;  ///< HTTP's.
  std::string content_type{kNoteType};
  std::string body;
  friend bool operator==(const WireAnswer&, const WireAnswer&) = default;
};

}  // namespace truceline::ledger
