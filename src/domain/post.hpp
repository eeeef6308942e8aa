// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "domain/place.hpp"
#include "domain/when.hpp"

namespace truceline::domain {

enum class PostKind { observation_post, checkpoint, crossing, base };
template <>
inline constexpr auto kWords<PostKind> = std::to_array<std::pair<PostKind, std::string_view>>(
    {{PostKind::observation_post, "observation-post"},
     {PostKind::checkpoint, "checkpoint"},
     {PostKind::crossing, "crossing"},
     {PostKind::base, "base"}});

enum class PostStatus { open, restricted, closed, attacked, unknown };
template <>
inline constexpr auto kWords<PostStatus> =
    std::to_array<std::pair<PostStatus, std::string_view>>({{PostStatus::open, "open"},
                                                            {PostStatus::restricted, "restricted"},
                                                            {PostStatus::closed, "closed"},
                                                            {PostStatus::attacked, "attacked"},
                                                            {PostStatus::unknown, "unknown"}});

/// What one source says of a post: that it exists, and its status during `when` (open to the
/// right where nobody said when it ended).
struct Post {
  std::string id;
  PostKind kind = PostKind::observation_post;
  Names names;
  std::vector<ActorMention> operators;
  Place place;
  PostStatus status = PostStatus::unknown;
  When when;
  std::string text;
  Source source;
  friend bool operator==(const Post&, const Post&) = default;
};

}  // namespace truceline::domain
