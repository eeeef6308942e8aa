// SPDX-License-Identifier: Apache-2.0
#include "app/version.hpp"

namespace truceline::app {

std::string_view version() {
  return TRUCELINE_VERSION;
}

}  // namespace truceline::app
