// SPDX-License-Identifier: Apache-2.0
#include "views/error_table.hpp"

#include <array>

#include "base/json_writer.hpp"

namespace truceline::views {

using base::ErrorCode;

namespace {

constexpr std::array kRows = {
    ErrorRow{ErrorCode::invalid_input, 400, 2, "invalid-input", "The input is wrong"},
    ErrorRow{ErrorCode::unsupported, 422, 3, "unsupported", "This version cannot read that"},
    ErrorRow{ErrorCode::too_large, 413, 2, "too-large", "A limit is exceeded"},
    ErrorRow{ErrorCode::not_found, 404, 4, "not-found", "There is no such thing"},
    ErrorRow{ErrorCode::conflict, 409, 5, "conflict", "It contradicts what is there"},
    ErrorRow{ErrorCode::forbidden, 403, 6, "forbidden", "A key or an audience does not allow it"},
    ErrorRow{ErrorCode::corrupt, 500, 7, "corrupt", "Stored bytes are not what was stored"},
    ErrorRow{ErrorCode::unavailable, 503, 8, "unavailable", "The environment fails now"},
};

}  // namespace

const ErrorRow& error_row(ErrorCode code) {
  for (const ErrorRow& row : kRows)
    if (row.code == code) return row;
  INVARIANT(false && "an error code without a row");
  return kRows[0];
}

Response problem(const base::Error& error, std::optional<int> status) {
  const ErrorRow& row = error_row(error.code);
  base::JsonWriter json;
  json.begin_object()
      .member("type", "https://truceline.org/problems/" + std::string(row.slug))
      .member("title", row.title)
      .member("status", std::int64_t{status.value_or(row.status)})
      .member("detail", error.reason);
  if (!error.mend.empty()) json.member("mend", error.mend);
  if (!error.place.empty()) json.member("instance", error.place);
  json.end_object();
  Response response;
  response.status = status.value_or(row.status);
  response.content_type = "application/problem+json";
  response.body = json.take();
  return response;
}

}  // namespace truceline::views
