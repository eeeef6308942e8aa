// SPDX-License-Identifier: Apache-2.0
//
// For tests: takes a JSON text and makes every text that differs from it in one value, with the
// path our errors must name ("counts[0].low").
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/json_writer.hpp"

namespace truceline::domain {

class JsonMutation {
 public:
  enum class Change { wrong_type, missing };
  struct Mutant {
    std::string path;
    std::string json;
    bool member;  ///< The changed value is a member of an object, not an element of an array.
  };

  /// One mutant for each value below the root. `missing` leaves array elements alone.
  static std::vector<Mutant> all(std::string_view json, Change change) {
    const base::Result<base::JsonDocument> document =
        base::parse_json(json, {1 << 20, 64, 1 << 20, true});
    std::vector<Mutant> mutants;
    for (int target = 1;; ++target) {
      JsonMutation mutation(target, change);
      mutation.copy(document->root(), "");
      if (mutation.hit_.path.empty()) return mutants;
      mutation.hit_.json = mutation.out_.take();
      if (mutation.hit_.member || change == Change::wrong_type)
        mutants.push_back(std::move(mutation.hit_));
    }
  }

 private:
  JsonMutation(int target, Change change) : target_(target), change_(change) {}

  void copy(base::JsonValue value, const std::string& path) {
    using base::JsonType;
    switch (value.type()) {
      case JsonType::object:
        out_.begin_object();
        for (const auto& [key, inner] : value.members())
          member(std::string(key), inner,
                 path.empty() ? std::string(key) : path + "." + std::string(key));
        out_.end_object();
        return;
      case JsonType::array: {
        out_.begin_array();
        std::size_t at = 0;
        for (const base::JsonValue inner : value.elements()) {
          const std::string inner_path = path + "[" + std::to_string(at++) + "]";
          if (!changed(inner, inner_path, false)) copy(inner, inner_path);
        }
        out_.end_array();
        return;
      }
      default:
        out_.raw(base::canonical_json(value));
    }
  }
  void member(const std::string& key, base::JsonValue inner, const std::string& path) {
    if (change_ == Change::missing && seen_ + 1 == target_) {
      ++seen_;
      hit_ = {path, {}, true};
      return;
    }
    out_.key(key);
    if (!changed(inner, path, true)) copy(inner, path);
  }
  bool changed(base::JsonValue value, const std::string& path, bool is_member) {
    if (++seen_ != target_) return false;
    hit_ = {path, {}, is_member};
    if (change_ == Change::missing) return false;
    if (value.is_string() || value.is_bool())
      out_.integer(7);
    else if (value.is_array())
      out_.begin_object().end_object();
    else if (value.is_object())
      out_.begin_array().end_array();
    else
      out_.string("7");
    return true;
  }

  int target_;
  Change change_;
  int seen_ = 0;
  Mutant hit_{};
  base::JsonWriter out_;
};

}  // namespace truceline::domain
