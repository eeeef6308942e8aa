// SPDX-License-Identifier: Apache-2.0
#include "app/monitor_memory.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/limits.hpp"

namespace truceline::app {

using base::JsonValue;
using base::Result;

namespace {

constexpr std::size_t kDepth = 4;

std::int64_t number(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

base::Error wrong(const std::string& reason) {
  return {base::ErrorCode::corrupt,
          reason,
          {},
          "this is no monitor's memory; keep the file, and start with another --state"};
}

Result<JsonValue> member(const JsonValue& object, std::string_view name) {
  const auto value = object.is_object() ? object.find(name) : std::nullopt;
  if (!value) return wrong("`" + std::string(name) + "` is missing");
  return *value;
}

Result<std::int64_t> integer(const JsonValue& object, std::string_view name) {
  TRY_ASSIGN(const JsonValue value, member(object, name));
  const auto read = value.is_number() ? value.as_integer() : std::nullopt;
  if (!read || *read < 0) return wrong("`" + std::string(name) + "` is no count");
  return *read;
}

Result<MonitorMemory::Witness> witness_in(const JsonValue& item) {
  MonitorMemory::Witness witness;
  TRY_ASSIGN(const std::int64_t size, integer(item, "size"));
  TRY_ASSIGN(const std::int64_t time_s, integer(item, "time_s"));
  TRY_ASSIGN(witness.fresh.value, integer(item, "fresh_ms"));
  witness.size = {static_cast<std::uint64_t>(size)};
  witness.time_s = static_cast<std::uint64_t>(time_s);
  return witness;
}

}  // namespace

std::string format_memory(const MonitorMemory& memory) {
  base::JsonWriter json;
  json.begin_object().member("monitor", std::int64_t{1});
  json.member("began_ms", memory.began.value).member("checkpoint", memory.checkpoint);
  json.key("witnesses").begin_array();
  for (const auto& [name, witness] : memory.witnesses) {
    json.begin_object().member("name", name).member("size", number(witness.size.value));
    json.member("time_s", number(witness.time_s)).member("fresh_ms", witness.fresh.value);
    json.end_object();
  }
  json.end_array().key("pending").begin_array();
  for (const MonitorMemory::Sighting& sighting : memory.pending) {
    json.begin_object().member("size", number(sighting.size.value));
    json.member("since_ms", sighting.since.value).end_object();
  }
  return json.end_array().end_object().take() + "\n";
}

Result<MonitorMemory> parse_memory(std::string_view text) {
  const auto document = base::parse_json(
      text, {base::limits::kMonitorStateBytes, kDepth, base::limits::kNoteBytes, true});
  if (!document) return wrong(document.error().to_string());
  const JsonValue root = document->root();
  TRY_ASSIGN(const std::int64_t version, integer(root, "monitor"));
  if (version != 1) return wrong("it is of another version");
  MonitorMemory memory;
  TRY_ASSIGN(memory.began.value, integer(root, "began_ms"));
  TRY_ASSIGN(const JsonValue checkpoint, member(root, "checkpoint"));
  TRY_ASSIGN(const JsonValue witnesses, member(root, "witnesses"));
  TRY_ASSIGN(const JsonValue pending, member(root, "pending"));
  if (!checkpoint.is_string() || !witnesses.is_array() || !pending.is_array())
    return wrong("a member is of another type");
  memory.checkpoint = checkpoint.as_string();
  for (const JsonValue& item : witnesses.elements()) {
    TRY_ASSIGN(const JsonValue name, member(item, "name"));
    if (!name.is_string()) return wrong("a name is no text");
    TRY_ASSIGN(memory.witnesses[std::string(name.as_string())], witness_in(item));
  }
  for (const JsonValue& item : pending.elements()) {
    TRY_ASSIGN(const std::int64_t size, integer(item, "size"));
    TRY_ASSIGN(const std::int64_t since, integer(item, "since_ms"));
    memory.pending.push_back({{static_cast<std::uint64_t>(size)}, {since}});
  }
  return memory;
}

}  // namespace truceline::app
