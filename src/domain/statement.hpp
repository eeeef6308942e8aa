// SPDX-License-Identifier: Apache-2.0
//
// A statement as the engine meets it: where it stands in the ledger, what its header says, and
// its body where we hold it. An erased or withheld body leaves the header: it still counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/acknowledgement.hpp"
#include "domain/agreement.hpp"
#include "domain/arrangement.hpp"
#include "domain/assessment.hpp"
#include "domain/call.hpp"
#include "domain/control.hpp"
#include "domain/encounter.hpp"
#include "domain/erasure.hpp"
#include "domain/exception.hpp"
#include "domain/header.hpp"
#include "domain/key.hpp"
#include "domain/notification.hpp"
#include "domain/post.hpp"
#include "domain/read.hpp"
#include "domain/report.hpp"
#include "domain/roster.hpp"
#include "domain/status.hpp"
#include "domain/supersede.hpp"
#include "domain/tally.hpp"
#include "domain/zone.hpp"

namespace truceline::domain {

/// In the order of StatementKind, so that a body's index is its kind.
using Body = std::variant<Agreement, Actor, Zone, Post, Report, Tally, Assessment, Control, Status,
                          Supersede, Key, Erasure, Notification, Arrangement, Encounter,
                          Acknowledgement, Roster, Call, Read, Exception>;

inline StatementKind kind_of(const Body& body) {
  return static_cast<StatementKind>(body.index());
}

struct Statement {
  base::EntryIndex index;
  base::Hash id{};  ///< Entry id: leaf hash of the envelope.
  Header header;
  std::optional<Body> body;
  bool key_in_force = true;  ///< Its key could speak for its party when it became an entry.
};

/// Canonical bytes (RFC 8785 JSON, whole numbers only). Fields that say nothing are left out.
/// REQUIRES: well-formed text and numbers; for a value made from foreign bytes use encode_checked.
std::string encode(const Body& body);
/// The same for a value that nobody has judged yet: what decode_body would refuse, too_large
/// bodies included, is an error that names the field.
base::Result<std::string> encode_checked(const Body& body);
/// Strict: unknown fields, unknown words, numbers out of range and over-long strings are errors
/// that name the field ("counts[0].low"). decode_body(kind_of(x), encode(x)) == x.
/// Members may stand in any order, so that people can write bodies too.
base::Result<Body> decode_body(StatementKind kind, std::string_view bytes);

}  // namespace truceline::domain
