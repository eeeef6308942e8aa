// SPDX-License-Identifier: Apache-2.0
//
// How each rule comes to its severity, in the reader's language: domain::severity_method() says it
// in English, and rules that share a method share its words.
#include <array>
#include <utility>

#include "views/sentences.hpp"

namespace truceline::views {
namespace {

using domain::Rule;

constexpr std::string_view kFigure = "منخفضة: رقم أو تاريخ ينبغي تصحيحه؛ ولا أحد في خطر.";
constexpr std::string_view kContradiction =
    "متوسطة: المصادر متناقضة ولا بد من أن ينظر أحد في الأمر.";
constexpr std::string_view kLate = "متوسطة؛ وعالية إذا انقضى أكثر من 30 يومًا على موعد الاستحقاق.";
constexpr std::string_view kNearness =
    "عالية: داخل منطقة محظورة أو منزوعة السلاح أو منطقة حظر طيران أو موقع أو عملية؛ متوسطة: داخل "
    "منطقة عازلة أو تمرين أو خارج ممره؛ منخفضة: داخل منطقة أخرى أو بالقرب.";
constexpr std::string_view kUntold = "عالية: من قد يُلحق الأذى هناك لا يعلم.";
constexpr std::string_view kUnanswered =
    "متوسطة؛ وعالية منذ اليوم السابق لبدئه: فلا يبقى وقت يُذكر لإبلاغ وحدة.";
constexpr std::string_view kNobody = "متوسطة لما سيأتي؛ وعالية الآن: لن يجيب أحد.";
constexpr std::string_view kHurry = "متوسطة: قد لا يتمكن متلقٍّ من العمل به في الوقت المناسب.";

constexpr auto kArabic = std::to_array<std::pair<Rule, std::string_view>>({
    {Rule::breach_prohibited_event,
     "بحسب أفضل تقدير للوفيات: لا وفيات منخفضة، 1 إلى 9 متوسطة، 10 إلى 49 عالية، 50 فأكثر حرجة؛ "
     "والأسلحة الكيميائية عالية على الأقل."},
    {Rule::overdue_duty, kLate},
    {Rule::overdue_duty_late, kLate},
    {Rule::dispute_post_status, kContradiction},
    {Rule::dispute_control, kContradiction},
    {Rule::tally_parts, kFigure},
    {Rule::tally_two_figures, kFigure},
    {Rule::term_against_register, kFigure},
    {Rule::report_counts, kFigure},
    {Rule::place_against_name, kFigure},
    {Rule::author_equivocation, "عالية: وقّع مؤلف بيانين تحت رقم واحد، فلا يُعوَّل على سجلّه."},
    {Rule::key_not_in_force, "عالية: أدخل حافظ السجل ما لم يوقّعه مفتاح صالح لأي طرف."},
    {Rule::root_replaced, "عالية: منذئذ يقرر مفتاح غير مفتاح الطرف نفسه من يتحدث باسمه."},
    {Rule::conflict_separation,
     "منخفضة: التباعد أقل من المشترط؛ متوسطة: أقل من نصفه؛ عالية: مكان وارتفاع ووقت واحد؛ حرجة: "
     "كذلك "
     "بين عملية وموقع أو إجلاء أو إيصال معونة."},
    {Rule::conflict_not_told, kUntold},
    {Rule::proximity_entered, kNearness},
    {Rule::proximity_near, kNearness},
    {Rule::proximity_corridor, kNearness},
    {Rule::overdue_acknowledgement, kUnanswered},
    {Rule::overdue_relay, kUnanswered},
    {Rule::overdue_in_effect, kUnanswered},
    {Rule::overdue_revalidation, "متوسطة: ما لا يُجدَّد قد لا يبقى صحيحاً."},
    {Rule::overdue_shift, kNobody},
    {Rule::overdue_call, "عالية؛ وحرجة في الطوارئ: هناك من هو في خطر الآن."},
    {Rule::dispute_objection, "عالية: متلقٍّ يقول إنه لن يعمل بما اتُّفق عليه."},
    {Rule::not_on_roster, "متوسطة: لا يُعرف من استلمه."},
    {Rule::told_too_widely, "عالية: قائمة المواقع قائمة أهداف."},
    {Rule::not_addressed, kUntold},
    {Rule::short_notice, kHurry},
    {Rule::incomplete_notice, kHurry},
    {Rule::gap_cover, kNobody},
    {Rule::proximity_hostile, "عالية: قد يظن كل من المتعاديين الآخر تهديداً."},
    {Rule::conflict_hidden, "عالية: مقدار الاقتراب ليس لهذا القارئ."},
    {Rule::clock_ahead, "متوسطة: إلى أن يحين ذلك الوقت لا يتأخر شيء مما يُحسب منه."},
});
static_assert(kArabic.size() == domain::kWords<Rule>.size());

}  // namespace

std::string_view severity_method_text(Rule rule, Lang lang) {
  if (lang == Lang::en) return domain::severity_method(rule);
  for (const auto& [one, text] : kArabic)
    if (one == rule) return text;
  INVARIANT(false && "a rule whose severity has no Arabic method");
  return {};
}

}  // namespace truceline::views
