// SPDX-License-Identifier: Apache-2.0
#include "formats/cosigner_yaml.hpp"

#include <algorithm>
#include <charconv>

#include "base/limits.hpp"

namespace truceline::formats {
namespace {

using base::limits::kKnownLogs;

constexpr YamlLimits kYamlLimits{
    .bytes = base::limits::kAgreementBytes, .depth = 4, .nodes = 8 * kKnownLogs};
constexpr std::uint32_t kForwardHoursMax = 720;  // thirty days: later is never

std::string_view word_of(CosignerRole role) {
  return role == CosignerRole::witness ? "witness.yaml" : "mirror.yaml";
}

bool check_format(const YamlNode& root, CosignerRole role, Remarks& remarks) {
  const std::string wanted(cosigner_format(role));
  const std::optional<Word> format = required_word_at(root, "format", word_of(role), remarks);
  if (!format) return false;
  if (format->text == wanted) return true;
  const bool newer = format->text.starts_with(wanted.substr(0, wanted.find('/') + 1));
  if (newer)
    remarks.error(
        format->span, "newer-format",
        "this file is \"" + format->text + "\", and this program reads \"" + wanted + "\"",
        "use a newer truceline");
  else
    remarks.error(format->span, "unknown-format",
                  "\"" + format->text + "\" is not what this command reads",
                  "write format: " + wanted);
  return false;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc() && end == text.data() + text.size();
}

/// "127.0.0.1:8090", "[::1]:8090".
void read_listen(const YamlNode& root, CosignerRole role, CosignerConfig& config,
                 Remarks& remarks) {
  const std::optional<Word> listen = required_word_at(root, "listen", word_of(role), remarks);
  if (!listen) return;
  const std::string_view text = listen->text;
  const std::size_t colon = text.rfind(':');
  const bool read = colon != std::string_view::npos && colon > 0 &&
                    read_number(text.substr(colon + 1), config.port);
  std::string_view address = text.substr(0, read ? colon : 0);
  const bool bracketed = address.starts_with('[') && address.ends_with(']');
  if (bracketed) address = address.substr(1, address.size() - 2);
  if (!read || address.empty() || (!bracketed && address.find(':') != std::string_view::npos))
    return remarks.error(listen->span, "bad-listen",
                         "\"" + listen->text + "\" is no address with a port",
                         "write one such as 127.0.0.1:8090 or [::1]:8090");
  config.address = address;
}

std::string read_url(const YamlNode& mapping, Remarks& remarks) {
  const std::optional<Word> url = word_at(mapping, "url", remarks);
  if (!url) return {};
  if (!is_http_url(url->text)) {
    remarks.error(url->span, "bad-url", "\"" + url->text + "\" is no web address",
                  "write one such as https://example.org/log");
    return {};
  }
  std::string text = url->text;
  while (text.ends_with('/')) text.pop_back();
  return text;
}

void read_log(const YamlNode& node, CosignerConfig& config, Remarks& remarks) {
  CosignerLogConfig log;
  if (node.is_mapping()) {
    check_keys(node, {"vkey", "url"}, "a log", remarks);
    const std::optional<Word> vkey = required_word_at(node, "vkey", "a log", remarks);
    log.url = read_url(node, remarks);
    if (!vkey) return;
    log.vkey = *vkey;
  } else {
    const std::optional<Word> vkey = read_word(node, "\"logs\"", remarks);
    if (!vkey) return;
    log.vkey = *vkey;
  }
  const auto same = [&](const CosignerLogConfig& other) {
    return other.vkey.text == log.vkey.text;
  };
  if (std::ranges::any_of(config.logs, same))
    return remarks.error(log.vkey.span, "duplicate-item", "this log stands here twice",
                         "keep one of the two");
  config.logs.push_back(std::move(log));
}

void read_logs(const YamlNode& root, CosignerRole role, CosignerConfig& config, Remarks& remarks) {
  const YamlNode* const logs = root.find("logs");
  const bool empty =
      logs == nullptr || logs->is_empty() || (logs->is_sequence() && logs->items.empty());
  if (empty)
    return remarks.error(root.place_of("logs"), "no-log",
                         std::string(word_of(role)) + " names no log to cosign",
                         "list the log's key under logs:, or the file that holds it");
  if (!expect_sequence(*logs, "\"logs\"", remarks)) return;
  if (logs->items.size() > kKnownLogs)
    return remarks.error(logs->span, "too-large",
                         "more than " + std::to_string(kKnownLogs) + " logs",
                         "start a second one, with another name and key");
  for (const YamlNode& log : logs->items) read_log(log, config, remarks);
}

void read_forward_hours(const YamlNode& root, CosignerConfig& config, Remarks& remarks) {
  const std::optional<Word> hours = word_at(root, "forward_hours", remarks);
  if (!hours) return;
  if (!read_number(std::string_view(hours->text), config.forward_hours) ||
      config.forward_hours == 0 || config.forward_hours > kForwardHoursMax)
    remarks.error(hours->span, "bad-number", "\"" + hours->text + "\" is no number of hours",
                  "write one from 1 to " + std::to_string(kForwardHoursMax));
}

std::string required_text(const YamlNode& root, std::string_view key, CosignerRole role,
                          Remarks& remarks) {
  const std::optional<Word> word = required_word_at(root, key, word_of(role), remarks);
  return word ? word->text : std::string();
}

void read_name(const YamlNode& root, CosignerRole role, CosignerConfig& config, Remarks& remarks) {
  const std::optional<Word> name = required_word_at(root, "name", word_of(role), remarks);
  if (!name) return;
  config.name = name->text;
  const auto plain = [](char c) { return c > ' ' && c < '\x7f' && c != '+'; };
  if (!std::ranges::all_of(config.name, plain) || config.name.size() > base::limits::kKeyNameBytes)
    remarks.error(name->span, "bad-name", "\"" + config.name + "\" cannot stand in a signature",
                  "write a domain and a path, such as witness.example.org/w1");
}

}  // namespace

std::string_view cosigner_format(CosignerRole role) {
  return role == CosignerRole::witness ? "truceline-witness/1" : "truceline-mirror/1";
}

bool is_http_url(std::string_view text) {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  const auto plain = [](char c) {
    return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>' && c != '\\' && c != '#';
  };
  return scheme != 0 && text.size() > scheme && text[scheme] != '/' &&
         text.size() <= base::limits::kTargetBytes && std::ranges::all_of(text, plain);
}

CosignerReading read_cosigner(CosignerRole role, std::string_view file, std::string_view text) {
  CosignerReading reading;
  YamlText yaml = parse_yaml(file, text, kYamlLimits);
  reading.diagnostics = std::move(yaml.diagnostics);
  Remarks remarks(file, reading.diagnostics);
  if (!yaml.root || !expect_mapping(*yaml.root, word_of(role), remarks)) return reading;
  const YamlNode& root = *yaml.root;
  if (!check_format(root, role, remarks)) return reading;
  std::vector<std::string_view> known = {"format", "name", "key", "state", "listen", "url", "logs"};
  if (role == CosignerRole::mirror) known.emplace_back("forward_hours");
  check_keys(root, known, word_of(role), remarks);
  CosignerConfig config;
  read_name(root, role, config, remarks);
  config.key = required_text(root, "key", role, remarks);
  config.state = required_text(root, "state", role, remarks);
  read_listen(root, role, config, remarks);
  config.url = read_url(root, remarks);
  read_logs(root, role, config, remarks);
  if (role == CosignerRole::mirror) read_forward_hours(root, config, remarks);
  if (!base::has_error(reading.diagnostics)) reading.value = std::move(config);
  return reading;
}

}  // namespace truceline::formats
