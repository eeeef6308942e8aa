// SPDX-License-Identifier: Apache-2.0
#include "base/ed25519.hpp"

#include <gtest/gtest.h>
