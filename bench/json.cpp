// SPDX-License-Identifier: Apache-2.0
//
// The bodies of statements as JSON: our strict tape against Boost.JSON's tree, and what decoding
// into a checked domain value costs on top.
#include "base/json.hpp"

#include <boost/json.hpp>

#include "base/limits.hpp"
#include "paths.hpp"

namespace truceline::bench {
namespace {

constexpr base::JsonLimits kLimits{base::limits::kBodyBytes, base::limits::kStatementDepth,
                                   base::limits::kStatementString, true};

struct Text {
  domain::StatementKind kind;
  std::string bytes;
};

/// Adds up what `parse` makes of each text.
template <class Parse>
std::uint64_t sum(const std::vector<Text>& texts, Parse parse) {
  std::uint64_t total = 0;
  for (const Text& text : texts) total += parse(text);
  return total;
}

}  // namespace

base::Result<void> measure_json(const Options& options, std::span<const domain::Body> bodies,
                                All& all) {
  std::vector<Text> texts;
  std::uint64_t bytes = 0;
  for (const domain::Body& body : bodies) {
    texts.push_back({domain::kind_of(body), domain::encode(body)});
    bytes += texts.back().bytes.size();
  }
  const std::string path =
      "JSON bodies parsed, " + std::to_string(bytes / texts.size()) + " bytes each";
  if (!wanted(options, path)) return {};
  const auto in_arena = [](const Text& text) {
    boost::json::monotonic_resource arena;
    return boost::json::parse(text.bytes, &arena).as_object().size();
  };
  const std::vector<Way> ways = {
      {"base::parse_json", Role::ours,
       [&] {
         return sum(texts, [](const Text& text) {
           return base::parse_json(text.bytes, kLimits).value().root().size();
         });
       }},
      {"boost::json::parse, tree on the heap", Role::other,
       [&] {
         return sum(texts, [](const Text& text) {
           return boost::json::parse(text.bytes).as_object().size();
         });
       }},
      {"boost::json::parse, tree in an arena", Role::other, [&] { return sum(texts, in_arena); }},
      {"domain::decode_body: parsed, checked, typed", Role::also,
       [&] {
         return sum(texts, [](const Text& text) {
           return domain::decode_body(text.kind, text.bytes).has_value() ? 1U : 0U;
         });
       }},
      {"domain::encode: the way back", Role::also, [&] {
         std::uint64_t written = 0;
         for (const domain::Body& body : bodies) written += domain::encode(body).size();
         return written;
       }}};
  TRY_ASSIGN(Measured measured, measure({path, "bodies", texts.size()}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace truceline::bench
