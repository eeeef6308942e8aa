// SPDX-License-Identifier: Apache-2.0
//
// The signed form of a header: a DSSE envelope (secure-systems-lab/dsse 1.0.2) whose exact bytes
// are the ledger's leaf. One envelope has one byte form; anything else is refused.
#pragma once

#include <string>
#include <string_view>

#include "base/ed25519.hpp"
#include "domain/header.hpp"

namespace truceline::domain {

inline constexpr std::string_view kPayloadType = "application/vnd.truceline.statement.v1+json";

/// An envelope taken apart, its signature not yet checked.
struct Envelope {
  std::string payload;  ///< The header's bytes.
  base::PublicKey key{};
  base::Signature signature{};
};

/// DSSE's pre-authentication encoding: what is signed.
std::string pre_authentication_encoding(std::string_view payload_type, std::string_view payload);

/// Signs `header` (whose `key` must be the signer's) and writes the envelope.
std::string sign_envelope(const Header& header, const base::SigningKey& key);

/// Takes envelope bytes apart without checking the signature. Cost: one pass.
base::Result<Envelope> open_envelope(std::string_view bytes);

/// Checks the signature and that the header names the signing key.
base::Result<Header> verify_envelope(std::string_view bytes);

}  // namespace truceline::domain
