// SPDX-License-Identifier: Apache-2.0
#include "views/submission.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"

namespace truceline::views {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

Result<std::string> text_member(const base::JsonValue& object, std::string_view name) {
  const auto value = object.find(name);
  if (!value || !value->is_string())
    return base::invalid("this text is missing", "send envelope, salt and body as texts")
        .at(std::string(name));
  return std::string(value->as_string());
}

}  // namespace

Result<Submission> read_submission(const Request& request) {
  if (request.content_type.substr(0, request.content_type.find(';')) != "application/json")
    return Error{
        ErrorCode::unsupported, "a statement is sent as application/json", "Content-Type", {}};
  TRY_ASSIGN(const base::JsonDocument document,
             base::parse_json(request.body, {base::limits::kRequestBodyBytes, 2,
                                             base::limits::kEntryBytes, true}));
  const base::JsonValue root = document.root();
  if (!root.is_object() || root.size() != 3)
    return base::invalid("a statement is an object of envelope, salt and body, and nothing else");
  Submission submission;
  TRY_ASSIGN(submission.envelope, text_member(root, "envelope"));
  TRY_ASSIGN(submission.body, text_member(root, "body"));
  TRY_ASSIGN(const std::string salt, text_member(root, "salt"));
  const auto bytes = base::hash_from_hex(salt);
  if (!bytes) return base::invalid("a salt is 64 hex digits").at("salt");
  std::ranges::copy(*bytes, submission.salt.begin());
  return submission;
}

Response submission_response(base::EntryIndex index, const base::Hash& id, base::TreeSize size,
                             bool is_new) {
  base::JsonWriter out;
  out.begin_object().member("index", static_cast<std::int64_t>(index.value));
  out.member("id", base::to_hex(id));
  out.member("tree_size", static_cast<std::int64_t>(size.value)).end_object();
  Response response;
  response.status = is_new ? 201 : 200;
  response.body = out.take();
  return response;
}

}  // namespace truceline::views
