// SPDX-License-Identifier: Apache-2.0
//
// The part of a statement that everyone may see. Its bytes: docs/spec/statement.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/ed25519.hpp"
#include "base/strong.hpp"
#include "domain/words.hpp"

namespace truceline::domain {

/// The kinds in force now; more follow (effort, commitment, ...).
enum class StatementKind {
  agreement,
  actor,
  zone,
  post,
  report,
  tally,
  assessment,
  control,
  status,
  supersede,
  key,
  erasure,
  notification,
  arrangement,
  encounter,
  acknowledgement,
  roster,
  call,
  read,
  exception,
};
template <>
inline constexpr auto kWords<StatementKind> =
    std::to_array<std::pair<StatementKind, std::string_view>>(
        {{StatementKind::agreement, "agreement"},
         {StatementKind::actor, "actor"},
         {StatementKind::zone, "zone"},
         {StatementKind::post, "post"},
         {StatementKind::report, "report"},
         {StatementKind::tally, "tally"},
         {StatementKind::assessment, "assessment"},
         {StatementKind::control, "control"},
         {StatementKind::status, "status"},
         {StatementKind::supersede, "supersede"},
         {StatementKind::key, "key"},
         {StatementKind::erasure, "erasure"},
         {StatementKind::notification, "notification"},
         {StatementKind::arrangement, "arrangement"},
         {StatementKind::encounter, "encounter"},
         {StatementKind::acknowledgement, "acknowledgement"},
         {StatementKind::roster, "roster"},
         {StatementKind::call, "call"},
         {StatementKind::read, "read"},
         {StatementKind::exception, "exception"}});

/// Who may see the body. The author decides; nobody may widen it afterwards.
enum class AudienceLabel { everyone, all_parties, named };
template <>
inline constexpr auto kWords<AudienceLabel> =
    std::to_array<std::pair<AudienceLabel, std::string_view>>({{AudienceLabel::everyone, "public"},
                                                               {AudienceLabel::all_parties,
                                                                "all-parties"},
                                                               {AudienceLabel::named, "named"}});

struct Audience {
  AudienceLabel label = AudienceLabel::named;
  std::vector<std::string> recipients;  ///< Parties; only with `named`, sorted, no doubles.
  friend bool operator==(const Audience&, const Audience&) = default;
};

/// The audience that sees something resting on both: never wider than either.
Audience narrowest(const Audience& a, const Audience& b);

enum class ReferenceKind { answers, cites, supersedes };
template <>
inline constexpr auto kWords<ReferenceKind> =
    std::to_array<std::pair<ReferenceKind, std::string_view>>({{ReferenceKind::answers, "answers"},
                                                               {ReferenceKind::cites, "cites"},
                                                               {ReferenceKind::supersedes,
                                                                "supersedes"}});

struct Reference {
  ReferenceKind kind = ReferenceKind::cites;
  base::Hash entry{};  ///< Entry id: the RFC 6962 leaf hash of the entry meant.
  friend bool operator==(const Reference&, const Reference&) = default;
};

struct Header {
  std::string log;    ///< Origin of the log it is meant for: no replay into another.
  std::string party;  ///< Whom the author speaks for.
  base::PublicKey key{};
  std::uint64_t sequence = 0;  ///< The author key's own count, from 0.
  base::Hash previous{};       ///< Entry id of the key's previous statement; zeros for its first.
  StatementKind kind = StatementKind::status;
  base::TimeMs time;      ///< The author's clock.
  std::string time_zone;  ///< The zone the author works in.
  Audience audience;
  std::vector<Reference> references;
  base::Hash commitment{};  ///< To salt and body (commitment.hpp).
  friend bool operator==(const Header&, const Header&) = default;
};

/// Canonical bytes (RFC 8785 JSON).
std::string encode(const Header& header);
/// Accepts exactly what encode writes: other spellings of the same header are refused, so one
/// header has one byte form. Errors name the field.
base::Result<Header> decode_header(std::string_view bytes);
/// The same for bytes that decode_header has accepted before, as when an entry is read back from
/// the store: does not write the header again to compare, which is half the cost.
base::Result<Header> decode_stored_header(std::string_view bytes);

}  // namespace truceline::domain
