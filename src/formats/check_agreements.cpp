// SPDX-License-Identifier: Apache-2.0
#include "formats/check_agreements.hpp"

#include <iterator>

#include "formats/agreements_together.hpp"

namespace truceline::formats {

AgreementCheck check_agreements(const std::vector<AgreementSource>& sources,
                                const AgreementContext& context) {
  AgreementCheck check;
  for (const AgreementSource& source : sources) {
    AgreementCompilation compilation = compile_agreement(source, context);
    std::move(compilation.diagnostics.begin(), compilation.diagnostics.end(),
              std::back_inserter(check.diagnostics));
    if (compilation.value) check.agreements.push_back(*std::move(compilation.value));
  }
  const bool all_compiled = check.agreements.size() == sources.size();
  base::Diagnostics together = check_together(check.agreements);
  for (base::Diagnostic& d : together)
    if (all_compiled || d.code != "unknown-agreement") check.diagnostics.push_back(std::move(d));
  return check;
}

}  // namespace truceline::formats
