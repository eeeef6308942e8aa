// SPDX-License-Identifier: Apache-2.0
//
// Walks a description of fields.hpp and writes canonical JSON (RFC 8785, whole numbers only).
// Writing what FieldChecker would refuse as text or number is our bug and may abort.
// Internal to the module.
#pragma once

#include "base/bytes.hpp"
#include "base/json_writer.hpp"
#include "domain/facts.hpp"
#include "domain/fields.hpp"

namespace truceline::domain {

class FieldWriter {
 public:
  template <class T>
  void operator()(std::string_view name, const T& value, FieldRule = FieldRule::text) {
    out_.key(name);
    write(value);
  }
  template <class T>
  void unless(std::string_view name, const T& value, const T& nothing,
              FieldRule rule = FieldRule::text) {
    if (!(value == nothing)) (*this)(name, value, rule);
  }
  template <class T>
  void optional(std::string_view name, const T& value, FieldRule rule = FieldRule::text) {
    unless(name, value, T{}, rule);
  }
  /// A nested object that is no struct of its own.
  template <class Members>
  void group(std::string_view name, Members members) {
    out_.key(name).begin_object();
    members();
    out_.end_object();
  }

  template <class T>
  void write(const T& value) {
    out_.begin_object();
    fields(*this, value);
    out_.end_object();
  }
  void write(bool value) { out_.boolean(value); }
  void write(const std::string& value) { out_.string(value); }
  template <Integer T>
  void write(const T& value) {
    out_.integer(static_cast<std::int64_t>(value));
  }
  template <Strong T>
  void write(const T& value) {
    write(value.value);
  }
  template <Enum T>
  void write(const T& value) {
    out_.string(word(value));
  }
  template <ByteArray T>
  void write(const T& value) {
    out_.string(base::to_hex(value));
  }
  template <Optional T>
  void write(const T& value) {
    write(*value);
  }
  template <List T>
  void write(const T& list) {
    out_.begin_array();
    for (const auto& value : list) write(value);
    out_.end_array();
  }
  void write(const Facts& facts) {
    out_.begin_object();
    for (const Facts::Fact& fact : facts) out_.member(fact.name, fact.text);
    out_.end_object();
  }
  void write(const TextMap& map) {
    out_.begin_object();
    for (const auto& [key, text] : map) out_.member(key, text);
    out_.end_object();
  }
  void write(const geo::Ring& ring) {
    out_.begin_array();
    for (const geo::Point& point : ring) out_.integer(point.lon_e7).integer(point.lat_e7);
    out_.end_array();
  }
  void write(const geo::Polygon& polygon) {
    out_.begin_array();
    write(polygon.outer);
    for (const geo::Ring& hole : polygon.holes) write(hole);
    out_.end_array();
  }

  std::string take() { return out_.take(); }

 private:
  base::JsonWriter out_{base::JsonWriter::Order::canonical};
};

}  // namespace truceline::domain
