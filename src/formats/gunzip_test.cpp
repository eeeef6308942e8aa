// SPDX-License-Identifier: Apache-2.0
#include "formats/gunzip.hpp"

#include <gtest/gtest.h>
#include <string>
#include <zlib.h>

namespace truceline::formats {
namespace {

std::string gzip(std::string_view text) {
  z_stream z{};
  EXPECT_EQ(deflateInit2(&z, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&z, text.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

struct Unpacked {
  std::string text;
  std::string error;
};

Unpacked unpack(std::string_view bytes, std::size_t chunk, std::size_t limit = 1 << 30) {
  Unpacked unpacked;
  Gunzip gunzip(
      [&](std::string_view piece) {
        unpacked.text += piece;
        return base::Result<void>();
      },
      limit);
  base::Result<void> result;
  for (std::size_t at = 0; result && at < bytes.size(); at += chunk)
    result = gunzip.feed(bytes.substr(at, chunk));
  if (result) result = gunzip.finish();
  if (!result) unpacked.error = result.error().to_string();
  EXPECT_EQ(gunzip.bytes_out(), unpacked.text.size());
  return unpacked;
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += std::to_string(i * 7919) + ",";
  return text;
}

TEST(Gunzip, unpacks_whatever_the_chunks) {
  const std::string text = long_text();
  const std::string packed = gzip(text);
  EXPECT_TRUE(looks_gzipped(packed));
  EXPECT_FALSE(looks_gzipped("id,year"));
  EXPECT_FALSE(looks_gzipped("\x1F"));
  for (const std::size_t chunk :
       {std::size_t{1}, std::size_t{7}, std::size_t{4096}, packed.size()}) {
    const Unpacked u = unpack(packed, chunk);
    EXPECT_EQ(u.error, "");
    EXPECT_TRUE(u.text == text);
  }
}

TEST(Gunzip, unpacks_members_one_after_another_and_zero_padding) {
  const std::string packed = gzip("first\n") + gzip("") + gzip("second\n") + std::string(512, '\0');
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{13}, packed.size()}) {
    const Unpacked u = unpack(packed, chunk);
    EXPECT_EQ(u.error, "");
    EXPECT_EQ(u.text, "first\nsecond\n");
  }
}

TEST(Gunzip, a_truncated_file_says_so_and_how_much_came_out) {
  const std::string text = long_text();
  const std::string packed = gzip(text);
  const Unpacked u = unpack(std::string_view(packed).substr(0, packed.size() / 2), 4096);
  EXPECT_GT(u.text.size(), 1000U);
  EXPECT_TRUE(text.starts_with(u.text));
  EXPECT_EQ(u.error, "the gzip file is truncated (" + std::to_string(u.text.size()) +
                         " bytes came out before) (copy or download the file again)");
  for (std::size_t cut = 1; cut <= 8; ++cut) {  // inside the checksum and length at the end
    const Unpacked almost = unpack(std::string_view(packed).substr(0, packed.size() - cut), 4096);
    EXPECT_TRUE(almost.error.starts_with("the gzip file is truncated")) << cut;
  }
  EXPECT_TRUE(unpack("", 1).error.starts_with("the gzip file is truncated"));
}

TEST(Gunzip, damage_is_noticed) {
  std::string packed = gzip("some text that is long enough");
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);
  EXPECT_TRUE(unpack(packed, 3).error.starts_with("the gzip checksum does not match"));
  std::string length = gzip("some text");
  length[length.size() - 2] = static_cast<char>(length[length.size() - 2] ^ 1);
  EXPECT_TRUE(unpack(length, 3).error.starts_with("the gzip length does not match"));
  EXPECT_TRUE(unpack("id,year\n", 3).error.starts_with("the file is not gzip"));
  EXPECT_TRUE(
      unpack(gzip("a") + "tail", 3)
          .error.starts_with("after the end of the gzip data stand bytes that are not gzip"));
}

TEST(Gunzip, a_bomb_stops_at_the_limit) {
  const std::string packed = gzip(std::string(1'000'000, 'a'));
  EXPECT_LT(packed.size(), 2000U);
  const Unpacked u = unpack(packed, 64, 300'000);
  EXPECT_TRUE(u.error.starts_with("the file unpacks to more than 300000 bytes")) << u.error;
  EXPECT_LE(u.text.size(), 300'000U);
  EXPECT_EQ(unpack(packed, 64, 1'000'000).error, "");
}

TEST(Gunzip, an_error_of_the_reader_stops_it) {
  Gunzip gunzip([](std::string_view) { return base::Result<void>(base::invalid("no more")); });
  const auto result = gunzip.feed(gzip("text"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reason, "no more");
}

}  // namespace
}  // namespace truceline::formats
