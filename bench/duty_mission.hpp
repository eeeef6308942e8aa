// SPDX-License-Identifier: Apache-2.0
//
// A mission folder in which very much is notified: parties that tell each other by name of sites,
// movements and operations, the arrangement they work by, their rosters, and acknowledgements of
// nearly all of it. With accounts for everybody, so that a server can be asked as people ask it.
#pragma once

#include <deque>
#include <random>

#include "app/account.hpp"
#include "app/temporary_folder.hpp"
#include "signed_log.hpp"

namespace truceline::bench {

struct DutyPlan {
  std::uint64_t seed = 20170506;
  std::size_t notifications = 100'000;  ///< Active when the server starts.
  std::size_t inboxes = 1'000;
  std::size_t parties = 12;     ///< That notify; one more is only told, and floods.
  std::size_t keys_each = 3;    ///< Of a party: each numbers its own statements.
  std::size_t unheard_of = 50;  ///< One in so many was not acknowledged.
};

/// Makes what a party notifies. The same seed and number give the same.
class NoticeMaker {
 public:
  NoticeMaker(std::uint64_t seed, std::size_t parties, base::TimeMs now)
      : seed_(seed), parties_(parties), now_(now) {}

  struct Notice {
    domain::Notification what;
    std::vector<std::size_t> recipients;  ///< Parties, ascending; `parties` is the flooder.
    domain::Audience audience;
  };
  /// Of a hundred 60 sites, 25 movements, 8 aid deliveries, 6 flights and 1 operation; all of them
  /// go on now or are to come.
  Notice notice(std::size_t author, std::uint64_t number) const;

 private:
  std::uint64_t seed_;
  std::size_t parties_;
  base::TimeMs now_;
};

/// An author who hands in what is written at once: it keeps its chain. What is new takes the place
/// of the oldest that stands, so that as many stay active.
struct DutyAuthor {
  std::size_t party;
  app::Author author;
  std::deque<base::Hash> standing{};  ///< Its notifications, the oldest first.
};

class DutyMission {
 public:
  explicit DutyMission(const DutyPlan& plan);

  static std::string party(std::size_t number);

  const std::filesystem::path& folder() const { return folder_.path(); }
  std::uint64_t entries() const { return entries_; }
  const NoticeMaker& notices() const { return notices_; }
  /// keys_each of each party that notifies, party after party; what they have said so far is in the
  /// ledger.
  std::span<DutyAuthor> authors() { return std::span(authors_).first(author_tokens_.size()); }
  /// "Authorization: ...\r\n" of a token: of each inbox, which belongs to party `i % parties`; of
  /// each author; and of the flooder.
  const std::vector<std::string>& inbox_tokens() const { return inbox_tokens_; }
  const std::vector<std::string>& author_tokens() const { return author_tokens_; }
  const std::string& flooder_token() const { return flooder_token_; }

 private:
  void make_ledger(const DutyPlan& plan);
  void enrol(app::Mission& mission, const DutyPlan& plan);
  void make_accounts(const DutyPlan& plan);

  app::TemporaryFolder folder_;
  base::TimeMs now_;
  NoticeMaker notices_;
  std::vector<DutyAuthor> authors_;
  std::vector<std::string> inbox_tokens_;
  std::vector<std::string> author_tokens_;
  std::string flooder_token_;
  std::uint64_t entries_ = 0;
};

}  // namespace truceline::bench
