// SPDX-License-Identifier: Apache-2.0
//
// Where the parties are reached, and by way of what: named, listed and removed by commands, read by
// the server. The key that signs an endpoint's webhooks is made here and shown once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/delivery.hpp"
#include "app/delivery_file.hpp"
#include "app/mail_client.hpp"

namespace truceline::app {

struct DeliverySettings {
  std::optional<MailServer> mail;  ///< Empty: no mail is sent.
  std::string page;                ///< "https://truceline.mission.example"; empty: not told.
  std::int64_t silent_after_ms = base::limits::kSilentAfterMs;
};

/// What an endpoint is to be.
struct NewEndpoint {
  std::string party;
  std::string address;
  std::string label;
  bool allow_private = false;
};

/// A mail address or a web address, checked. Errors: invalid_input, with what would mend it; a
/// webhook is https, unless it is on this machine and `allow_private`.
base::Result<EndpointKind> endpoint_kind(const std::string& address, bool allow_private);

/// `address` without what tells whose it is, for those who are not to know: "d...@north.example",
/// "https://north.example/...".
std::string shortened(const Endpoint& endpoint);

/// Any thread.
class EndpointStore {
 public:
  /// REQUIRES: `file` outlives this.
  explicit EndpointStore(DeliveryFile& file) : file_(file) {}

  base::Result<DeliverySettings> settings();
  /// Errors: invalid_input for a server, an address or a page that is none.
  base::Result<void> set(const DeliverySettings& settings);

  /// What is said from `next_entry` on is told there. Errors: those of endpoint_kind; conflict
  /// where the party has it already; too_large beyond limits::kEndpoints or kEndpointsOfParty.
  base::Result<Endpoint> add(const NewEndpoint& wanted, base::EntryIndex next_entry,
                             base::TimeMs now);
  /// By id, without those that were removed.
  base::Result<std::vector<Endpoint>> endpoints();
  /// Errors: not_found.
  base::Result<Endpoint> endpoint(EndpointId id);
  /// The bytes of the key that signs its webhooks; empty for mail.
  base::Result<base::Bytes> secret_of(EndpointId id);
  /// Another key for its webhooks; the one before no longer counts. Errors: not_found;
  /// invalid_input for mail.
  base::Result<void> renew_secret(EndpointId id);
  /// It gets nothing more; what waits for it is dead. Errors: not_found.
  base::Result<Endpoint> remove(EndpointId id, base::TimeMs now);

 private:
  DeliveryFile& file_;
};

}  // namespace truceline::app
