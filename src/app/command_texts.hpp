// SPDX-License-Identifier: Apache-2.0
//
// What help says: one line and a few examples a command. The examples come first in a reader's
// eyes, so they are whole command lines that work.
#pragma once

#include <array>
#include <string_view>

namespace truceline::app {

struct CommandText {
  std::string_view name;
  std::string_view summary;
  std::string_view examples;  ///< Lines without margin, each ended by a line feed.
};

inline constexpr std::array kCommandTexts = {
    CommandText{"init", "Start a mission: its folder, its ledger, its keys",
                "truceline init idlib-2026 --title \"Idlib ceasefire\" --time-zone Asia/Damascus\n"
                "truceline init examples/syria-2017      # a folder that has a mission.yaml\n"
                "truceline init try-out --no-passphrase  # keys unencrypted: a demonstration\n"},
    CommandText{"check", "Read agreements like a compiler: errors, gaps, what would mend them",
                "truceline check agreements/astana-2017.yaml\n"
                "truceline check examples/syria-2017     # mission.yaml and all agreements\n"
                "truceline check --strict --json agreements/   # for machines: warnings count\n"},
    CommandText{"import", "Turn a file of reports into entries; again: only what is new or changed",
                "truceline import ucdp GEDEvent_v25_1.csv\n"
                "truceline import acled export.csv.gz --dry-run\n"
                "truceline import reports patrols.csv --audience named:mission,russia,turkey\n"},
    CommandText{
        "say", "Sign a statement and add it to the ledger",
        "truceline say report seen.json --audience all-parties\n"
        "truceline say agreement agreements/*.yaml --audience public\n"
        "echo '{\"topic\": \"call\", \"when\": {\"from\": \"2017-05-06T14:30\"}}' | truceline "
        "say status -\n"
        "truceline say report corrected.json --supersedes 412\n"
        "truceline say --batch statements.ndjson\n"},
    CommandText{"key", "Make, enrol, rotate and revoke keys, and list who speaks for whom",
                "truceline key new north --root          # the party's own, kept in a safe place\n"
                "truceline key enrol north --root        # the mission signs it, once\n"
                "truceline key new north && truceline key enrol north --holder \"duty desk\"\n"
                "truceline key rotate north --reason \"yearly change\"\n"
                "truceline key revoke north 3d4017c3e843895a --reason \"laptop stolen\"\n"
                "truceline key rotate north --root --as mission   # its root is lost: all see it\n"
                "truceline key list --as-known-at 412\n"},
    CommandText{"erase", "Destroy the body of an entry; that, and why, stays in the ledger",
                "truceline erase 412 --basis \"GDPR article 17, request 2026-14\"\n"
                "truceline erase 412 --as north --basis \"court order 7/26\" --decided-by \"legal "
                "desk\"\n"},
    CommandText{"findings",
                "What follows from the record: breaches, overdue duties, conflicts, contradictions",
                "truceline findings --zone idlib --from 2017-05-06\n"
                "truceline findings --kind breach --possible no --limit 10\n"
                "truceline findings --as-known-at 5000 --at 2017-12-31\n"
                "truceline findings --json | jq '.items[].sentence'\n"},
    CommandText{"locate", "Read a coordinate, show it in every form, say what speaks against it",
                "truceline locate \"36.2021, 37.1343\"\n"
                "truceline locate \"36°12'07.56\\\"N 37°08'03.48\\\"E\" --near Saraqib\n"
                "truceline locate \"37S CA 32269 07977\" --near C1007 --json\n"
                "pbpaste | truceline locate - --lang ar\n"},
    CommandText{
        "replay-positions", "Hold a recording of positions against what the mission watches",
        "truceline replay-positions flights.csv.gz --kind aeroplane\n"
        "truceline replay-positions convoy.ndjson --mission idlib --lang ar\n"
        "truceline replay-positions day.geojson --json | jq '.findings.items[].sentence'\n"},
    CommandText{
        "sign-positions", "What goes behind the address when a batch of positions is sent",
        "curl --data-binary @batch.ndjson -H 'Content-Type: application/x-ndjson' "
        "\"http://localhost:8080/api/v1/positions?$(truceline sign-positions batch.ndjson)\"\n"},
    CommandText{"show", "One entry or one finding in full, with its evidence",
                "truceline show 412\n"
                "truceline show 3fa09c          # the beginning of an id is enough\n"
                "truceline show 412 --json      # with the proof that it is in the ledger\n"},
    CommandText{"log", "The entries of the ledger in their order",
                "truceline log                  # the newest\n"
                "truceline log --from 0 --limit 100 --kind agreement\n"},
    CommandText{"verify", "Believe nothing: hash, check and derive everything again",
                "truceline verify examples/syria-2017\n"
                "truceline verify https://host.example.org --policy policy.txt\n"
                "truceline verify --monitor https://host.example.org --policy policy.txt\n"
                "truceline verify --at 2018-01-01 --json\n"
                "truceline verify fork-1204.evidence     # what a monitor kept\n"
                "truceline verify hospital-7-5012.bundle --trust policy\n"},
    CommandText{"bundle",
                "Write one file with everything known about one thing, to be verified offline",
                "truceline bundle hospital-7            # every version, answer, call and finding\n"
                "truceline bundle aid/convoy-12 --as north --out convoy-12.bundle\n"
                "truceline bundle 412 --as-known-at 5000 --at 2026-01-05T14:00\n"
                "truceline verify hospital-7-5012.bundle --trust policy --story en\n"},
    CommandText{"receipt",
                "Check offline that a statement is in the record, and who vouches for it",
                "truceline receipt verify 412.tlog-proof --policy policy --statement 412.json\n"
                "truceline receipt show 412.tlog-proof        # what it says, nothing checked\n"
                "truceline receipt get 412 --statement 412.json > 412.tlog-proof\n"
                "curl -s https://host.example/api/v1/receipts/412 | truceline receipt verify - "
                "--policy policy --json\n"},
    CommandText{"account", "Who may come in to the server: accounts, their codes and tokens",
                "truceline account new north.duty --party north --role duty-officer\n"
                "truceline account totp north.duty        # the key of its one-time codes, once\n"
                "truceline account token north.duty --label \"wall display\" --days 90\n"
                "truceline account revoke 3d4017c3e843    # the token is lost\n"
                "truceline account disable north.duty     # and it is out within a second\n"
                "truceline account list --json\n"},
    CommandText{"delivery", "Where parties are reached by mail and webhook, and what got through",
                "truceline delivery smtp mail.mission.example --from truceline@mission.example "
                "--user truceline --password-file smtp.password\n"
                "truceline delivery add duty@north.example --party north\n"
                "truceline delivery add https://north.example/truceline --party north\n"
                "truceline delivery test 1               # now, whatever waits\n"
                "truceline delivery list                 # failing since, silent since\n"
                "truceline delivery log --dead           # what was given up\n"
                "truceline delivery again --endpoint 1   # it is back: send that again\n"},
    CommandText{"serve", "Serve the mission's page and API",
                "truceline serve examples/syria-2017\n"
                "truceline serve --address 0.0.0.0 --port 80 --host monitor.example.org\n"},
    CommandText{"witness", "Cosign the checkpoints of logs, each consistent with the last",
                "truceline witness init w1 --name witness.example.org --log idlib-2026/log.vkey\n"
                "truceline witness --config w1/witness.yaml\n"},
    CommandText{"mirror", "Keep every entry of logs, serve them again, cosign what is held",
                "truceline mirror init m1 --name mirror.example.org --log idlib-2026/log.vkey\n"
                "truceline mirror --config m1/mirror.yaml\n"},
    CommandText{"completion", "Print a script that completes commands in your shell",
                "truceline completion bash > ~/.local/share/bash-completion/completions/truceline\n"
                "truceline completion zsh > ~/.zfunc/_truceline\n"
                "truceline completion fish > ~/.config/fish/completions/truceline.fish\n"},
    CommandText{"version", "Which Truceline this is, and which formats it reads",
                "truceline version\n"},
};

}  // namespace truceline::app
