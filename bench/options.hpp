// SPDX-License-Identifier: Apache-2.0
//
// How much of what to measure. Everything is made from one seed unless files are given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace truceline::bench {

struct Options {
  bool has_geo_files() const { return !zones_file.empty() || !volumes_file.empty(); }

  std::uint64_t seed = 20170506;
  int rounds = 5;
  std::size_t points = 100'000;
  std::size_t csv_rows = 16'600;         ///< Of the generated file.
  std::size_t statements = 5'000;        ///< Signed, verified, appended, parsed.
  std::size_t entries = 16'600;          ///< Replayed.
  std::size_t taken_in = 15'000;         ///< Signed statements handed in.
  std::size_t positions = 100'000;       ///< Sent to a server.
  std::size_t leaves = 1'000'000;        ///< Of the tree that proofs are made from.
  std::size_t receipts = 200;            ///< Waited for, with witnesses far away.
  std::size_t zones = 100'000;           ///< Of the large set; the sparse one has a tenth.
  std::size_t zone_places = 1'000'000;   ///< Asked of them.
  std::size_t compared_places = 20'000;  ///< Of those, asked of the alternatives too.
  bool with_s2 = true;                   ///< Its index of the large set takes minutes to build.
  std::size_t volumes = 100'000;
  std::size_t volume_questions = 10'000;
  std::filesystem::path ucdp;         ///< Empty: the generated file.
  std::filesystem::path mission;      ///< Empty: the generated ledger.
  std::filesystem::path zones_file;   ///< These four: instead of what is made; then only what
  std::filesystem::path points_file;  ///< they can be asked is measured.
  std::filesystem::path volumes_file;
  std::filesystem::path queries_file;
  std::string only;  ///< Only paths that contain this; empty: all.
};

}  // namespace truceline::bench
