// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.hpp"

#include <gtest/gtest.h>

namespace truceline::base {
namespace {

TEST(Sha256, GivesTheValuesOfFips180) {
  EXPECT_EQ(to_hex(sha256(bytes_of(""))),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256(bytes_of("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256(bytes_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(to_hex(sha256(bytes_of(std::string(1'000'000, 'a')))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, IsOverThePartsTogetherHoweverTheyAreCut) {
  const std::string text(200, 'x');
  const Hash whole = sha256(bytes_of(text));
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const std::string_view view = text;
    EXPECT_EQ(sha256({bytes_of(view.substr(0, cut)), {}, bytes_of(view.substr(cut))}), whole);
  }
}

TEST(ConstantTime, SaysWhetherTheBytesAreTheSame) {
  EXPECT_TRUE(equal_in_constant_time({}, {}));
  EXPECT_TRUE(equal_in_constant_time(bytes_of("salt"), bytes_of("salt")));
  EXPECT_FALSE(equal_in_constant_time(bytes_of("salt"), bytes_of("salT")));
  EXPECT_FALSE(equal_in_constant_time(bytes_of("salt"), bytes_of("sal")));
  EXPECT_FALSE(equal_in_constant_time(bytes_of("salt"), {}));
}

}  // namespace
}  // namespace truceline::base
