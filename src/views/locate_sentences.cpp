// SPDX-License-Identifier: Apache-2.0
#include "views/locate_sentences.hpp"

#include "base/invariant.hpp"
#include "views/sentence_parts.hpp"

namespace truceline::views {

using formats::Assumption;
using formats::Concern;
using formats::ConcernCode;
using formats::ConcernWeight;
using formats::CoordinateNotation;
using formats::MatchKind;

namespace {

template <class E>
struct Said {
  E value;
  Phrase words;
};

/// In place of a blank name: the sentence for the place that fits without one.
struct TwoPhrases {
  ConcernCode code;
  Phrase named;    ///< Where the concern carries the name of a place.
  Phrase unnamed;  ///< Where it does not; empty: the same.
};

constexpr TwoPhrases kConcerns[] = {
    {ConcernCode::other_reading,
     {"It can also be read as {mend}, {distance} away. Write N or S and E or W after the numbers; "
      "after a UTM zone, north or south.",
      "يمكن أن تُقرأ أيضًا {mend}، على بُعد {distance}. اكتب حرف الاتجاه بعد كل رقم: ش "
      "أو ج، وق أو غ؛ "
      "وبعد منطقة UTM شمال أو جنوب."},
     {}},
    {ConcernCode::swapped,
     {"Latitude and longitude look swapped: as written this is {distance} from {name}, the other "
      "way round {mended}. Did you mean {mend}?",
      "يبدو أن خط العرض وخط الطول متبادلان: كما كُتبت تبعد {distance} عن {name}، وبالعكس {mended}. "
      "هل "
      "المقصود {mend}؟"},
     {"Latitude and longitude look swapped: as written this is not where the mission is, the other "
      "way round it is. Did you mean {mend}?",
      "يبدو أن خط العرض وخط الطول متبادلان: كما كُتبت تقع خارج منطقة البعثة، وبالعكس "
      "تقع داخلها. هل "
      "المقصود {mend}؟"}},
    {ConcernCode::sign,
     {"A sign or a letter of the compass looks wrong: {mend} would be {mended} from {name}, as "
      "written it is {distance}. Did you mean {mend}?",
      "تبدو الإشارة أو حرف الاتجاه خطأ: {mend} تبعد {mended} عن {name}، وكما كُتبت "
      "تبعد {distance}. "
      "هل "
      "المقصود {mend}؟"},
     {"A sign or a letter of the compass looks wrong: with another one it is where the mission is. "
      "Did you mean {mend}?",
      "تبدو الإشارة أو حرف الاتجاه خطأ: بغيرها تقع داخل منطقة البعثة. هل المقصود {mend}؟"}},
    {ConcernCode::wrong_zone,
     {"The UTM zone or hemisphere looks wrong: in another one it is {mended} from {name}, as "
      "written {distance}. Did you mean {mend}?",
      "تبدو منطقة UTM أو نصف الكرة خطأ: في غيرها تبعد {mended} عن {name}، وكما كُتبت "
      "{distance}. هل "
      "المقصود {mend}؟"},
     {"The UTM zone or hemisphere looks wrong: in another one it is where the mission is. Did you "
      "mean {mend}?",
      "تبدو منطقة UTM أو نصف الكرة خطأ: في غيرها تقع داخل منطقة البعثة. هل المقصود {mend}؟"}},
    {ConcernCode::minutes_as_decimals,
     {"These decimals look like minutes and seconds: read so it is {mended} from {name}, as "
      "written {distance}. Did you mean {mend}?",
      "تبدو هذه الكسور العشرية دقائق وثواني: بهذه القراءة تبعد {mended} عن {name}، وكما كُتبت "
      "{distance}. هل المقصود {mend}؟"},
     {}},
    {ConcernCode::decimals_as_minutes,
     {"These minutes and seconds look like decimals of a degree: read so it is {mended} from "
      "{name}, as written {distance}. Did you mean {mend}?",
      "تبدو هذه الدقائق والثواني كسورًا عشرية من الدرجة: بهذه القراءة تبعد {mended} عن "
      "{name}، وكما "
      "كُتبت {distance}. هل المقصود {mend}؟"},
     {}},
    {ConcernCode::far_from_place,
     {"This is {distance} from {name}, which is at {mend}. Check the coordinate, or the name.",
      "تبعد هذه النقطة {distance} عن {name} الواقعة عند {mend}. تحقّق من الإحداثيات أو من الاسم."},
     {}},
    {ConcernCode::unknown_place,
     {"The gazetteer knows no place called \"{name}\", so the coordinate was not held against one. "
      "Try another spelling or the P-code.",
      "لا يعرف دليل الأماكن مكانًا باسم «{name}»، فلم تُقارن الإحداثيات بمكان. جرّب "
      "إملاءً آخر أو رمز "
      "P-code."},
     {}},
    {ConcernCode::guessed_place,
     {"No place is called \"{name}\"; {other} is spelt most nearly so and was taken. Say which is "
      "meant.",
      "لا مكان باسم «{name}»؛ وأقرب الأسماء إليه {other} فأُخذ به. بيّن أيّها المقصود."},
     {}},
    {ConcernCode::namesakes,
     {"{count} places are called \"{name}\"; the nearest ({other}) was taken. The P-code says "
      "which "
      "is meant.",
      "يحمل {count} من الأماكن الاسم «{name}»؛ أُخذ بأقربها ({other}). رمز P-code يبيّن المقصود."},
     {}},
    {ConcernCode::outside_mission,
     {"This is outside the mission's area. Check the coordinate.",
      "تقع هذه النقطة خارج منطقة البعثة. تحقّق من الإحداثيات."},
     {}},
    {ConcernCode::in_sea,
     {"This is in the sea, {distance} from the land that the mission's map has. Check the "
      "coordinate.",
      "تقع هذه النقطة في البحر، على بُعد {distance} من اليابسة في خريطة البعثة. تحقّق من "
      "الإحداثيات."},
     {}},
    {ConcernCode::zero,
     {"A number is exactly 0, as in a form that was left empty. Fill in both numbers.",
      "أحد الرقمين صفر تمامًا، كما في استمارة تُركت فارغة. أدخل الرقمين كليهما."},
     {}},
    {ConcernCode::coarse,
     {"The digits leave {distance} open; a building is not found by that. Give decimal degrees "
      "with "
      "five decimals.",
      "هذه الأرقام تترك مجالًا قدره {distance} ولا تكفي لتحديد مبنى. اكتب الدرجات بخمس منازل "
      "عشرية."},
     {}},
    {ConcernCode::fine,
     {"There are more digits than anybody can measure; they come from a computation. Say how the "
      "place was measured.",
      "عدد المنازل أكثر مما يمكن قياسه فهي ناتجة عن حساب. بيّن كيف قيس الموقع."},
     {}},
    {ConcernCode::datum,
     {"The text names the datum {name}, and the numbers were not converted: on WGS84 the place may "
      "be some hundred metres away. Convert it, and say with what.",
      "يذكر النص المرجع {name} ولم تُحوَّل الأرقام: قد يبعد المكان في WGS84 بضع مئات من الأمتار. "
      "حوّلها "
      "واذكر بأي وسيلة."},
     {}},
    {ConcernCode::map_view,
     {"The link only says where the middle of the map was, not where a pin stands. Drop a pin on "
      "the building and copy again.",
      "لا يدل الرابط إلا على وسط الخريطة لا على علامة. ضع علامة على المبنى وانسخ الرابط من جديد."},
     {}},
    {ConcernCode::moved,
     {"The version before was {distance} away, at {mend}. Say whether it has moved or was wrong.",
      "كانت النسخة السابقة على بُعد {distance}، عند {mend}. بيّن هل انتقل الموقع أم كان خطأ."},
     {}},
    {ConcernCode::duplicate,
     {"{name} ({other}) is {distance} away, at {mend}. If it is the same site, amend that one.",
      "يقع {name} ({other}) على بُعد {distance}، عند {mend}. إن كان الموقع نفسه فعدّله "
      "بدل تكراره."},
     {}},
    {ConcernCode::several_places,
     {"There are {count} places where one was asked for. Send each by itself.",
      "في النص {count} من الأماكن والمطلوب مكان واحد. أرسل كل مكان على حدة."},
     {}},
    {ConcernCode::area,
     {"This is an area with {count} corners where one place was asked for. Send the entrance or "
      "the main building, and the outline beside it.",
      "هذه مساحة لها {count} من الأركان والمطلوب مكان واحد. أرسل المدخل أو المبنى الرئيسي، والحدود "
      "معه."},
     {}},
};

constexpr Said<Assumption> kAssumptions[] = {
    {Assumption::latitude_first,
     {"nothing says which is the latitude; the first was taken",
      "لا شيء يبيّن أيّهما خط العرض؛ أُخذ الأول"}},
    {Assumption::longitude_first,
     {"nothing says which is the longitude; the first was taken",
      "لا شيء يبيّن أيّهما خط الطول؛ أُخذ الأول"}},
    {Assumption::decimal_comma,
     {"a comma was taken for the decimal point", "عُدّت الفاصلة علامة عشرية"}},
    {Assumption::comma_separates,
     {"a comma was taken to stand between numbers", "عُدّت الفاصلة فصلًا بين رقمين"}},
    {Assumption::dash_is_minus, {"a dash was taken for a minus", "عُدّت الشرطة إشارة ناقص"}},
    {Assumption::dash_separates,
     {"a dash was taken to stand between numbers", "عُدّت الشرطة فصلًا بين رقمين"}},
    {Assumption::letter_not_sign,
     {"the letter was believed, not the minus", "أُخذ بحرف الاتجاه لا بإشارة الناقص"}},
    {Assumption::sign_not_letter,
     {"the minus was believed, not the letter", "أُخذ بإشارة الناقص لا بحرف الاتجاه"}},
    {Assumption::packed_digits,
     {"degrees, minutes and seconds stand run together", "الدرجات والدقائق والثواني مكتوبة متصلة"}},
    {Assumption::band_letter,
     {"the S of the zone is the band of latitude, which is north",
      "الحرف S نطاق عرض يقع في الشمال"}},
    {Assumption::south_letter, {"the S of the zone says south", "الحرف S يعني الجنوب"}},
    {Assumption::map_view, {"the middle of the map, no pin", "وسط الخريطة لا علامة"}},
    {Assumption::height_left_out,
     {"a third number was taken for a height", "عُدّ الرقم الثالث ارتفاعًا"}},
    {Assumption::words_left_out, {"some words were left out", "أُسقطت بعض الكلمات"}},
};

constexpr Said<CoordinateNotation> kNotations[] = {
    {CoordinateNotation::decimal, {"decimal degrees", "درجات عشرية"}},
    {CoordinateNotation::degrees_minutes, {"degrees and minutes", "درجات ودقائق"}},
    {CoordinateNotation::degrees_minutes_seconds,
     {"degrees, minutes and seconds", "درجات ودقائق وثوانٍ"}},
    {CoordinateNotation::utm, {"UTM", "UTM"}},
    {CoordinateNotation::mgrs, {"MGRS", "MGRS"}},
};
constexpr Said<ConcernWeight> kWeights[] = {
    {ConcernWeight::note, {"note", "ملاحظة"}},
    {ConcernWeight::doubt, {"doubt", "شك"}},
    {ConcernWeight::fault, {"fault", "خطأ"}},
};
constexpr Said<MatchKind> kMatches[] = {
    {MatchKind::pcode, {"P-code", "رمز P-code"}},
    {MatchKind::name, {"name", "الاسم"}},
    {MatchKind::sound, {"another spelling", "إملاء آخر"}},
    {MatchKind::near, {"one letter off", "بفرق حرف"}},
};

template <class E, std::size_t N>
std::string_view said(const Said<E> (&table)[N], E value, Lang lang) {
  for (const Said<E>& one : table)
    if (one.value == value) return one.words.in(lang);
  INVARIANT(false && "a value that nothing is said of");
  return {};
}

}  // namespace

std::string length_text(std::int64_t metres, Lang lang) {
  constexpr std::int64_t kKm = 1000;
  const std::string_view m = lang == Lang::ar ? " م" : " m";
  const std::string_view km = lang == Lang::ar ? " كم" : " km";
  if (metres < kKm) return std::to_string(metres).append(m);
  if (metres >= 10 * kKm) return std::to_string((metres + kKm / 2) / kKm).append(km);
  const std::int64_t tenths = (metres + 50) / 100;
  return (std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)).append(km);
}

