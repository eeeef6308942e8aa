// SPDX-License-Identifier: Apache-2.0
#include "app/cosigner_setup.hpp"

#include <algorithm>

#include "app/files.hpp"
#include "app/key_file.hpp"
#include "base/json_writer.hpp"
#include "formats/diagnostic_text.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using formats::CosignerRole;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kVkeyBytes = 1024;
constexpr std::string_view kWitnessListen = "127.0.0.1:8090";
constexpr std::string_view kMirrorListen = "127.0.0.1:8091";

std::string word_of(CosignerRole role) {
  return role == CosignerRole::witness ? "witness" : "mirror";
}

/// A key has two plus signs; no file of ours has one in its name.
bool is_inline_key(std::string_view text) {
  return text.find('+') != std::string_view::npos;
}

Result<ledger::VerifierKey> parse_log_key(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  TRY_ASSIGN(ledger::VerifierKey key, ledger::parse_vkey(text));
  if (key.type == ledger::kTypeEd25519) return key;
  return base::invalid("this key signs no checkpoints: it is not a log's",
                       "ask the log's host for log.vkey");
}

/// `text` is a key, or a file relative to `folder` that holds one.
Result<ledger::VerifierKey> read_log_key(const std::string& text, const fs::path& folder) {
  if (is_inline_key(text)) return parse_log_key(text);
  const fs::path path = folder / text;
  TRY_ASSIGN(const std::string content, read_file(path, kVkeyBytes));
  auto key = parse_log_key(content);
  if (!key) return key.error().at(path.string());
  return key;
}

std::string place_of(const fs::path& file, const formats::TextSpan& span) {
  return file.string() + ":" + std::to_string(span.line) + ":" + std::to_string(span.column);
}

/// A log that changes its key has a line for each.
void add_key(std::vector<ledger::KnownLog>& logs, ledger::VerifierKey key) {
  const auto log = std::ranges::find(logs, key.name, &ledger::KnownLog::origin);
  if (log != logs.end())
    log->keys.push_back(std::move(key));
  else
    logs.push_back({key.name, {key}});
}

Result<ledger::Cosigner> read_key(const fs::path& path, const std::string& name,
                                  Passphrases& passphrases) {
  TRY_ASSIGN(const NamedKey key, read_key_file(path, passphrases));
  if (key.name == name) return ledger::Cosigner{name, key.key};
  return Error{ErrorCode::conflict, "this is the key of '" + key.name + "', not of '" + name + "'",
               path.string(), "name the right key file, or write the key's own name"};
}

}  // namespace

HttpOptions CosignerSetup::http() const {
  HttpOptions options;
  options.address = config.address;
  options.port = config.port;
  options.said_in = "listen: in " + config_path.string();
  options.any_host = true;  // everybody gets the same, and what counts is signed
  options.stop_on_signals = true;
  options.connections_max = base::limits::kCosignerConnections;
  options.questions_max = base::limits::kCosignerQuestions;
  return options;
}

Result<CosignerSetup> read_cosigner_setup(CosignerRole role, const fs::path& path,
                                          const std::shared_ptr<Passphrases>& passphrases) {
  auto text = read_file(path, base::limits::kAgreementBytes);
  if (!text) {
    Error error = text.error();
    if (error.code == ErrorCode::not_found)
      error.mend = "make one: truceline " + word_of(role) + " init --help";
    return error;
  }
  formats::CosignerReading reading = formats::read_cosigner(role, path.string(), *text);
  if (!reading.value) return formats::first_error(reading.diagnostics);
  CosignerSetup setup{
      *std::move(reading.value), {}, {{}, base::SigningKey::from_seed({})}, {}, {}, {}};
  const fs::path folder = path.parent_path();
  for (const formats::CosignerLogConfig& log : setup.config.logs) {
    auto key = read_log_key(log.vkey.text, folder);
    if (!key) return key.error().at(place_of(path, log.vkey.span));
    if (!log.url.empty()) setup.urls[key->name] = log.url;
    add_key(setup.logs, *std::move(key));
  }
  if (passphrases) {
    TRY_ASSIGN(setup.cosigner,
               read_key(folder / setup.config.key, setup.config.name, *passphrases));
  }
  setup.config_path = path;
  setup.state = folder / setup.config.state;
  return setup;
}

