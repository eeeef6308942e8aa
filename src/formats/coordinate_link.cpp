// SPDX-License-Identifier: Apache-2.0
#include "formats/coordinate_link.hpp"

#include <algorithm>
#include <array>

#include "formats/columns.hpp"
#include "formats/coordinate_pair.hpp"

namespace truceline::formats {
namespace {

using base::Result;

/// What of a link says where, and whether it is a pin or only where the map stood.
struct Found {
  std::string text;
  bool longitude_first = false;
  bool pin = true;
};

/// Parameters and path patterns of one kind of link, pins first.
struct Parameter {
  std::string_view name;
  bool longitude_first = false;
  bool pin = true;
};
constexpr auto kParameters = std::to_array<Parameter>({
    {"q"},
    {"query"},
    {"daddr"},
    {"destination"},
    {"coordinate"},
    {"ll"},
    {"sp"},
    {"to"},
    {"center", false, false},
    {"viewpoint", false, false},
    {"cp", false, false},
    {"sll", false, false},
    {"map", false, false},
});
constexpr auto kShorteners = std::to_array<std::string_view>(
    {"goo.gl", "maps.app.goo.gl", "osm.org/go", "openstreetmap.org/go", "bit.ly", "g.co",
     "maps.apple", "binged.it", "ul.waze.com", "waze.com/ul/h", "tinyurl.com", "t.ly"});

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size();
    if (escape && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

/// The value of `name=` after ?, & or #; empty where there is none.
std::string_view parameter(std::string_view link, std::string_view name) {
  for (std::size_t at = 0; (at = link.find(name, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + name.size();
    const bool whole = at > 0 &&
                       (link[at - 1] == '?' || link[at - 1] == '&' || link[at - 1] == '#') &&
                       end < link.size() && link[end] == '=';
    if (!whole) continue;
    const std::string_view value = link.substr(end + 1);
    return value.substr(0, value.find_first_of("&#"));
  }
  return {};
}

/// What follows `mark` up to one of `ends`.
std::string_view after(std::string_view link, std::string_view mark, std::string_view ends) {
  const std::size_t at = link.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = link.substr(at + mark.size());
  return rest.substr(0, rest.find_first_of(ends));
}

/// The first two numbers: zoom and names that follow a view's centre go.
std::string first_two(std::string_view text, char separator) {
  const std::size_t one = text.find(separator);
  if (one == std::string_view::npos) return std::string(text);
  const std::size_t two = text.find(separator, one + 1);
  return std::string(text.substr(0, one)) + ", " +
         std::string(text.substr(one + 1, two == std::string_view::npos ? two : two - one - 1));
}

class LinkScanner {
 public:
  explicit LinkScanner(std::string_view link) : link_(link) {}

  std::vector<Found> run() {
    pins_in_data();
    named_pair("mlat", "mlon", true);
    named_pair("lat", "lon", true);
    named_pair("lat", "lng", true);
    const bool yandex = link_.find("yandex") != std::string_view::npos;
    if (yandex) add(first_two(parameter(link_, "pt"), ','), true, true);
    for (const Parameter& known : kParameters) {
      const std::string_view value = parameter(link_, known.name);
      std::string text = percent_decoded(value);
      for (const std::string_view label : {"point.", "pos.", "loc:", "ll."})
        if (text.starts_with(label)) text.erase(0, label.size());
      if (known.name == "sp" || known.name == "cp")
        text = first_two(text, text.find('~') != std::string::npos ? '~' : '_');
      if (!known.pin) text = first_two(text, ',');
      const bool view = !known.pin || (yandex && known.name == "ll");
      add(text, yandex && known.name == "ll", !view);
    }
    path_places();
    add(first_two(after(link_, "/@", "/?#"), ','), false, false);
    const std::string_view hash = after(link_, "#map=", "&");
    if (const std::size_t slash = hash.find('/'); slash != std::string_view::npos)
      add(first_two(hash.substr(slash + 1), '/'), false, false);
    return std::move(found_);
  }

 private:
  /// Google's "!3d36.2!4d37.1": the pin of a place, wherever the map stood.
  void pins_in_data() {
    for (std::size_t at = link_.find("!3d"); at != std::string_view::npos;
         at = link_.find("!3d", at + 3)) {
      const std::string_view rest = link_.substr(at);
      const std::string_view lat = after(rest, "!3d", "!?&#");
      const std::string_view lon = after(rest, "!4d", "!?&#");
      if (!lon.empty()) add(std::string(lat) + ", " + std::string(lon), false, true);
    }
  }

  void named_pair(std::string_view lat, std::string_view lon, bool pin) {
    const std::string_view one = parameter(link_, lat);
    const std::string_view other = parameter(link_, lon);
    if (!one.empty() && !other.empty())
      add(percent_decoded(one) + ", " + percent_decoded(other), false, pin);
  }

  void path_places() {
    for (const std::string_view folder : {"/place/", "/search/", "/dir/"}) {
      std::string_view rest = after(link_, folder, "?#");
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (part.starts_with("@") || part.starts_with("data=")) break;
        add(percent_decoded(part), false, true);
      }
    }
  }

  void add(std::string text, bool longitude_first, bool pin) {
    const bool has_digit = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (has_digit) found_.push_back({std::move(text), longitude_first, pin});
  }

  std::string_view link_;
  std::vector<Found> found_;
};

/// A link says which is the latitude: one reading is left of each pair.
std::optional<CoordinateReading> read_found(const Found& found) {
  const auto plain = plain_text(found.text);
  if (!plain) return std::nullopt;
  const auto readings = read_angle_pair(*plain);
  if (!readings) return std::nullopt;
  const Assumption wanted =
      found.longitude_first ? Assumption::longitude_first : Assumption::latitude_first;
  for (CoordinateReading reading : *readings) {
    const auto order = std::ranges::find_if(reading.assumed, [](Assumption one) {
      return one == Assumption::latitude_first || one == Assumption::longitude_first;
    });
    if (order != reading.assumed.end()) {
      if (*order != wanted) continue;
      reading.assumed.erase(order);
    }
    if (!found.pin) reading.assumed.push_back(Assumption::map_view);
    std::ranges::sort(reading.assumed);
    return reading;
  }
  return std::nullopt;
}

/// geo:36.2,37.1,350;crs=wgs84;u=35?q=36.3,37.2(label): a pin beats the view.
Result<CoordinateText> read_geo_address(std::string_view link) {
  CoordinateText text;
  text.raw = std::string(link);
  const std::string_view body = link.substr(4);
  const std::string crs = lower_ascii(after(body, "crs=", ";?"));
  text.datum = crs.empty() || crs == "wgs84" ? "WGS84" : crs;
  std::vector<Found> found;
  const std::string_view pin = parameter(body, "q");
  if (!pin.empty()) found.push_back({percent_decoded(pin.substr(0, pin.find('('))), false, true});
  found.push_back({first_two(body.substr(0, body.find_first_of(";?")), ','), false, pin.empty()});
  WrittenPlace place;
  place.raw = text.raw;
  for (const Found& one : found) {
    const auto reading = read_found(one);
    const bool nothing = reading && !one.pin && reading->point == geo::Point{};  // geo:0,0?q=
    if (reading && !nothing) place.readings.push_back(*reading);
  }
  if (place.readings.empty())
    return base::invalid("this geo: address holds no place", "write geo:36.2021,37.1343");
  text.places.push_back(std::move(place));
  return text;
}

}  // namespace

std::string_view map_link_in(std::string_view text) {
  const std::string lower = lower_ascii(text);
  std::size_t at = std::string::npos;
  for (const std::string_view begin : {"https://", "http://", "geo:"})
    at = std::min(at, lower.find(begin));
  for (const std::string_view begin : {"www.", "maps.", "goo.gl/", "osm.org/"})
    if (lower.starts_with(begin)) at = 0;
  if (at == std::string::npos) return {};
  const std::string_view rest = text.substr(at);
  return rest.substr(0, rest.find_first_of(" \n\t"));
}

Result<CoordinateText> read_map_link(std::string_view link) {
  if (lower_ascii(link.substr(0, 4)) == "geo:") return read_geo_address(link);
  const std::string lower = lower_ascii(link);
  std::vector<CoordinateReading> pins;
  std::vector<CoordinateReading> views;
  for (const Found& one : LinkScanner(link).run())
    if (const auto reading = read_found(one)) {
      auto& list = one.pin ? pins : views;
      if (std::ranges::find(list, reading->point, &CoordinateReading::point) == list.end())
        list.push_back(*reading);
    }
  if (pins.empty() && views.empty()) {
    const bool is_short = std::ranges::any_of(kShorteners, [&](std::string_view name) {
      return lower.find("//" + std::string(name)) != std::string::npos || lower.starts_with(name) ||
             lower.find("www." + std::string(name)) != lower.npos;
    });
    if (is_short)
      return base::Error{base::ErrorCode::unsupported, "a shortened link holds no coordinates",
                         "column 1",
                         "open it in a browser and copy the long address, or the numbers"};
    return base::invalid("this link holds no coordinates",
                         "in the map, hold or right-click the place and copy the numbers")
        .at("column 1");
  }
  CoordinateText text;
  text.raw = std::string(link);
  text.datum = "WGS84";
  const bool chinese = lower.find("amap.com") != lower.npos || lower.find("baidu") != lower.npos;
  if (chinese) text.datum = lower.find("baidu") != lower.npos ? "BD-09" : "GCJ-02";
  if (lower.find("/dir/") != lower.npos && pins.size() > 1) {
    for (CoordinateReading& pin : pins) text.places.push_back({text.raw, {std::move(pin)}});
    return text;
  }
  WrittenPlace place{text.raw, std::move(pins)};
  for (CoordinateReading& view : views)
    if (std::ranges::find(place.readings, view.point, &CoordinateReading::point) ==
        place.readings.end())
      place.readings.push_back(std::move(view));
  text.places.push_back(std::move(place));
  return text;
}

}  // namespace truceline::formats
