// SPDX-License-Identifier: Apache-2.0
#include "views/evidence_bundle.hpp"

#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"
#include "domain/words.hpp"

namespace truceline::domain {

template <>
inline constexpr auto kWords<views::BodyState> =
    std::to_array<std::pair<views::BodyState, std::string_view>>(
        {{views::BodyState::shown, "shown"},
         {views::BodyState::withheld, "withheld"},
         {views::BodyState::erased, "erased"},
         {views::BodyState::absent, "absent"}});
template <>
inline constexpr auto kWords<views::ToldKind> =
    std::to_array<std::pair<views::ToldKind, std::string_view>>(
        {{views::ToldKind::note, "note"},
         {views::ToldKind::rung, "rung"},
         {views::ToldKind::moment, "moment"},
         {views::ToldKind::finding, "finding"}});

}  // namespace truceline::domain

namespace truceline::views {

using base::Error;
using base::ErrorCode;
using base::JsonValue;
using base::JsonWriter;
using base::Result;

namespace {

constexpr std::size_t kDepth = 20;
constexpr std::string_view kBeginning = R"({"about":{"entry":)";

JsonWriter canonical() {
  return JsonWriter(JsonWriter::Order::canonical);
}

std::int64_t number(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

std::string head_line(const EvidenceBundle& bundle) {
  JsonWriter out = canonical();
  out.begin_object().key("about").begin_object();
  out.member("entry", number(bundle.about.entry.value)).member("id", bundle.about.id);
  out.member("kind", bundle.about.kind).member("party", bundle.about.party).end_object();
  out.member("at_ms", bundle.at.value).member("format", kBundleFormat);
  if (bundle.mark) {
    out.key("mark").begin_object().member("account", bundle.mark->account);
    out.member("at_ms", bundle.mark->at.value).member("code", bundle.mark->code);
    out.member("consented_by", bundle.mark->consented_by);
    out.member("party", bundle.mark->party).end_object();
  }
  out.key("mirrors").begin_array();
  for (const BundleMirror& mirror : bundle.mirrors)
    out.begin_object().member("party", mirror.party).member("witness", mirror.witness).end_object();
  out.end_array().member("origin", bundle.origin).member("reader", bundle.reader);
  out.member("size", number(bundle.size.value)).member("time_zone", bundle.time_zone);
  return out.end_object().take();
}

std::string entry_line(const BundledEntry& entry) {
  JsonWriter out = canonical();
  out.begin_object().key("because").begin_array();
  for (const std::string& word : entry.because) out.string(word);
  out.end_array().member("body", domain::word(entry.body));
  out.member("entry", number(entry.index.value));
  out.member("envelope", base::text_of(entry.record.leaf));
  if (!entry.receipt.empty()) out.member("receipt", entry.receipt);
  if (!entry.record.sealed.empty()) out.member("sealed", base::to_base64(entry.record.sealed));
  return out.end_object().take();
}

std::string told_line(const Told& told) {
  const bool first = domain::word(told.kind) < std::string_view("says");
  JsonWriter out = canonical();
  INVARIANT(first);
  out.begin_object().key(domain::word(told.kind)).raw(told.what);
  out.key("says").begin_object().member("ar", told.ar).member("en", told.en).end_object();
  return out.end_object().take();
}

std::string closing_line(std::string_view before) {
  JsonWriter out = canonical();
  out.begin_object().member("sha256", base::to_hex(base::sha256(base::bytes_of(before))));
  return out.end_object().take() + "\n";
}

bool all_utf8(std::initializer_list<std::string_view> texts) {
  return std::ranges::all_of(texts, base::is_utf8);
}

/// What the canonical writer asks of whoever hands it a value.
Result<void> check_texts(const EvidenceBundle& bundle) {
  bool good = all_utf8({bundle.about.kind, bundle.about.party, bundle.about.id, bundle.origin,
                        bundle.reader, bundle.time_zone, bundle.policy});
  if (bundle.mark)
    good = good && all_utf8({bundle.mark->account, bundle.mark->party, bundle.mark->code,
                             bundle.mark->consented_by});
  for (const BundleMirror& one : bundle.mirrors) good = good && all_utf8({one.witness, one.party});
  for (const BundledEntry& one : bundle.entries) {
    good = good && all_utf8({base::text_of(one.record.leaf), one.receipt});
    for (const std::string& word : one.because) good = good && base::is_utf8(word);
  }
  for (const Told& one : bundle.told) good = good && all_utf8({one.what, one.en, one.ar});
  if (good) return {};
  return base::invalid("a bundle is UTF-8, and a text in it is not",
                       "mend the trust file, or ask whoever keeps the log");
}

Error too_large(std::string what) {
  return {ErrorCode::too_large, std::move(what), {}, "ask about less"};
}

/// Members of one line. What is missing or of another type is remembered, and a value made up: the
/// caller asks ok() at the end.
class Fields {
 public:
  explicit Fields(JsonValue value) : value_(value), ok_(value.is_object()) {}

  std::string text(std::string_view name) {
    const auto found = find(name);
    if (found && found->is_string()) return std::string(found->as_string());
    ok_ = false;
    return {};
  }
  std::int64_t integer(std::string_view name) {
    const auto found = find(name);
    const auto value = found && found->is_number() ? found->as_integer() : std::nullopt;
    if (!value) ok_ = false;
    return value.value_or(0);
  }
  std::uint64_t count(std::string_view name) {
    const std::int64_t value = integer(name);
    if (value < 0) ok_ = false;
    return static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0));
  }
  std::optional<Fields> object(std::string_view name) {
    const auto found = find(name);
    if (found && found->is_object()) return Fields(*found);
    ok_ = false;
    return std::nullopt;
  }
  std::vector<JsonValue> list(std::string_view name) {
    const auto found = find(name);
    if (found && found->is_array()) return found->elements();
    ok_ = false;
    return {};
  }
  bool has(std::string_view name) const { return find(name).has_value(); }
  void take(bool ok) { ok_ = ok_ && ok; }
  bool ok() const { return ok_; }

