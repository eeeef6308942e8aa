// SPDX-License-Identifier: Apache-2.0
//
// A located text for a terminal.
#include "formats/coordinate_format.hpp"
#include "views/colour.hpp"
#include "views/locate.hpp"
#include "views/locate_sentences.hpp"

namespace truceline::views {

using formats::Concern;
using formats::ConcernWeight;
using formats::CoordinateReading;

namespace {

constexpr std::size_t kMargin = 10;  // letters of the widest English label and two blanks
constexpr Phrase kReadAs{"read as", "قُرئت"};
constexpr Phrase kDecimal{"decimal", "عشرية"};
constexpr Phrase kMinutes{"minutes", "دقائق"};
constexpr Phrase kSeconds{"seconds", "ثوانٍ"};
constexpr Phrase kDigits{"the digits allow ", "تسمح المنازل بدقة "};
constexpr Phrase kCandidates{"Places called so, the likeliest first:\n",
                             "الأماكن بهذا الاسم، الأرجح أولًا:\n"};
constexpr Phrase kNothing{"Nothing speaks against it.\n", "لا شيء يعارضها.\n"};
constexpr Phrase kHeldAgainst{"Held against: ", "قورنت بـ: "};
constexpr Phrase kHeldNothing{
    "Held against nothing: no mission is chosen. --mission FOLDER names one.\n",
    "لم تُقارن بشيء: لم تُختر بعثة. تختارها بـ --mission FOLDER.\n"};
constexpr Phrase kSource{"Gazetteer: ", "دليل الأماكن: "};

struct Held {
  std::string_view word;
  Phrase words;
};
constexpr Held kHeld[] = {
    {"bounds", {"the mission's bounds", "حدود البعثة"}},
    {"land", {"its land", "يابستها"}},
    {"gazetteer", {"its gazetteer", "دليل أماكنها"}},
    {"previous", {"the version before", "النسخة السابقة"}},
    {"sites", {"its posts and notified sites", "نقاطها والمواقع المبلَّغ عنها"}},
};

std::string row(std::string_view label, const std::string& text) {
  std::size_t letters = 0;
  for (const char c : label) letters += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  const std::size_t blanks = letters < kMargin ? kMargin - letters : 1;
  return "  " + std::string(label) + std::string(blanks, ' ') + text + "\n";
}

std::string forms_text(const CoordinateReading& reading, Lang lang) {
  const formats::CoordinateForms forms = formats::coordinate_forms(reading.point);
  std::string assumed;
  for (const formats::Assumption one : reading.assumed)
    assumed += "; " + std::string(assumption_sentence(one, lang));
  return row(kReadAs.in(lang), std::string(notation_label(reading.notation, lang)) +
                                   (lang == Lang::ar ? "؛ " : "; ") +
                                   std::string(kDigits.in(lang)) +
                                   precision_text(reading.precision_mm, lang) + assumed) +
         row(kDecimal.in(lang), forms.decimal) + row(kMinutes.in(lang), forms.degrees_minutes) +
         row(kSeconds.in(lang), forms.degrees_minutes_seconds) + row("UTM", forms.utm) +
         row("MGRS", forms.mgrs);
}

/// "FAULT": English in capitals, since colour may be off.
std::string concern_text(const Concern& concern, Lang lang, bool colour) {
  std::string weight(weight_label(concern.weight, lang));
  for (char& c : weight)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const Colour shade = concern.weight == ConcernWeight::fault   ? Colour::red
                       : concern.weight == ConcernWeight::doubt ? Colour::yellow
                                                                : Colour::cyan;
  return coloured(weight, shade, colour) + "  " + for_terminal(concern_sentence(concern, lang)) +
         "\n";
}

std::string candidate_text(const formats::GazetteerMatch& match, Lang lang) {
  const formats::GazetteerPlace& place = *match.place;
  std::string text = "  ";
  for (const std::string& part : {place.pcode, place.name, place.name_ar, place.area})
    if (!part.empty()) text += for_terminal(part) + "  ";
  text += geo::to_decimal(place.point.lat_e7) + ", " + geo::to_decimal(place.point.lon_e7);
  if (match.distance_m) text += "  " + length_text(*match.distance_m, lang);
  return text + "  (" + std::string(match_label(match.kind, lang)) + ")\n";
}

std::string held_text(const Located& located, Lang lang) {
  if (located.held_against.empty()) return std::string(kHeldNothing.in(lang));
  std::string list;
  for (const std::string_view one : located.held_against)
    for (const Held& held : kHeld)
      if (held.word == one)
        list += (list.empty()       ? ""
                 : lang == Lang::ar ? "، "
                                    : ", ") +
                std::string(held.words.in(lang));
  std::string text = std::string(kHeldAgainst.in(lang)) + list + ".\n";
  if (!located.near.empty() && !located.gazetteer_source.empty())
    text += std::string(kSource.in(lang)) + for_terminal(located.gazetteer_source) + "\n";
  return text;
}

}  // namespace

std::string located_text(const Located& located, Lang lang, bool colour) {
  std::string text;
  std::size_t concerns = 0;
  if (located.not_one) {
    text += concern_text(*located.not_one, lang, colour) + "\n";
    ++concerns;
  }
  for (const LocatedPlace& place : located.places) {
    text += coloured(for_terminal(place.written.raw), Colour::bold, colour) + "\n";
    text += forms_text(place.written.readings[0], lang) + "\n";
    for (const Concern& concern : place.checked.concerns)
      text += concern_text(concern, lang, colour);
    concerns += place.checked.concerns.size();
    if (!place.checked.candidates.empty()) {
      text += std::string(place.checked.concerns.empty() ? "" : "\n") +
              std::string(kCandidates.in(lang));
      for (const formats::GazetteerMatch& match : place.checked.candidates)
        text += candidate_text(match, lang);
    }
    if (!place.checked.concerns.empty() || !place.checked.candidates.empty()) text += "\n";
  }
  if (concerns == 0) text += kNothing.in(lang);
  return text + held_text(located, lang);
}

}  // namespace truceline::views
