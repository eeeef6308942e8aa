// SPDX-License-Identifier: Apache-2.0
//
// The portable vectors of tests/vectors/statements: made here from a fixed key and the examples of
// docs/spec/bodies.md, compared with the files. TRUCELINE_WRITE_VECTORS=1 writes the files anew;
// that a file changes means that old signatures break.
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "base/json_writer.hpp"
#include "base/sha256.hpp"
#include "domain/commitment.hpp"
#include "domain/envelope.hpp"
#include "domain/spec_text.hpp"
#include "domain/statement.hpp"

namespace truceline::domain {
namespace {

/// The secret key of RFC 8032, section 7.1, test 1.
const base::Seed kSeed =
    *base::hash_from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

Header header_after(const base::Hash& previous, std::uint64_t sequence, StatementKind kind) {
  Header header;
  header.log = "truceline.org/example";
  header.party = "turkey";
  header.key = base::SigningKey::from_seed(kSeed).public_key();
  header.sequence = sequence;
  header.previous = previous;
  header.kind = kind;
  header.time = base::TimeMs{1494244800000 + static_cast<std::int64_t>(sequence)};
  header.time_zone = "Europe/Istanbul";
  if (sequence % 3 == 0)
    header.audience = {AudienceLabel::everyone, {}};
  else if (sequence % 3 == 1)
    header.audience = {AudienceLabel::named, {"iran", "russia"}};
  else
    header.audience = {AudienceLabel::all_parties, {}};
  if (sequence > 0) header.references = {{ReferenceKind::cites, previous}};
  return header;
}

std::string as_file(const std::vector<std::string>& cases) {
  std::string text = "{\"cases\":[\n";
  for (std::size_t i = 0; i < cases.size(); ++i)
    text += cases[i] + (i + 1 < cases.size() ? ",\n" : "\n");
  return text + "]}\n";
}

std::string valid_file() {
  const SpecText page("docs/spec/bodies.md");
  const base::SigningKey key = base::SigningKey::from_seed(kSeed);
  std::vector<std::string> cases;
  base::Hash previous{};
  for (const auto& [kind, kind_word] : kWords<StatementKind>) {
    const std::string name(kind_word);
    const std::string body = encode(*decode_body(kind, page.blocks().at("json " + name)));
    const Salt salt = base::sha256(base::bytes_of("salt of the " + name));
    Header header = header_after(previous, cases.size(), kind);
    header.commitment = commitment(salt, body);
    const std::string envelope = sign_envelope(header, key);
    constexpr std::uint8_t kLeaf[] = {0};
    previous = base::sha256({kLeaf, base::bytes_of(envelope)});
    base::JsonWriter out;
    out.begin_object().member("name", "a statement of the kind " + name).member("kind", name);
    out.member("seed", base::to_hex(kSeed)).member("salt", base::to_hex(salt));
    out.member("body", body).member("commitment", base::to_hex(header.commitment));
    out.member("header", encode(header)).member("envelope", envelope);
    out.member("entry_id", base::to_hex(previous)).end_object();
    cases.push_back(out.take());
  }
  return as_file(cases);
}

struct Change {
  std::string_view name;
  std::string_view from;  ///< Replaced once; empty: `to` is put at the end.
  std::string_view to;
};

std::string changed(std::string text, const Change& change) {
  if (change.from.empty()) return text += change.to;
  const std::size_t at = text.find(change.from);
  EXPECT_NE(at, std::string::npos) << change.name;
  return at == std::string::npos ? text : text.replace(at, change.from.size(), change.to);
}

const std::vector<Change> kEnvelopeChanges{
    {"a line break at the end", "", "\n"},
    {"white space inside", "{\"payload\":", "{\"payload\": "},
    {"the payload type of another version", ".v1+json", ".v2+json"},
    {"a member too many", "{\"payload\"", "{\"a\":1,\"payload\""},
    {"no signature", "\"sig\"", "\"gis\""},
    {"a second signature", "}]}", "},{\"keyid\":\"\",\"sig\":\"\"}]}"},
    {"upper-case hex in the key id", "\"keyid\":\"d", "\"keyid\":\"D"},
    {"a key id that is not the header's key", "\"keyid\":\"d7", "\"keyid\":\"d8"},
    {"a payload that is not base64", "\"payload\":\"e", "\"payload\":\"-"},
    {"one bit of the signature changed", "\"sig\":\"@", "\"sig\":\""},
};

const std::vector<Change> kHeaderChanges{
    {"white space at the end", "", " "},
    {"members out of order", "{\"audience\":{\"label\":\"public\"},\"author\"", "{\"author\""},
    {"an unknown field", "\"v\":1", "\"v\":1,\"w\":1"},
    {"a later version", "\"v\":1", "\"v\":2"},
    {"an unknown kind", "\"report\"", "\"rumour\""},
    {"a key that stands twice", "\"v\":1", "\"v\":1,\"v\":1"},
    {"a fraction", "\"seq\":0", "\"seq\":0.0"},
    {"an exponent", "\"seq\":0", "\"seq\":0e0"},
    {"minus zero", "\"seq\":0", "\"seq\":-0"},
    {"a sequence number below zero", "\"seq\":0", "\"seq\":-1"},
    {"a number of 2^53", "\"seq\":0", "\"seq\":9007199254740992"},
    {"a party that is no id", "\"turkey\"", "\"Turkey\""},
    {"recipients of a public statement", "\"public\"", "\"public\",\"recipients\":[\"iran\"]"},
    {"recipients not sorted", "\"public\"", "\"named\",\"recipients\":[\"russia\",\"iran\"]"},
    {"an empty list of recipients", "\"public\"", "\"named\",\"recipients\":[]"},
    {"a hash in upper case", "\"prev\":\"0", "\"prev\":\"A"},
    {"an escape that is not needed", "\"turkey\"", "\"\\u0074urkey\""},
    {"an empty log origin", "\"truceline.org/example\"", "\"\""},
};

const std::vector<Change> kBodyChanges{
    {"an unknown field", "\"low\"", "\"hihg\":1,\"low\""},
    {"a required field left out", "\"event\":\"shelling\",", ""},
    {"an unknown word", "\"shelling\"", "\"bombing\""},
    {"a number as text", "\"low\":1", "\"low\":\"1\""},
    {"a fraction", "\"low\":1", "\"low\":1.5"},
    {"minus zero", "\"low\":1", "\"low\":-0"},
    {"a count below zero", "\"low\":1", "\"low\":-1"},
    {"an empty unit", "\"deaths\"", "\"\""},
    {"an interval that ends before it begins", "\"to_ms\":1494277200000", "\"to_ms\":1"},
    {"a latitude off the globe", "353250000", "1353250000"},
    {"a longitude that fits no 32 bits", "366250000", "3662500000"},
    {"a control character", "Al-Latamneh", "Al-\\u0007Latamneh"},
    {"a carriage return", "Al-Latamneh", "Al-\\rLatamneh"},
    {"a direction override in a code", "em:17", "em:\\u202e71"},
    {"half a surrogate pair", "Al-Latamneh", "\\ud83d"},
    {"bytes that are not UTF-8", "Al-Latamneh", "Al-Latamn\xE9h"},
    {"a mention that names nobody", "{\"name\":\"civilians\"}", "{}"},
    {"a grade that does not exist", "\"source\":\"B\"", "\"source\":\"G\""},
    {"null for a value that is left out", "\"directed\":true", "\"directed\":null"},
    {"text after the end", "", "{}"},
};

const std::vector<Change> kKeyChanges{
    {"a point of small order as key",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
     "0100000000000000000000000000000000000000000000000000000000000000"},
    {"a rotation that names no key to end",
     ",\"replaces\":\"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\"", ""},
    {"a revocation that replaces a key", "\"rotate\"", "\"revoke\""},
    {"a role that does not exist", "af4660c\"}", "af4660c\",\"role\":\"witness\"}"},
};

std::string invalid_case(std::string_view part, const Change& change, const std::string& bytes,
                         const std::string& place, StatementKind kind = StatementKind::report) {
  base::JsonWriter out;
  out.begin_object().member("name", change.name).member("part", part);
  if (part == "body") out.member("kind", word(kind));
  if (base::is_utf8(bytes))
    out.member("text", bytes);
  else
    out.member("hex", base::to_hex(base::bytes_of(bytes)));
  // Only fields are portable: where an envelope's text goes wrong, and what line and column our
  // parser tells, are our own affair.
  if (part != "envelope" && !place.empty() && place.find(':') == std::string::npos)
    out.member("place", place);
  out.end_object();
  return out.take();
}

/// The error's place; a failure where there is no error.
template <class T>
std::string place_of(const base::Result<T>& result, const Change& change) {
  EXPECT_FALSE(result) << change.name << " was accepted";
  return result ? std::string() : result.error().place;
}

std::string invalid_file() {
  const SpecText page("docs/spec/bodies.md");
  const Header header = header_after({}, 0, StatementKind::report);
  const std::string envelope = sign_envelope(header, base::SigningKey::from_seed(kSeed));
  const std::string body =
      encode(*decode_body(StatementKind::report, page.blocks().at("json report")));
  std::vector<std::string> cases;
  for (const Change& change : kEnvelopeChanges) {
    std::string bytes;
    if (change.from.ends_with('@')) {  // The signature's own first digit is not known here.
      bytes = envelope;
      char& digit = bytes[bytes.find("\"sig\":\"") + 7];
      digit = digit == 'A' ? 'B' : 'A';
    } else {
      bytes = changed(envelope, change);
    }
    cases.push_back(
        invalid_case("envelope", change, bytes, place_of(verify_envelope(bytes), change)));
  }
  for (const Change& change : kHeaderChanges) {
    std::string bytes = changed(encode(header), change);
    if (change.name == "members out of order")
      bytes.insert(bytes.find(",\"commit\""), ",\"audience\":{\"label\":\"public\"}");
    cases.push_back(invalid_case("header", change, bytes, place_of(decode_header(bytes), change)));
  }
  for (const Change& change : kBodyChanges) {
    const std::string bytes = changed(body, change);
    cases.push_back(invalid_case("body", change, bytes,
                                 place_of(decode_body(StatementKind::report, bytes), change)));
  }
  const std::string key = encode(*decode_body(StatementKind::key, page.blocks().at("json key")));
  for (const Change& change : kKeyChanges) {
    const std::string bytes = changed(key, change);
    const std::string place = place_of(decode_body(StatementKind::key, bytes), change);
    cases.push_back(invalid_case("body", change, bytes, place, StatementKind::key));
  }
  return as_file(cases);
}

void expect_file(const std::string& name, const std::string& wanted) {
  const std::string path = std::string(TRUCELINE_SOURCE_DIR) + "/tests/vectors/statements/" + name;
  if (std::getenv("TRUCELINE_WRITE_VECTORS") != nullptr)
    std::ofstream(path, std::ios::binary) << wanted;
  std::ifstream file(path, std::ios::binary);
  const std::string found{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(found, wanted);
}

TEST(StatementVectors, the_valid_ones_are_what_we_would_write_today) {
  expect_file("valid.json", valid_file());
}

TEST(StatementVectors, the_invalid_ones_are_refused_and_name_the_same_field) {
  expect_file("invalid.json", invalid_file());
}

}  // namespace
}  // namespace truceline::domain
