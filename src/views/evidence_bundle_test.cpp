// SPDX-License-Identifier: Apache-2.0
#include "views/evidence_bundle.hpp"

#include <gtest/gtest.h>

#include "base/sha256.hpp"

namespace truceline::views {
namespace {

EvidenceBundle small() {
  EvidenceBundle bundle;
  bundle.about = {"site", "aid", "clinic", {3}};
  bundle.origin = "example.org/lake";
  bundle.reader = "party north";
  bundle.time_zone = "UTC";
  bundle.size = {5};
  bundle.at = {1'767'592'800'000};
  bundle.mirrors = {{"mirror.example.org", "north"}};
  bundle.mark = BundleMark{"north.duty", "north", {1'767'592'800'000}, "3d4017c3", {}};
  bundle.policy = "quorum none\n";
  const auto bytes = [](std::string_view text) {
    const base::BytesView view = base::bytes_of(text);
    return base::Bytes(view.begin(), view.end());
  };
  bundle.entries = {{{0}, {"key"}, BodyState::shown, {bytes("{}"), bytes("sealed")}, "receipt"},
                    {{3}, {"subject"}, BodyState::withheld, {bytes("{\"a\":1}"), {}}, {}}};
  bundle.told = {{ToldKind::note, "{}", "Received is never approved.", "الإبلاغ ليس موافقة."},
                 {ToldKind::moment, "{\"entry\":3}", "said", "قيل"}};
  return bundle;
}

std::string closed(const std::string& text) {
  return text + "{\"sha256\":\"" + base::to_hex(base::sha256(base::bytes_of(text))) + "\"}\n";
}
/// All lines but the one that closes it.
std::string open_lines(const std::string& text) {
  return text.substr(0, text.rfind('\n', text.size() - 2) + 1);
}

TEST(EvidenceBundle, is_read_back_as_it_was_written) {
  const std::string text = *format_bundle(small());
  const auto read = parse_bundle(text);
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(*read, small());
  EXPECT_EQ(*format_bundle(*read), text);
  EXPECT_TRUE(looks_like_bundle(text));
  EXPECT_FALSE(looks_like_bundle("truceline-fork-evidence/1\n"));
}

TEST(EvidenceBundle, another_spelling_of_the_same_is_refused) {
  const std::string lines = open_lines(*format_bundle(small()));
  EXPECT_TRUE(parse_bundle(closed(lines)));
  const auto change = [&](const std::string& from, const std::string& to) {
    std::string changed = lines;
    changed.replace(changed.find(from), from.size(), to);
    return parse_bundle(closed(changed));
  };
  EXPECT_FALSE(change("\"entry\":3", "\"entry\": 3"));
  EXPECT_FALSE(change("\"because\":[\"key\"],", "\"because\":[\"key\"],\"more\":1,"));
  EXPECT_FALSE(change("الإبلاغ", "\\u0627لإبلاغ"));
  EXPECT_FALSE(change("\"withheld\"", "\"hidden\""));
  EXPECT_FALSE(change("\"entry\":0", "\"entry\":3")) << "entries ascend";
  EXPECT_FALSE(change("\"size\":5", "\"size\":3")) << "and are within the size";
  EXPECT_EQ(change("bundle/1", "bundle/2").error().code, base::ErrorCode::unsupported);
}

TEST(EvidenceBundle, what_is_cut_or_changed_says_so) {
  const std::string text = *format_bundle(small());
  EXPECT_EQ(parse_bundle(open_lines(text)).error().code, base::ErrorCode::invalid_input);
  std::string changed = text;
  changed[changed.find("said")] = 'S';
  EXPECT_EQ(parse_bundle(changed).error().code, base::ErrorCode::corrupt);
  for (std::size_t size = 0; size < text.size(); ++size)
    EXPECT_FALSE(parse_bundle(text.substr(0, size))) << size;
  EXPECT_FALSE(parse_bundle(text + "\n"));
}

TEST(EvidenceBundle, what_no_reader_would_take_is_not_written) {
  EvidenceBundle bundle = small();
  bundle.policy = "\xff";
  EXPECT_FALSE(format_bundle(bundle));
  bundle = small();
  bundle.told.resize(kBundleTold + 1, bundle.told.front());
  EXPECT_EQ(format_bundle(bundle).error().code, base::ErrorCode::too_large);
  bundle = small();
  bundle.policy.assign(kBundleLineBytes + 1, 'x');
  EXPECT_EQ(format_bundle(bundle).error().code, base::ErrorCode::too_large);
}

}  // namespace
}  // namespace truceline::views
