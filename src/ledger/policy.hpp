// SPDX-License-Identifier: Apache-2.0
//
// The trust file (C2SP tlog-policy): which logs, which witnesses, and which of them together are
// enough. Everything about a quorum that can be wrong is refused here with the line it is on, for
// this file decides what a reader believes. Whether a quorum is strong enough: quorum.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ledger/vkey.hpp"

namespace truceline::ledger {

/// `key.name` is the log's origin. `url` is empty where the file gives none.
struct PolicyLog {
  VerifierKey key;
  std::string url;
  friend bool operator==(const PolicyLog&, const PolicyLog&) = default;
};

/// `name` is of this file only, any octets but white space and control characters (not always
/// UTF-8); a signature line carries key.name. `url` is the submission prefix.
struct PolicyWitness {
  std::string name;
  VerifierKey key;
  std::string url;
  friend bool operator==(const PolicyWitness&, const PolicyWitness&) = default;
};

/// A witness or a group of the same policy, by its place in that list.
struct PolicyMember {
  bool is_group = false;
  std::size_t index = 0;
  friend bool operator==(const PolicyMember&, const PolicyMember&) = default;
};

/// Satisfied by `threshold` of its members. 1 <= threshold <= members.size().
struct PolicyGroup {
  std::string name;
  std::size_t threshold = 1;
  std::vector<PolicyMember> members;  ///< Groups among them stand before this one.
  friend bool operator==(const PolicyGroup&, const PolicyGroup&) = default;
};

struct Policy {
  std::vector<PolicyLog> logs;
  std::vector<PolicyWitness> witnesses;
  std::vector<PolicyGroup> groups;
  std::optional<PolicyMember> quorum;  ///< Nothing: "quorum none", no cosignature is asked for.
  friend bool operator==(const Policy&, const Policy&) = default;
};

/// Errors: invalid_input at "line N"; too_large; unsupported for a key we cannot verify, whose
/// witness could never be counted. Of a witness line the key is of type 0x04, of a log line 0x01
/// or 0x04.
base::Result<Policy> parse_policy(std::string_view text);
/// The policy as a file: comments and spacing are lost, parse_policy gives the same value.
std::string format_policy(const Policy& policy);

/// The name of a member in its policy, or "none".
std::string member_name(const Policy& policy, const std::optional<PolicyMember>& member);

/// True where these witnesses (by their names in the policy; others count nothing) are a quorum.
bool satisfies(const Policy& policy, const std::set<std::string>& witness_names);

}  // namespace truceline::ledger
