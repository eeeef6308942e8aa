// SPDX-License-Identifier: Apache-2.0
#include "base/time_zone.hpp"

#include <gtest/gtest.h>
