// SPDX-License-Identifier: Apache-2.0
//
// A located text as JSON, and /api/v1/locate: asked for with GET, or with POST, since a footprint
// is longer than an address may be, and what is posted is written into nobody's list of addresses.
#include "base/json.hpp"
#include "base/limits.hpp"
#include "formats/coordinate_format.hpp"
#include "views/handlers.hpp"
#include "views/locate.hpp"
#include "views/locate_sentences.hpp"
#include "views/wire.hpp"

namespace truceline::views {

using base::JsonWriter;
using formats::Concern;
using formats::CoordinateReading;
using formats::GazetteerMatch;

namespace {

void write_forms(JsonWriter& out, geo::Point point) {
  const formats::CoordinateForms forms = formats::coordinate_forms(point);
  out.begin_object()
      .member("decimal", forms.decimal)
      .member("degrees_minutes", forms.degrees_minutes)
      .member("degrees_minutes_seconds", forms.degrees_minutes_seconds)
      .member("utm", forms.utm)
      .member("mgrs", forms.mgrs)
      .end_object();
}

void write_reading(JsonWriter& out, const CoordinateReading& reading, Lang lang) {
  out.begin_object().key("point");
  write_position(out, reading.point);
  out.member("notation", formats::word(reading.notation));
  out.member("notation_label", notation_label(reading.notation, lang));
  out.member("precision_mm", reading.precision_mm);
  out.key("assumed").begin_array();
  for (const formats::Assumption one : reading.assumed)
    out.begin_object()
        .member("code", formats::word(one))
        .member("sentence", assumption_sentence(one, lang))
        .end_object();
  out.end_array().key("forms");
  write_forms(out, reading.point);
  out.end_object();
}

void write_concern(JsonWriter& out, const Concern& concern, Lang lang) {
  out.begin_object().member("code", formats::word(concern.code));
  out.member("weight", formats::word(concern.weight));
  out.member("weight_label", weight_label(concern.weight, lang));
  out.member("sentence", concern_sentence(concern, lang));
  out.member("name", concern.name).member("distance_m", concern.distance_m);
  out.key("mend");
  if (concern.mend)
    write_position(out, *concern.mend);
  else
    out.null();
  out.end_object();
}

void write_candidate(JsonWriter& out, const GazetteerMatch& match, Lang lang) {
  const formats::GazetteerPlace& place = *match.place;
  out.begin_object().member("pcode", place.pcode).member("name", place.name);
  out.member("name_ar", place.name_ar).member("area", place.area);
  out.member("match", formats::word_of(formats::kMatchWords, match.kind));
  out.member("match_label", match_label(match.kind, lang)).member("matched", match.name);
  out.key("point");
  write_position(out, place.point);
  out.member("radius_m", place.radius_m);
  out.member("distance_m", match.distance_m.value_or(0)).end_object();
}

void write_place(JsonWriter& out, const LocatedPlace& place, Lang lang) {
  out.begin_object().member("text", place.written.raw).key("readings").begin_array();
  for (const CoordinateReading& reading : place.written.readings) write_reading(out, reading, lang);
  out.end_array().key("concerns").begin_array();
  for (const Concern& concern : place.checked.concerns) write_concern(out, concern, lang);
  out.end_array().key("candidates").begin_array();
  for (const GazetteerMatch& match : place.checked.candidates) write_candidate(out, match, lang);
  out.end_array().end_object();
}

}  // namespace

std::string located_json(const Located& located, Lang lang) {
  JsonWriter out;
  out.begin_object().member("text", located.text.raw).member("datum", located.text.datum);
  out.member("weight", formats::word(located.weight()));
  out.member("near", located.near).key("held_against").begin_array();
  for (const std::string_view one : located.held_against) out.string(one);
  out.end_array();
  out.member("gazetteer_source", located.gazetteer_source);
  out.member("land_source", located.land_source).key("concerns").begin_array();
  if (located.not_one) write_concern(out, *located.not_one, lang);
  out.end_array().key("places").begin_array();
  for (const LocatedPlace& place : located.places) write_place(out, place, lang);
  out.end_array().end_object();
  return out.take();
}

namespace {

base::Result<Answer> answer_to(const LocateQuestion& question, const Snapshot& snapshot,
                               Lang lang) {
  if (question.text.empty())
    return base::invalid("there is nothing to locate", "add text=36.2021,37.1343").at("text");
  TRY_ASSIGN(const Located located, locate(question, ground_of(snapshot, lang)));
  return Answer{located_json(located, lang)};
}

/// {"text": .., "near": .., "previous": .., "site": ..}: texts, all but the first may be missing.
base::Result<LocateQuestion> posted_question(const Ask& ask) {
  TRY(require_json(ask));
  TRY_ASSIGN(const base::JsonDocument document,
             base::parse_json(ask.body,
                              {base::limits::kBodyBytes, 2, base::limits::kStatementString, true}));
  const base::JsonValue root = document.root();
  const std::string mend =
      "send {\"text\": \"36.2021, 37.1343\"}, and near, previous or site beside it";
  if (!root.is_object()) return base::invalid("this is no question", mend);
  LocateQuestion question;
  for (const auto& [key, value] : root.members()) {
    std::string* const member = key == "text"       ? &question.text
                                : key == "near"     ? &question.near
                                : key == "previous" ? &question.previous
                                : key == "site"     ? &question.site
                                                    : nullptr;
    if (member == nullptr || !value.is_string())
      return base::invalid("this is no part of the question, or no text", mend)
          .at(std::string(key));
    *member = value.as_string();
  }
  return question;
}

}  // namespace

base::Result<Answer> locate_answer(const Snapshot& snapshot, const Ask& ask) {
  return answer_to({ask.text("text"), ask.text("near"), ask.text("previous"), ask.text("site")},
                   snapshot, ask.lang);
}

base::Result<Answer> locate_posted_answer(const Snapshot& snapshot, const Ask& ask) {
  TRY_ASSIGN(const LocateQuestion question, posted_question(ask));
  return answer_to(question, snapshot, ask.lang);
}

}  // namespace truceline::views