 private:
  std::optional<JsonValue> find(std::string_view name) const {
    return value_.is_object() ? value_.find(name) : std::nullopt;
  }
  JsonValue value_;
  bool ok_;
};

bool read_head(Fields line, EvidenceBundle& bundle) {
  if (auto about = line.object("about")) {
    bundle.about = {
        about->text("kind"), about->text("party"), about->text("id"), {about->count("entry")}};
    line.take(about->ok());
  }
  bundle.at = {line.integer("at_ms")};
  if (line.has("mark"))
    if (auto mark = line.object("mark")) {
      bundle.mark = BundleMark{mark->text("account"),
                               mark->text("party"),
                               {mark->integer("at_ms")},
                               mark->text("code"),
                               mark->text("consented_by")};
      line.take(mark->ok());
    }
  for (const JsonValue one : line.list("mirrors")) {
    Fields mirror(one);
    bundle.mirrors.push_back({mirror.text("witness"), mirror.text("party")});
    line.take(mirror.ok());
  }
  bundle.origin = line.text("origin");
  bundle.reader = line.text("reader");
  bundle.size = {line.count("size")};
  bundle.time_zone = line.text("time_zone");
  return line.ok();
}

bool read_entry(Fields line, EvidenceBundle& bundle) {
  BundledEntry entry;
  for (const JsonValue word : line.list("because")) {
    line.take(word.is_string());
    if (word.is_string()) entry.because.emplace_back(word.as_string());
  }
  const auto body = domain::from_word<BodyState>(line.text("body"));
  line.take(body.has_value());
  entry.body = body.value_or(BodyState::absent);
  entry.index = {line.count("entry")};
  const std::string envelope = line.text("envelope");
  const base::BytesView leaf = base::bytes_of(envelope);
  entry.record.leaf.assign(leaf.begin(), leaf.end());
  if (line.has("receipt")) entry.receipt = line.text("receipt");
  if (line.has("sealed")) {
    auto sealed = base::from_base64(line.text("sealed"));
    line.take(sealed.has_value());
    if (sealed) entry.record.sealed = *std::move(sealed);
  }
  line.take((entry.body == BodyState::shown) == !entry.record.sealed.empty());
  line.take(!entry.record.leaf.empty() && entry.index.value < bundle.size.value);
  line.take(bundle.entries.empty() || bundle.entries.back().index < entry.index);
  bundle.entries.push_back(std::move(entry));
  return line.ok();
}

bool read_told(Fields line, JsonValue whole, ToldKind kind, EvidenceBundle& bundle) {
  Told told;
  told.kind = kind;
  const auto what = whole.find(domain::word(kind));
  line.take(what && what->is_object());
  if (what) told.what = base::canonical_json(*what);
  if (auto says = line.object("says")) {
    told.en = says->text("en");
    told.ar = says->text("ar");
    line.take(says->ok());
  }
  bundle.told.push_back(std::move(told));
  return line.ok();
}

/// The kind of derived line that this is; empty for an entry.
std::optional<ToldKind> told_kind(JsonValue line) {
  if (!line.is_object()) return std::nullopt;
  for (const auto& [kind, word] : domain::kWords<ToldKind>)
    if (line.find(word)) return kind;
  return std::nullopt;
}

/// One line after the first two. Entries stand before what is derived.
Result<void> read_line(std::string_view text, EvidenceBundle& bundle) {
  TRY_ASSIGN(const base::JsonDocument document,
             base::parse_json(text, {kBundleLineBytes, kDepth, kBundleLineBytes, true}));
  const JsonValue line = document.root();
  const auto kind = told_kind(line);
  if (kind ? bundle.told.size() == kBundleTold : bundle.entries.size() == kBundleEntries)
    return too_large("more lines than a bundle holds");
  const bool good = kind ? read_told(Fields(line), line, *kind, bundle)
                         : bundle.told.empty() && read_entry(Fields(line), bundle);
  if (!good) return base::invalid("this is no line of a bundle, or stands in the wrong place");
  return {};
}

Result<void> read_first_two(std::size_t at, std::string_view text, EvidenceBundle& bundle) {
  TRY_ASSIGN(const base::JsonDocument document,
             base::parse_json(text, {kBundleLineBytes, kDepth, kBundleLineBytes, true}));
  Fields line(document.root());
  if (at == 1) {
    bundle.policy = line.text("policy");
    if (line.ok()) return {};
    return base::invalid("the second line holds the trust file");
  }
  const std::string format = line.text("format");
  if (line.ok() && format != kBundleFormat)
    return Error{ErrorCode::unsupported,
                 "\"" + format + "\" is not what this program reads",
                 {},
                 "read it with a newer Truceline"};
  if (line.ok() && read_head(line, bundle)) return {};
  return base::invalid("the first line does not say what the bundle is about");
}

}  // namespace

