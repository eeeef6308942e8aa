// SPDX-License-Identifier: Apache-2.0
//
// api/openapi.yaml against the program: the same routes, the same parameters with the same words
// and limits, and answers that fit their schemas. A description nobody checks is a rumour.
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>

#include "app/delivery_json.hpp"
#include "base/limits.hpp"
#include "schema_checker.hpp"
#include "views/api.hpp"
#include "views/findings_view.hpp"
#include "views/key_standing.hpp"
#include "views/positions_view.hpp"
#include "views/request_target.hpp"
#include "views/routes.hpp"
#include "views/sample_duty.hpp"
#include "views/sample_mission.hpp"
#include "views/sample_plans.hpp"
#include "views/submission.hpp"

namespace truceline {
namespace {

using formats::YamlNode;
using views::Parameter;
using views::ParameterKind;
using views::Route;

constexpr formats::YamlLimits kYaml{1024 * 1024, 32, 20'000};
constexpr base::JsonLimits kJson{16 * 1024 * 1024, 32, 64 * 1024};

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

class OpenApi : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(TRUCELINE_SOURCE_DIR "/api/openapi.yaml", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    parsed_ = formats::parse_yaml("api/openapi.yaml", text.str(), kYaml);
    ASSERT_TRUE(parsed_.root);
    ASSERT_TRUE(parsed_.diagnostics.empty()) << parsed_.diagnostics[0].reason;
    checker.emplace(*parsed_.root);
    views::say_plans(mission);
    views::say_duty(mission);
  }

  const YamlNode& root() const { return *parsed_.root; }
  const YamlNode& schema(const char* name) const {
    return *root().find("components")->find("schemas")->find(name);
  }
  /// The description of a route; nullptr where there is none.
  const YamlNode* operation(const Route& route) const {
    const YamlNode* path = root().find("paths")->find(route.pattern);
    return path ? path->find(lower(std::string(route.method))) : nullptr;
  }
  /// The query parameters of an operation by name.
  std::map<std::string, const YamlNode*> described(const YamlNode& operation) const {
    std::map<std::string, const YamlNode*> found;
    const YamlNode* list = operation.find("parameters");
    if (!list) return found;
    for (const YamlNode& item : list->items) {
      const YamlNode* parameter = checker->resolve(item);
      EXPECT_NE(parameter, nullptr) << item.find("$ref")->text;
      if (parameter && parameter->find("in")->text == "query")
        found[parameter->find("name")->text] = parameter;
    }
    return found;
  }
  void expect_fits(const std::string& json, const YamlNode& schema, const std::string& what) {
    const auto document = base::parse_json(json, kJson);
    ASSERT_TRUE(document) << what << ": " << document.error().to_string();
    for (const std::string& fault : checker->check(document->root(), schema))
      ADD_FAILURE() << what << ": " << fault;
  }
  views::Response ask(const std::string& target, const std::string& method = "GET",
                      const std::string& body = {}) {
    views::Request request;
    request.method = method;
    request.content_type = "application/json";
    request.body = body;
    const auto parsed = views::parse_target(target);
    request.path = parsed->path;
    request.query = parsed->query;
    return views::answer(request, mission);
  }

  views::SampleMission mission;
  std::optional<SchemaChecker> checker;

 private:
  formats::YamlText parsed_;
};

TEST_F(OpenApi, describes_every_route_and_no_other) {
  std::set<std::pair<std::string, std::string>> routes;
  for (const Route& route : views::routes()) {
    EXPECT_NE(operation(route), nullptr) << route.method << " " << route.pattern;
    routes.emplace(route.pattern, lower(std::string(route.method)));
  }
  const YamlNode& paths = *root().find("paths");
  for (std::size_t i = 0; i < paths.keys.size(); ++i)
    for (const formats::YamlKey& method : paths.items[i].keys)
      EXPECT_TRUE(routes.contains({paths.keys[i].name, method.name})) << paths.keys[i].name;
}

TEST_F(OpenApi, describes_every_parameter_and_no_other) {
  for (const Route& route : views::routes()) {
    if (!route.handler) continue;
    std::set<std::string> taken;
    for (const auto& list : {route.parameters, views::common_parameters()})
      for (const Parameter& parameter : list) taken.emplace(parameter.name);
    std::set<std::string> told;
    for (const auto& [name, node] : described(*operation(route))) told.insert(name);
    EXPECT_EQ(told, taken) << route.pattern;
  }
}

/// What a parameter's schema must say for its kind.
void expect_kind(const Parameter& parameter, const YamlNode& schema, const std::string& what) {
  const std::map<ParameterKind, std::string> types = {
      {ParameterKind::text, "string"},   {ParameterKind::long_text, "string"},
      {ParameterKind::word, "string"},   {ParameterKind::number, "integer"},
      {ParameterKind::moment, "string"}, {ParameterKind::flag, "boolean"},
      {ParameterKind::box, "string"},    {ParameterKind::ids, "string"}};
  EXPECT_EQ(schema.find("type")->text, types.at(parameter.kind)) << what;
  std::vector<std::string> words;
  if (const YamlNode* list = schema.find("enum"))
    for (const YamlNode& word : list->items) words.push_back(word.text);
  EXPECT_EQ(words, std::vector<std::string>(parameter.words.begin(), parameter.words.end()))
      << what;
  const YamlNode* most = schema.find("maximum");
  if (parameter.most < base::limits::kIntegerMax || most) {
    ASSERT_NE(most, nullptr) << what;
    EXPECT_EQ(most->text, std::to_string(parameter.most)) << what;
  }
}

TEST_F(OpenApi, parameters_have_the_same_types_words_and_limits) {
  for (const Route& route : views::routes()) {
    if (!route.handler) continue;
    const auto told = described(*operation(route));
    for (const auto& list : {route.parameters, views::common_parameters()})
      for (const Parameter& parameter : list) {
        const auto found = told.find(std::string(parameter.name));
        ASSERT_NE(found, told.end());
        const YamlNode* schema = checker->resolve(*found->second->find("schema"));
        ASSERT_NE(schema, nullptr);
        expect_kind(parameter, *schema, std::string(route.pattern) + "?" + found->first);
      }
  }
}

/// What an address cannot be asked without.
struct Required {
  std::string query;
  std::string body;
};
Required required(const Route& route) {
  if (route.pattern == "/api/v1/locate" && route.method == "POST")
    return {"", R"({"text":"36.2021,37.1343","near":"Mill"})"};
  if (route.pattern == "/api/v1/locate") return {"&near=Mill&text=36.2021,37.1343", ""};
  if (route.pattern == "/api/v1/conflicts/check")
    return {
        "&party=north&to=ngo",
        R"({"id":"strike","kind":"operation","when":{"from_ms":1593684000000,"precision":"exact",
                "zone":"UTC"},"circle":{"centre":{"lon_e7":371000000,"lat_e7":360600000},
                "radius_m":4400}})"};
  return {};
}