std::string precision_text(std::int64_t precision_mm, Lang lang) {
  const std::string about = lang == Lang::ar ? "نحو " : "about ";
  if (precision_mm >= 1000) return about + length_text((precision_mm + 500) / 1000, lang);
  const std::string cm = std::to_string((precision_mm + 9) / 10);
  return about + cm + (lang == Lang::ar ? " سم" : " cm");
}

std::string point_text(geo::Point point, Lang lang) {
  const std::string text = geo::to_decimal(point.lat_e7) + ", " + geo::to_decimal(point.lon_e7);
  return lang == Lang::ar ? "\u2066" + text + "\u2069" : text;
}

std::string concern_sentence(const Concern& concern, Lang lang) {
  for (const TwoPhrases& phrases : kConcerns) {
    if (phrases.code != concern.code) continue;
    const bool unnamed = concern.name.empty() && !phrases.unnamed.en.empty();
    const Phrase& phrase = unnamed ? phrases.unnamed : phrases.named;
    return filled(phrase.in(lang), {{"name", concern.name},
                                    {"other", concern.other},
                                    {"distance", length_text(concern.distance_m, lang)},
                                    {"mended", length_text(concern.mended_m, lang)},
                                    {"count", std::to_string(concern.count)},
                                    {"mend", concern.mend ? point_text(*concern.mend, lang) : ""}});
  }
  INVARIANT(false && "a concern that nothing is said of");
  return {};
}

std::string_view assumption_sentence(Assumption assumption, Lang lang) {
  return said(kAssumptions, assumption, lang);
}
std::string_view notation_label(CoordinateNotation notation, Lang lang) {
  return said(kNotations, notation, lang);
}
std::string_view weight_label(ConcernWeight weight, Lang lang) {
  return said(kWeights, weight, lang);
}
std::string_view match_label(MatchKind kind, Lang lang) {
  return said(kMatches, kind, lang);
}

}  // namespace truceline::views
