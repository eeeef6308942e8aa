// SPDX-License-Identifier: Apache-2.0
#include "app/rejects_file.hpp"

#include "formats/rejects_csv.hpp"

namespace truceline::app {

void RejectsFile::add(const formats::RejectedRow& row) {
  if (!begun_) {
    std::error_code ignored;  // a folder that cannot be made shows when the file is opened
    std::filesystem::create_directories(path_.parent_path(), ignored);
    file_.open(path_, std::ios::binary | std::ios::trunc);
    file_ << formats::rejects_csv_header();
    begun_ = true;
  }
  file_ << formats::to_rejects_csv(row);
}

base::Result<void> RejectsFile::finish() {
  if (!begun_) {
    std::error_code ignored;  // most often there is none
    std::filesystem::remove(path_, ignored);
    return {};
  }
  file_.close();
  if (file_.fail())
    return base::Error{base::ErrorCode::unavailable, "the list of refused rows cannot be written",
                       path_.string(), "name another place with --rejects FILE, and import again"};
  return {};
}

}  // namespace truceline::app
