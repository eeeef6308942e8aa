// SPDX-License-Identifier: Apache-2.0
#include "views/report_filter.hpp"

#include "engine/queries.hpp"

namespace truceline::views {

base::Result<ReportFilter> ReportFilter::from(const Snapshot& snapshot, const Ask& ask) {
  ReportFilter filter;
  filter.event_ = domain::from_word<domain::EventKind>(ask.text("event"));
  filter.interval_ = ask.interval();
  filter.box_ = ask.box;
  filter.actor_ = ask.text("actor");
  if (!filter.actor_.empty()) filter.actors_.emplace(snapshot.state());
  if (const std::string zone = ask.text("zone"); !zone.empty()) {
    if (!snapshot.state().zone(zone))
      return base::Error{base::ErrorCode::not_found, "there is no zone \"" + zone + "\"", "zone",
                         "/api/v1/zones lists them"};
    filter.zone_ = engine::ZoneHistory(snapshot.state(), zone).without_gaps();
  }
  return filter;
}

bool ReportFilter::keeps(const domain::Report& report) const {
  if (event_ && domain::match(report.event, *event_) != domain::KindMatch::yes) return false;
  if (interval_ && !interval_->meets(report.when.interval)) return false;
  if (box_ && !(report.place.point && geo::contains(*box_, *report.place.point))) return false;
  if (actors_ && !names_actor(report)) return false;
  return !zone_ || engine::in_zone(*zone_, report) != geo::DiscRelation::outside;
}

bool ReportFilter::names_actor(const domain::Report& report) const {
  for (const auto* side : {&report.side_a, &report.side_b})
    for (const domain::ActorMention& mention : *side) {
      const std::string* id = actors_->resolve(mention);
      if (id ? actors_->belongs(*id, actor_, report.when.interval.from) : mention.name == actor_)
        return true;
    }
  return false;
}

}  // namespace truceline::views
