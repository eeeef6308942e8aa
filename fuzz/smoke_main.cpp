// SPDX-License-Identifier: Apache-2.0
//
// Runs a fuzz target without libFuzzer: every seed, then mutations of seeds from a fixed number,
// so that each test run shows at least that the target builds, accepts its seeds, and survives.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr int kMutations = 20'000;

std::vector<std::string> seeds() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(TRUCELINE_SEEDS))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return texts;
}

void run(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

/// One small change, as a fuzzer makes them: a bit, a byte, a piece cut, doubled or spliced in.
std::string mutate(const std::vector<std::string>& from, std::mt19937_64& random) {
  std::string text = from[random() % from.size()];
  const std::string& other = from[random() % from.size()];
  const auto at = [&random](const std::string& s) { return s.empty() ? 0 : random() % s.size(); };
  for (std::uint64_t changes = 1 + random() % 4; changes > 0; --changes) {
    switch (random() % 6) {
      case 0:
        if (!text.empty()) text[at(text)] ^= static_cast<char>(1 << (random() % 8));
        break;
      case 1:
        if (!text.empty()) text[at(text)] = static_cast<char>(random());
        break;
      case 2:
        text.erase(at(text), random() % 16);
        break;
      case 3:
        text.insert(at(text), text.substr(at(text), random() % 32));
        break;
      case 4:
        text.insert(at(text), other.substr(at(other), random() % 64));
        break;
      default:
        text.resize(at(text));
    }
  }
  return text;
}

TEST(Smoke, seeds_and_their_mutations_are_survived) {
  const std::vector<std::string> from = seeds();
  ASSERT_FALSE(from.empty());
  for (const std::string& seed : from) run(seed);
  std::mt19937_64 random(20170504);
  for (int i = 0; i < kMutations; ++i) run(mutate(from, random));
}

}  // namespace
