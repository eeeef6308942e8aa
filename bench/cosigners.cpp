// SPDX-License-Identifier: Apache-2.0
//
// What a witness and a mirror do for each checkpoint and each entry, on disk and without one.
#include "app/sqlite_mirror_store.hpp"
#include "app/temporary_folder.hpp"
#include "app/witness_store.hpp"
#include "base/limits.hpp"
#include "ledger/add_checkpoint.hpp"
#include "ledger/add_entries.hpp"
#include "ledger/mirror.hpp"
#include "ledger/witness.hpp"
#include "paths.hpp"
#include "signed_log.hpp"

namespace truceline::bench {
namespace {

constexpr std::uint64_t kTime = 1'700'000'000;
constexpr std::uint64_t kCheckpoints = 200;
constexpr int kOk = 200;
constexpr int kAccepted = 202;

/// A log in memory that is told to its cosigners.
class ToldLog {
 public:
  explicit ToldLog(const std::vector<ledger::Record>& records) : records_(records) {
    for (const ledger::Record& record : records) tree_.append(ledger::leaf_hash(record.leaf));
  }

  ledger::KnownLog known() const { return {signer_.name, {signer_.verifier()}}; }
  std::uint64_t size() const { return records_.size(); }

  std::string checkpoint(std::uint64_t old_size, std::uint64_t size) const {
    const ledger::Checkpoint checkpoint{signer_.name, {size}, *tree_.root({size}), {}};
    return ledger::format_add_checkpoint({{old_size},
                                          *tree_.consistency_proof({old_size}, {size}),
                                          *ledger::sign_checkpoint(checkpoint, signer_)});
  }
  /// Requests of as many packages as one may hold, until all is told.
  std::vector<base::Bytes> uploads() const {
    std::vector<base::Bytes> all;
    const std::uint64_t most = base::limits::kAddEntriesPackages * 256;
    for (std::uint64_t from = 0; from < size(); from += most) {
      base::Bytes& body = all.emplace_back();
      INVARIANT(ledger::append_upload_range({signer_.name, from, size(), {}}, body));
      const std::uint64_t packages = std::min<std::uint64_t>(ledger::package_count(from, size()),
                                                             base::limits::kAddEntriesPackages);
      for (std::uint64_t i = 0; i < packages; ++i) {
        const ledger::PackageRange range = ledger::package_range(from, size(), i);
        std::vector<base::BytesView> leaves;
        for (std::uint64_t n = range.start; n < range.end; ++n)
          leaves.emplace_back(records_[n].leaf);
        INVARIANT(ledger::append_package(range, leaves, tree_, size(), body));
      }
    }
    return all;
  }

 private:
  const std::vector<ledger::Record>& records_;
  ledger::NoteSigner signer_{std::string(kOrigin), key_of(kOrigin)};
  ledger::Tree tree_;
};

/// Cosigns each of `requests`; how many it did.
std::uint64_t witnessed(ledger::WitnessStore& store, const ToldLog& log,
                        const std::vector<std::string>& requests) {
  auto witness = ledger::Witness::open({"witness", key_of("witness")}, {log.known()}, store);
  std::uint64_t cosigned = 0;
  for (const std::string& request : requests)
    cosigned += witness->add_checkpoint(request, kTime).status == kOk ? 1U : 0U;
  return cosigned;
}

/// Takes all of the log; how many entries are held when it is cosigned.
std::uint64_t mirrored(ledger::MirrorStore& store, const ToldLog& log,
                       const std::vector<base::Bytes>& uploads) {
  auto mirror = ledger::Mirror::open({"mirror", key_of("mirror")}, {log.known()}, store);
  INVARIANT(mirror->add_checkpoint(log.checkpoint(0, log.size())).status == kOk);
  int status = 0;
  for (const base::Bytes& upload : uploads) {
    status = mirror->add_entries(upload, kTime).status;
    INVARIANT(status == kOk || status == kAccepted);
  }
  return status == kOk ? store.state(kOrigin)->entries.value : 0;
}

base::Result<void> measure_witness(const Options& options, const ToldLog& log, All& all) {
  const std::string path = "checkpoints cosigned, each remembered durably";
  if (!wanted(options, path)) return {};
  std::vector<std::string> requests;
  const std::uint64_t count = std::min(kCheckpoints, log.size());
  for (std::uint64_t size = 1; size <= count; ++size)
    requests.push_back(log.checkpoint(size - 1, size));
  const std::vector<Way> ways = {
      {"ledger::Witness over app::SqliteWitnessStore", Role::ours,
       [&] {
         const app::TemporaryFolder folder;
         INVARIANT(app::SqliteWitnessStore::create(folder.path() / "w"));
         return witnessed(**app::SqliteWitnessStore::open(folder.path() / "w"), log, requests);
       }},
      {"the same, remembered in memory only", Role::also, [&] {
         ledger::MemoryWitnessStore store;
         return witnessed(store, log, requests);
       }}};
  TRY_ASSIGN(Measured measured,
             measure({path, "checkpoints", count, Work::Clock::wall}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

base::Result<void> measure_mirror(const Options& options, const ToldLog& log, All& all) {
  const std::string path = "entries mirrored: proven, durable, read back, cosigned";
  if (!wanted(options, path)) return {};
  const std::vector<base::Bytes> uploads = log.uploads();
  const std::vector<Way> ways = {
      {"ledger::Mirror over app::SqliteMirrorStore", Role::ours,
       [&] {
         const app::TemporaryFolder folder;
         INVARIANT(app::SqliteMirrorStore::create(folder.path() / "m"));
         return mirrored(**app::SqliteMirrorStore::open(folder.path() / "m"), log, uploads);
       }},
      {"the same, kept in memory only", Role::also, [&] {
         ledger::MemoryMirrorStore store;
         return mirrored(store, log, uploads);
       }}};
  TRY_ASSIGN(Measured measured,
             measure({path, "entries", log.size(), Work::Clock::wall}, ways, options.rounds));
  all.push_back(std::move(measured));
  return {};
}

}  // namespace

base::Result<void> measure_cosigners(const Options& options, std::span<const domain::Body> bodies,
                                     All& all) {
  const std::vector<ledger::Record> records = Signing(bodies).sign_all();
  const ToldLog log(records);
  TRY(measure_witness(options, log, all));
  return measure_mirror(options, log, all);
}

}  // namespace truceline::bench