TEST_F(OpenApi, real_answers_fit_their_schemas) {
  const std::string finding = base::to_hex(mission.snapshot()->findings().back()->id);
  std::map<std::string, std::vector<std::string>> places = {
      {"{zone}", {"lake"}}, {"{id}", {finding}}, {"{entry}", {}}};
  const std::string all = std::to_string(mission.snapshot()->entries().value);
  for (std::uint64_t i = 0; i < mission.snapshot()->entries().value; ++i)
    places["{entry}"].push_back(std::to_string(i));
  for (const Route& route : views::routes()) {
    if (!route.handler) continue;
    std::string pattern(route.pattern);
    std::vector<std::string> paths = {pattern};
    for (const auto& [place, values] : places)
      if (const std::size_t at = pattern.find(place); at != std::string::npos) {
        paths.clear();
        for (const std::string& value : values)
          paths.push_back(std::string(pattern).replace(at, place.size(), value));
      }
    for (const std::string& path : paths)
      for (const std::string& query : {std::string("?lang=en"), std::string("?lang=ar"),
                                       "?lang=en&at=2019-01-01&as_known_at=" + all}) {
        const Required must = required(route);
        const views::Response response =
            ask(path + query + must.query, std::string(route.method), must.body);
        ASSERT_EQ(response.status, 200) << path << query << response.body;
        const YamlNode* content = operation(route)->find("responses")->find("200")->find("content");
        const YamlNode* media = content->find(response.content_type);
        ASSERT_NE(media, nullptr) << path << " is " << response.content_type;
        if (response.content_type.starts_with("text/")) continue;
        expect_fits(response.body, *media->find("schema"), path + query);
      }
  }
}

TEST_F(OpenApi, an_empty_mission_s_answers_fit_too) {
  for (const Route& route : views::routes()) {
    if (!route.handler || route.pattern.find('{') != std::string_view::npos) continue;
    const Required must = required(route);
    const views::Response response = ask(std::string(route.pattern) + "?as_known_at=0" + must.query,
                                         std::string(route.method), must.body);
    ASSERT_EQ(response.status, 200) << route.pattern << response.body;
    if (response.content_type.starts_with("text/")) continue;
    const YamlNode* content = operation(route)->find("responses")->find("200")->find("content");
    expect_fits(response.body, *content->find(response.content_type)->find("schema"),
                std::string(route.pattern));
  }
}

TEST_F(OpenApi, problems_and_single_values_fit_their_schemas) {
  for (const char* target : {"/api/v1/nothing", "/api/v1/mission?x=1", "/api/v1/entries/999",
                             "/api/v1/findings?limit=9999"})
    expect_fits(ask(target).body, schema("Problem"), target);
  expect_fits(ask("/api/v1/mission", "PUT").body, schema("Problem"), "PUT");
  const auto snapshot = mission.snapshot();
  const views::Naming naming(*snapshot, views::Lang::en);
  for (const domain::Finding* finding : snapshot->findings())
    expect_fits(views::finding_json(*finding, naming), schema("Finding"), "event");
  expect_fits(views::submission_response({{1}, {}, {2}, true, {}}).body, schema("Accepted"),
              "POST");
  expect_fits(views::submission_response({{1}, {}, {2}, false, "receipt"}).body, schema("Accepted"),
              "POST again");
}

