// SPDX-License-Identifier: Apache-2.0
//
// Errors are values. A function that can be given bad input, or that can meet a failing
// environment, returns Result<T>. Our own bugs do not: they end the process (invariant.hpp).
// The spelling follows std::expected, so that one day Result becomes an alias of it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/invariant.hpp"

namespace truceline::base {

/// What kind of thing went wrong. Closed: views/error_table maps every code to an HTTP status
/// and an exit code, and the compiler tells us when one is missing.
enum class ErrorCode {
  invalid_input,  ///< The bytes or the arguments are wrong; the sender can mend them.
  unsupported,    ///< Well formed, but of a version or kind this program does not know.
  too_large,      ///< A limit of base/limits.hpp is exceeded.
  not_found,      ///< No such thing.
  conflict,       ///< It contradicts what is already recorded, or someone else holds it.
  forbidden,      ///< A signature, key or audience does not allow it.
  corrupt,        ///< Stored bytes are not what was stored: stop and verify.
  unavailable,    ///< Disk full, port taken, file locked: the environment fails now.
};

/// One problem, told to a person: where it is, why it is a problem, what would mend it.
struct Error {
  ErrorCode code = ErrorCode::invalid_input;
  std::string reason;  ///< One sentence without a trailing full stop.
  std::string place;   ///< "file:line:column", "row 7", "when.from"; empty when there is none.
  std::string mend;    ///< What to do about it; empty when nothing useful can be said.

  /// "place: reason (mend)"; parts that are empty are left out.
  std::string to_string() const {
    std::string text = place.empty() ? reason : place + ": " + reason;
    if (!mend.empty()) text += " (" + mend + ")";
    return text;
  }

  /// The same error with `prefix` put before its place: errors gain places on their way up.
  Error at(const std::string& prefix) const {
    Error moved = *this;
    moved.place = place.empty() ? prefix : prefix + ": " + place;
    return moved;
  }
};

/// Either a T or an Error. Reading the wrong one is our bug and aborts.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return check(), *std::get_if<0>(&state_); }
  const T& value() const& { return check(), *std::get_if<0>(&state_); }
  T&& value() && { return check(), std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    INVARIANT(!has_value());
    return *std::get_if<1>(&state_);
  }

 private:
  void check() const { INVARIANT(has_value()); }
  std::variant<T, Error> state_;
};

/// The result of work that yields nothing but success.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: implicit

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  const Error& error() const {
    INVARIANT(error_.has_value());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

inline Error invalid(std::string reason, std::string mend = {}) {
  return {ErrorCode::invalid_input, std::move(reason), {}, std::move(mend)};
}

}  // namespace truceline::base

#define TRUCELINE_JOIN_(a, b) a##b
#define TRUCELINE_JOIN(a, b) TRUCELINE_JOIN_(a, b)

/// Returns the error of `expression` to the caller, or goes on.
#define TRY(expression)                                                           \
  do {                                                                            \
    if (auto&& try_result = (expression); !try_result) return try_result.error(); \
  } while (false)

/// Declares `declaration` from the value of `expression`, or returns its error to the caller.
#define TRY_ASSIGN(declaration, expression)                  \
  auto TRUCELINE_JOIN(try_result_, __LINE__) = (expression); \
  if (!TRUCELINE_JOIN(try_result_, __LINE__))                \
    return TRUCELINE_JOIN(try_result_, __LINE__).error();    \
  declaration = *std::move(TRUCELINE_JOIN(try_result_, __LINE__))
