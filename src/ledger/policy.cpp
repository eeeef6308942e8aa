// SPDX-License-Identifier: Apache-2.0
#include "ledger/policy.hpp"

#include <algorithm>
#include <map>

#include "base/limits.hpp"
#include "ledger/decimal.hpp"

namespace truceline::ledger {
namespace {

constexpr std::string_view kNone = "none";
using Words = std::vector<std::string_view>;

base::Error too_many(std::string_view what, std::size_t limit) {
  return {base::ErrorCode::too_large,
          "a policy has at most " + std::to_string(limit) + " " + std::string(what),
          {},
          {}};
}

std::string quoted(std::string_view name) {
  return "\"" + std::string(name) + "\"";
}

Words words_of(std::string_view line) {
  constexpr std::string_view kSpace = " \t";
  Words words;
  while (true) {
    const std::size_t begin = line.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return words;
    const std::size_t end = line.find_first_of(kSpace, begin);
    words.push_back(line.substr(begin, end - begin));
    if (end == std::string_view::npos) return words;
    line.remove_prefix(end);
  }
}

base::Result<void> check_octets(std::string_view line) {
  for (const char c : line) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '\r')
      return base::invalid("the line ends with a carriage return",
                           "save the file with line feeds alone");
    if ((octet < 0x20 && c != '\t') || octet == 0x7f)
      return base::invalid("the line holds a control character");
  }
  return {};
}

base::Result<std::string> parse_url(std::string_view word) {
  if (word.size() > base::limits::kPolicyUrlBytes)
    return base::Error{base::ErrorCode::too_large, "the URL is over 2048 bytes", {}, {}};
  return std::string(word);
}

/// Reads one line after another into a policy.
class PolicyReader {
 public:
  base::Result<void> read(std::string_view line) {
    TRY(check_octets(line));
    const Words words = words_of(line);
    if (words.empty() || words[0].starts_with('#')) return {};
    if (words[0] == "log") return read_log(words);
    if (words[0] == "witness") return read_witness(words);
    if (words[0] == "group") return read_group(words);
    if (words[0] == "quorum") return read_quorum(words);
    return base::invalid("a line begins with log, witness, group or quorum, not with " +
                         quoted(words[0]));
  }

  base::Result<Policy> finish() {
    if (!has_quorum_)
      return base::invalid("the policy has no quorum line",
                           "add \"quorum <name>\", or \"quorum none\" to ask no witness");
    return std::move(policy_);
  }

 private:
  base::Result<void> read_log(const Words& words) {
    if (words.size() != 2 && words.size() != 3)
      return base::invalid("a log's line is log <vkey> [<url>]");
    if (policy_.logs.size() == base::limits::kPolicyLogs)
      return too_many("logs", base::limits::kPolicyLogs);
    TRY_ASSIGN(VerifierKey key, parse_vkey(words[1]));
    if (!is_verified_type(key.type)) return unsupported(key.type);
    for (const PolicyLog& other : policy_.logs)
      if (other.key.key == key.key)
        return base::invalid("the key of the log " + other.key.name + " is listed twice");
    TRY(add_key(key));
    TRY_ASSIGN(std::string url, parse_url(words.size() == 3 ? words[2] : ""));
    policy_.logs.push_back({std::move(key), std::move(url)});
    return {};
  }

  base::Result<void> read_witness(const Words& words) {
    if (words.size() != 3 && words.size() != 4)
      return base::invalid("a witness's line is witness <name> <vkey> [<url>]");
    if (policy_.witnesses.size() == base::limits::kPolicyWitnesses)
      return too_many("witnesses", base::limits::kPolicyWitnesses);
    TRY(check_new_name(words[1]));
    TRY_ASSIGN(VerifierKey key, parse_vkey(words[2]));
    if (key.type == kTypeEd25519)
      return base::invalid("this key signs notes, a witness's key cosigns them",
                           "ask the witness for its key of type 04");
    if (key.type != kTypeCosignature) return unsupported(key.type);
    for (const PolicyWitness& other : policy_.witnesses)
      if (other.key.key == key.key)
        return base::invalid("this is also the key of the witness " + quoted(other.name) +
                             ": one key is one witness");
    TRY(add_key(key));
    TRY_ASSIGN(std::string url, parse_url(words.size() == 4 ? words[3] : ""));
    names_[std::string(words[1])] = {false, policy_.witnesses.size()};
    policy_.witnesses.push_back({std::string(words[1]), std::move(key), std::move(url)});
    return {};
  }

  base::Result<void> read_group(const Words& words) {
    if (words.size() < 4)
      return base::invalid("a group's line is group <name> all|any|<k> <name>...");
    if (policy_.groups.size() == base::limits::kPolicyGroups)
      return too_many("groups", base::limits::kPolicyGroups);
    TRY(check_new_name(words[1]));
    PolicyGroup group{std::string(words[1]), 1, {}};
    for (std::size_t i = 3; i < words.size(); ++i) {
      TRY_ASSIGN(const PolicyMember member, find(words[i]));
      if (!grouped_.insert(std::string(words[i])).second)
        return base::invalid(quoted(words[i]) + " is already in a group: a witness counts once");
      group.members.push_back(member);
    }
    TRY_ASSIGN(group.threshold, threshold(words[2], group.members.size()));
    names_[group.name] = {true, policy_.groups.size()};
    policy_.groups.push_back(std::move(group));
    return {};
  }

