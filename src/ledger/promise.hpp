// SPDX-License-Identifier: Apache-2.0
//
// What a mirror signs when it takes an entry that the log's host would not (docs/spec/promise.md):
// first a promise, "I have this entry and bring it to the log until then", and later a report,
// "this is what became of it". Together they prove a refusal: that the entry was there in time,
// that the host was asked, and what it said.
//
// The mirror's own key signs them, as a note's key of type 0x01. No checkpoint begins with the
// words that these begin with, so neither signature can stand in for the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "ledger/cosignature.hpp"

namespace truceline::ledger {

struct Promise {
  std::string mirror;  ///< Name of its key.
  std::string log;     ///< Origin.
  base::Hash entry{};  ///< Leaf hash.
  base::TimeMs received;
  base::TimeMs forward_by;
  friend bool operator==(const Promise&, const Promise&) = default;
};

enum class ForwardState : std::uint8_t {
  waiting,   ///< The host has not taken it yet; the mirror goes on trying.
  accepted,  ///< The host says that it is in the log; the mirror has not seen it there.
  logged,    ///< It is in the log: the mirror holds it at `index`.
  refused,   ///< The host has refused it, and said why.
  late,      ///< The time is over, and it is not in the log.
};
std::string_view word_of(ForwardState state);

struct ForwardReport {
  Promise promise;
  ForwardState state = ForwardState::waiting;
  base::TimeMs at;                        ///< When this was so.
  std::uint32_t tries = 0;                ///< How often the host was asked.
  std::optional<base::EntryIndex> index;  ///< Where it stands, or where the host says so.
  int status = 0;                         ///< HTTP's, of the host's last answer; 0 where none came.
  std::string answer;                     ///< The beginning of that answer, as it came.
  friend bool operator==(const ForwardReport&, const ForwardReport&) = default;
};

/// Signed notes. Times are whole seconds: what is below is cut off. REQUIRES: the names are key
/// names and promise.mirror is the cosigner's.
std::string sign_promise(const Promise& promise, const Cosigner& mirror);
std::string sign_report(const ForwardReport& report, const Cosigner& mirror);

/// `mirror` is its key as policies list it (type 0x04) or as a note's (0x01). Errors: forbidden
/// where the signature is not its; invalid_input for the form.
base::Result<Promise> open_promise(std::string_view note, const VerifierKey& mirror);
base::Result<ForwardReport> open_report(std::string_view note, const VerifierKey& mirror);

}  // namespace truceline::ledger
