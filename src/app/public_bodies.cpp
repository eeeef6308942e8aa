// SPDX-License-Identifier: Apache-2.0
#include "app/public_bodies.hpp"

#include "base/json.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Bytes;
using base::EntryIndex;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kPagesKept = 2;  // several threads read a little apart

Result<std::uint64_t> index_in(const base::JsonValue& object, std::string_view name) {
  const auto value = object.find(name);
  const auto number = value && value->is_number() ? value->as_integer() : std::nullopt;
  if (!number || *number < 0) return base::invalid("this is no index").at(std::string(name));
  return static_cast<std::uint64_t>(*number);
}

/// One more than any index: a page that ends the log says so with null.
constexpr EntryIndex kEndOfLog{UINT64_MAX};

}  // namespace

Result<PublicBodies::Page> PublicBodies::fetch(EntryIndex from) const {
  const auto wrong = [&](const std::string& reason) {
    return Error{ErrorCode::corrupt, reason, "/api/v1/bodies?from=" + std::to_string(from.value),
                 "this host does not answer as Truceline does"};
  };
  TRY_ASSIGN(const std::string text, read_(from));
  const auto document = base::parse_json(
      text, {base::limits::kHttpAnswerBytes, 4, 2 * base::limits::kSealedBytes, true});
  if (!document) return wrong(document.error().to_string());
  const base::JsonValue root = document->root();
  const auto items = root.is_object() ? root.find("items") : std::nullopt;
  const auto next = root.is_object() ? root.find("next") : std::nullopt;
  if (!items || !items->is_array() || !next) return wrong("the answer lacks items or next");
  Page page{kEndOfLog, {}};
  if (!next->is_null()) {
    const auto end = index_in(root, "next");
    if (!end || *end <= from.value) return wrong("`next` does not go on");
    page.end = {*end};
  }
  for (const base::JsonValue& item : items->elements()) {
    if (!item.is_object()) return wrong("an item is no object");
    const auto index = index_in(item, "index");
    const auto sealed = item.find("sealed");
    if (!index || !sealed || !sealed->is_string()) return wrong("an item lacks index or sealed");
    auto bytes = base::from_base64(sealed->as_string());
    if (!bytes) return wrong(bytes.error().reason);
    page.sealed[{*index}] = *std::move(bytes);
  }
  return page;
}

Result<Bytes> PublicBodies::sealed(EntryIndex index) {
  auto page = pages_.upper_bound(index);
  const bool held = page != pages_.begin() && index < (--page)->second.end;
  if (!held) {
    TRY_ASSIGN(Page fetched, fetch(index));
    if (pages_.size() >= kPagesKept) pages_.erase(pages_.begin());
    page = pages_.insert_or_assign(index, std::move(fetched)).first;
  }
  const auto found = page->second.sealed.find(index);
  return found == page->second.sealed.end() ? Bytes{} : found->second;
}

}  // namespace truceline::app
