// SPDX-License-Identifier: Apache-2.0
#include "ledger/promise.hpp"

#include <algorithm>
#include <array>

#include "base/time.hpp"
#include "ledger/decimal.hpp"
#include "ledger/note.hpp"

namespace truceline::ledger {
namespace {

constexpr std::string_view kPromiseHead = "truceline-promise/1";
constexpr std::string_view kReportHead = "truceline-forwarding/1";
constexpr std::array<std::string_view, 5> kStates = {"waiting", "accepted", "logged", "refused",
                                                     "late"};
constexpr std::uint64_t kStatusMax = 999;

base::TimeMs whole_seconds(base::TimeMs t) {
  return {t.value / base::kSecondMs * base::kSecondMs};
}

void add_line(std::string& text, std::string_view label, std::string_view value) {
  text.append(label).append(" ").append(value).append("\n");
}

void add_promise(std::string& text, const Promise& promise) {
  add_line(text, "mirror", promise.mirror);
  add_line(text, "log", promise.log);
  add_line(text, "entry", base::to_hex(promise.entry));
  add_line(text, "received", base::to_utc_string(whole_seconds(promise.received)));
  add_line(text, "forward_by", base::to_utc_string(whole_seconds(promise.forward_by)));
}

std::string format(const Promise& promise) {
  std::string text(kPromiseHead);
  text += "\n";
  add_promise(text, promise);
  return text;
}

std::string format(const ForwardReport& report) {
  std::string text(kReportHead);
  text += "\n";
  add_promise(text, report.promise);
  add_line(text, "at", base::to_utc_string(whole_seconds(report.at)));
  add_line(text, "state", word_of(report.state));
  add_line(text, "tries", std::to_string(report.tries));
  if (report.index) add_line(text, "index", std::to_string(report.index->value));
  if (report.status != 0) add_line(text, "status", std::to_string(report.status));
  if (!report.answer.empty())
    add_line(text, "answer", base::to_base64(base::bytes_of(report.answer)));
  return text;
}

/// Takes lines off the front of a text.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  bool next_is(std::string_view label) const {
    return rest_.starts_with(label) && rest_.substr(label.size(), 1) == " ";
  }
  base::Result<std::string_view> value(std::string_view label) {
    if (!next_is(label)) return base::invalid("the line '" + std::string(label) + "' is missing");
    const std::string_view value = take().substr(label.size() + 1);
    if (value.empty() || value.front() == ' ')
      return base::invalid("the line '" + std::string(label) + "' has two spaces or no value");
    return value;
  }
  base::Result<base::TimeMs> moment(std::string_view label) {
    TRY_ASSIGN(const std::string_view text, value(label));
    TRY_ASSIGN(const base::WrittenTime written, base::parse_written_time(text));
    return base::instant(written.local, 0);
  }
  base::Result<std::uint64_t> number(std::string_view label) {
    TRY_ASSIGN(const std::string_view text, value(label));
    return parse_decimal(text, label);
  }
  std::string_view take() {
    const std::string_view line = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
    return line;
  }

 private:
  std::string_view rest_;
};

base::Result<Promise> read_promise(Lines& lines) {
  Promise promise;
  TRY_ASSIGN(promise.mirror, lines.value("mirror"));
  TRY_ASSIGN(promise.log, lines.value("log"));
  TRY_ASSIGN(const std::string_view entry, lines.value("entry"));
  TRY_ASSIGN(promise.entry, base::hash_from_hex(entry));
  TRY_ASSIGN(promise.received, lines.moment("received"));
  TRY_ASSIGN(promise.forward_by, lines.moment("forward_by"));
  return promise;
}

base::Result<ForwardReport> read_report(Lines& lines) {
  ForwardReport report;
  TRY_ASSIGN(report.promise, read_promise(lines));
  TRY_ASSIGN(report.at, lines.moment("at"));
  TRY_ASSIGN(const std::string_view state, lines.value("state"));
  const auto* const word = std::find(kStates.begin(), kStates.end(), state);
  if (word == kStates.end()) return base::invalid("no such state: " + std::string(state));
  report.state = static_cast<ForwardState>(word - kStates.begin());
  TRY_ASSIGN(const std::uint64_t tries, lines.number("tries"));
  report.tries = static_cast<std::uint32_t>(tries);
  if (lines.next_is("index")) {
    TRY_ASSIGN(const std::uint64_t index, lines.number("index"));
    report.index = base::EntryIndex{index};
  }
  if (lines.next_is("status")) {
    TRY_ASSIGN(const std::uint64_t status, lines.number("status"));
    if (status > kStatusMax) return base::invalid("no such status");
    report.status = static_cast<int>(status);
  }
  if (lines.next_is("answer")) {
    TRY_ASSIGN(const std::string_view answer, lines.value("answer"));
    TRY_ASSIGN(const base::Bytes bytes, base::from_base64(answer));
    report.answer = base::text_of(bytes);
  }
  return report;
}

std::string sign(const std::string& text, const std::string& mirror, const Cosigner& cosigner) {
  INVARIANT(mirror == cosigner.name);
  auto note = sign_note(text, {cosigner.name, cosigner.key});
  INVARIANT(note);  // names without line ends and bounded numbers: nothing to refuse
  return *std::move(note);
}

/// The text of a note that the mirror signed.
base::Result<std::string> opened(std::string_view note, const VerifierKey& mirror) {
  base::PublicKey key;
  if (mirror.key.size() != key.size()) return base::invalid("this key verifies no promise");
  std::ranges::copy(mirror.key, key.begin());
  const VerifierKey as_note_key = ed25519_verifier(mirror.name, key);
  TRY_ASSIGN(OpenedNote opened, open_note(note, {&as_note_key, 1}));
  return std::move(opened.text);
}

/// One promise has one byte form: whoever reads it and writes it again gets the same text.
template <class What>
base::Result<What> checked(const base::Result<What>& read, const std::string& text,
                           const Promise& promise, const VerifierKey& mirror) {
  if (format(*read) != text) return base::invalid("the text is not written as it should be");
  if (promise.mirror == mirror.name) return read;
  return base::Error{
      base::ErrorCode::forbidden, "it is in the name of another mirror", promise.mirror, {}};
}

}  // namespace

std::string_view word_of(ForwardState state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::string sign_promise(const Promise& promise, const Cosigner& mirror) {
  return sign(format(promise), promise.mirror, mirror);
}

std::string sign_report(const ForwardReport& report, const Cosigner& mirror) {
  return sign(format(report), report.promise.mirror, mirror);
}

base::Result<Promise> open_promise(std::string_view note, const VerifierKey& mirror) {
  TRY_ASSIGN(const std::string text, opened(note, mirror));
  Lines lines(text);
  if (lines.take() != kPromiseHead) return base::invalid("this is no promise of a mirror");
  const auto promise = read_promise(lines);
  if (!promise) return promise.error();
  return checked(promise, text, *promise, mirror);
}

base::Result<ForwardReport> open_report(std::string_view note, const VerifierKey& mirror) {
  TRY_ASSIGN(const std::string text, opened(note, mirror));
  Lines lines(text);
  if (lines.take() != kReportHead) return base::invalid("this is no report of a mirror");
  const auto report = read_report(lines);
  if (!report) return report.error();
  return checked(report, text, report->promise, mirror);
}

}  // namespace truceline::ledger
