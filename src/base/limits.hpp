// SPDX-License-Identifier: Apache-2.0
//
// Every limit on what we read, keep or queue, in one place. Exceeding one is an Error with code
// too_large, never a truncation. The relations between them are checked here, at compile time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace truceline::base::limits {

// Statements and entries (docs/spec/statement.md).
inline constexpr std::size_t kBodyBytes = 32 * 1024;
inline constexpr std::size_t kHeaderBytes = 8 * 1024;
inline constexpr std::size_t kEntryBytes = 65'535;  // uint16 length in a tlog entry bundle
inline constexpr std::size_t kStatementString = 4 * 1024;
inline constexpr std::size_t kStatementDepth = 16;
inline constexpr std::size_t kReferences = 64;
inline constexpr std::int64_t kIntegerMax = (std::int64_t{1} << 53) - 1;

// Files people hand us.
inline constexpr std::size_t kAgreementBytes = 1024 * 1024;
inline constexpr std::size_t kAgreementDepth = 16;
inline constexpr std::size_t kAgreementValues = 20'000;  // scalars, lists and mappings
inline constexpr std::size_t kProvisions = 256;
inline constexpr std::size_t kGeoJsonBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kGeoJsonDepth = 32;
inline constexpr std::size_t kPolygonVertices = 10'000;
inline constexpr std::size_t kDegreesText = 64;           // one coordinate as somebody wrote it
inline constexpr std::size_t kCoordinateText = 2 * 1024;  // a place as somebody pasted it
inline constexpr std::size_t kCoordinatePoints = 100;     // in one such text
inline constexpr std::size_t kGazetteerBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kGazetteerPlaces = 200'000;
inline constexpr std::size_t kGazetteerNames = 64;        // of one place
inline constexpr std::size_t kGazetteerComplaints = 100;  // rows that are listed as wrong
inline constexpr std::size_t kCsvFieldBytes = 1024 * 1024;
inline constexpr std::size_t kCsvColumns = 512;
inline constexpr std::size_t kCsvRowBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kImportBytes = std::size_t{8} * 1024 * 1024 * 1024;  // after gunzip

// Positions (docs/guides/positions.md).
inline constexpr std::size_t kPositionsBytes = 64 * 1024 * 1024;  // of one batch, unpacked
inline constexpr std::size_t kPositionsBatch = 1'000'000;         // good and bad rows of one
inline constexpr std::size_t kPositionLineBytes = 4 * 1024;       // of NDJSON
inline constexpr std::size_t kPositionComplaints = 100;           // rows that are listed as wrong
inline constexpr std::size_t kObjectNameBytes = 128;
inline constexpr std::size_t kReadKeys = 100'000;        // handed out of late
inline constexpr std::size_t kTrackedObjects = 100'000;  // then the oldest is forgotten
inline constexpr std::size_t kUnorderedPositions = 64;   // of one object, within a second
inline constexpr std::size_t kWatched = 100'000;
inline constexpr std::size_t kEncounterPositions = 8;                 // that one encounter rests on
inline constexpr std::size_t kPositionsPostBytes = 16 * 1024 * 1024;  // of one batch, over HTTP
inline constexpr std::size_t kFlagsTold = 1000;                       // in the answer to a batch
inline constexpr std::size_t kEncountersTold = 1000;                  // likewise, and remembered
inline constexpr std::size_t kRecentBatches = 256;                    // known when sent again
inline constexpr std::size_t kRecentAnswerBytes = 16 * 1024 * 1024;   // of all those together
inline constexpr std::int64_t kPositionsAheadMs = 10'000;             // of the server's clock
inline constexpr std::int64_t kSignedBatchMs = 5 * 60 * 1000;         // old or ahead, at most

// The ledger.
inline constexpr std::size_t kAppendBatch = 1024;
inline constexpr std::size_t kAppendGroup = 256;  // records the writer thread commits at once
inline constexpr int kAppendRetries = 64;         // races lost to other processes in one append
inline constexpr std::size_t kSealedBytes = 65'535;
inline constexpr std::size_t kKeyNameBytes = 255;  // one length byte in a cosignature
inline constexpr std::size_t kNoteBytes = 64 * 1024;
inline constexpr std::size_t kNoteSignatures = 64;
inline constexpr std::size_t kProofHashes = 63;
inline constexpr std::size_t kReceiptExtraBytes = 64 * 1024;  // opaque, of whoever made it
inline constexpr std::size_t kReceiptBytes = 192 * 1024;
inline constexpr std::size_t kAddCheckpointBytes = 72 * 1024;  // a note, 63 hashes, two lines
inline constexpr std::size_t kAddEntriesBytes = std::size_t{32} * 1024 * 1024;
inline constexpr std::size_t kAddEntriesPackages = 32;  // of 256 entries, in one request
inline constexpr std::size_t kTicketBytes = 1024;
inline constexpr std::size_t kPendingCheckpoints = 8;  // of one log, that a mirror remembers
inline constexpr std::size_t kKnownLogs = 256;         // that one witness or mirror serves
inline constexpr std::size_t kFeedBytes = std::size_t{4} * 1024 * 1024;  // add-entries we send
inline constexpr std::int64_t kRetryFirstMs = 250;       // after one failure to reach a cosigner
inline constexpr std::int64_t kRetryLongestMs = 60'000;  // after many
inline constexpr std::size_t kTileCache = 1024;          // checked tiles a reader keeps, 8 KiB each

