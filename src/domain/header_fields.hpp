// SPDX-License-Identifier: Apache-2.0
//
// The fields of a header, described as fields.hpp describes those of the bodies. Short names: a
// header stands in every mirror. Internal to the module.
#pragma once

#include "domain/fields.hpp"

namespace truceline::domain {

inline constexpr std::int64_t kHeaderVersion = 1;

template <class Archive>
void fields(Archive& archive, Like<Reference> auto& value) {
  archive("entry", value.entry);
  archive("kind", value.kind);
}

template <class Archive>
void fields(Archive& archive, Like<Header> auto& value) {
  std::int64_t version = kHeaderVersion;
  archive("audience", value.audience);
  archive.group("author", [&] {
    archive("key", value.key);
    archive("party", value.party, FieldRule::slug);
  });
  archive("commit", value.commitment);
  archive("kind", value.kind);
  archive("log", value.log, FieldRule::code);
  archive("prev", value.previous);
  archive("refs", value.references);
  archive("seq", value.sequence, FieldRule::counted);
  archive.group("time", [&] {
    archive("ms", value.time);
    archive("zone", value.time_zone, FieldRule::code);
  });
  archive("v", version);
}

}  // namespace truceline::domain
