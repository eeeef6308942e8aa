// SPDX-License-Identifier: Apache-2.0
#include "app/receipt_reading.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "base/time.hpp"
#include "views/colour.hpp"

namespace truceline::app {

using base::Result;

namespace {

constexpr std::uint64_t kLastWritableSecond = 253'402'300'799;  // the end of the year 9999

std::string utc(std::uint64_t time_s) {
  if (time_s > kLastWritableSecond) return std::to_string(time_s) + " seconds after 1970";
  return base::to_utc_string({static_cast<std::int64_t>(time_s) * 1000});
}

std::string quorum_name(const ledger::Policy& policy) {
  return ledger::member_name(policy, policy.quorum);
}

/// The witnesses of the policy that have not cosigned.
std::vector<std::string> missing(const ReceiptReading& reading) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < reading.policy->witnesses.size(); ++i)
    if (std::ranges::find(reading.cosigned->cosigned, i, &ledger::CosignedBy::witness) ==
        reading.cosigned->cosigned.end())
      names.push_back(reading.policy->witnesses[i].name);
  return names;
}

std::string tree_text(const ReceiptReading& reading) {
  const std::uint64_t size = reading.checkpoint.size.value;
  return "a tree of " + std::to_string(size) + (size == 1 ? " entry" : " entries") +
         " with the root " + base::to_base64(reading.checkpoint.root);
}

class Lines {
 public:
  explicit Lines(bool colour) : colour_(colour) {}
  void claim(const std::string& text) { text_ += views::for_terminal(text) + "\n"; }
  void fault(const std::string& text) { mark("FAULT", views::Colour::red, text); }
  void gap(const std::string& text) { mark("not checked", views::Colour::yellow, text); }
  std::string take() { return std::move(text_); }

 private:
  void mark(std::string_view word, views::Colour colour, const std::string& text) {
    text_ += views::coloured(word, colour, colour_) + ": " + views::for_terminal(text) + "\n";
  }
  bool colour_;
  std::string text_;
};

void say_signatures(const ReceiptReading& reading, Lines& lines) {
  if (!reading.policy) {
    lines.claim("it says that " + reading.checkpoint.origin + " signed " + tree_text(reading));
    lines.gap("any signature, since no trust file was given (--policy)");
    return;
  }
  if (reading.not_signed) {
    lines.fault(reading.not_signed->to_string());
    return;
  }
  lines.claim("the log " + reading.checkpoint.origin + " signed " + tree_text(reading));
  for (const ledger::CosignedBy& by : reading.cosigned->cosigned)
    lines.claim("the witness " + reading.policy->witnesses[by.witness].name +
                " cosigned it, by its clock at " + utc(by.time_s));
  for (const std::string& name : missing(reading)) lines.claim("the witness " + name + " did not");
  if (!reading.policy->quorum)
    lines.claim("the policy asks for no witness: only the log vouches for this tree");
  else if (reading.cosigned->quorum)
    lines.claim("that is a quorum: " + quorum_name(*reading.policy));
  else
    lines.fault("that is no quorum: " + quorum_name(*reading.policy));
}

void say_inclusion(const ReceiptReading& reading, Lines& lines) {
  const std::string index = std::to_string(reading.receipt.index.value);
  if (!reading.statement)
    lines.gap("which statement entry " + index + " is, since none was given (--statement or --id)");
  else if (reading.not_included)
    lines.fault("the statement " + base::to_hex(*reading.statement) + " is not entry " + index +
                " of that tree: " + reading.not_included->to_string());
  else
    lines.claim("the statement " + base::to_hex(*reading.statement) + " is entry " + index +
                " of that tree");
}

}  // namespace

Result<void> ReceiptReading::verdict() const {
  if (not_signed) return *not_signed;
  if (cosigned) TRY(ledger::require_quorum(*cosigned, *policy));
  if (not_included) return *not_included;
  return {};
}

Result<ReceiptReading> read_receipt(ledger::Receipt receipt, std::optional<ledger::Policy> policy,
                                    std::optional<base::Hash> statement) {
  ReceiptReading reading;
  TRY_ASSIGN(const ledger::Note note, ledger::parse_note(receipt.checkpoint));
  TRY_ASSIGN(reading.checkpoint, ledger::parse_checkpoint(note.text));
  if (policy) {
    auto cosigned = ledger::open_cosigned(receipt.checkpoint, *policy);
    if (cosigned)
      reading.cosigned = *std::move(cosigned);
    else
      reading.not_signed = cosigned.error();
  }
  if (statement) {
    const auto included = ledger::verify_inclusion(
        receipt.index, reading.checkpoint.size, *statement, receipt.proof, reading.checkpoint.root);
    if (!included) reading.not_included = included.error();
  }
  reading.receipt = std::move(receipt);
  reading.policy = std::move(policy);
  reading.statement = statement;
  return reading;
}

std::string receipt_text(const ReceiptReading& reading, bool colour) {
  Lines lines(colour);
  say_signatures(reading, lines);
  say_inclusion(reading, lines);
  return lines.take();
}

std::string receipt_json(const ReceiptReading& reading) {
  base::JsonWriter json;
  json.begin_object().member("log", reading.checkpoint.origin);
  json.member("index", static_cast<std::int64_t>(reading.receipt.index.value));
  json.member("tree_size", static_cast<std::int64_t>(reading.checkpoint.size.value));
  json.member("root", base::to_base64(reading.checkpoint.root));
  json.key("signed_by_log");
  if (reading.policy)
    json.boolean(reading.cosigned.has_value());
  else
    json.null();
  json.key("cosigned").begin_array();
  if (reading.cosigned)
    for (const ledger::CosignedBy& by : reading.cosigned->cosigned)
      json.begin_object()
          .member("witness", reading.policy->witnesses[by.witness].name)
          .member("time_s", static_cast<std::int64_t>(by.time_s))
          .end_object();
  json.end_array().key("quorum");
  if (reading.cosigned)
    json.begin_object()
        .member("name", quorum_name(*reading.policy))
        .key("met")
        .boolean(reading.cosigned->quorum)
        .end_object();
  else
    json.null();
  json.key("statement");
  if (reading.statement)
    json.begin_object()
        .member("id", base::to_hex(*reading.statement))
        .key("included")
        .boolean(!reading.not_included)
        .end_object();
  else
    json.null();
  return json.end_object().take();
}

}  // namespace truceline::app
