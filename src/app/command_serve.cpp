// SPDX-License-Identifier: Apache-2.0
#include "app/command_serve.hpp"

#include <future>
#include <sys/resource.h>

#include "app/delivery_desk.hpp"
#include "app/files.hpp"
#include "app/http_server.hpp"
#include "app/publisher.hpp"
#include "app/site.hpp"
#include "app/terminal.hpp"
#include "app/version.hpp"
#include "views/colour.hpp"
#include "views/error_table.hpp"
#include "views/naming.hpp"

namespace truceline::app {

using base::Error;
using base::Result;

namespace fs = std::filesystem;

namespace {

constexpr rlim_t kDescriptorsBesides = 256;  // files, the database, the listening socket

/// Many systems start programs with 1024 descriptors, fewer than the connections we allow.
void allow_many_connections() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = base::limits::kConnections + kDescriptorsBesides;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  setrlimit(RLIMIT_NOFILE, &limit);  // failing, the server accepts when somebody leaves
}

struct Files {
  StaticFiles web;
  StaticFiles layers;
};

Result<Files> read_files(const Mission& mission, const fs::path& web) {
  Files files;
  if (!web.empty()) {
    TRY_ASSIGN(files.web, StaticFiles::read_folder(web));
  }
  TRY_ASSIGN(files.layers, StaticFiles::read_layers(mission.folder(), mission.config()));
  return files;
}

std::string address_to_show(const ServeOptions& options, std::uint16_t port) {
  const bool local = options.address == "127.0.0.1" || options.address == "0.0.0.0" ||
                     options.address == "::1" || options.address == "::";
  const bool six = options.address.find(':') != std::string::npos;
  const std::string host = local ? "localhost"
                           : six ? "[" + options.address + "]"
                                 : options.address;
  return "http://" + host + ":" + std::to_string(port);
}

/// Says what the follower cannot do, once for each new reason.
class Complaints {
 public:
  explicit Complaints(Terminal& terminal) : terminal_(terminal) {}
  void operator()(const Error& error) {
    if (std::exchange(last_, error.to_string()) != error.to_string()) print_error(terminal_, error);
  }

 private:
  Terminal& terminal_;
  std::string last_;
};

GateOptions gate_options(const ServeOptions& options) {
  const bool loopback = options.address == "localhost" || options.address == "::1" ||
                        options.address.starts_with("127.");
  GateOptions gate;
  gate.behind_proxy = options.behind_proxy;
  gate.plain_loopback = loopback && !options.behind_proxy;
  return gate;
}

/// Holds no snapshot when it returns: as long as anybody has one, nothing that later ones replaced
/// is freed.
Result<void> greet(LiveMission& live, const std::string& address, Terminal& terminal) {
  TRY_ASSIGN(const auto snapshot, live.at(domain::Reader::anyone(), {}, {}));
  terminal.out << "Serving " << views::name_in(live.mission().config.title, views::Lang::en) << " ("
               << snapshot->state().size().value << " entries, " << snapshot->findings().size()
               << " findings) on " << address << std::endl;
  return {};
}

Result<void> serve_until_stopped(const ServeOptions& options, Terminal& terminal) {
  TRY_ASSIGN(const auto mission, Mission::open(options.mission, Mission::Mode::write));
  mission->unlock_with(passphrases(options.passphrase));
  TRY_ASSIGN(const FileLock lock, FileLock::take(options.mission / "serve.lock",
                                                 "another server is serving this mission"));
  auto reading_files =
      std::async(std::launch::async, read_files, std::cref(*mission), find_web_folder(options.web));
  TRY_ASSIGN(const auto live, LiveMission::load(*mission, std::string(version())));
  TRY_ASSIGN(Files files, reading_files.get());
  TRY_ASSIGN(ledger::CheckpointSigner signer, mission->signer());
  TRY_ASSIGN(const auto publisher, Publisher::open(mission->store(), live->ledger(),
                                                   std::move(signer), mission->policy(), {}));
  TRY_ASSIGN(const auto intake, Intake::open(*mission, live->authors_as_loaded(),
                                             live->size_as_loaded(), [&](base::TreeSize) {
                                               publisher->wake();
                                               live->wake();
                                             }));
  TRY_ASSIGN(const auto positions, PositionDesk::open(*mission, *live));
  Gate gate(options.mission, gate_options(options));
  TRY_ASSIGN(const auto reads, ReadDesk::open(*mission, *live, [&] {
               publisher->wake();
               live->wake();
             }));
  DeliveryDesk delivery(*live, options.mission, {});
  Site site(*mission, *live, *intake, *publisher, *positions, gate, *reads, std::move(files.web),
            std::move(files.layers));

  allow_many_connections();
  HttpOptions http;
  http.address = options.address;
  http.port = options.port;
  http.hosts = options.hosts;
  http.stop_on_signals = true;
  TRY_ASSIGN(const auto server, HttpServer::listen(http, site));
  const auto tell = [&server](const domain::Reader& reader,
                              const std::function<std::string(views::Lang)>& events) {
    for (const views::Lang lang : {views::Lang::en, views::Lang::ar})
      server->broadcast(channel_of(reader, lang), events(lang));
  };
  live->follow(
      [&](const News& news) {
        if (news.grew) publisher->wake();  // also what other processes have added
        tell(news.reader, [&news](views::Lang lang) { return events_of(news, lang); });
        delivery.heard(news.reader);
      },
      Complaints(terminal));
  delivery.start(Complaints(terminal));
  publisher->start({[&](base::TreeSize size) {
                      for (const domain::Reader& reader : live->readers())
                        tell(reader, [size](views::Lang) { return receipts_event(size); });
                    },
                    [&terminal](const std::string& notice) {
                      terminal.err << "truceline: " + views::for_terminal(notice) + "\n"
                                   << std::flush;
                    },
                    [&live] { live->wake(); }});

  positions->start({[&] { publisher->wake(), live->wake(); },
                    [&](const PositionDesk::ByLanguage& json, const domain::Audience& seen_by,
                        const std::string& sender) {
                      for (const domain::Reader& reader : live->readers())
                        if (reader.may_read(seen_by, sender))
                          tell(reader, [&json](views::Lang lang) {
                            return encounter_event(json[static_cast<std::size_t>(lang)]);
                          });
                    }});

  TRY(greet(*live, address_to_show(options, server->port()), terminal));
  server->run();
  intake->stop();  // whoever posted last is answered before the server goes
  positions->stop();
  publisher->stop();
  delivery.stop();
  live->stop();
  terminal.out << "Stopped." << std::endl;
  return {};
}

}  // namespace

fs::path find_web_folder(const fs::path& given) {
  if (!given.empty()) return given;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  for (const fs::path& folder :
       {program.parent_path() / "../share/truceline/web", fs::path("web/dist")})
    if (fs::is_regular_file(folder / "index.html", failed)) return folder;
  return {};
}

int serve(const ServeOptions& options) {
  Terminal terminal = system_terminal();
  const Result<void> served = serve_until_stopped(options, terminal);
  if (served) return 0;
  print_error(terminal, served.error());
  return views::error_row(served.error().code).exit_code;
}

}  // namespace truceline::app
