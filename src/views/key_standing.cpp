// SPDX-License-Identifier: Apache-2.0
#include "views/key_standing.hpp"

#include "base/json_writer.hpp"

namespace truceline::views {

std::string key_standing_json(const engine::AuthorRegister::Enrolled& key,
                              const engine::AuthorRegister::Chain& chain) {
  base::JsonWriter json;
  json.begin_object().member("key", base::to_hex(key.key)).member("party", key.party);
  json.member("role", domain::word(key.role)).member("holder", key.holder);
  json.member("since", static_cast<std::int64_t>(key.since.value)).key("until");
  if (key.until)
    json.integer(static_cast<std::int64_t>(key.until->value));
  else
    json.null();
  json.member("end_reason", key.end_reason);
  json.member("next_seq", static_cast<std::int64_t>(chain.next_sequence));
  json.member("previous", base::to_hex(chain.last)).end_object();
  return json.take();
}

}  // namespace truceline::views