namespace {

/// Quoted as JSON, which YAML reads as it is.
std::string yaml_text(std::string_view text) {
  std::string out;
  base::append_json_string(out, text);
  return out;
}

std::string config_text(CosignerRole role, const CosignerBeginning& beginning,
                        const std::vector<ledger::VerifierKey>& logs) {
  const bool witness = role == CosignerRole::witness;
  const std::string word = word_of(role);
  const std::string_view usual = witness ? kWitnessListen : kMirrorListen;
  std::string text = "# What this " + word + " is; docs/guides/" + word + ".md tells more.\n" +
                     "format: " + std::string(formats::cosigner_format(role)) + "\n" +
                     "# Stands in every cosignature: it is for ever, like the key.\n" +
                     "name: " + yaml_text(beginning.name) + "\n" + "key: " + word + ".key\n" +
                     "# What it has cosigned. Never restore it from a backup: a " + word +
                     " that forgot\n# must not sign with this key again.\n" +
                     "state: " + (witness ? "witness.sqlite" : "mirror") + "\n" +
                     "listen: " + yaml_text(beginning.listen.empty() ? usual : beginning.listen) +
                     "\n";
  text += beginning.url.empty() ? "# url: https://" + word + ".example.org\n"
                                : "url: " + yaml_text(beginning.url) + "\n";
  text += witness ? "# The keys of the logs it cosigns, or files that hold them.\nlogs:\n"
                  : "# The keys of the logs it mirrors, or files that hold them; with url: it "
                    "also\n# brings submissions there.\nlogs:\n";
  for (const ledger::VerifierKey& log : logs)
    text += witness ? "  - " + yaml_text(ledger::format_vkey(log)) + "\n"
                    : "  - vkey: " + yaml_text(ledger::format_vkey(log)) +
                          "\n    # url: http://127.0.0.1:8080\n";
  return text;
}

std::string name_of(const fs::path& folder) {
  const fs::path whole = fs::absolute(folder).lexically_normal();
  return (whole.has_filename() ? whole.filename() : whole.parent_path().filename()).string();
}

}  // namespace

Result<BegunCosigner> begin_cosigner(CosignerRole role, const CosignerBeginning& given) {
  CosignerBeginning beginning = given;
  if (beginning.name.empty()) beginning.name = name_of(beginning.folder);
  if (!ledger::is_key_name(beginning.name))
    return base::invalid("this cannot be a key's name",
                         "give one with --name, such as "
                         "witness.example.org/w1")
        .at(beginning.name);
  if (!beginning.url.empty() && !formats::is_http_url(beginning.url))
    return base::invalid("this is no web address", "such as https://witness.example.org")
        .at(beginning.url);
  std::vector<ledger::VerifierKey> logs;
  for (const std::string& log : beginning.logs) {
    TRY_ASSIGN(logs.emplace_back(), read_log_key(log, {}));
  }
  if (logs.empty())
    return base::invalid("no log was named",
                         "give its key or file with --log, such as "
                         "--log idlib-2026/log.vkey");
  const std::string word = word_of(role);
  const fs::path config = beginning.folder / (word + ".yaml");
  std::error_code failed;
  if (fs::exists(config, failed))
    return Error{ErrorCode::conflict, "there is a " + word + " here already", config.string(),
                 "start it: truceline " + word + " --config " + config.string()};
  fs::create_directories(beginning.folder, failed);
  if (failed)
    return Error{ErrorCode::unavailable, "cannot make the folder: " + failed.message(),
                 beginning.folder.string(), "name another folder"};
  const std::string text = config_text(role, beginning, logs);
  const formats::CosignerReading reading = formats::read_cosigner(role, config.string(), text);
  if (!reading.value) return formats::first_error(reading.diagnostics);
  TRY_ASSIGN(const NamedKey key, make_key_file(beginning.folder / (word + ".key"), beginning.name,
                                               KeyUse::cosigner, *beginning.passphrases));
  TRY(write_file(config, text, FileMode::shared));
  BegunCosigner begun;
  begun.config = config;
  begun.key = ledger::cosignature_verifier(beginning.name, key.key.public_key());
  begun.policy_line = "witness " + beginning.name + " " + ledger::format_vkey(begun.key) + " " +
                      (beginning.url.empty() ? "http://" + reading.value->address + ":" +
                                                   std::to_string(reading.value->port)
                                             : reading.value->url);
  begun.state = beginning.folder / reading.value->state;
  return begun;
}

}  // namespace truceline::app
