// SPDX-License-Identifier: Apache-2.0
#include "app/verify_bundle.hpp"

#include <algorithm>
#include <map>

#include "app/bundle_ground.hpp"
#include "app/check_entry.hpp"
#include "app/progress.hpp"
#include "app/receipt_reading.hpp"
#include "app/trust_file.hpp"
#include "base/json.hpp"
#include "ledger/merkle_hash.hpp"
#include "views/bundle_scope.hpp"

namespace truceline::app {

using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;
using views::BodyState;
using views::BundledEntry;
using views::EvidenceBundle;

namespace {

constexpr std::size_t kNamed = 10;  // entries, keys or findings listed in one claim

Error corrupt(std::string reason) {
  return {ErrorCode::corrupt, std::move(reason), {}, {}};
}

/// "12 entries", "1 entry".
std::string counted(std::uint64_t count, const std::string& one, const std::string& many) {
  return grouped(count) + " " + (count == 1 ? one : many);
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kNamed; ++i)
    text += (text.empty() ? "" : ", ") + names[i];
  if (names.size() > kNamed) text += " and " + grouped(names.size() - kNamed) + " more";
  return text;
}

std::string number(EntryIndex entry) {
  return std::to_string(entry.value);
}

/// The statements of one key that are here, by their numbers.
struct SeenChain {
  std::string party;
  bool is_root = false;
  std::map<std::uint64_t, const domain::Statement*> by_number;
};

class Check {
 public:
  Check(const EvidenceBundle& bundle, const std::optional<Trust>& trust, const base::TimeZone& zone)
      : bundle_(bundle), given_(trust.has_value()), zone_(zone) {
    if (trust) {
      trust_ = *trust;
      return;
    }
    auto enclosed = trust_in(bundle.policy);
    if (enclosed)
      trust_ = *std::move(enclosed);
    else
      fault(enclosed.error().at("the trust file in the bundle"));
  }

  BundleVerification verify() {
    result_.asks_witnesses = trust_.judges_witnesses;
    for (const BundledEntry& entry : bundle_.entries) check(entry);
    if (result_.faults.empty()) fold();
    claim_place();
    claim_authors();
    claim_bodies();
    claim_derived();
    claim_limits();
    if (!result_.faults.empty()) result_.proved.clear();
    return std::move(result_);
  }

 private:
  void fault(Error error) { result_.faults.push_back(std::move(error)); }
  void fault(std::string reason, EntryIndex entry) {
    fault(corrupt(std::move(reason)).at("entry " + number(entry)));
  }
  void prove(std::string claim) { result_.proved.push_back(std::move(claim)); }
  void leave_open(std::string claim) { result_.not_proved.push_back(std::move(claim)); }

  void check(const BundledEntry& entry) {
    const ledger::Record& record = entry.record;
    const base::Hash leaf = ledger::leaf_hash(record.leaf);
    CheckedEntry checked =
        check_entry(entry.index, {leaf, record.leaf, record.sealed}, bundle_.origin);
    for (const Error& one : checked.faults) fault(one.at("entry " + number(entry.index)));
    check_receipt(entry, leaf);
    if (!checked.statement) return;
    (entry.body == BodyState::shown ? bodies_ : headers_) += 1;
    check_withheld(entry, checked.statement->header);
  }

  void check_withheld(const BundledEntry& entry, const domain::Header& header) {
    const auto reader = reader_named(bundle_.reader);
    if (!reader) return fault(reader.error());
    if (entry.body == BodyState::withheld && reader->may_read(header))
      fault("its body is said to be withheld from " + bundle_.reader +
                ", who may read it by its header",
            entry.index);
  }

  void check_receipt(const BundledEntry& entry, const base::Hash& leaf) {
    if (entry.receipt.empty()) {
      result_.without_receipt += 1;
      without_receipt_.push_back(number(entry.index));
      return;
    }
    auto receipt = ledger::parse_receipt(entry.receipt);
    if (!receipt) return fault(receipt.error().at("the receipt of entry " + number(entry.index)));
    if (receipt->index != entry.index)
      return fault("its receipt is for entry " + number(receipt->index), entry.index);
    const auto reading = read_receipt(*std::move(receipt), trust_.policy, leaf);
    if (!reading) return fault(reading.error().at("the receipt of entry " + number(entry.index)));
    if (reading->checkpoint.origin != bundle_.origin)
      return fault("its receipt is of another log", entry.index);
    if (reading->not_signed) return fault(reading->not_signed->at("entry " + number(entry.index)));
    if (reading->not_included)
      return fault(reading->not_included->at("entry " + number(entry.index)));
    receipts_ += 1;
    if (!trust_.judges_witnesses) return;
    if (!reading->cosigned->quorum) {
      result_.without_quorum += 1;
      without_quorum_.push_back(number(entry.index));
    }
    for (const ledger::CosignedBy& by : reading->cosigned->cosigned)
      witnesses_.insert(trust_.policy.witnesses[by.witness].name);
  }

