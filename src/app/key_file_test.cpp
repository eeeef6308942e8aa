// SPDX-License-Identifier: Apache-2.0
#include "app/key_file.hpp"

#include <gtest/gtest.h>

#include "app/files.hpp"
#include "app/key_file_text.hpp"
#include "app/temporary_folder.hpp"
#include "base/limits.hpp"

namespace truceline::app {
namespace {

using base::ErrorCode;

/// Gives what it is told to, one after another, and counts how often it was asked.
class Told final : public Passphrases {
 public:
  explicit Told(std::vector<std::string> texts) : texts_(std::move(texts)) {}
  base::Result<std::shared_ptr<const Secret>> of(const std::filesystem::path& path,
                                                 int attempt) override {
    ++asked;
    if (static_cast<std::size_t>(attempt) >= texts_.size())
      return base::Error{ErrorCode::forbidden, "no more", path.string(), {}};
    return std::make_shared<const Secret>(Secret::of(texts_[static_cast<std::size_t>(attempt)]));
  }
  base::Result<std::shared_ptr<const Secret>> for_new(const std::filesystem::path& path) override {
    return of(path, 0);
  }
  int asked = 0;

 private:
  std::vector<std::string> texts_;
};

const auto kNone = no_passphrases();

class KeyFile : public testing::Test {
 protected:
  base::Result<NamedKey> make(Passphrases& passphrases) {
    return make_key_file(path_, "north", KeyUse::author, passphrases, kKeyCostOfTests);
  }
  void write(const std::string& text) { ASSERT_TRUE(write_file(path_, text, FileMode::secret)); }
  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "north.key";
};

TEST_F(KeyFile, a_key_that_was_made_can_be_read_and_signs_the_same) {
  Told told({"correct horse"});
  for (Passphrases* passphrases : {static_cast<Passphrases*>(&told), kNone.get()}) {
    const auto made = make(*passphrases);
    ASSERT_TRUE(made) << made.error().to_string();
    const auto read = read_key_file(path_, *passphrases);
    ASSERT_TRUE(read) << read.error().to_string();
    EXPECT_EQ(read->name, "north");
    EXPECT_EQ(read->key.public_key(), made->key.public_key());
    EXPECT_EQ(read->key.sign(base::bytes_of("x")), made->key.sign(base::bytes_of("x")));
    const auto card = look_at_key_file(path_);
    ASSERT_TRUE(card);
    EXPECT_EQ(*card, (KeyCard{"north", KeyUse::author, made->key.public_key(),
                              passphrases != kNone.get()}));
    std::filesystem::remove(path_);
  }
}

TEST_F(KeyFile, a_key_is_never_overwritten) {
  ASSERT_TRUE(make(*kNone));
  const auto again = make(*kNone);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

TEST_F(KeyFile, a_key_that_others_may_read_is_refused) {
  ASSERT_TRUE(make(*kNone));
  std::filesystem::permissions(path_, std::filesystem::perms(0644));
  const auto read = read_key_file(path_, *kNone);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::forbidden);
  EXPECT_NE(read.error().mend.find("chmod 600"), std::string::npos);
}

TEST_F(KeyFile, the_seed_is_not_in_an_encrypted_file) {
  Told told({"correct horse"});
  ASSERT_TRUE(make(*kNone));
  const std::string plain = *read_file(path_, 4096);
  EXPECT_NE(plain.find("\nseed: "), std::string::npos);
  std::filesystem::remove(path_);
  ASSERT_TRUE(make(told));
  EXPECT_EQ(read_file(path_, 4096)->find("seed: "), std::string::npos);
}

TEST_F(KeyFile, a_wrong_passphrase_is_asked_again_and_then_refused) {
  Told right({"correct horse"});
  ASSERT_TRUE(make(right));
  Told second_time({"wrong horse", "correct horse"});
  EXPECT_TRUE(read_key_file(path_, second_time));
  EXPECT_EQ(second_time.asked, 2);
  Told wrong({"correct hors", "correct horse ", "Correct horse"});
  const auto read = read_key_file(path_, wrong);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::forbidden);
  EXPECT_EQ(wrong.asked, 4);
  EXPECT_EQ(read_key_file(path_, *kNone).error().code, ErrorCode::forbidden);
}

TEST_F(KeyFile, every_changed_byte_of_an_encrypted_file_is_noticed) {
  Told told({"correct horse"});
  ASSERT_TRUE(make(told));
  const std::string good = *read_file(path_, 4096);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == '5' ? '4' : '5';
    write(bad);
    EXPECT_FALSE(read_key_file(path_, told)) << "byte " << i << " of\n" << good;
  }
  write(good.substr(0, good.size() - 1));
  EXPECT_FALSE(read_key_file(path_, told));
  write(good + "\n");
  EXPECT_FALSE(read_key_file(path_, told));
  write(good);
  EXPECT_TRUE(read_key_file(path_, told));
}

