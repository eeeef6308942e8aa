// SPDX-License-Identifier: Apache-2.0
//
// What stands behind every address: the API of views, the statements people post and their
// receipts, the event stream, the layers and the web page; with compression and its ETags. No
// sockets.
#pragma once

#include "app/clock.hpp"
#include "app/delivery_door.hpp"
#include "app/export_desk.hpp"
#include "app/gate.hpp"
#include "app/http_message.hpp"
#include "app/intake.hpp"
#include "app/live_mission.hpp"
#include "app/live_tiles.hpp"
#include "app/position_desk.hpp"
#include "app/publisher.hpp"
#include "app/read_desk.hpp"
#include "app/read_first.hpp"
#include "app/static_files.hpp"
#include "views/language.hpp"

namespace truceline::app {

class Site final : public HttpHandler {
 public:
  /// REQUIRES: all references outlive this.
  Site(Mission& mission, LiveMission& live, Intake& intake, Publisher& publisher,
       PositionDesk& positions, Gate& gate, ReadDesk& reads, StaticFiles web, StaticFiles layers)
      : mission_(mission),
        live_(live),
        intake_(intake),
        publisher_(publisher),
        positions_(positions),
        gate_(gate),
        reads_(reads),
        exports_(mission, live, reads),
        deliveries_(live, mission.folder()),
        read_first_(live),
        tiles_(live.ledger()),
        web_(std::move(web)),
        layers_(std::move(layers)) {
    intake.require(
        [this](const domain::Statement& statement) { return read_first_.check(statement, now()); });
  }

  std::optional<HttpAnswer> refuse(HttpQuestion& question) override {
    return gate_.refuse(question);
  }
  Lane lane(const HttpQuestion& question) const override;
  std::size_t body_bytes_max(std::string_view target) const override;
  void answer(HttpQuestion question, Respond respond) override;

 private:
  HttpAnswer answer_now(HttpQuestion& question);
  HttpAnswer health(const HttpQuestion& question);
  HttpAnswer events(const HttpQuestion& question);
  HttpAnswer positions(const HttpQuestion& question);
  HttpAnswer file(const HttpQuestion& question, const StaticFile& file) const;
  HttpAnswer from_api(HttpQuestion question);
  HttpAnswer no_such_page(const HttpQuestion& question) const;
  std::optional<HttpAnswer> from_ledger(const HttpQuestion& question);
  HttpAnswer key_standing(const HttpQuestion& question, const std::string& name);
  HttpAnswer receipt(const HttpQuestion& question, const std::string& entry);
  void post(const HttpQuestion& question, const Respond& respond);

  Mission& mission_;
  LiveMission& live_;
  Intake& intake_;
  Publisher& publisher_;
  PositionDesk& positions_;
  Gate& gate_;
  ReadDesk& reads_;
  ExportDesk exports_;
  DeliveryDoor deliveries_;
  ReadFirst read_first_;
  LiveTiles tiles_;
  StaticFiles web_;
  StaticFiles layers_;
};

/// The channel of streams for `reader` in `lang`.
std::string channel_of(const domain::Reader& reader, views::Lang lang);

/// `news` as server-sent events: a "finding" for each, then "entries" where the ledger grew. Only
/// the last carries the id, so that whoever lost some of them asks for all of them again.
std::string events_of(const News& news, views::Lang lang);
/// views::encounter_json as a server-sent event without an id: it is no entry.
std::string encounter_event(std::string_view json);
/// The first `size` entries have receipts, as a server-sent event without an id.
std::string receipts_event(base::TreeSize size);

}  // namespace truceline::app
