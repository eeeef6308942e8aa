// SPDX-License-Identifier: Apache-2.0
//
// For tests: walks a description of fields.hpp and fills the value with seeded random content
// that is well formed: awkward text, extreme numbers, every word. Because it walks the same
// description as the codec, a field that somebody adds is in the tests at once.
#pragma once

#include <algorithm>
#include <random>
#include <set>
#include <utility>

#include "base/ed25519.hpp"
#include "base/limits.hpp"
#include "domain/header_fields.hpp"

namespace truceline::domain {

class RandomFields {
 public:
  /// `full`: every optional field is filled, every list has an element.
  explicit RandomFields(std::uint64_t seed, bool full = false) : random_(seed), full_(full) {}

  template <class T>
  T make() {
    T value{};
    fill(value, FieldRule::text);
    return value;
  }

  template <class T>
  void operator()(std::string_view, T& value, FieldRule rule = FieldRule::text) {
    fill(value, rule);
  }
  template <class T>
  void unless(std::string_view, T& value, const T&, FieldRule rule = FieldRule::text) {
    if (full_ || below(2) == 0) fill(value, rule);
  }
  template <class T>
  void optional(std::string_view, T& value, FieldRule rule = FieldRule::text) {
    if (full_ || below(2) == 0) fill(value, rule);
  }
  template <class Members>
  void group(std::string_view, Members members) {
    members();
  }

  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

 private:
  template <class T>
  void fill(T& value, FieldRule) {
    fields(*this, value);
    make_sense(value);
  }
  void fill(bool& value, FieldRule) { value = full_ || below(2) == 0; }
  void fill(std::string& text, FieldRule rule) {
    static constexpr std::string_view kSlugLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    text.clear();
    if (rule == FieldRule::sha256) {
      for (int i = 0; i < 64; ++i) text += "0123456789abcdef"[below(16)];
      return;
    }
    const std::size_t length = (full_ || rule != FieldRule::text ? 1 : 0) + below(12);
    for (std::size_t i = 0; i < length; ++i) {
      if (rule == FieldRule::slug)
        text += kSlugLetters[below(kSlugLetters.size())];
      else if (rule == FieldRule::code)
        text += piece(6);
      else
        text += piece(14);
    }
  }
  std::string_view piece(std::uint64_t kinds) {
    static constexpr std::array<std::string_view, 14> kPieces{
        "a",  "Z9",           "إدلب",      "é",      "\"\\/",  "\U0001F54A", "\n",
        "\t", "\xE2\x80\xAE", "</script>", "\uE000", "\uFFFD", "'; --",      " "};
    return kPieces[below(kinds)];
  }
  void fill(std::int64_t& number, FieldRule rule) {
    const auto magnitude = static_cast<std::int64_t>(random_() >> 11U >> below(53));
    number = rule == FieldRule::counted || below(2) == 0 ? magnitude : -magnitude;
    if (full_ && number == 0) number = 1;
  }
  void fill(std::uint64_t& number, FieldRule) { number = random_() >> 11U >> below(53); }
  void fill(std::int32_t& number, FieldRule) { number = static_cast<std::int32_t>(random_()); }
  template <Strong T>
  void fill(T& number, FieldRule rule) {
    fill(number.value, rule);
  }
  template <Enum T>
  void fill(T& value, FieldRule) {
    value = kWords<T>[below(kWords<T>.size())].first;
  }
  template <ByteArray T>
  void fill(T& bytes, FieldRule) {
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random_());
  }
  template <Optional T>
  void fill(T& value, FieldRule rule) {
    fill(value.emplace(), rule);
  }
  template <List T>
  void fill(T& list, FieldRule rule) {
    list.resize((full_ ? 1 : 0) + below(3));
    for (auto& value : list) fill(value, rule);
  }
  void fill(TextMap& names, FieldRule) {
    for (const std::string_view tag : {"ar", "en", "ku-Latn"})
      if (full_ || below(2) == 0) fill(names[std::string(tag)], FieldRule::said);
  }
  void fill(geo::Ring& ring, FieldRule rule) {
    ring.resize(3 + below(4));
    for (geo::Point& point : ring) fill(point, rule);
  }
  void fill(geo::Polygon& polygon, FieldRule rule) {
    fill(polygon.outer, rule);
    polygon.holes.resize(below(3));
    for (geo::Ring& hole : polygon.holes) fill(hole, rule);
  }

