// SPDX-License-Identifier: Apache-2.0
//
// What it costs to sign a statement, to believe one, and to keep one. Beside each stands the part
// that cannot be avoided: the signature itself, SQLite itself, the disk itself.
#include <fcntl.h>
#include <unistd.h>

#include "app/replay.hpp"
#include "domain/envelope.hpp"
#include "paths.hpp"
#include "plain_table.hpp"
#include "signed_log.hpp"

namespace truceline::bench {
namespace {

using Records = std::vector<ledger::Record>;
constexpr std::size_t kBatch = 256;

/// What was signed, and by whom: all that a bare signature check needs.
struct Signed {
  std::string text;
  base::PublicKey key{};
  base::Signature signature{};
};

std::vector<Signed> taken_apart(const Records& records) {
  std::vector<Signed> all;
  for (const ledger::Record& record : records) {
    const domain::Envelope envelope = domain::open_envelope(base::text_of(record.leaf)).value();
    all.push_back({domain::pre_authentication_encoding(domain::kPayloadType, envelope.payload),
                   envelope.key, envelope.signature});
  }
  return all;
}

/// Signature, commitment and body: everything a statement promises by itself.
bool holds(const ledger::Record& record) {
  const auto header = domain::verify_envelope(base::text_of(record.leaf));
  const auto sealed = domain::unseal(record.sealed);
  return header && sealed && domain::commitment(sealed->salt, sealed->body) == header->commitment &&
         domain::decode_body(header->kind, sealed->body);
}

std::uint64_t payload_bytes(const Records& records) {
  std::uint64_t bytes = 0;
  for (const ledger::Record& record : records) bytes += record.leaf.size() + record.sealed.size();
  return bytes;
}

/// The same bytes onto the end of a file, with a sync after each batch.
std::uint64_t append_to_file(const Records& records) {
  const app::TemporaryFolder folder;
  const int file = open((folder.path() / "bytes").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  INVARIANT(file >= 0);
  std::string batch;
  for (std::size_t i = 0; i < records.size(); ++i) {
    batch.append(base::text_of(records[i].leaf)).append(base::text_of(records[i].sealed));
    if ((i + 1) % kBatch != 0 && i + 1 != records.size()) continue;
    INVARIANT(write(file, batch.data(), batch.size()) == static_cast<ssize_t>(batch.size()));
    INVARIANT(fdatasync(file) == 0);
    batch.clear();
  }
  close(file);
  return records.size();
}

base::Result<void> measure_signing(const Options& options, const Signing& signing,
                                   const std::vector<Signed>& signatures, All& all) {
  const std::string path = "statements written: encode, commit, sign";
  if (!wanted(options, path)) return {};
  const base::SigningKey key = key_of(kMissionParty);
  const std::vector<Way> ways = {
      {"app::Author", Role::ours, [&] { return signing.sign_all().size(); }},
      {"the Ed25519 signatures alone", Role::floor, [&] {
         std::uint64_t same = 0;
         for (const Signed& one : signatures)
           same += key.sign(base::bytes_of(one.text)) == one.signature ? 1U : 0U;
         return same;
       }}};
  TRY_ASSIGN(Measured measured,
             measure({path, "statements", signatures.size()}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

base::Result<void> measure_decoding(const Options& options, const Records& records, All& all) {
  const std::string path = "statements decoded: envelope, header, body";
  if (!wanted(options, path)) return {};
  const std::vector<Way> ways = {
      {"app::decode_entry", Role::ours,
       [&] {
         std::uint64_t good = 0;
         for (const ledger::Record& record : records)
           good += app::decode_entry({0}, {{}, record.leaf, record.sealed}) ? 1U : 0U;
         return good;
       }},
      {"domain::open_envelope, the base64 around the header", Role::also, [&] {
         std::uint64_t good = 0;
         for (const ledger::Record& record : records)
           good += domain::open_envelope(base::text_of(record.leaf)) ? 1U : 0U;
         return good;
       }}};
  TRY_ASSIGN(Measured measured,
             measure({path, "statements", records.size()}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

base::Result<void> measure_verifying(const Options& options, const Records& records,
                                     const std::vector<Signed>& signatures, All& all) {
  const std::string path = "statements verified: signature, commitment, body";
  if (!wanted(options, path)) return {};
  const std::vector<Way> ways = {
      {"verify_envelope, unseal, decode_body", Role::ours,
       [&] {
         std::uint64_t good = 0;
         for (const ledger::Record& record : records) good += holds(record) ? 1U : 0U;
         return good;
       }},
      {"the Ed25519 checks alone", Role::floor, [&] {
         std::uint64_t good = 0;
         for (const Signed& one : signatures)
           good += base::verify(one.key, base::bytes_of(one.text), one.signature) ? 1U : 0U;
         return good;
       }}};
  TRY_ASSIGN(Measured measured,
             measure({path, "statements", records.size()}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

base::Result<void> measure_appending(const Options& options, const Records& records, All& all) {
  const std::string path = "statements made durable, 256 at a time, " +
                           std::to_string(payload_bytes(records) / records.size()) + " bytes each";
  if (!wanted(options, path)) return {};
  std::unique_ptr<TemporaryLog> log;
  PlainTable table(records);
  const std::vector<Way> ways = {
      {"ledger::Log over app::SqliteStore", Role::ours,
       [&] {
         log->append(records, kBatch);
         return log->store().head().value().size.value;
       },
       [&] {
         log.reset();
         log = std::make_unique<TemporaryLog>();
       }},
      {"SQLite, one plain table", Role::floor, [&] { return table.insert_all(); },
       [&] { table.make_anew(); }},
      {"file, fdatasync each batch", Role::floor, [&] { return append_to_file(records); }}};
  TRY_ASSIGN(Measured measured, measure({path, "statements", records.size(), Work::Clock::wall},
                                        ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace

base::Result<void> measure_statements(const Options& options, std::span<const domain::Body> bodies,
                                      All& all) {
  const Signing signing(bodies);
  const Records records = signing.sign_all();
  const std::vector<Signed> signatures = taken_apart(records);
  TRY(measure_signing(options, signing, signatures, all));
  TRY(measure_decoding(options, records, all));
  TRY(measure_verifying(options, records, signatures, all));
  return measure_appending(options, records, all);
}

}  // namespace truceline::bench
