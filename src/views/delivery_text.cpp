// SPDX-License-Identifier: Apache-2.0
#include "views/delivery_text.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "base/time.hpp"
#include "views/labels.hpp"
#include "views/naming.hpp"
#include "views/time_text.hpp"

namespace truceline::views {

namespace {

constexpr std::size_t kTitleBytes = 200;  // of a mission's title, in a subject

constexpr Phrase kNotAPermission{
    "Received is never approved: neither this message nor an acknowledgement is a permission, a "
    "clearance or a promise of safety.",
    "الاستلام ليس موافقة أبداً: لا هذه الرسالة ولا الإقرار بالاستلام إذنٌ أو تصريح "
    "أو وعد بالسلامة."};
constexpr Phrase kNotConfidential{
    "This message is not confidential and says nothing of what it is about. Read it in the system.",
    "هذه الرسالة غير سرية ولا تذكر شيئاً من المضمون. اقرأه داخل النظام."};
constexpr Phrase kSentByMachine{
    "Sent by the mission's server; nobody reads answers to it. Delivery: ",
    "أرسلها خادم البعثة، ولا يقرأ أحد الردود عليها. رقم الإرسال: "};
constexpr Phrase kInTheSystem{"in the mission's own page", "في صفحة البعثة"};
constexpr Phrase kAtOnce{"at once", "فوراً"};
constexpr Phrase kWaitsSince{"Waits since", "ينتظر منذ"};
constexpr Phrase kAsked{"Asked", "المطلوب"};
constexpr Phrase kBy{"By", "قبل"};
constexpr Phrase kEntry{"Entry", "القيد"};
constexpr Phrase kId{"Id", "المعرّف"};
constexpr Phrase kOpenIt{"Open it", "افتحه"};
constexpr Phrase kFor{"For", "إلى"};

constexpr Phrase headline(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::notification:
      return {"A notification waits for you", "إخطار بانتظاركم"};
    case NoticeKind::new_version:
      return {"A new version of a notification waits for you", "صيغة جديدة من إخطار بانتظاركم"};
    case NoticeKind::withdrawal:
      return {"A notification was withdrawn", "سُحب إخطار"};
    case NoticeKind::finding:
      return {"Something waits on your duty desk", "أمر ينتظر ضابط المناوبة لديكم"};
    case NoticeKind::emergency_call:
      return {"Emergency call to you", "نداء طوارئ إليكم"};
    case NoticeKind::test:
      return {"Test: messages reach you here", "تجربة: الرسائل تصلكم هنا"};
  }
  return {};
}

constexpr Phrase asked(NoticeAsks asks) {
  switch (asks) {
    case NoticeAsks::acknowledge:
      return {"acknowledge that it was received, and relay it to the units it concerns",
              "الإقرار بالاستلام، وإبلاغ الوحدات المعنية"};
    case NoticeAsks::act:
      return {"open it and do what it says", "فتحه والعمل بما فيه"};
    case NoticeAsks::answer:
      return {"answer the call, on any channel", "الرد على النداء عبر أي قناة"};
    case NoticeAsks::nothing:
      return {"nothing", "لا شيء"};
  }
  return {};
}

std::string link(const Notice& notice, const DeliveryFrame& frame) {
  if (frame.page.empty()) return {};
  if (notice.entry) return frame.page + "/#entry=" + std::to_string(notice.entry->value);
  if (notice.finding) return frame.page + "/#finding=" + base::to_hex(notice.id);
  return frame.page + "/";
}

bool is_of_the_record(const Notice& notice) {
  return notice.kind != NoticeKind::test;
}

void write_in(std::string& out, const Notice& notice, const DeliveryFrame& frame, Lang lang) {
  const base::TimeZone& zone = frame.mission.time_zone;
  const auto line = [&](const Phrase& name, std::string_view value) {
    out.append(name.in(lang)).append(": ").append(value).append("\n");
  };
  out.append(name_in(frame.mission.config.title, lang)).append("\n");
  out.append(headline(notice.kind).in(lang));
  if (notice.finding) out.append(" (").append(label(*notice.finding, lang)).append(")");
  out += "\n\n";
  line(kFor, notice.party);
  line(kWaitsSince, moment_text(notice.since, zone, lang));
  line(kAsked, asked(notice.asks()).in(lang));
  if (notice.asks() != NoticeAsks::nothing)
    line(kBy, notice.due && notice.since < *notice.due ? moment_text(*notice.due, zone, lang)
                                                       : std::string(kAtOnce.in(lang)));
  if (notice.entry) line(kEntry, std::to_string(notice.entry->value));
  if (is_of_the_record(notice)) line(kId, base::to_hex(notice.id));
  const std::string where = link(notice, frame);
  line(kOpenIt, where.empty() ? kInTheSystem.in(lang) : std::string_view(where));
  out.append("\n").append(kNotAPermission.in(lang)).append("\n");
  out.append(kNotConfidential.in(lang)).append("\n");
  out.append(kSentByMachine.in(lang)).append(frame.delivery).append("\n");
}

/// A title of a mission is somebody's text: one line of it, and not all of a long one.
std::string one_line(std::string_view text) {
  std::string line;
  for (std::size_t i = 0; i < text.size() && line.size() < kTitleBytes;) {
    const std::size_t length = std::max<std::size_t>(1, base::utf8_sequence_at(text, i));
    const std::string_view letter = text.substr(i, length);
    i += length;
    const auto first = static_cast<unsigned char>(letter[0]);
    const bool controls = first < ' ' || first == 0x7f || letter == "\xe2\x80\xa8" ||
                          letter == "\xe2\x80\xa9" ||
                          (first == 0xc2 && static_cast<unsigned char>(letter[1]) < 0xa0);
    line.append(controls ? std::string_view(" ") : letter);
  }
  return line;
}

}  // namespace

