// SPDX-License-Identifier: Apache-2.0
//
// What a keeper shows of a log to whoever asks. A mission folder, a mirror's state, a folder of
// tiles and a web address all come down to this, so that verify.hpp checks each in the same way.
// Nothing that a view says is believed.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "ledger/frontier.hpp"
#include "ledger/store.hpp"
#include "ledger/tile.hpp"

namespace truceline::app {

/// Which bodies a keeper can be expected to show beside the public leaves.
enum class BodiesShown {
  all,          ///< It holds them: one that is absent was erased, or is missing. A fault then.
  public_only,  ///< One that is absent may be for others' eyes, where its header says so.
  none,         ///< A mirror holds leaves alone.
};

/// One thread at a time.
class LogView {
 public:
  virtual ~LogView() = default;

  virtual BodiesShown bodies() const = 0;

  /// The newest checkpoint it shows, a signed note. Empty where the log has none yet.
  virtual base::Result<std::string> checkpoint() = 0;

  /// The newest note with enough cosignatures, where that is kept apart from the checkpoint.
  virtual base::Result<std::optional<std::string>> cosigned() {
    return std::optional<std::string>{};
  }

  /// Whether what is kept beside the entries agrees with them: `all` is the frontier over every
  /// entry, `covered` that of the checkpoint's. Errors: corrupt where it does not.
  virtual base::Result<void> check(const ledger::Frontier& all, const ledger::Frontier& covered) {
    (void)all, (void)covered;
    return {};
  }

  /// How many entries it holds, as of checkpoint(): at least `covered`, the size of that, else as
  /// many as it has. REQUIRES: checkpoint() was called.
  virtual base::Result<base::TreeSize> size(base::TreeSize covered) = 0;
  /// How many it holds by now, where its bodies are all here: an erasure may have come meanwhile.
  virtual base::Result<base::TreeSize> size_now() { return base::TreeSize{}; }

  /// As ledger::Store::scan. `sealed` is empty where the body is not shown.
  virtual base::Result<void> scan(base::EntryIndex from, base::EntryIndex to,
                                  const ledger::RecordVisitor& visit) = 0;

  /// Which entry erased this body, as the keeper says; asked when scan() has shown that it is gone.
  virtual std::optional<base::EntryIndex> said_erased(base::EntryIndex index) {
    (void)index;
    return std::nullopt;
  }

  /// False where the keeper keeps no tiles: then tile() is not called.
  virtual bool has_tiles() const = 0;
  /// The tile's bytes; at least as wide as asked for.
  virtual base::Result<base::Bytes> tile(const ledger::TileName& name) = 0;
};

}  // namespace truceline::app
