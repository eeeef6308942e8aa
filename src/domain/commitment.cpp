// SPDX-License-Identifier: Apache-2.0
#include "domain/commitment.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/sha256.hpp"

namespace truceline::domain {
namespace {

/// The zero byte ends the label, so that no other label of ours can begin with this one.
constexpr std::string_view kLabel{"truceline.org/commitment/v1\0", 28};

}  // namespace

base::Hash commitment(const Salt& salt, std::string_view body) {
  return base::sha256({base::bytes_of(kLabel), salt, base::bytes_of(body)});
}

base::Bytes seal(const Salt& salt, std::string_view body) {
  base::Bytes sealed;
  sealed.reserve(salt.size() + body.size());
  sealed.insert(sealed.end(), salt.begin(), salt.end());
  sealed.insert(sealed.end(), body.begin(), body.end());
  return sealed;
}

base::Result<Sealed> unseal(base::BytesView sealed) {
  if (sealed.size() < Salt{}.size())
    return base::Error{base::ErrorCode::corrupt, "a sealed body shorter than its salt", {}, {}};
  if (sealed.size() > base::limits::kSealedBytes)
    return base::Error{
        base::ErrorCode::too_large,
        "a sealed body longer than " + std::to_string(base::limits::kSealedBytes) + " bytes",
        {},
        {}};
  Sealed opened{};
  std::copy_n(sealed.begin(), opened.salt.size(), opened.salt.begin());
  opened.body = base::text_of(sealed.subspan(opened.salt.size()));
  return opened;
}

}  // namespace truceline::domain