std::vector<Lang> delivery_languages(const MissionCard& mission) {
  std::vector<Lang> languages;
  for (const std::string& named : mission.config.languages)
    for (const Lang lang : {Lang::en, Lang::ar})
      if (named == tag(lang) && std::ranges::find(languages, lang) == languages.end())
        languages.push_back(lang);
  if (languages.empty()) languages = {Lang::en, Lang::ar};
  return languages;
}

MailText mail_text(const Notice& notice, const DeliveryFrame& frame) {
  const std::vector<Lang> languages = delivery_languages(frame.mission);
  const Lang first = languages.front();
  MailText mail;
  mail.subject = one_line(name_in(frame.mission.config.title, first)) + ": " +
                 std::string(headline(notice.kind).in(first));
  if (notice.entry) {
    mail.subject += first == Lang::ar ? " (القيد " : " (entry ";
    mail.subject += std::to_string(notice.entry->value) + ")";
  }
  for (const Lang lang : languages) {
    if (!mail.text.empty()) mail.text += "\n----------------\n\n";
    write_in(mail.text, notice, frame, lang);
  }
  return mail;
}

std::string webhook_json(const Notice& notice, const DeliveryFrame& frame) {
  base::JsonWriter json;
  json.begin_object();
  json.member("type", "truceline." + std::string(domain::word(notice.kind)));
  json.member("timestamp", base::to_utc_string(notice.since));
  json.key("data").begin_object().member("delivery", frame.delivery);
  json.member("origin", frame.mission.config.origin).member("party", notice.party);
  json.key("entry");
  if (notice.entry)
    json.integer(static_cast<std::int64_t>(notice.entry->value));
  else
    json.null();
  const auto id = [&](std::string_view name, bool there) {
    json.key(name);
    if (there)
      json.string(base::to_hex(notice.id));
    else
      json.null();
  };
  id("entry_id", notice.entry.has_value());
  id("finding", notice.finding.has_value());
  json.key("finding_kind");
  if (notice.finding)
    json.string(domain::word(*notice.finding));
  else
    json.null();
  json.member("asks", domain::word(notice.asks()));
  json.member("since_ms", notice.since.value).key("due_ms");
  if (notice.due)
    json.integer(notice.due->value);
  else
    json.null();
  json.key("fetch");
  if (frame.page.empty() || !is_of_the_record(notice))
    json.null();
  else
    json.string(frame.page + (notice.entry
                                  ? "/api/v1/entries/" + std::to_string(notice.entry->value)
                                  : "/api/v1/findings/" + base::to_hex(notice.id)));
  json.member("note", kNotAPermission.en).end_object().end_object();
  return json.take();
}

}  // namespace truceline::views
