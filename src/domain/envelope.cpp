// SPDX-License-Identifier: Apache-2.0
//
// An envelope is fixed text around three values, two of them of fixed length. So it is not
// parsed but compared: whatever stands elsewhere than where we would write it is refused.
#include "domain/envelope.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "domain/field_rule.hpp"

namespace truceline::domain {
namespace {

constexpr std::string_view kBeforePayload = "{\"payload\":\"";
constexpr std::string_view kBeforeType = "\",\"payloadType\":\"";
constexpr std::string_view kBeforeKey = "\",\"signatures\":[{\"keyid\":\"";
constexpr std::string_view kBeforeSignature = "\",\"sig\":\"";
constexpr std::string_view kEnd = "\"}]}";
constexpr std::size_t kKeyDigits = 64;
constexpr std::size_t kSignatureDigits = 88;
constexpr std::size_t kAroundPayload = kBeforePayload.size() + kBeforeType.size() +
                                       kPayloadType.size() + kBeforeKey.size() + kKeyDigits +
                                       kBeforeSignature.size() + kSignatureDigits + kEnd.size();

/// Takes an envelope from the front, piece by piece.
class Scanner {
 public:
  explicit Scanner(std::string_view rest) : rest_(rest) {}
  bool skip(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  /// REQUIRES: so much is left.
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

 private:
  std::string_view rest_;
};

base::Error not_an_envelope(std::string place, std::string reason) {
  return {base::ErrorCode::invalid_input, std::move(reason), "envelope." + std::move(place),
          "write it exactly as docs/spec/statement.md shows"};
}

}  // namespace

std::string pre_authentication_encoding(std::string_view payload_type, std::string_view payload) {
  std::string text = "DSSEv1 " + std::to_string(payload_type.size()) + " ";
  text.append(payload_type).append(" ").append(std::to_string(payload.size())).append(" ");
  return text.append(payload);
}

std::string sign_envelope(const Header& header, const base::SigningKey& key) {
  INVARIANT(header.key == key.public_key());
  const std::string payload = encode(header);
  const std::string signed_text = pre_authentication_encoding(kPayloadType, payload);
  const base::Signature signature = key.sign(base::bytes_of(signed_text));
  std::string text(kBeforePayload);
  text.append(base::to_base64(base::bytes_of(payload))).append(kBeforeType).append(kPayloadType);
  text.append(kBeforeKey).append(base::to_hex(header.key)).append(kBeforeSignature);
  return text.append(base::to_base64(signature)).append(kEnd);
}

base::Result<Envelope> open_envelope(std::string_view bytes) {
  if (bytes.size() > base::limits::kEntryBytes)
    return base::Error{
        base::ErrorCode::too_large,
        "an entry longer than " + std::to_string(base::limits::kEntryBytes) + " bytes",
        "envelope",
        {}};
  if (bytes.size() < kAroundPayload) return base::invalid("too short to be an envelope");
  Scanner scanner(bytes);
  if (!scanner.skip(kBeforePayload)) return not_an_envelope("payload", "does not come first");
  const std::string_view payload = scanner.take(bytes.size() - kAroundPayload);
  if (!scanner.skip(kBeforeType)) return not_an_envelope("payloadType", "is not where it belongs");
  if (!scanner.skip(kPayloadType) || !scanner.skip(kBeforeKey))
    return not_an_envelope("payloadType", "is not " + std::string(kPayloadType));
  const std::string_view key_digits = scanner.take(kKeyDigits);
  if (!scanner.skip(kBeforeSignature)) return not_an_envelope("signatures", "is not one signature");
  const std::string_view signature_digits = scanner.take(kSignatureDigits);
  if (!scanner.skip(kEnd)) return not_an_envelope("signatures", "is not one signature");

  base::Result<std::string> payload_text = base::text_from_base64(payload);
  if (!payload_text) return payload_text.error().at("envelope.payload");
  if (!is_lower_hex_64(key_digits))
    return not_an_envelope("signatures[0].keyid", "is not 64 lower-case hex digits");
  const base::Result<base::Bytes> signature = base::from_base64(signature_digits);
  if (!signature || signature->size() != base::Signature{}.size())
    return not_an_envelope("signatures[0].sig", "is not base64 of 64 bytes");

  Envelope envelope{*std::move(payload_text), *base::hash_from_hex(key_digits), {}};
  std::copy(signature->begin(), signature->end(), envelope.signature.begin());
  return envelope;
}

base::Result<Header> verify_envelope(std::string_view bytes) {
  TRY_ASSIGN(const Envelope envelope, open_envelope(bytes));
  base::Result<Header> header = decode_header(envelope.payload);
  if (!header) return header.error().at("header");
  if (header->key != envelope.key)
    return base::Error{base::ErrorCode::forbidden,
                       "the header names another key than the one that signed",
                       "header.author.key",
                       {}};
  const std::string signed_text = pre_authentication_encoding(kPayloadType, envelope.payload);
  if (!base::verify(envelope.key, base::bytes_of(signed_text), envelope.signature))
    return base::Error{base::ErrorCode::forbidden,
                       "the signature is not this key's over these bytes",
                       "envelope.signatures[0].sig",
                       {}};
  return header;
}

}  // namespace truceline::domain
