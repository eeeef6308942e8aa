// SPDX-License-Identifier: Apache-2.0
//
// The lines of a scenario that are about being told: acknowledgements, rosters and calls.
#pragma once

#include "scenario_statements.hpp"
#include "scenario_words.hpp"

namespace truceline::tests {

/// "acknowledge received by "Colonel A" on TIME via phone for PARTY witness W unit U reason R".
base::Result<domain::Body> acknowledgement_of(const std::vector<std::string>& words, std::size_t at,
                                              const Landmarks& landmarks);
/// "roster ID officer "Colonel A" rank field speaks ar, en from TIME until TIME": one shift.
base::Result<domain::Body> roster_of(const std::vector<std::string>& words, std::size_t at,
                                     const Landmarks& landmarks);
/// "call ID STEP by OFFICER on TIME calling PARTY officer NAME via CHANNEL emergency outcome TEXT".
base::Result<domain::Body> call_of(const std::vector<std::string>& words, std::size_t at,
                                   const Landmarks& landmarks);

/// "for KINDS tell PARTIES may-know PARTIES needs NEEDS notice 48h emergency-notice 24h
/// acknowledge-within 2h relay-within 4h in-effect-before 1h revalidate-every 90d": empty where the
/// line has no "for".
base::Result<std::vector<domain::Profile>> profiles_of(const Clauses& line);
/// "cover RANK covered PARTIES speaking LANGUAGES ahead 48h": empty where it has no "cover".
base::Result<std::vector<domain::Cover>> cover_of(const Clauses& line);
/// "escalate field/15m, flag/30m": empty where it has no "escalate".
base::Result<std::vector<domain::Escalation>> escalation_of(const Clauses& line);
/// "exception REASON until TIME".
base::Result<domain::Body> exception_of(const std::vector<std::string>& words, std::size_t at,
                                        const Landmarks& landmarks);
/// "48h", "30m", "90d"; 0 where there is none.
base::Result<std::int64_t> length_of_time(std::string text);
/// The same; 0 where the keyword is not there.
base::Result<std::int64_t> duration_of(const Clauses& line, const std::string& keyword);
/// The keywords of all these.
extern const std::set<std::string> kDutyKeywords;

}  // namespace truceline::tests
