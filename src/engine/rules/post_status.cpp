// SPDX-License-Identifier: Apache-2.0
#include "engine/rules/post_status.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace truceline::engine::rules {
namespace {

/// A status and how long its source lets it last.
struct Told {
  const Said<domain::Post>* post;
  base::Interval lasts;
};

/// In order of time, and what is open to the right ended where the same source begins something
/// newer.
void end_by_own_news(std::vector<Told>& told) {
  std::ranges::sort(told, [](const Told& a, const Told& b) {
    return a.lasts.from != b.lasts.from ? a.lasts.from < b.lasts.from
                                        : a.post->index < b.post->index;
  });
  struct News {
    base::TimeMs newest;  // where the source's statement last looked at begins
    base::TimeMs after;   // where the first one begins that is newer than that
  };
  std::map<std::pair<std::string, std::string>, News> by_source;
  for (auto one = told.rbegin(); one != told.rend(); ++one) {
    const auto [at, is_new] =
        by_source.try_emplace({one->post->party, one->post->what.source.publisher},
                              News{one->lasts.from, base::kTimeMax});
    News& news = at->second;
    if (one->lasts.from < news.newest) news = {one->lasts.from, news.newest};
    if (one->lasts.to == base::kTimeMax) one->lasts.to = news.after;
  }
}

domain::Finding finding_of(const Told& a, const Told& b) {
  domain::Finding finding;
  finding.rule = domain::Rule::dispute_post_status;
  finding.severity = domain::Severity::medium;
  finding.evidence = {a.post->index, b.post->index};
  finding.when = base::Interval{.from = std::max(a.lasts.from, b.lasts.from),
                                .to = std::min(a.lasts.to, b.lasts.to)};
  set_place(finding, a.post->what.place.point ? a.post->what.place : b.post->what.place);
  finding.facts = {{"post", a.post->what.id},
                   {"status_1", std::string(domain::word(a.post->what.status))},
                   {"status_2", std::string(domain::word(b.post->what.status))},
                   {"publisher_1", teller(*a.post)},
                   {"publisher_2", teller(*b.post)}};
  return finding;
}

}  // namespace

Findings post_disputes(const Basis& basis) {
  std::map<std::string, std::vector<Told>> by_post;
  for (const auto& post : basis.state.posts())
    if (!post.superseded_by && post.what.status != domain::PostStatus::unknown)
      by_post[post.what.id].push_back({&post, post.what.when.interval});
  Findings findings;
  for (auto& [id, told] : by_post) {
    end_by_own_news(told);
    for (std::size_t i = 0; i < told.size(); ++i)
      for (std::size_t j = i + 1; j < told.size(); ++j) {
        if (told[j].lasts.from >= told[i].lasts.to) break;
        if (!told[i].lasts.meets(told[j].lasts) ||
            told[i].post->what.status == told[j].post->what.status ||
            !told_by_others(*told[i].post, *told[j].post))
          continue;
        const bool in_order = told[i].post->index < told[j].post->index;
        findings.push_back(finish(
            in_order ? finding_of(told[i], told[j]) : finding_of(told[j], told[i]), basis.state));
      }
  }
  return findings;
}

}  // namespace truceline::engine::rules
