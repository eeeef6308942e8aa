// SPDX-License-Identifier: Apache-2.0
//
// The examples of docs/spec/witness.md, computed.
#include "ledger/add_checkpoint.hpp"
#include "ledger/add_entries.hpp"
#include "ledger/mirror_info.hpp"
#include "ledger/spec_example.hpp"

namespace truceline::ledger {
namespace {

class SpecWitness : public SpecPage {
 protected:
  SpecWitness() : SpecPage("witness.md") {}
};

TEST_F(SpecWitness, ItsRequestAndAnswerAreTrue) {
  const AddCheckpoint request{
      {2}, *tree_.consistency_proof({2}, {3}), *sign_checkpoint(checkpoint(), log_)};
  expect_in_page("```\n" + format_add_checkpoint(request) + "```\n");
  const NoteSignature line = cosign(format_checkpoint(checkpoint()), witnesses_[0], kTimeS);
  expect_in_page("```\n" + format_signature_line(line) + "```\n");
  expect_in_page("/" + origin_hash(log_.name) + "/checkpoint");
}

TEST_F(SpecWitness, ItsUploadIsTrue) {
  base::Bytes head;
  ASSERT_TRUE(append_upload_range({log_.name, 1, 3, {}}, head));
  base::Bytes package;
  const PackageRange range = package_range(1, 3, 0);
  ASSERT_TRUE(append_package(range, std::span(entries_).subspan(1), tree_, 3, package));
  const std::string hex = base::to_hex(head);
  expect_in_page(hex.substr(0, 4) + " " + hex.substr(4, 40) + "\n" + hex.substr(44, 16) + "\n" +
                 hex.substr(60, 16) + "\n" + hex.substr(76) + "\n");
  const std::string sent = base::to_hex(package);
  expect_in_page(sent.substr(0, 4) + " " + sent.substr(4, 12) + "\n" + sent.substr(16, 4) + " " +
                 sent.substr(20, 10) + "\n" + sent.substr(30) + "\n```");
  expect_in_page("```\n" + format_mirror_info({{3}, 1, {}}) + "```\n");
}

}  // namespace
}  // namespace truceline::ledger
