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

/// Calls `take(index, item)` for each member of the list `name`.
template <class Take>
Result<void> each_in(const base::JsonValue& root, std::string_view name, Take take) {
  const auto list = root.find(name);
  if (!list || !list->is_array()) return base::invalid("this is no list").at(std::string(name));
  for (const base::JsonValue& item : list->elements()) {
    if (!item.is_object()) return base::invalid("this is no object").at(std::string(name));
    TRY_ASSIGN(const std::uint64_t index, index_in(item, "index"));
    TRY(take(EntryIndex{index}, item));
  }
  return {};
}

}  // namespace

Result<PublicBodies::Page> PublicBodies::fetch(EntryIndex from) {
  TRY_ASSIGN(const std::string text, read_(from));
  Page page;
  const auto read = [&]() -> Result<void> {
    TRY_ASSIGN(const auto document, base::parse_json(text, {base::limits::kHttpAnswerBytes, 4,
                                                            2 * base::limits::kSealedBytes, true}));
    const base::JsonValue root = document.root();
    const auto next = root.is_object() ? root.find("next") : std::nullopt;
    if (!next) return base::invalid("the answer lacks `next`");
    TRY_ASSIGN(page.end.value, index_in(root, next->is_null() ? "size" : "next"));
    if (!next->is_null() && page.end <= from) return base::invalid("`next` does not go on");
    TRY(each_in(root, "items", [&](EntryIndex index, const base::JsonValue& item) -> Result<void> {
      const auto sealed = item.find("sealed");
      if (!sealed || !sealed->is_string()) return base::invalid("an item lacks `sealed`");
      TRY_ASSIGN(page.sealed[index], base::from_base64(sealed->as_string()));
      return {};
    }));
    return each_in(root, "erased",
                   [&](EntryIndex index, const base::JsonValue& item) -> Result<void> {
                     TRY_ASSIGN(const std::uint64_t by, index_in(item, "entry"));
                     if (index < page.end) erased_[index] = {by};
                     return {};
                   });
  }();
  if (read) return page;
  return Error{ErrorCode::corrupt, read.error().to_string(),
               "/api/v1/bodies?from=" + std::to_string(from.value),
               "this host does not answer as Truceline does"};
}

Result<Bytes> PublicBodies::sealed(EntryIndex index) {
  auto page = pages_.upper_bound(index);
  const bool held = page != pages_.begin() && index < (--page)->second.end;
  if (!held) {
    TRY_ASSIGN(Page fetched, fetch(index));
    for (int waited = 0; fetched.end <= index; ++waited) {
      if (waited == kWaits)
        return Error{ErrorCode::unavailable,
                     "the host has signed entry " + std::to_string(index.value) +
                         ", and its API does not know of it",
                     "/api/v1/bodies", "try it again later"};
      wait_();
      TRY_ASSIGN(fetched, fetch(index));
    }
    if (pages_.size() >= kPagesKept) pages_.erase(pages_.begin());
    page = pages_.insert_or_assign(index, std::move(fetched)).first;
  }
  const auto found = page->second.sealed.find(index);
  return found == page->second.sealed.end() ? Bytes{} : found->second;
}

std::optional<EntryIndex> PublicBodies::said_erased(EntryIndex index) const {
  const auto found = erased_.find(index);
  return found == erased_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace truceline::app
