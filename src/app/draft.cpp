// SPDX-License-Identifier: Apache-2.0
#include "app/draft.hpp"

#include "app/clock.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<std::vector<Entered>> enter(Pen& pen, engine::AuthorRegister authors,
                                   const std::vector<Draft>& drafts, base::TimeMs time) {
  if (drafts.size() > base::limits::kAppendBatch)
    return Error{ErrorCode::too_large,
                 std::to_string(drafts.size()) + " statements are more than can be entered at once",
                 {},
                 "enter at most " + std::to_string(base::limits::kAppendBatch) + " at a time"};
  std::vector<ledger::Record> records;
  std::vector<Entered> entered;
  for (const Draft& draft : drafts) {
    auto written =
        pen.author().write(draft.body, draft.audience, draft.references, time, random_bytes());
    if (!written) return written.error().at(draft.place);
    const ledger::RecordView view{written->id, written->record.leaf, written->record.sealed};
    auto statement = decode_entry({}, view);
    if (!statement) return statement.error().at(draft.place);
    if (auto allowed = authors.may_speak(*statement); !allowed)
      return allowed.error().at(draft.place);
    authors.apply(*statement);
    entered.push_back({{}, written->id, domain::kind_of(draft.body)});
    records.push_back(std::move(written->record));
  }
  TRY_ASSIGN(const ledger::Appended appended, pen.append(records));
  for (std::size_t i = 0; i < entered.size(); ++i) entered[i].index = appended.indices[i];
  return entered;
}

}  // namespace truceline::app
