// SPDX-License-Identifier: Apache-2.0
#include "app/signed_batch.hpp"

#include "base/sha256.hpp"

namespace truceline::app {

std::string batch_message(std::string_view origin, const BatchTerms& terms, std::string_view body) {
  const std::string time = std::to_string(terms.time.value);
  const std::string hash = base::to_hex(base::sha256(base::bytes_of(body)));
  std::string message = "truceline.org/positions/v1\n";
  for (const std::string_view line :
       {origin, std::string_view(terms.party), std::string_view(time),
        std::string_view(terms.audience), std::string_view(terms.kind), std::string_view(hash)})
    message.append(line).append("\n");
  return message;
}

std::string batch_query(std::string_view origin, const BatchTerms& terms, std::string_view body,
                        const base::SigningKey& key) {
  const std::string message = batch_message(origin, terms, body);
  std::string query = "party=" + terms.party + "&time_ms=" + std::to_string(terms.time.value);
  if (!terms.audience.empty()) query += "&audience=" + terms.audience;
  if (!terms.kind.empty()) query += "&kind=" + terms.kind;
  query += "&key=" + base::to_hex(key.public_key());
  return query + "&signature=" + base::to_hex(key.sign(base::bytes_of(message)));
}

}  // namespace truceline::app