Result<std::string> format_bundle(const EvidenceBundle& bundle) {
  if (bundle.entries.size() > kBundleEntries)
    return too_large(std::to_string(bundle.entries.size()) + " entries are more than the " +
                     std::to_string(kBundleEntries) + " of a bundle");
  if (bundle.told.size() > kBundleTold) return too_large("more is to be told than a bundle holds");
  TRY(check_texts(bundle));
  std::string text;
  const auto add = [&text](const std::string& line) -> Result<void> {
    if (line.size() > kBundleLineBytes || text.size() + line.size() + 128 > kBundleBytes)
      return too_large("the bundle would be larger than it may be");
    text += line;
    text += '\n';
    return {};
  };
  TRY(add(head_line(bundle)));
  TRY(add(canonical().begin_object().member("policy", bundle.policy).end_object().take()));
  for (const BundledEntry& entry : bundle.entries) TRY(add(entry_line(entry)));
  for (const Told& told : bundle.told) TRY(add(told_line(told)));
  return text + closing_line(text);
}

Result<EvidenceBundle> parse_bundle(std::string_view text) {
  if (text.size() > kBundleBytes) return too_large("larger than a bundle may be");
  const std::size_t last =
      text.size() < 2 ? std::string_view::npos : text.rfind('\n', text.size() - 2);
  if (last == std::string_view::npos || text.back() != '\n')
    return base::invalid("a bundle has several lines, and ends with one that closes it");
  EvidenceBundle bundle;
  std::string_view rest = text.substr(0, last + 1);
  for (std::size_t at = 0; !rest.empty(); ++at) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    const auto read = at < 2 ? read_first_two(at, line, bundle) : read_line(line, bundle);
    if (!read) {
      const Error& error = read.error();
      return error.at("line " + std::to_string(at + 1));
    }
    rest.remove_prefix(end + 1);
  }
  // Before it is said that bytes were changed: what was never closed is no bundle.
  if (!text.substr(last + 1).starts_with(R"({"sha256":")"))
    return base::invalid("its last line does not close it: something is missing");
  if (text.substr(last + 1) != closing_line(text.substr(0, last + 1)))
    return Error{ErrorCode::corrupt,
                 "these are not the bytes that the bundle was closed with",
                 {},
                 "ask for it again"};
  const auto again = format_bundle(bundle);
  if (!again || *again != text)
    return base::invalid("it is spelled otherwise than a bundle is", "do not rewrite it");
  return bundle;
}

bool looks_like_bundle(std::string_view text) {
  return text.starts_with(kBeginning);
}

}  // namespace truceline::views
