// SPDX-License-Identifier: Apache-2.0
//
// The columns of UCDP GED we read, with their names in all published layouts.
#pragma once

#include <array>
#include <cstddef>

#include "formats/columns.hpp"

namespace truceline::formats::ucdp {

enum Column : std::size_t {
  kId,
  kYear,
  kMonth,
  kDay,
  kType,
  kSideA,
  kSideAId,
  kSideADsetId,
  kSideB,
  kSideBId,
  kSideBDsetId,
  kArticle,
  kOffice,
  kSourceDate,
  kHeadline,
  kOriginal,
  kWherePrec,
  kWhereCoordinates,
  kWhereDescription,
  kAdm1,
  kAdm2,
  kLatitude,
  kLongitude,
  kCountry,
  kClarity,
  kDatePrec,
  kDateStart,
  kDateEnd,
  kDeathsA,
  kDeathsB,
  kDeathsCivilians,
  kDeathsUnknown,
  kLow,
  kBest,
  kHigh,
  kColumnCount,
};

inline constexpr std::array<ColumnSpec, kColumnCount> kColumns = {{
    {"id|event_id", true},
    {"year"},
    {"month"},
    {"day"},
    {"type_of_violence", true},
    {"side_a", true},
    {"side_a_new_id|side_a_id"},
    {"side_a_dset_id"},
    {"side_b", true},
    {"side_b_new_id|side_b_id"},
    {"side_b_dset_id"},
    {"source_article"},
    {"source_office"},
    {"source_date"},
    {"source_headline"},
    {"source_original"},
    {"where_prec"},
    {"where_coordinates"},
    {"where_description"},
    {"adm_1"},
    {"adm_2"},
    {"latitude|lat", true},
    {"longitude|lon|long|lng", true},
    {"country"},
    {"event_clarity"},
    {"date_prec"},
    {"date_start"},
    {"date_end"},
    {"deaths_a"},
    {"deaths_b"},
    {"deaths_civilians"},
    {"deaths_unknown"},
    {"low|low_est|deaths_low|low_death"},
    {"best|best_est|deaths_best|best_death", true},
    {"high|high_est|deaths_high|high_death"},
}};

}  // namespace truceline::formats::ucdp
