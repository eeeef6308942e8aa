// SPDX-License-Identifier: Apache-2.0
//
// One file with all that is known about one thing, for whoever was not there and believes nobody:
// the entries as they stand in the ledger, each with its receipt, whom to hold them against, and
// what follows from them in words. Its bytes: docs/spec/bundle.md. What is derived (Told) proves
// nothing: whoever verifies derives it again. Nothing is verified here; a bundle has one spelling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/strong.hpp"
#include "base/time.hpp"
#include "ledger/store.hpp"

namespace truceline::views {

inline constexpr std::string_view kBundleFormat = "truceline-bundle/1";
inline constexpr std::size_t kBundleBytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t kBundleLineBytes = 1024 * 1024;
inline constexpr std::size_t kBundleEntries = 4096;
inline constexpr std::size_t kBundleTold = 32'768;  ///< Derived lines.

/// What the bundle is about.
struct BundleAbout {
  std::string kind;  ///< "site", "movement", ..., "call", "incident", "finding" or "entry".
  std::string party;
  std::string id;          ///< Of a finding or an entry its 64 hex digits.
  base::EntryIndex entry;  ///< Its first entry.
  friend bool operator==(const BundleAbout&, const BundleAbout&) = default;
};

/// For whom it was made: stands in every bundle that holds a body which is not for everyone.
struct BundleMark {
  std::string account;
  std::string party;
  base::TimeMs at;
  std::string code;
  std::string consented_by;  ///< Empty: nobody had to agree.
  friend bool operator==(const BundleMark&, const BundleMark&) = default;
};

/// A witness of the policy that is the mirror of a party, as the mission says.
struct BundleMirror {
  std::string witness;
  std::string party;
  friend bool operator==(const BundleMirror&, const BundleMirror&) = default;
};

enum class BodyState { shown, withheld, erased, absent };

struct BundledEntry {
  base::EntryIndex index;
  std::vector<std::string> because;  ///< Why it is here: sorted words of bundle_scope.hpp.
  BodyState body = BodyState::absent;
  ledger::Record record;  ///< `sealed` is empty unless the body is shown.
  std::string receipt;    ///< A tlog-proof; empty where no checkpoint covers the entry yet.
  friend bool operator==(const BundledEntry&, const BundledEntry&) = default;
};

enum class ToldKind { note, rung, moment, finding };

/// Something derived, as a value and in words.
struct Told {
  ToldKind kind = ToldKind::note;
  std::string what;  ///< Canonical JSON object.
  std::string en;
  std::string ar;
  friend bool operator==(const Told&, const Told&) = default;
};

struct EvidenceBundle {
  BundleAbout about;
  std::string origin;
  std::string reader;     ///< domain::Reader::name().
  std::string time_zone;  ///< The mission's.
  base::TreeSize size;    ///< As known at.
  base::TimeMs at;        ///< What the clock showed, for what is late.
  std::vector<BundleMirror> mirrors;
  std::optional<BundleMark> mark;
  std::string policy;  ///< The trust file as the host serves it.
  std::vector<BundledEntry> entries;
  std::vector<Told> told;
  friend bool operator==(const EvidenceBundle&, const EvidenceBundle&) = default;
};

/// Errors: too_large; invalid_input where a text is not UTF-8.
base::Result<std::string> format_bundle(const EvidenceBundle& bundle);
/// format_bundle(*parse_bundle(x)) == x. Errors: those of form, with "line N"; too_large;
/// unsupported for another version; corrupt where its bytes are not those it was closed with.
base::Result<EvidenceBundle> parse_bundle(std::string_view text);

/// Does the text begin like one, of any version?
bool looks_like_bundle(std::string_view text);

}  // namespace truceline::views
