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

constexpr int kOk = 200;
constexpr int kCreated = 201;

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
  return parse_submission(request.body);
}

bool is_batch(const Request& request) {
  return request.content_type.substr(0, request.content_type.find(';')) == "application/x-ndjson";
}

Result<std::vector<std::string_view>> submission_lines(const Request& request) {
  std::vector<std::string_view> lines;
  for (std::string_view rest = request.body; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    lines.push_back(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (lines.size() > base::limits::kSubmissionLines)
      return Error{ErrorCode::too_large,
                   "a request has more than " + std::to_string(base::limits::kSubmissionLines) +
                       " statements",
                   {},
                   "send the rest in another one"};
  }
  if (lines.empty()) return base::invalid("there is no statement", "send one on each line");
  return lines;
}

Result<Submission> parse_submission(std::string_view json) {
  TRY_ASSIGN(const base::JsonDocument document,
             base::parse_json(
                 json, {base::limits::kRequestBodyBytes, 2, base::limits::kEntryBytes, true}));
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

std::string accepted_line(base::EntryIndex index, const base::Hash& id, base::TreeSize size,
                          bool is_new) {
  base::JsonWriter out;
  out.begin_object().member("status", std::int64_t{is_new ? kCreated : kOk});
  out.member("index", static_cast<std::int64_t>(index.value));
  out.member("id", base::to_hex(id));
  out.member("tree_size", static_cast<std::int64_t>(size.value)).end_object();
  return out.take();
}

Response submission_response(const Accepted& accepted) {
  base::JsonWriter out;
  out.begin_object().member("index", static_cast<std::int64_t>(accepted.index.value));
  out.member("id", base::to_hex(accepted.id));
  out.member("tree_size", static_cast<std::int64_t>(accepted.tree_size.value)).key("receipt");
  if (accepted.receipt)
    out.string(*accepted.receipt);
  else
    out.null();
  out.end_object();
  Response response;
  response.status = accepted.is_new ? kCreated : kOk;
  response.body = out.take();
  return response;
}

}  // namespace truceline::views