  // What sense.hpp asks for.
  template <class T>
  void make_sense(T&) {}
  void make_sense(base::Interval& interval) {
    if (interval.to < interval.from) std::swap(interval.from, interval.to);
  }
  void make_sense(When& when) { make_sense(when.interval); }
  void make_sense(geo::Point& point) {
    // Both ends are included and should come up.
    point.lon_e7 = std::clamp(point.lon_e7, -geo::kLonMaxE7, geo::kLonMaxE7);
    point.lat_e7 = std::clamp(point.lat_e7, -geo::kLatMaxE7, geo::kLatMaxE7);
  }
  void make_sense(Grade& grade) {
    if (!grade.source.empty()) grade.source = std::string(1, "ABCDEF"[below(6)]);
    grade.information = full_ ? 1 + grade.information % 6 : grade.information % 7;
  }
  void make_sense(ActorMention& mention) {
    if (mention.code.empty() && mention.name.empty()) fill(mention.name, FieldRule::said);
  }
  void make_sense(Audience& audience) {
    if (full_) audience.label = AudienceLabel::named;
    if (audience.label != AudienceLabel::named) audience.recipients.clear();
    std::sort(audience.recipients.begin(), audience.recipients.end());
    audience.recipients.erase(std::unique(audience.recipients.begin(), audience.recipients.end()),
                              audience.recipients.end());
  }
  void make_sense(Agreement& agreement) {
    int number = 0;
    for (Provision& provision : agreement.provisions)
      provision.id = std::to_string(++number) + provision.id;
  }
  void make_sense(Assessment& assessment) {
    if (assessment.reason.empty()) fill(assessment.reason, FieldRule::said);
  }
  void make_sense(Key& key) {
    key.key = base::SigningKey::from_seed(key.key).public_key();  // Any 32 bytes make a seed.
    if (full_) key.action = KeyAction::rotate;
    if (full_) key.role = KeyRole::root;
    if (key.action != KeyAction::rotate)
      key.replaces.reset();
    else if (!key.replaces)
      key.replaces = key.key;
  }

  void make_sense(Notification& notification) {
    // Random numbers hardly ever make a volume: one is put together instead.
    const geo::Point at{.lon_e7 = static_cast<std::int32_t>(below(300'000'000)),
                        .lat_e7 = static_cast<std::int32_t>(below(300'000'000))};
    const geo::Point east{.lon_e7 = at.lon_e7 + 40'000, .lat_e7 = at.lat_e7};
    const geo::Point north{.lon_e7 = east.lon_e7, .lat_e7 = at.lat_e7 + 90'000};
    notification.area.clear();
    notification.circle.reset();
    notification.corridor.reset();
    notification.when.interval = {{1'000}, {2'000'000}};
    notification.altitude = {-5, 40'000, kWords<geo::Datum>[below(3)].first};
    const std::uint64_t footprint = full_ ? 2 : below(3);
    if (footprint == 0)
      notification.area = {{{at, east, north}, {}}};
    else if (footprint == 1)
      notification.circle = geo::Circle{at, 500};
    else
      notification.corridor = geo::Corridor{{{at, geo::Passage{1'000, 2'000}},
                                             {east, std::nullopt},
                                             {north, geo::Passage{9'000, 9'000}}},
                                            100,
                                            60'000};
  }
  void make_sense(Arrangement& arrangement) {
    std::set<std::pair<SubjectKind, SubjectKind>> pairs;
    std::erase_if(arrangement.separations, [&](const RequiredSeparation& separation) {
      return !pairs.insert(std::minmax(separation.first, separation.second)).second;
    });
    std::ranges::sort(arrangement.priority);
    const auto again = std::ranges::unique(arrangement.priority);
    arrangement.priority.erase(again.begin(), again.end());
    arrangement.escalation.resize(std::min<std::size_t>(arrangement.escalation.size(), 1));
    // A kind is in one profile.
    arrangement.profiles.resize(std::min<std::size_t>(arrangement.profiles.size(), 1));
  }
  void make_sense(Profile& profile) { profile.kinds = {kWords<NotificationKind>[below(7)].first}; }
  void make_sense(Cover& cover) {
    if (cover.parties.empty()) fill(cover.parties.emplace_back(), FieldRule::slug);
  }
  void make_sense(Shift& shift) {
    shift.interval.from = std::max(shift.interval.from, {-base::limits::kIntegerMax});
    shift.interval.to = std::min(shift.interval.to, {base::limits::kIntegerMax});
    make_sense(shift.interval);
  }
  void make_sense(Acknowledgement& said) {
    if (!said.recipient.empty() && said.channel == Channel::in_system)
      said.channel = Channel::letter;
    for (std::string* const text : {&said.witness, &said.unit, &said.reason})
      if (text->empty()) fill(*text, FieldRule::said);
  }
  void make_sense(Call& call) {
    if (call.outcome.empty()) fill(call.outcome, FieldRule::said);
  }

  void make_sense(Encounter& encounter) {
    put_in_order(encounter.positions);
    if (encounter.met) encounter.event = ProximityKind::came_near;
  }
  void make_sense(Met& met) { put_in_order(met.positions); }
  void put_in_order(std::vector<Fix>& positions) {
    if (positions.empty()) fill(positions.emplace_back(), FieldRule::text);
    std::ranges::sort(positions, {}, &Fix::time);
  }
  void make_sense(Exception& exception) {
    exception.between.resize(2);
    for (base::Hash& entry : exception.between) fill(entry, FieldRule::text);
    std::ranges::sort(exception.between);
  }

  std::mt19937_64 random_;
  bool full_;
};

/// A random body of the kind with this index (statement.hpp).
template <std::size_t Index = 0>
Body random_body(RandomFields& random, std::size_t index) {
  if constexpr (Index + 1 < std::variant_size_v<Body>)
    if (index != Index) return random_body<Index + 1>(random, index);
  return Body(random.make<std::variant_alternative_t<Index, Body>>());
}

}  // namespace truceline::domain