// Trust policies (docs/spec/policy.md).
inline constexpr std::size_t kPolicyBytes = 256 * 1024;
inline constexpr std::size_t kPolicyLogs = 48;
inline constexpr std::size_t kPolicyWitnesses = 48;
inline constexpr std::size_t kPolicyGroups = 48;
inline constexpr std::size_t kPolicyNameBytes = 255;
inline constexpr std::size_t kPolicyUrlBytes = 2048;
inline constexpr std::size_t kForkEvidenceBytes = 2 * kNoteBytes + 8 * 1024;
inline constexpr std::size_t kMonitorStateBytes = 512 * 1024;         // what a monitor remembers
inline constexpr std::size_t kBundleBytes = 256 * (2 + kEntryBytes);  // and any tile of hashes

// Keys and passphrases (docs/spec/key_file.md).
inline constexpr std::size_t kKeyFileBytes = 2048;
inline constexpr std::uint64_t kKeyMemoryBytes = std::uint64_t{1024} * 1024 * 1024;  // to open one
inline constexpr std::uint64_t kKeyPasses = 16;
inline constexpr std::size_t kPassphraseBytes = 1024;
inline constexpr std::size_t kPassphraseBytesMin = 10;

// Accounts (docs/guides/accounts.md).
inline constexpr std::size_t kAccounts = 10'000;
inline constexpr std::size_t kAccountNameBytes = 64;
inline constexpr std::size_t kSessionsOfAccount = 16;  // then the oldest ends
inline constexpr std::size_t kTokensOfAccount = 32;
inline constexpr std::size_t kTokenLabelBytes = 128;
inline constexpr std::int64_t kTokenDays = 366;
inline constexpr std::int64_t kSessionIdleMs = 30 * 60 * 1000;  // without a request or a stream
inline constexpr std::int64_t kSessionMs = 12 * 60 * 60 * 1000;
inline constexpr std::int64_t kSessionNotedMs = 60 * 1000;  // use is written down at most so often
inline constexpr std::int64_t kLoginTries = 5;              // at once, for one account
inline constexpr std::int64_t kLoginTryEveryMs = 10'000;    // and then, so that nobody waits longer
inline constexpr std::int64_t kAddressTries = 20;           // at once, from one address
inline constexpr std::int64_t kAddressTryEveryMs = 3'000;
inline constexpr std::size_t kBrakesKept = 20'000;     // accounts and addresses remembered
inline constexpr std::size_t kFamiliarAddresses = 16;  // of one account
inline constexpr std::int64_t kPartyRequests = 1200;   // at once, of one party
inline constexpr std::int64_t kPartyRequestsPerSecond = 400;
inline constexpr std::int64_t kStrangerRequests = 600;  // of one address that is not logged in
inline constexpr std::int64_t kStrangerRequestsPerSecond = 200;
inline constexpr std::size_t kReaders = 64;  // parties whose views are kept up to date
inline constexpr std::int64_t kStreamCheckMs =
    1000;  // a stream outlives its session at most so long
inline constexpr std::int64_t kReadNotedMs = 60 * 60 * 1000;  // one `read` for account and entry
inline constexpr std::size_t kReadsRemembered = 200'000;
inline constexpr std::int64_t kConfidentialAnHour = 50;  // bodies, by one account alone
inline constexpr std::int64_t kConsentMs = 10 * 60 * 1000;
inline constexpr std::size_t kExportEntries = 1000;  // in one exported file
inline constexpr std::size_t kExportsWaiting = 64;   // for their second person, of one party