  void fold() {
    const auto known = fold_bundle(
        bundle_, zone_,
        [this](const domain::Statement& statement, const engine::AuthorRegister& before) {
          judge_author(statement, before);
        });
    if (known)
      known_ = *known;
    else if (known.error().code == ErrorCode::too_large)
      leave_open("story and findings: " + known.error().reason);
    else
      fault(known.error());
    if (!known_) return;
    check_about();
    check_chains();
    check_erased();
    check_story();
    check_findings();
  }

  void judge_author(const domain::Statement& statement, const engine::AuthorRegister& before) {
    statements_.push_back(statement);
    const domain::Header& header = statement.header;
    if (const auto may = before.may_sign(statement); !may) {
      // The log keeps such an entry, and it says nothing there either.
      without_right_.push_back(number(statement.index));
      return;
    }
    SeenChain& chain = chains_[header.key];
    chain.party = header.party;
    chain.is_root = chain.is_root || header.kind == domain::StatementKind::key;
  }

  void check_chains() {
    for (const domain::Statement& statement : statements_) {
      SeenChain& chain = chains_[statement.header.key];
      if (chain.party.empty()) chain.party = statement.header.party;
      const auto [there, is_new] =
          chain.by_number.try_emplace(statement.header.sequence, &statement);
      if (!is_new && there->second->id != statement.id)
        twice_.push_back(number(there->second->index) + " and " + number(statement.index));
    }
    for (const auto& [key, chain] : chains_) {
      std::uint64_t next = 0;
      std::uint64_t missing = 0;
      const domain::Statement* before = nullptr;
      for (const auto& [sequence, statement] : chain.by_number) {
        missing += sequence - next;
        const bool follows = sequence == next;
        if (follows && before != nullptr && statement->header.previous != before->id)
          fault("it does not follow its author's statement in entry " + number(before->index),
                statement->index);
        if (follows && before == nullptr && statement->header.previous != base::Hash{})
          fault("its author's first statement names one before it", statement->index);
        before = statement;
        next = sequence + 1;
      }
      if (missing == 0) continue;
      gaps_.push_back(grouped(missing) + " of " + chain.party + "'s key " +
                      base::to_hex(key).substr(0, 16));
      if (chain.is_root) root_gaps_.push_back(chain.party);
    }
  }

  /// The heading says what the entry it names is about.
  void check_about() {
    const views::BundleAbout& about = bundle_.about;
    if (about.kind == "finding") {
      const bool told = std::ranges::any_of(bundle_.told, [&](const views::Told& one) {
        return one.kind == views::ToldKind::finding &&
               one.what.find("\"id\":\"" + about.id + "\"") != std::string::npos;
      });
      if (!told) fault(corrupt("it is said to be about a finding that it does not tell"));
    } else if (!is_subject(about.entry) || views::about_entry(*known_, about.entry) != about) {
      fault("it is not what the bundle is said to be about", about.entry);
    }
  }

  void check_erased() {
    for (const BundledEntry& entry : bundle_.entries)
      if (entry.body == BodyState::erased && !known_->state().erased_by(entry.index))
        erased_unsaid_.push_back(number(entry.index));
  }

  void check_story() {
    const BundleVouching vouching = vouching_of(bundle_);
    const auto story = views::story_of(bundle_, *known_, vouching.by_entry, vouching.has_quorum);
    std::vector<views::Told> told;
    std::ranges::copy_if(bundle_.told, std::back_inserter(told), [](const views::Told& one) {
      return one.kind != views::ToldKind::finding;
    });
    if (told == story) {
      told_again_ = story.size();
      return;
    }
    const auto differ = std::ranges::mismatch(told, story);
    const auto at = static_cast<std::uint64_t>(differ.in1 - told.begin());
    fault(corrupt("the story it tells is not what its entries give, from its line " +
                  std::to_string(at + 1) + " on"));
  }

  void check_findings() {
    std::set<std::string> listed_ids;
    for (const views::Told& told : bundle_.told) {
      if (told.kind != views::ToldKind::finding) continue;
      const auto document =
          base::parse_json(told.what, {views::kBundleLineBytes, 16, views::kBundleLineBytes, true});
      const auto written = document ? document->root().find("id") : std::nullopt;
      const auto id = written && written->is_string() ? base::hash_from_hex(written->as_string())
                                                      : Result<base::Hash>(corrupt(""));
      if (!id) {
        fault(corrupt("it tells a finding that has no id"));
        continue;
      }
      listed_ids.insert(base::to_hex(*id));
      const domain::Finding* const again = known_->finding(*id);
      if (again != nullptr && views::told_of(*again, *known_) == told)
        result_.findings_again += 1;
      else
        result_.findings_elsewhere.push_back(base::to_hex(*id).substr(0, 12));
    }
    for (const domain::Finding* const finding : known_->findings()) {
      const bool about = std::ranges::any_of(
          finding->evidence, [this](EntryIndex entry) { return is_subject(entry); });
      if (about && !listed_ids.contains(base::to_hex(finding->id)))
        untold_.push_back(base::to_hex(finding->id).substr(0, 12));
    }
  }

