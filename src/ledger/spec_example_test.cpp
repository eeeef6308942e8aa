// SPDX-License-Identifier: Apache-2.0
//
// The examples of docs/spec/ledger.md, computed.
#include "ledger/spec_example.hpp"

#include "ledger/frontier.hpp"

namespace truceline::ledger {
namespace {

class SpecLedger : public SpecPage {
 protected:
  SpecLedger() : SpecPage("ledger.md") {}
};

TEST_F(SpecLedger, ItsHashesAreTrue) {
  for (const base::BytesView entry : entries_) expect_in_page(base::to_hex(leaf_hash(entry)));
  expect_in_page(base::to_hex(tree_.node(1, 0)));
  expect_in_page(base::to_hex(tree_.root()));
}

TEST_F(SpecLedger, ItsCheckpointAndKeyAreTrue) {
  expect_in_page("```\n" + *sign_checkpoint(checkpoint(), log_) + "```\n");
  expect_in_page(format_vkey(log_.verifier()));
}

TEST_F(SpecLedger, ItsProofsAreTrue) {
  const Proof proof = *tree_.inclusion_proof({1}, {3});
  std::string lines;
  for (const base::Hash& hash : proof) lines += base::to_base64(hash) + "\n";
  expect_in_page("```\n" + lines + "```\n");
}

TEST_F(SpecLedger, ItsFrontierIsTrue) {
  Frontier frontier;
  for (const base::BytesView entry : entries_) frontier.append(leaf_hash(entry));
  const std::string hex = base::to_hex(frontier.to_bytes());
  expect_in_page(hex.substr(0, 16) + "\n" + hex.substr(16, 64) + "\n" + hex.substr(80) + "\n");
}

TEST_F(SpecLedger, ItsCosignatureIsTrue) {
  const std::string text = format_checkpoint(checkpoint());
  expect_in_page("```\ncosignature/v1\ntime " + std::to_string(kTimeS) + "\n" + text + "```\n");
  expect_in_page("```\n" + format_signature_line(cosign(text, witnesses_[0], kTimeS)) + "```\n");
  expect_in_page(format_vkey(witnesses_[0].verifier()));
}

}  // namespace
}  // namespace truceline::ledger
