// SPDX-License-Identifier: Apache-2.0
//
// The handlers of the API, one for each address; each stands in the file of its family.
#pragma once

#include "views/routes.hpp"

namespace truceline::views {

base::Result<Answer> mission_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> agreements_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> actors_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> zones_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> series_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> posts_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> reports_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> report_columns_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> statuses_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> controls_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> tallies_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> locate_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> locate_posted_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> conflicts_check_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> notifications_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> arrangements_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> rosters_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> duty_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> findings_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> finding_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> entries_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> entry_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> readers_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> bodies_answer(const Snapshot& snapshot, const Ask& ask);
base::Result<Answer> checkpoint_answer(const Snapshot& snapshot, const Ask& ask);

}  // namespace truceline::views