TEST_F(KeyFile, every_changed_byte_of_a_plain_file_is_noticed_or_harmless) {
  const auto made = make(*kNone);
  const std::string good = *read_file(path_, 4096);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == 'x' ? 'y' : 'x';
    write(bad);
    const auto read = read_key_file(path_, *kNone);
    if (!read) continue;
    EXPECT_EQ(read->key.public_key(), made->key.public_key()) << "byte " << i;
  }
}

TEST_F(KeyFile, a_file_that_would_cost_too_much_to_open_is_refused_before_it_does) {
  Told told({"correct horse"});
  ASSERT_TRUE(make(told));
  const std::string good = *read_file(path_, 4096);
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    write(text.replace(text.find(from), from.size(), to));
    return read_key_file(path_, told);
  };
  const auto memory = with("memory: 8192", "memory: 99999999999999");
  ASSERT_FALSE(memory);
  EXPECT_EQ(memory.error().code, ErrorCode::too_large);
  EXPECT_EQ(with("passes: 1", "passes: 17").error().code, ErrorCode::too_large);
  EXPECT_EQ(with("passes: 1", "passes: 0").error().code, ErrorCode::corrupt);
  EXPECT_EQ(with("passes: 1", "passes: 01").error().code, ErrorCode::corrupt);
  EXPECT_EQ(with("truceline-key/2", "truceline-key/3").error().code, ErrorCode::unsupported);
}

TEST(KeyFileSpec, the_example_opens_with_its_passphrase) {
  const auto page = read_file(TRUCELINE_SOURCE_DIR "/docs/spec/key_file.md", 65'536);
  ASSERT_TRUE(page);
  const std::size_t begin = page->find("```text key\n") + 12;
  ASSERT_NE(begin, std::string::npos + 12);
  const TemporaryFolder folder;
  const auto path = folder.path() / "k";
  ASSERT_TRUE(
      write_file(path, page->substr(begin, page->find("```", begin) - begin), FileMode::secret));
  Told told({"four unrelated plain words"});
  const auto read = read_key_file(path, told);
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(base::to_hex(read->key.public_key()),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

TEST(PassphraseFile, is_one_line_that_nobody_else_may_read) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "p";
  PassphraseOptions options;
  options.file = path.string();
  const auto given = [&](const std::string& text, FileMode mode = FileMode::secret) {
    EXPECT_TRUE(write_file(path, text, mode));
    return passphrases(options)->for_new("k");
  };
  const auto good = given("four unrelated words\n");
  ASSERT_TRUE(good);
  EXPECT_EQ(base::text_of((*good)->bytes()), "four unrelated words");
  EXPECT_EQ(given("too short\n").error().code, ErrorCode::invalid_input);
  EXPECT_EQ(given("").error().code, ErrorCode::invalid_input);
  EXPECT_EQ(given("one line is enough\nand here another\n").error().code, ErrorCode::invalid_input);
  EXPECT_EQ(given(std::string(2000, 'x')).error().code, ErrorCode::too_large);
  EXPECT_EQ(given("four unrelated words\n", FileMode::shared).error().code, ErrorCode::forbidden);
}

}  // namespace
}  // namespace truceline::app
