// SPDX-License-Identifier: Apache-2.0
//
// The numbered clauses: who must, must not or may do what, where, from when, until when, and by
// when. What a clause leaves open is a warning here, because only here it is known that nothing
// was written.
#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "formats/agreement_reading.hpp"
#include "formats/did_you_mean.hpp"
#include "formats/event_match_reader.hpp"

namespace truceline::formats {
namespace {

using domain::Modality;
using domain::Provision;

constexpr std::string_view kWhat = "a provision";
constexpr std::string_view kAllZones = "all zones";
constexpr std::string_view kEverywhere = "everywhere";
constexpr std::string_view kThroughout = "throughout";
constexpr std::size_t kProvisionIdBytes = 32;

/// Words that sound like a date or a condition and are none.
constexpr auto kVague = std::to_array<std::string_view>(
    {"as soon as possible", "as soon as practicable", "as early as possible", "in due course",
     "in the near future", "at an early date", "without delay", "promptly", "in a timely manner",
     "if possible", "where appropriate", "as appropriate", "if necessary"});

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// The vague words in `text`; empty where there are none.
std::string_view vague_words(std::string_view text) {
  const std::string lower = lower_case(text);
  for (const std::string_view vague : kVague)
    if (lower.find(vague) != std::string::npos) return vague;
  return {};
}

void remark_vague(const std::optional<Word>& word, AgreementReading& reading) {
  if (!word) return;
  const std::string_view vague = vague_words(word->text);
  if (vague.empty()) return;
  reading.remarks.warning(word->span, "vague-words",
                          "nobody can tell when \"" + std::string(vague) + "\" has been kept",
                          "where the parties settled a date or a test, write that");
}

bool is_provision_id(std::string_view id) {
  const auto allowed = [](char c) {
    return c == '.' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  };
  return !id.empty() && id.size() <= kProvisionIdBytes &&
         std::all_of(id.begin(), id.end(), allowed);
}

bool is_duty(Modality modality) {
  return modality == Modality::obliges || modality == Modality::commits;
}

/// Reads one provision, field by field.
class ProvisionReader {
 public:
  ProvisionReader(const YamlNode& node, AgreementReading& reading)
      : node_(node), reading_(reading), remarks_(reading.remarks) {}

  void read() {
    if (!expect_mapping(node_, kWhat, remarks_)) return;
    check_keys(node_,
               {"id", "prohibits", "obliges", "permits", "commits", "who", "to", "matches", "in",
                "from", "until", "by", "due", "met_by", "text"},
               kWhat, remarks_);
    read_id();
    read_modality();
    read_zones();
    provision_.in_effect = interval_at(node_, reading_.compiled.agreement.in_force, reading_);
    check_in_effect();
    if (const YamlNode* matches = node_.find("matches"))
      provision_.matches = read_event_match(*matches, reading_);
    read_due();
    read_step();
    if (const auto text = word_at(node_, "text", remarks_)) provision_.text = text->text;
    remark_gaps();
    reading_.compiled.places.provisions.push_back(id_span_);
    reading_.compiled.agreement.provisions.push_back(std::move(provision_));
  }

 private:
  void read_id() {
    id_span_ = node_.keys.empty() ? node_.span : node_.keys.front().span;
    const std::optional<Word> id = required_word_at(node_, "id", kWhat, remarks_);
    if (!id) return;
    id_span_ = id->span;
    provision_.id = id->text;
    if (!is_provision_id(id->text))
      remarks_.error(id->span, "bad-id", "\"" + id->text + "\" is no number of a provision",
                     "write letters, digits, points and hyphens, such as 2a or 6-maps");
    for (const Provision& other : reading_.compiled.agreement.provisions)
      if (other.id == id->text)
        remarks_.error(id->span, "duplicate-id",
                       "the provision \"" + id->text + "\" stands above already",
                       "give each provision a number of its own");
  }

  /// Exactly one of the four verbs. A prohibition or permission says what, and binds the parties
  /// unless `who` says otherwise; a duty says who, and `to` what.
  void read_modality() {
    const YamlKey* verb = nullptr;
    for (const YamlKey& key : node_.keys) {
      const auto modality = domain::from_word<Modality>(key.name);
      if (!modality) continue;
      if (verb != nullptr) {
        remarks_.error(key.span, "two-verbs",
                       "the provision says \"" + verb->name + "\" and \"" + key.name + "\"",
                       "write two provisions");
        return;
      }
      verb = &key;
      provision_.modality = *modality;
    }
    if (verb == nullptr) {
      remarks_.error(id_span_, "missing-key", "the provision does not say what it does",
                     "add one of prohibits:, obliges:, permits: or commits:");
      return;
    }
    has_verb_ = true;
    if (is_duty(provision_.modality)) {
      provision_.who = read_actors(verb->name);
      take_what(required_word_at(node_, "to", kWhat, remarks_));
      refuse_key("who", "a duty names who after \"" + verb->name + "\"");
      return;
    }
    take_what(word_at(node_, verb->name, remarks_));
    provision_.who =
        node_.find("who") != nullptr ? read_actors("who") : std::vector<std::string>{"parties"};
    for (const char* key : {"to", "by", "due", "met_by"})
      refuse_key(key, "a provision that " + verb->name + " is no duty");
  }

  void take_what(const std::optional<Word>& what) {
    if (what) provision_.what = what->text;
    remark_vague(what, reading_);
  }

  void refuse_key(std::string_view key, const std::string& reason) {
    if (node_.find(key) != nullptr)
      remarks_.error(node_.place_of(key), "unknown-key",
                     "\"" + std::string(key) + "\" has no place here: " + reason,
                     "take the key away");
  }

