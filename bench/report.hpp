// SPDX-License-Identifier: Apache-2.0
//
// Figures as people and programs read them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "measure.hpp"
#include "receipts.hpp"

namespace truceline::bench {

/// What stands above the figures: from what they were taken.
struct Circumstances {
  std::string machine;
  std::string build;
  std::vector<std::string> inputs;  ///< "UCDP file: 16,606 rows"
  int rounds = 0;
};

/// One markdown table over all of it.
std::string markdown_table(std::span<const Measured> all);
/// docs/performance.md: what each row is, how to repeat it, the table.
std::string markdown_page(const Circumstances& circumstances, std::span<const Measured> all,
                          std::span<const Waits> waits);
std::string json_text(const Circumstances& circumstances, std::span<const Measured> all,
                      std::span<const Waits> waits);

}  // namespace truceline::bench
