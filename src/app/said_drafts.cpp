// SPDX-License-Identifier: Apache-2.0
#include "app/said_drafts.hpp"

#include <iterator>

#include "app/audience_option.hpp"
#include "app/entry_name.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::JsonValue;
using base::Result;

namespace {

namespace limits = base::limits;

constexpr base::JsonLimits kSaidLimits{limits::kRequestBodyBytes, limits::kStatementDepth + 2,
                                       limits::kBodyBytes};

Result<domain::Body> read_body(domain::StatementKind kind, JsonValue said,
                               const formats::SaidOptions& options) {
  TRY_ASSIGN(const std::string body, formats::said_body(said, options));
  return domain::decode_body(kind, body);
}

/// The names in a member that is a list of texts or numbers; none where it is missing.
Result<std::vector<std::string>> names_in(JsonValue line, std::string_view member) {
  std::vector<std::string> names;
  const auto list = line.find(member);
  if (!list) return names;
  const base::Error wrong =
      base::invalid("this is no list of entries", "write numbers or ids, as in [12, \"3fa0\"]")
          .at(std::string(member));
  if (!list->is_array()) return wrong;
  for (const JsonValue one : list->elements()) {
    if (!one.is_string() && !one.is_number()) return wrong;
    names.emplace_back(one.is_string() ? one.as_string() : one.number_text());
  }
  return names;
}

Result<void> check_line_members(JsonValue line) {
  const base::Error wrong = base::invalid(
      "a line is an object of kind, body and, where needed, audience, supersedes, answers, cites",
      "write {\"kind\": \"report\", \"audience\": \"public\", \"body\": {...}}");
  if (!line.is_object()) return wrong;
  for (const auto& member : line.members()) {
    bool known = false;
    for (const std::string_view name :
         {"kind", "body", "audience", "supersedes", "answers", "cites"})
      known = known || name == member.key;
    if (!known) return wrong.at(std::string(member.key));
  }
  return {};
}

Result<domain::StatementKind> kind_of_line(JsonValue line) {
  const auto word = line.find("kind");
  if (word && word->is_string())
    if (const auto kind = domain::from_word<domain::StatementKind>(word->as_string())) return *kind;
  return base::invalid("this is no kind of statement",
                       "take one of " + domain::all_words<domain::StatementKind>())
      .at("kind");
}

Result<Draft> read_line(std::string_view text, const engine::State& state,
                        const DraftOptions& options) {
  TRY_ASSIGN(const base::JsonDocument document, base::parse_json(text, kSaidLimits));
  const JsonValue line = document.root();
  TRY(check_line_members(line));
  TRY_ASSIGN(const domain::StatementKind kind, kind_of_line(line));
  Draft draft;
  draft.audience = options.audience;
  draft.references = options.references;
  if (const auto audience = line.find("audience")) {
    const auto read = parse_audience(audience->is_string() ? audience->as_string() : "");
    if (!read) return base::invalid(read.error().reason, read.error().mend).at("audience");
    draft.audience = *read;
  }
  for (const auto& [reference, word] : domain::kWords<domain::ReferenceKind>) {
    TRY_ASSIGN(const auto names, names_in(line, word));
    TRY_ASSIGN(const auto references, references_to(state, reference, names, word));
    std::ranges::copy(references, std::back_inserter(draft.references));
  }
  const auto body = line.find("body");
  if (!body) return base::invalid("the body is missing", "write \"body\": {...}").at("body");
  TRY_ASSIGN(draft.body, read_body(kind, *body, options.said));
  return draft;
}

}  // namespace

Result<Draft> read_draft(domain::StatementKind kind, const std::string& file, std::string_view text,
                         const DraftOptions& options) {
  const auto document = base::parse_json(text, kSaidLimits);
  if (!document) return document.error().at(file);
  auto body = read_body(kind, document->root(), options.said);
  if (!body) return body.error().at(file);
  return Draft{*std::move(body), options.audience, options.references, file};
}

Result<std::vector<Draft>> read_draft_lines(const std::string& file, std::string_view text,
                                            const engine::State& state,
                                            const DraftOptions& options) {
  std::vector<Draft> drafts;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto draft = read_line(line, state, options);
    const std::string place = file + ":" + std::to_string(number);
    if (!draft) return draft.error().at(place);
    draft->place = place;
    drafts.push_back(*std::move(draft));
  }
  return drafts;
}

Result<std::vector<domain::Reference>> references_to(const engine::State& state,
                                                     domain::ReferenceKind kind,
                                                     const std::vector<std::string>& names,
                                                     std::string_view place) {
  std::vector<domain::Reference> references;
  for (const std::string& name : names) {
    const auto index = find_entry(state, name);
    if (!index) return index.error().at(std::string(place));
    references.push_back({kind, state.id_of(*index)});
  }
  return references;
}

}  // namespace truceline::app