  std::vector<std::string> read_actors(std::string_view key) {
    return read_selectors(node_, key, reading_);
  }

  void read_zones() {
    const std::vector<Word> zones = words_at(node_, "in", remarks_);
    const domain::Agreement& agreement = reading_.compiled.agreement;
    if (zones.size() == 1 && zones[0].text == kEverywhere) {
      provision_.everywhere = true;
      return;
    }
    if (zones.size() == 1 && zones[0].text == kAllZones) {
      provision_.zones = agreement.zones;
      if (agreement.zones.empty())
        remarks_.error(zones[0].span, "unknown-zone", "the agreement has no zones",
                       "add zones:, or write \"in: everywhere\"");
    } else
      for (const Word& zone : zones) add_zone(zone);
    reading_.zones_used.insert(provision_.zones.begin(), provision_.zones.end());
    provision_.everywhere = node_.find("in") == nullptr;
  }

  void add_zone(const Word& zone) {
    const std::vector<std::string>& known = reading_.compiled.agreement.zones;
    provision_.zones.push_back(zone.text);
    if (std::find(known.begin(), known.end(), zone.text) != known.end()) return;
    remarks_.error(zone.span, "unknown-zone", "no zone is called \"" + zone.text + "\" here",
                   did_you_mean(zone.text, {known.begin(), known.end()}));
  }

  void check_in_effect() {
    const base::Interval& agreement = reading_.compiled.agreement.in_force;
    const base::Interval& own = provision_.in_effect;
    const bool empty = own.to <= own.from;
    const bool told_already =
        agreement.to <= agreement.from || (empty && node_.find("until") != nullptr);
    if (told_already || (!empty && own.meets(agreement))) return;
    remarks_.error(node_.place_of(node_.find("from") != nullptr ? "from" : "until"),
                   "never-in-effect", "the provision is never in effect while the agreement is",
                   "check its dates against in_force");
  }

  void read_due() {
    if (!is_duty(provision_.modality)) return;
    const bool has_by = node_.find("by") != nullptr;
    if (has_by && node_.find("due") != nullptr)
      remarks_.error(node_.place_of("due"), "two-ends", "\"by\" and \"due\" both give the deadline",
                     "keep one of the two");
    due_key_ = has_by ? "by" : "due";
    const std::optional<Word> word = word_at(node_, due_key_, remarks_);
    if (!word) return;
    throughout_ = word->text == kThroughout;
    if (throughout_) return;
    if (!vague_words(word->text).empty()) return remark_vague(word, reading_);
    const std::optional<FixedMoment> due = read_moment(*word, reading_.moments, reading_.remarks);
    if (!due) return;
    // A day belongs to the time there is: the duty is late once it has ended.
    provision_.due = domain::Moment{due->end(reading_.moments.zone), due->as_written};
    const std::optional<FixedMoment>& signed_on = reading_.moments.signed_on;
    if (signed_on && provision_.due->time <= signed_on->time)
      remarks_.error(word->span, "due-before-signed",
                     "it is due on " + base::to_string(due->local.date) +
                         ", before the agreement is signed on " +
                         base::to_string(signed_on->local.date),
                     "check both dates");
  }

  /// "step NAME" or "status NAME".
  void read_step() {
    const std::optional<Word> word =
        is_duty(provision_.modality) ? word_at(node_, "met_by", remarks_) : std::nullopt;
    if (!word) return;
    for (const std::string_view lead : {"step ", "status "}) {
      if (!word->text.starts_with(lead)) continue;
      Word step{word->text.substr(lead.size()), word->span};
      if (expect_slug(step, remarks_)) provision_.met_by = std::move(step.text);
      return;
    }
    remarks_.error(word->span, "bad-step",
                   "\"" + word->text + "\" does not say which statement fulfils the duty",
                   "write \"step\" and its name, such as step maps-completed");
  }

  void remark_gaps() {
    if (!has_verb_) return;
    if (provision_.modality == Modality::prohibits) {
      if (node_.find("in") == nullptr)
        remarks_.warning(id_span_, "no-zone", "the prohibition does not say where it holds",
                         "add in:, with zones, \"all zones\" or \"everywhere\"");
      if (node_.find("matches") == nullptr)
        remarks_.warning(id_span_, "no-events",
                         "the prohibition names no kind of event, so no report can touch it",
                         "add matches: {events: [...]}");
    }
    if (!is_duty(provision_.modality) || throughout_) return;
    if (node_.find(due_key_) == nullptr)
      remarks_.warning(id_span_, "no-date", "the duty has no date, so it is never overdue",
                       "add by: and met_by:, or \"by: throughout\" where it is a standing duty");
    else if (node_.find("met_by") == nullptr)
      remarks_.warning(id_span_, "no-step", "nothing says how one would see that the duty is met",
                       "add met_by: step NAME");
  }

  const YamlNode& node_;
  AgreementReading& reading_;
  Remarks& remarks_;
  Provision provision_;
  TextSpan id_span_;
  std::string_view due_key_ = "by";
  bool has_verb_ = false;
  bool throughout_ = false;
};

}  // namespace

void read_provisions(const YamlNode& provisions, AgreementReading& reading) {
  if (!expect_sequence(provisions, "\"provisions\"", reading.remarks)) return;
  if (provisions.items.size() > base::limits::kProvisions) {
    reading.remarks.error(provisions.span, "too-large",
                          "more than " + std::to_string(base::limits::kProvisions) + " provisions",
                          "split the agreement");
    return;
  }
  for (const YamlNode& provision : provisions.items) ProvisionReader(provision, reading).read();
}

}  // namespace truceline::formats