  bool is_subject(EntryIndex entry) const {
    const auto found = std::ranges::lower_bound(bundle_.entries, entry, {}, &BundledEntry::index);
    return found != bundle_.entries.end() && found->index == entry &&
           std::ranges::find(found->because, views::because::kSubject) != found->because.end();
  }

  void claim_place() {
    if (receipts_ > 0)
      prove("in the log " + bundle_.origin +
            ", each at its place, by its receipt: " + counted(receipts_, "entry", "entries"));
    if (!without_receipt_.empty())
      leave_open("that these entries are in the log: no checkpoint covered them yet: " +
                 listed(without_receipt_));
    if (!given_)
      leave_open(
          "whose log this is: the keys were taken from the file itself. Name a trust file "
          "that you have from elsewhere: --trust FILE");
    if (!trust_.judges_witnesses) {
      leave_open("that others are shown the same log: the trust file asks no witness");
      return;
    }
    std::string names;
    for (const std::string& name : witnesses_) names += (names.empty() ? "" : ", ") + name;
    if (result_.without_quorum == 0 && receipts_ > 0)
      prove("a quorum of witnesses has cosigned what each receipt rests on: " + names);
    else if (result_.without_quorum > 0)
      leave_open("that others are shown the same log: no quorum has cosigned these entries: " +
                 listed(without_quorum_) + (names.empty() ? "" : "; cosigned by " + names));
  }

  void claim_authors() {
    if (!known_) return;
    prove("every entry is signed by its author, " +
          (without_right_.empty()
               ? std::string("whose key spoke for its party by the key statements here")
               : "and but for these each by a key in force: " + listed(without_right_)));
    for (const std::string& pair : twice_)
      prove("an author signed two different statements under one number: entries " + pair);
    if (!gaps_.empty())
      leave_open("what these authors said besides, by the gaps in their numbers: " + listed(gaps_));
    if (!root_gaps_.empty())
      leave_open(
          "that no key was revoked meanwhile: root keys have said things that are not here, "
          "of " +
          listed(root_gaps_));
  }

  void claim_bodies() {
    if (bodies_ > 0) prove("what its author committed to: " + counted(bodies_, "body", "bodies"));
    if (headers_ > 0)
      leave_open("what stands in " + counted(headers_, "body", "bodies") +
                 " not in this file: their headers alone are here");
    if (!erased_unsaid_.empty())
      leave_open("that these bodies were erased: no erasure here says so: " +
                 listed(erased_unsaid_));
  }

  void claim_derived() {
    if (!known_) return;
    if (told_again_ > 0) prove("its story, word for word, follows from these entries");
    if (result_.findings_again > 0)
      prove("these follow from its entries again: " +
            counted(result_.findings_again, "finding", "findings"));
    if (!result_.findings_elsewhere.empty())
      leave_open("findings that do not follow from the entries here alone: " +
                 listed(result_.findings_elsewhere));
    if (!untold_.empty())
      leave_open(
          "findings that follow from the entries here and are not told in it, since other "
          "entries may settle them: " +
          listed(untold_));
  }

  void claim_limits() {
    leave_open("that nothing known at " + counted(bundle_.size.value, "entry", "entries") +
               " was left out");
    if (bundle_.mark) leave_open("for whom it was made: nobody signs the mark");
    leave_open(
        "that what was said is true: a finding is no verdict, and received is never "
        "approved");
  }

  const EvidenceBundle& bundle_;
  const bool given_;
  const base::TimeZone& zone_;
  Trust trust_;
  BundleVerification result_;
  std::shared_ptr<const views::Snapshot> known_;
  std::vector<domain::Statement> statements_;
  std::map<base::PublicKey, SeenChain> chains_;
  std::set<std::string> witnesses_;
  std::uint64_t receipts_ = 0;
  std::uint64_t bodies_ = 0;
  std::uint64_t headers_ = 0;
  std::size_t told_again_ = 0;
  std::vector<std::string> without_receipt_, without_quorum_, without_right_, twice_, gaps_,
      root_gaps_, erased_unsaid_, untold_;
};

}  // namespace

BundleVerification verify_bundle(const EvidenceBundle& bundle, const std::optional<Trust>& trust,
                                 const base::TimeZone& zone) {
  return Check(bundle, trust, zone).verify();
}

}  // namespace truceline::app