// Delivery (docs/guides/delivery.md).
inline constexpr std::size_t kEndpoints = 1'000;
inline constexpr std::size_t kEndpointsOfParty = 16;
inline constexpr std::size_t kMailAddressBytes = 254;  // RFC 5321, 4.5.3.1.3, without its brackets
inline constexpr std::size_t kWebhookUrlBytes = 2 * 1024;
inline constexpr std::size_t kDeliverySettingBytes = 4 * 1024;
inline constexpr std::size_t kDeliveryBytes = 16 * 1024;      // one message as it is sent
inline constexpr std::size_t kDeliveriesOfParty = 10'000;     // waiting; then the ledger keeps it
inline constexpr std::size_t kDeliveriesKept = 100'000;       // that ended, with their attempts
inline constexpr std::size_t kDeliverySlots = 32;             // attempts at once
inline constexpr std::size_t kDeliverySlotsOfDoubtful = 16;   // of those whose last one failed
inline constexpr std::int64_t kDeliveryRetryFirstMs = 2'000;  // after one failure
inline constexpr std::int64_t kDeliveryRetryLongestMs = 15 * 60 * 1000;
inline constexpr int kDeliveryTries = 400;
inline constexpr std::int64_t kDeliveryAgeMs = std::int64_t{3} * 24 * 60 * 60 * 1000;
inline constexpr std::int64_t kDeliveryConnectMs = 10'000;
inline constexpr std::int64_t kDeliveryTotalMs = 30'000;        // of one attempt
inline constexpr std::size_t kDeliveryAnswerBytes = 64 * 1024;  // of what a receiver answers
inline constexpr std::size_t kDeliveryReasonBytes = 200;        // kept of why one failed
inline constexpr std::int64_t kSilentAfterMs = 15 * 60 * 1000;  // where the mission says nothing
inline constexpr std::size_t kDeliveryRows = 1'000;             // in one answer

// The server.
inline constexpr std::size_t kRequestHeaderBytes = 16 * 1024;
inline constexpr std::size_t kRequestBodyBytes = 1024 * 1024;
inline constexpr std::size_t kSubmissionLines = 1024;  // statements in one request
inline constexpr std::size_t kTargetBytes = 4 * 1024;
inline constexpr std::size_t kAppendQueue = 4096;
inline constexpr std::size_t kConnections = 2048;
inline constexpr std::size_t kEventStreams = 1024;
inline constexpr std::size_t kQuestions = 1024;           // read and not answered yet
inline constexpr std::size_t kCosignerConnections = 256;  // of a witness or mirror
inline constexpr std::size_t kCosignerQuestions = 64;
inline constexpr std::size_t kSubmissions = 10'000;        // waiting at a mirror, of all authors
inline constexpr std::size_t kSubmissionsOfKey = 64;       // and of one key
inline constexpr std::size_t kKeptAnswerBytes = 2 * 1024;  // of what a host said to one
inline constexpr std::size_t kUploads = 4;  // bodies above kRequestBodyBytes, at one time
inline constexpr std::size_t kPageRows = 5000;
inline constexpr std::size_t kEntryRows = 1000;                     // each is read from the store
inline constexpr std::size_t kBodiesAnswerBytes = 4 * 1024 * 1024;  // then the next page begins
inline constexpr std::size_t kSeriesBuckets = 10'000;
inline constexpr std::size_t kEventBacklogBytes = 1024 * 1024;  // unsent, of one event stream
inline constexpr std::size_t kHistorySnapshots = 4;             // kept besides the newest
inline constexpr std::uint64_t kHistoryEntries = 1'000'000;     // in all of those together
inline constexpr std::size_t kAssetBytes = 16 * 1024 * 1024;    // one file of the web page
inline constexpr std::size_t kAssets = 4096;
inline constexpr std::size_t kHttpAnswerBytes = 32 * 1024 * 1024;  // from another server

static_assert(kAppendGroup <= kAppendBatch, "a group is appended as one batch");
static_assert(kDeliverySlotsOfDoubtful < kDeliverySlots, "those that work always have a slot");
static_assert(kBodyBytes < kSealedBytes, "a body and its salt are sealed together");
static_assert(kBodyBytes < kRequestBodyBytes, "a statement must fit in a request");
// Base64 adds a third; the envelope adds a signature and names, under 1 KiB.
static_assert(kHeaderBytes * 4 / 3 + 1024 < kEntryBytes, "an enveloped header must fit an entry");
static_assert(kAddCheckpointBytes >= kNoteBytes + kProofHashes * 45 + 64);
static_assert(kReceiptBytes >= kNoteBytes + kReceiptExtraBytes * 4 / 3 + kProofHashes * 45 + 128);
static_assert(kAddEntriesBytes >= 256 * (2 + kEntryBytes) + kProofHashes * 32 + kTicketBytes + 512,
              "one package of the largest entries must fit in a request");
static_assert(kPolicyWitnesses + 1 <= kNoteSignatures, "every witness may sign one checkpoint");

}  // namespace truceline::base::limits