TEST_F(OpenApi, how_a_key_stands_fits_its_schema) {
  engine::AuthorRegister::Enrolled key;
  key.party = "north";
  expect_fits(views::key_standing_json(key, {}), schema("KeyStanding"), "in force");
  key.until = base::EntryIndex{7};
  key.end_reason = "laptop stolen";
  expect_fits(views::key_standing_json(key, {3, {}}), schema("KeyStanding"), "revoked");
}

TEST_F(OpenApi, what_is_told_of_positions_fits_its_schemas) {
  const auto snapshot = mission.snapshot();
  const views::Naming naming(*snapshot, views::Lang::en);
  views::ToldEncounter told;
  told.encounter.object = "truck";
  told.encounter.positions = {{{1}, {}, std::nullopt}};
  told.why_not = "no key";
  std::vector<std::string> encounters = {views::encounter_json(told, naming)};
  told.entry = base::EntryIndex{3};
  told.finding = *snapshot->findings().front();
  encounters.push_back(views::encounter_json(told, naming));
  for (const std::string& json : encounters) expect_fits(json, schema("Encounter"), "event");
  expect_fits(views::encounters_json(encounters, {}), schema("Encounters"), "GET");
  expect_fits(views::encounters_json({}, "no key"), schema("Encounters"), "GET");
  views::PositionsTold batch;
  batch.refused = 1;
  batch.complaints = {{7, base::invalid("is empty", "fill it").at("object")}};
  const domain::Position position{"truck", {5}, {}, domain::Height{100, geo::Datum::amsl}};
  batch.flags.add({{engine::TrackFlagKind::late, {position}}});
  expect_fits(views::batch_json("ngo", batch, encounters), schema("PositionsTaken"), "POST");
}

TEST_F(OpenApi, deliveries_fit_their_schemas) {
  app::Endpoint endpoint;
  endpoint.party = "north";
  endpoint.address = "duty@north.example";
  for (const auto kind : {app::EndpointKind::mail, app::EndpointKind::webhook})
    for (const bool silent : {false, true})
      for (const bool whole : {false, true}) {
        endpoint.kind = kind;
        if (kind == app::EndpointKind::webhook) endpoint.address = "https://north.example/hook";
        if (silent) endpoint.unmet_since = base::TimeMs{5};
        base::JsonWriter json;
        app::write_endpoint(json, endpoint, {1'000'000}, 10, whole);
        expect_fits(json.take(), schema("Endpoint"), "endpoint");
      }
  for (const auto& [about, word] : domain::kWords<views::NoticeKind>)
    for (const auto& [state, spelling] : domain::kWords<app::DeliveryState>)
      for (const app::Endpoint* to : std::array<const app::Endpoint*, 2>{nullptr, &endpoint}) {
        app::Delivery delivery;
        delivery.kind = about;
        delivery.state = state;
        if (about != views::NoticeKind::finding) delivery.entry = base::EntryIndex{7};
        base::JsonWriter json;
        app::write_delivery(json, delivery, to, {1'000'000}, 10, true);
        expect_fits(json.take(), schema("Delivery"), std::string(word));
      }
}

TEST_F(OpenApi, every_problem_status_is_described) {
  for (const Route& route : views::routes()) {
    const YamlNode& responses = *operation(route)->find("responses");
    if (!route.handler) continue;
    for (const char* status : {"200", "400", "404"})
      EXPECT_NE(responses.find(status), nullptr) << route.pattern << " " << status;
    EXPECT_EQ(responses.find("304") != nullptr, route.method == "GET") << route.pattern;
  }
}

// The checker itself bites.
TEST_F(OpenApi, what_does_not_fit_is_found) {
  const auto faults = [&](const std::string& json, const char* name) {
    const auto document = base::parse_json(json, kJson);
    return checker->check(document->root(), schema(name)).size();
  };
  EXPECT_EQ(faults(R"({"type":"x","title":"x","status":400,"detail":"x"})", "Problem"), 0u);
  EXPECT_EQ(faults(R"({"type":"x","title":"x","status":400})", "Problem"), 1u);
  EXPECT_EQ(faults(R"({"type":"x","title":"x","status":4.5,"detail":"x"})", "Problem"), 1u);
  EXPECT_EQ(faults(R"({"type":"x","title":"x","status":4,"detail":"x","y":1})", "Problem"), 1u);
  EXPECT_EQ(faults(R"("shelling")", "EventKind"), 0u);
  EXPECT_EQ(faults(R"("shouting")", "EventKind"), 1u);
  EXPECT_EQ(faults("[1]", "Position"), 1u);
}

}  // namespace
}  // namespace truceline
