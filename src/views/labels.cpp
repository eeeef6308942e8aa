// SPDX-License-Identifier: Apache-2.0
#include "views/labels.hpp"

#include <array>

namespace truceline::views {

using namespace domain;  // NOLINT: the tables below are nothing but its words
using engine::ProvisionState;

namespace {

constexpr Label<ActorKind> kActorKinds[] = {
    {ActorKind::state, {"state", "دولة"}},
    {ActorKind::armed_group, {"armed group", "جماعة مسلحة"}},
    {ActorKind::coalition, {"coalition", "تحالف"}},
    {ActorKind::agency, {"agency", "وكالة"}},
    {ActorKind::organisation, {"organisation", "منظمة"}},
    {ActorKind::civilians, {"civilians", "مدنيون"}},
    {ActorKind::other, {"other", "غير ذلك"}}};

constexpr Label<AudienceLabel> kAudiences[] = {
    {AudienceLabel::everyone, {"public", "علني"}},
    {AudienceLabel::all_parties, {"all parties", "جميع الأطراف"}},
    {AudienceLabel::named, {"named recipients", "مستلمون محددون"}}};

constexpr Label<Certainty> kCertainties[] = {
    {Certainty::reported, {"reported", "مُبلَّغ عنه"}},
    {Certainty::widely_reported, {"widely reported", "مُبلَّغ عنه على نطاق واسع"}},
    {Certainty::claimed, {"claimed", "مُدّعى به"}},
    {Certainty::alleged, {"alleged", "مزعوم"}},
    {Certainty::observed, {"observed", "مُشاهَد"}}};

constexpr Label<Doubt> kDoubts[] = {{Doubt::place, {"place", "المكان"}},
                                    {Doubt::time, {"time", "الوقت"}},
                                    {Doubt::actor, {"actor", "الجهة الفاعلة"}},
                                    {Doubt::kind, {"kind", "نوع الحدث"}},
                                    {Doubt::source, {"source", "المصدر"}}};

constexpr Label<EventKind> kEventKinds[] = {
    {EventKind::armed_force, {"Use of armed force", "استخدام القوة المسلحة"}},
    {EventKind::armed_clash, {"Armed clash", "اشتباك مسلح"}},
    {EventKind::shelling, {"Shelling", "قصف مدفعي"}},
    {EventKind::air_strike, {"Air strike", "غارة جوية"}},
    {EventKind::explosive, {"Explosive device", "عبوة متفجرة"}},
    {EventKind::chemical_weapon, {"Chemical weapon", "سلاح كيميائي"}},
    {EventKind::attack_on_civilians, {"Attack on civilians", "هجوم على مدنيين"}},
    {EventKind::abduction, {"Abduction", "اختطاف"}},
    {EventKind::arrest, {"Arrest", "توقيف"}},
    {EventKind::access_denied, {"Access denied", "منع من الوصول"}},
    {EventKind::troop_movement, {"Troop movement", "تحرك قوات"}},
    {EventKind::arms_transfer, {"Arms transfer", "نقل أسلحة"}},
    {EventKind::territory_change, {"Change of territory", "تغيّر في السيطرة"}},
    {EventKind::overflight, {"Overflight", "تحليق جوي"}},
    {EventKind::protest, {"Protest", "احتجاج"}},
    {EventKind::evacuation, {"Evacuation", "إجلاء"}},
    {EventKind::other, {"Other event", "حدث آخر"}}};

constexpr Label<FindingKind> kFindingKinds[] = {
    {FindingKind::breach, {"Breach", "خرق"}},
    {FindingKind::conflict, {"Conflict", "تعارض"}},
    {FindingKind::proximity, {"Proximity", "اقتراب"}},
    {FindingKind::overdue, {"Overdue", "تأخّر"}},
    {FindingKind::dispute, {"Dispute", "خلاف"}},
    {FindingKind::inconsistency, {"Inconsistency", "تناقض"}},
    {FindingKind::gap, {"Gap", "ثغرة"}},
    {FindingKind::change, {"Change", "تغيّر"}}};

constexpr Label<KeyAction> kKeyActions[] = {{KeyAction::enrol, {"enrolled", "سُجّل"}},
                                            {KeyAction::rotate, {"rotated", "استُبدل"}},
                                            {KeyAction::revoke, {"revoked", "أُلغي"}}};

constexpr Label<PlacePrecision> kPlacePrecisions[] = {
    {PlacePrecision::exact, {"exact place", "مكان دقيق"}},
    {PlacePrecision::settlement, {"settlement", "بلدة أو قرية"}},
    {PlacePrecision::near, {"near a place", "قرب مكان"}},
    {PlacePrecision::district, {"district", "منطقة"}},
    {PlacePrecision::province, {"province", "محافظة"}},
    {PlacePrecision::feature, {"natural feature", "معلم طبيعي"}},
    {PlacePrecision::country, {"country", "بلد"}},
    {PlacePrecision::unknown, {"unknown place", "مكان غير معروف"}}};

constexpr Label<PostStatus> kPostStatuses[] = {
    {PostStatus::open, {"open", "مفتوحة"}},
    {PostStatus::restricted, {"restricted", "مقيّدة"}},
    {PostStatus::closed, {"closed", "مغلقة"}},
    {PostStatus::attacked, {"attacked", "تعرضت لهجوم"}},
    {PostStatus::unknown, {"of unknown status", "غير معروفة الحالة"}}};

constexpr Label<Severity> kSeverities[] = {{Severity::low, {"low", "منخفضة"}},
                                           {Severity::medium, {"medium", "متوسطة"}},
                                           {Severity::high, {"high", "عالية"}},
                                           {Severity::critical, {"critical", "حرجة"}}};

constexpr Label<StatementKind> kStatementKinds[] = {
    {StatementKind::agreement, {"Agreement", "اتفاق"}},
    {StatementKind::actor, {"Actor", "جهة فاعلة"}},
    {StatementKind::zone, {"Zone", "منطقة"}},
    {StatementKind::post, {"Post", "نقطة"}},
    {StatementKind::report, {"Report", "بلاغ"}},
    {StatementKind::tally, {"Tally", "حصيلة"}},
    {StatementKind::assessment, {"Assessment", "تقييم"}},
    {StatementKind::control, {"Control", "سيطرة"}},
    {StatementKind::status, {"Status", "حالة"}},
    {StatementKind::supersede, {"Withdrawal", "سحب"}},
    {StatementKind::key, {"Key", "مفتاح"}},
    {StatementKind::erasure, {"Erasure", "محو"}},
    {StatementKind::notification, {"Notification", "إخطار"}},
    {StatementKind::arrangement, {"Arrangement", "ترتيب"}},
    {StatementKind::encounter, {"Encounter", "رصد اقتراب"}},
    {StatementKind::acknowledgement, {"Acknowledgement", "إشعار بالاستلام"}},
    {StatementKind::roster, {"Roster", "جدول المناوبة"}},
    {StatementKind::call, {"Call", "اتصال"}},
    {StatementKind::read, {"Opening", "اطلاع"}},
    {StatementKind::exception, {"Exception", "استثناء"}}};

constexpr Label<domain::AcknowledgementStep> kAcknowledgementSteps[] = {
    {domain::AcknowledgementStep::received, {"received", "استُلم"}},
    {domain::AcknowledgementStep::relayed, {"relayed", "أُبلغت به الوحدة"}},
    {domain::AcknowledgementStep::in_effect, {"in effect", "نافذ"}},
    {domain::AcknowledgementStep::objected, {"objected", "اعتُرض عليه"}}};

constexpr Label<domain::CallStep> kCallSteps[] = {
    {domain::CallStep::placed, {"placed", "أُجري"}},
    {domain::CallStep::answered, {"answered", "أُجيب"}},
    {domain::CallStep::not_answered, {"not answered", "لم يُجَب"}},
    {domain::CallStep::ended, {"ended", "انتهى"}}};

constexpr Label<domain::Channel> kChannels[] = {
    {domain::Channel::in_system, {"in the system", "في النظام"}},
    {domain::Channel::e_mail, {"by e-mail", "بالبريد الإلكتروني"}},
    {domain::Channel::letter, {"by letter", "برسالة"}},
    {domain::Channel::phone, {"by phone", "بالهاتف"}},
    {domain::Channel::radio, {"by radio", "باللاسلكي"}},
    {domain::Channel::in_person, {"in person", "شخصياً"}}};

constexpr Label<domain::RankClass> kRankClasses[] = {
    {domain::RankClass::other, {"any rank", "أي رتبة"}},
    {domain::RankClass::junior, {"junior rank", "رتبة صغرى"}},
    {domain::RankClass::field, {"field rank", "رتبة ميدانية"}},
    {domain::RankClass::flag, {"flag rank", "رتبة عليا"}}};

constexpr Label<domain::Need> kNeeds[] = {
    {domain::Need::place_name, {"the name of the place", "اسم المكان"}},
    {domain::Need::pcode, {"the P-code", "رمز المكان P-code"}},
    {domain::Need::altitude, {"a band of heights", "نطاق الارتفاع"}},
    {domain::Need::times, {"a beginning and an end", "البداية والنهاية"}},
    {domain::Need::vehicles, {"the vehicles", "المركبات"}},
    {domain::Need::plates, {"the plates", "لوحات المركبات"}},
    {domain::Need::day_marking, {"a marking seen by day", "علامة مرئية نهاراً"}},
    {domain::Need::night_marking, {"a marking seen by night", "علامة مرئية ليلاً"}},
    {domain::Need::thermal_marking, {"a marking for heat sensors", "علامة للحساسات الحرارية"}},
    {domain::Need::contacts, {"somebody to call", "جهة اتصال"}},
    {domain::Need::verification, {"who verified the place", "من تحقق من المكان"}}};

constexpr Label<domain::MoverKind> kMoverKinds[] = {
    {domain::MoverKind::unknown, {"unknown kind", "نوع غير معروف"}},
    {domain::MoverKind::vehicle, {"vehicle", "مركبة"}},
    {domain::MoverKind::vessel, {"vessel", "سفينة"}},
    {domain::MoverKind::helicopter, {"helicopter", "مروحية"}},
    {domain::MoverKind::aeroplane, {"aeroplane", "طائرة"}},
    {domain::MoverKind::drone, {"drone", "طائرة مسيّرة"}}};

constexpr Label<domain::ProximityKind> kProximityKinds[] = {
    {domain::ProximityKind::came_near, {"came near", "اقترب"}},
    {domain::ProximityKind::entered, {"entered", "دخل"}},
    {domain::ProximityKind::left, {"left", "غادر"}},
    {domain::ProximityKind::went_away, {"went away", "ابتعد"}},
    {domain::ProximityKind::left_corridor, {"left its corridor", "خرج من ممره"}},
    {domain::ProximityKind::back_in_corridor, {"came back into its corridor", "عاد إلى ممره"}}};

constexpr Label<NotificationKind> kNotificationKinds[] = {
    {NotificationKind::site, {"site", "موقع"}},
    {NotificationKind::movement, {"movement", "تحرك"}},
    {NotificationKind::flight, {"flight", "رحلة جوية"}},
    {NotificationKind::aid_delivery, {"aid delivery", "إيصال معونة"}},
    {NotificationKind::evacuation, {"evacuation", "إجلاء"}},
    {NotificationKind::exercise, {"exercise", "تمرين"}},
    {NotificationKind::operation, {"operation", "عملية"}}};

constexpr Label<Phase> kPhases[] = {{Phase::planned, {"planned", "مخطط"}},
                                    {Phase::under_way, {"under way", "جارٍ"}},
                                    {Phase::off_plan, {"off plan", "خارج الخطة"}},
                                    {Phase::emergency, {"emergency", "طارئ"}},
                                    {Phase::ended, {"ended", "منتهٍ"}},
                                    {Phase::withdrawn, {"withdrawn", "مسحوب"}}};

constexpr Label<Term> kTerms[] = {{Term::signed_on, {"date of signing", "تاريخ التوقيع"}},
                                  {Term::in_force, {"entry into force", "بدء النفاذ"}},
                                  {Term::deadline, {"deadline", "الموعد النهائي"}}};

constexpr Label<TimePrecision> kTimePrecisions[] = {
    {TimePrecision::exact, {"exact time", "وقت دقيق"}},
    {TimePrecision::hour, {"hour", "ساعة"}},
    {TimePrecision::day, {"day", "يوم"}},
    {TimePrecision::days, {"a few days", "بضعة أيام"}},
    {TimePrecision::week, {"week", "أسبوع"}},
    {TimePrecision::month, {"month", "شهر"}},
    {TimePrecision::year, {"year", "سنة"}},
    {TimePrecision::unknown, {"unknown time", "وقت غير معروف"}}};

constexpr Label<Verdict> kVerdicts[] = {
    {Verdict::fresh, {"new", "جديد"}},
    {Verdict::under_inquiry, {"under inquiry", "قيد التحقيق"}},
    {Verdict::blocked, {"inquiry blocked", "التحقيق معرقَل"}},
    {Verdict::unfounded, {"unfounded", "بلا أساس"}},
    {Verdict::unverifiable, {"unverifiable", "لا يمكن التحقق منه"}},
    {Verdict::probable, {"probable", "مرجّح"}},
    {Verdict::verified, {"verified", "تم التحقق منه"}},
    {Verdict::disputed, {"disputed", "مختلف عليه"}}};

constexpr Label<ZoneKind> kZoneKinds[] = {
    {ZoneKind::de_escalation, {"de-escalation zone", "منطقة خفض تصعيد"}},
    {ZoneKind::demilitarised, {"demilitarised zone", "منطقة منزوعة السلاح"}},
    {ZoneKind::buffer, {"buffer zone", "منطقة عازلة"}},
    {ZoneKind::exclusion, {"exclusion zone", "منطقة محظورة"}},
    {ZoneKind::area_of_responsibility, {"area of responsibility", "منطقة مسؤولية"}},
    {ZoneKind::corridor, {"corridor", "ممر"}},
    {ZoneKind::no_fly, {"no-fly zone", "منطقة حظر طيران"}},
    {ZoneKind::area, {"area", "مساحة"}}};

constexpr auto kSubjectKinds = [] {
  std::array<Label<SubjectKind>, std::size(kNotificationKinds) + std::size(kZoneKinds)> labels{};
  std::size_t next = 0;
  for (const auto& [kind, words] : kNotificationKinds)
    labels[next++] = {domain::subject_of(kind), words};
  for (const auto& [kind, words] : kZoneKinds) labels[next++] = {domain::subject_of(kind), words};
  return labels;
}();

constexpr Label<ProvisionState> kProvisionStates[] = {
    {ProvisionState::not_yet, {"not yet in effect", "لم يسرِ بعد"}},
    {ProvisionState::in_effect, {"in effect", "سارٍ"}},
    {ProvisionState::met, {"met", "تم الوفاء به"}},
    {ProvisionState::met_late, {"met late", "تم الوفاء به متأخرًا"}},
    {ProvisionState::overdue, {"overdue", "متأخر"}},
    {ProvisionState::ended, {"ended", "منتهٍ"}}};

}  // namespace

template <>
std::span<const Label<ActorKind>> labels() {
  return kActorKinds;
}
template <>
std::span<const Label<AudienceLabel>> labels() {
  return kAudiences;
}
template <>
std::span<const Label<Certainty>> labels() {
  return kCertainties;
}
template <>
std::span<const Label<Doubt>> labels() {
  return kDoubts;
}
template <>
std::span<const Label<EventKind>> labels() {
  return kEventKinds;
}
template <>
std::span<const Label<FindingKind>> labels() {
  return kFindingKinds;
}
template <>
std::span<const Label<KeyAction>> labels() {
  return kKeyActions;
}
template <>
std::span<const Label<PlacePrecision>> labels() {
  return kPlacePrecisions;
}
template <>
std::span<const Label<PostStatus>> labels() {
  return kPostStatuses;
}
template <>
std::span<const Label<Severity>> labels() {
  return kSeverities;
}
template <>
std::span<const Label<domain::AcknowledgementStep>> labels() {
  return kAcknowledgementSteps;
}
template <>
std::span<const Label<domain::CallStep>> labels() {
  return kCallSteps;
}
template <>
std::span<const Label<domain::Channel>> labels() {
  return kChannels;
}
template <>
std::span<const Label<domain::Need>> labels() {
  return kNeeds;
}
template <>
std::span<const Label<domain::RankClass>> labels() {
  return kRankClasses;
}
template <>
std::span<const Label<domain::MoverKind>> labels() {
  return kMoverKinds;
}
template <>
std::span<const Label<domain::ProximityKind>> labels() {
  return kProximityKinds;
}
template <>
std::span<const Label<SubjectKind>> labels() {
  return kSubjectKinds;
}
template <>
std::span<const Label<Phase>> labels() {
  return kPhases;
}
template <>
std::span<const Label<StatementKind>> labels() {
  return kStatementKinds;
}
template <>
std::span<const Label<Term>> labels() {
  return kTerms;
}
template <>
std::span<const Label<TimePrecision>> labels() {
  return kTimePrecisions;
}
template <>
std::span<const Label<Verdict>> labels() {
  return kVerdicts;
}
template <>
std::span<const Label<ZoneKind>> labels() {
  return kZoneKinds;
}
template <>
std::span<const Label<ProvisionState>> labels() {
  return kProvisionStates;
}

}  // namespace truceline::views
