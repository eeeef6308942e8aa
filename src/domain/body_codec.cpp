// SPDX-License-Identifier: Apache-2.0
//
// The bodies' bytes: fields.hpp says what is in them, the archives how it is written and read.
#include "base/json.hpp"
#include "base/limits.hpp"
#include "domain/canonical_reader.hpp"
#include "domain/field_checker.hpp"
#include "domain/field_reader.hpp"
#include "domain/field_writer.hpp"
#include "domain/statement.hpp"

namespace truceline::domain {
namespace {

namespace limits = base::limits;

/// A body of the kind that has this index, with nothing in it.
template <std::size_t Index = 0>
Body empty_body(std::size_t index) {
  if constexpr (Index + 1 < std::variant_size_v<Body>)
    if (index != Index) return empty_body<Index + 1>(index);
  INVARIANT(index == Index);
  return Body(std::in_place_index<Index>);
}

base::Error too_large() {
  return {base::ErrorCode::too_large,
          "a body longer than " + std::to_string(limits::kBodyBytes) + " bytes",
          {},
          "say it in several statements"};
}

base::Result<void> check(const Body& body) {
  return std::visit([](const auto& value) { return FieldChecker().run(value); }, body);
}

/// Bodies that people wrote, and everything that is wrong.
base::Result<Body> read_in_any_order(StatementKind kind, std::string_view bytes) {
  // Strings and numbers are looked at field by field, so that an error names the field.
  const base::JsonLimits json_limits{limits::kBodyBytes, limits::kStatementDepth,
                                     limits::kBodyBytes};
  TRY_ASSIGN(const base::JsonDocument document, base::parse_json(bytes, json_limits));
  Body body = empty_body(static_cast<std::size_t>(kind));
  TRY(std::visit([&](auto& value) { return FieldReader().run(document.root(), value); }, body));
  return body;
}

}  // namespace

std::string encode(const Body& body) {
  FieldWriter writer;
  std::visit([&](const auto& value) { writer.write(value); }, body);
  return writer.take();
}

base::Result<std::string> encode_checked(const Body& body) {
  TRY(check(body));
  std::string bytes = encode(body);
  if (bytes.size() > limits::kBodyBytes) return too_large();
  return bytes;
}

base::Result<Body> decode_body(StatementKind kind, std::string_view bytes) {
  if (bytes.size() > limits::kBodyBytes) return too_large();
  base::Result<Body> body = empty_body(static_cast<std::size_t>(kind));
  const auto canonical = [&](auto& value) { return CanonicalReader(bytes).run(value); };
  if (!std::visit(canonical, *body)) body = read_in_any_order(kind, bytes);
  if (body) TRY(check(*body));
  return body;
}

}  // namespace truceline::domain