  base::Result<void> read_quorum(const Words& words) {
    if (words.size() != 2) return base::invalid("the quorum's line is quorum <name>");
    if (has_quorum_) return base::invalid("the policy has a second quorum line");
    has_quorum_ = true;
    if (words[1] == kNone) return {};
    TRY_ASSIGN(policy_.quorum, find(words[1]));
    return {};
  }

  base::Result<void> check_new_name(std::string_view name) const {
    if (name.size() > base::limits::kPolicyNameBytes)
      return base::Error{base::ErrorCode::too_large, "the name is over 255 bytes", {}, {}};
    if (name == kNone) return base::invalid("the name \"none\" is taken: it means no witness");
    if (names_.contains(std::string(name)))
      return base::invalid("the name " + quoted(name) + " is defined twice");
    return {};
  }

  base::Result<PolicyMember> find(std::string_view name) const {
    if (name == kNone) return base::invalid("\"none\" cannot be a member of a group");
    const auto found = names_.find(std::string(name));
    if (found == names_.end())
      return base::invalid("no line above defines " + quoted(name),
                           "define a witness or group before its name is used");
    return found->second;
  }

  static base::Result<std::size_t> threshold(std::string_view word, std::size_t members) {
    if (word == "any") return std::size_t{1};
    if (word == "all") return members;
    TRY_ASSIGN(const std::uint64_t k, parse_decimal(word, "the group's threshold"));
    if (k < 1 || k > members)
      return base::invalid("the group asks for " + std::to_string(k) + " of its " +
                           std::to_string(members) + " members");
    return static_cast<std::size_t>(k);
  }

  static base::Error unsupported(std::uint8_t type) {
    const std::uint8_t bytes[] = {type};
    return {base::ErrorCode::unsupported,
            "signatures by keys of type " + base::to_hex(bytes) + " cannot be verified here",
            {},
            "use a key of type 01 for a log, 04 for a witness"};
  }

  /// Signature lines name a key by its name and four bytes of hash: two that agree in both could
  /// not be told apart.
  base::Result<void> add_key(const VerifierKey& key) {
    if (!keys_.insert({key.name, key.id}).second)
      return base::invalid("another key in this policy has the same name and id, " + key.name);
    return {};
  }

  Policy policy_;
  bool has_quorum_ = false;
  std::map<std::string, PolicyMember> names_;
  std::set<std::string> grouped_;
  std::set<std::pair<std::string, KeyId>> keys_;
};

std::string threshold_word(const PolicyGroup& group) {
  if (group.threshold == group.members.size()) return "all";
  return group.threshold == 1 ? "any" : std::to_string(group.threshold);
}

}  // namespace

base::Result<Policy> parse_policy(std::string_view text) {
  if (text.size() > base::limits::kPolicyBytes)
    return base::Error{base::ErrorCode::too_large, "the policy is over 256 KiB", {}, {}};
  PolicyReader reader;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string place = "line " + std::to_string(number);
    const std::size_t end = text.find('\n');
    // A file cut short may end in the name of another quorum.
    if (end == std::string_view::npos)
      return base::invalid("the last line does not end", "end the file with a line feed").at(place);
    if (const auto read = reader.read(text.substr(0, end)); !read) return read.error().at(place);
    text.remove_prefix(end + 1);
  }
  return reader.finish();
}

std::string format_policy(const Policy& policy) {
  const auto url_part = [](const std::string& url) { return url.empty() ? url : " " + url; };
  std::string text;
  for (const PolicyLog& log : policy.logs)
    text += "log " + format_vkey(log.key) + url_part(log.url) + "\n";
  for (const PolicyWitness& witness : policy.witnesses)
    text +=
        "witness " + witness.name + " " + format_vkey(witness.key) + url_part(witness.url) + "\n";
  for (const PolicyGroup& group : policy.groups) {
    text += "group " + group.name + " " + threshold_word(group);
    for (const PolicyMember& member : group.members) text += " " + member_name(policy, member);
    text += "\n";
  }
  return text + "quorum " + member_name(policy, policy.quorum) + "\n";
}

std::string member_name(const Policy& policy, const std::optional<PolicyMember>& member) {
  if (!member) return std::string(kNone);
  return member->is_group ? policy.groups.at(member->index).name
                          : policy.witnesses.at(member->index).name;
}

bool satisfies(const Policy& policy, const std::set<std::string>& witness_names) {
  std::vector<bool> groups;  // which are satisfied; each stands after its members
  const auto counts = [&](const PolicyMember& member) {
    return member.is_group ? groups.at(member.index)
                           : witness_names.contains(policy.witnesses.at(member.index).name);
  };
  for (const PolicyGroup& group : policy.groups) {
    const auto votes = std::count_if(group.members.begin(), group.members.end(), counts);
    groups.push_back(static_cast<std::size_t>(votes) >= group.threshold);
  }
  return !policy.quorum || counts(*policy.quorum);
}

}  // namespace truceline::ledger
