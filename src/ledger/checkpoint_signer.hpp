// SPDX-License-Identifier: Apache-2.0
//
// Signs what the log holds, and nothing that was not read back: whatever was added since the last
// signature is read from the store after it became durable, hashed again, and held against the
// stored frontier. Where anything differs it refuses, and the process must not go on signing:
// one flipped bit under a signature has ended logs that others rely on.
//
// One thread at a time. Several processes may each sign for one store: who loses the race starts
// from what the winner signed, after checking that too.
#pragma once

#include <string>

#include "ledger/signed_head.hpp"

namespace truceline::ledger {

class CheckpointSigner {
 public:
  /// Signs with `signer`, whose name is the log's origin. REQUIRES: `store` outlives this.
  /// Errors: those of read_head; invalid_input for a name that is none. Writes nothing.
  static base::Result<CheckpointSigner> open(Store& store, NoteSigner signer);

  struct Published {
    base::TreeSize size;
    std::string checkpoint;  ///< Empty only where the log is.
    bool is_new = false;     ///< False where everything was signed already.
  };
  /// Signs all that is stored and keeps the note in the store. Errors: corrupt where what was read
  /// back is not what was stored, or contradicts what this object has seen before: then never
  /// sign again; unavailable: nothing was signed for anybody to see, and it may be tried again.
  /// Costs reading and hashing what is new.
  base::Result<Published> publish();

  const std::string& origin() const { return signer_.name; }
  VerifierKey verifier() const { return signer_.verifier(); }

 private:
  CheckpointSigner(Store& store, NoteSigner signer) : store_(&store), signer_(std::move(signer)) {}
  base::Result<Frontier> read_back(const SignedHead& head);
  base::Result<Published> sign(const SignedHead& head, Frontier frontier);

  Store* store_;
  NoteSigner signer_;
  Frontier proven_;  // what is signed, and every entry since was read back by us
};

}  // namespace truceline::ledger
