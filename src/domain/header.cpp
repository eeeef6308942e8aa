// SPDX-License-Identifier: Apache-2.0
#include "domain/header.hpp"

#include <algorithm>
#include <iterator>

#include "base/json.hpp"
#include "base/limits.hpp"
#include "domain/canonical_reader.hpp"
#include "domain/field_checker.hpp"
#include "domain/field_reader.hpp"
#include "domain/field_writer.hpp"
#include "domain/header_fields.hpp"

namespace truceline::domain {
namespace {

namespace limits = base::limits;

/// How a header of our version ends: `v` is the last of its members.
constexpr std::string_view kVersionEnd = ",\"v\":1}";
static_assert(kHeaderVersion == 1);

/// Told before anything else: a later version may have other fields.
base::Result<void> check_version(base::JsonValue root) {
  if (!root.is_object()) return base::invalid("a header must be a JSON object");
  const std::optional<base::JsonValue> version = root.find("v");
  if (!version || !version->is_number() || version->as_integer() == kHeaderVersion) return {};
  return base::Error{base::ErrorCode::unsupported,
                     "a header of version " + std::string(version->number_text()), "v",
                     "this program reads version " + std::to_string(kHeaderVersion)};
}

/// Everything but the header that `encode` writes; what is wrong is told here.
base::Result<Header> read_in_any_order(std::string_view bytes) {
  // Numbers are looked at field by field, so that an error names the field.
  const base::JsonLimits json_limits{limits::kHeaderBytes, limits::kStatementDepth,
                                     limits::kHeaderBytes};
  TRY_ASSIGN(const base::JsonDocument document, base::parse_json(bytes, json_limits));
  TRY(check_version(document.root()));
  Header header;
  TRY(FieldReader().run(document.root(), header));
  return header;
}

}  // namespace

Audience narrowest(const Audience& a, const Audience& b) {
  // The labels stand from wide to narrow.
  if (a.label != b.label) return a.label > b.label ? a : b;
  Audience both{a.label, {}};
  std::set_intersection(a.recipients.begin(), a.recipients.end(), b.recipients.begin(),
                        b.recipients.end(), std::back_inserter(both.recipients));
  return both;
}

std::string encode(const Header& header) {
  FieldWriter writer;
  writer.write(header);
  return writer.take();
}

base::Result<Header> decode_stored_header(std::string_view bytes) {
  Header header;
  // The version stands last, so it need not be looked for.
  const bool canonical = bytes.size() <= limits::kHeaderBytes && bytes.ends_with(kVersionEnd) &&
                         CanonicalReader(bytes).run(header);
  if (!canonical) {
    TRY_ASSIGN(header, read_in_any_order(bytes));
  }
  if (header.references.size() > limits::kReferences)
    return base::Error{base::ErrorCode::too_large,
                       "has more than " + std::to_string(limits::kReferences) + " references",
                       "refs",
                       {}};
  TRY(FieldChecker().run(header));
  return header;
}

base::Result<Header> decode_header(std::string_view bytes) {
  TRY_ASSIGN(Header header, decode_stored_header(bytes));
  if (encode(header) != bytes)
    return base::invalid("the header is not in its canonical form",
                         "write it as RFC 8785 says: members in order, no white space");
  return header;
}

}  // namespace truceline::domain
