// SPDX-License-Identifier: Apache-2.0
//
// Walks a description of fields.hpp and lists the names: for the mend of an error, and for the
// test that holds the tables of docs/spec/bodies.md against the code. Internal to the module.
#pragma once

#include "domain/fields.hpp"

namespace truceline::domain {

class FieldNames {
 public:
  struct Field {
    std::string_view name;
    bool required;
  };

  template <class T>
  static std::vector<Field> of() {
    FieldNames names;
    const T value{};
    fields(names, value);
    return names.all_;
  }
  /// "best, high, low, unit".
  template <class T>
  static std::string listed() {
    std::string list;
    for (const Field& field : of<T>()) {
      if (!list.empty()) list += ", ";
      list += field.name;
    }
    return list;
  }

  template <class T>
  void operator()(std::string_view name, const T&, FieldRule = FieldRule::text) {
    all_.push_back({name, true});
  }
  template <class T>
  void unless(std::string_view name, const T&, const T&, FieldRule = FieldRule::text) {
    all_.push_back({name, false});
  }
  template <class T>
  void optional(std::string_view name, const T&, FieldRule = FieldRule::text) {
    all_.push_back({name, false});
  }
  template <class Members>
  void group(std::string_view name, Members) {
    all_.push_back({name, true});
  }

 private:
  std::vector<Field> all_;
};

}  // namespace truceline::domain
