// SPDX-License-Identifier: Apache-2.0
#include "app/passphrase.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "base/limits.hpp"

namespace truceline::app {

using base::Error;
using base::ErrorCode;
using base::Result;
using base::limits::kPassphraseBytes;

namespace {

constexpr int kAttempts = 3;

class NoPassphrases final : public Passphrases {
 public:
  Result<std::shared_ptr<const Secret>> of(const std::filesystem::path& path, int) override {
    return Error{ErrorCode::forbidden, "this key is encrypted", path.string(),
                 "give its passphrase: --passphrase-file FILE"};
  }
  Result<std::shared_ptr<const Secret>> for_new(const std::filesystem::path&) override {
    return std::shared_ptr<const Secret>();
  }
};

/// systemd guards what it hands over by an access list, which shows as a mode for the group.
bool is_systemd_credential(const std::string& path) {
  const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
  return folder != nullptr && std::filesystem::path(path).parent_path() == folder;
}

/// A file with a secret that others may read is no secret.
Result<Secret> read_passphrase_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return Error{errno == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
                 std::string("cannot open: ") + std::strerror(errno), path, "check the path"};
  struct stat status {};
  const bool open_to_others = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
                              (status.st_mode & (S_IRWXG | S_IRWXO)) != 0 &&
                              !is_systemd_credential(path);
  auto read = open_to_others
                  ? Result<Secret>(Error{ErrorCode::forbidden, "others may read this passphrase",
                                         path, "chmod 600 " + path})
                  : read_passphrase(descriptor, path);
  ::close(descriptor);
  return read;
}

class GivenPassphrases final : public Passphrases {
 public:
  explicit GivenPassphrases(const PassphraseOptions& options) : options_(options) {
    const char* const file = std::getenv("TRUCELINE_PASSPHRASE_FILE");
    if (options_.file.empty() && options_.descriptor < 0 && file != nullptr) options_.file = file;
  }

  Result<std::shared_ptr<const Secret>> of(const std::filesystem::path& path,
                                           int attempt) override {
    if (attempt == 0 && given_) return given_;
    if (attempt >= (asks() ? kAttempts : 1))
      return Error{ErrorCode::forbidden, "the passphrase does not open this key", path.string(),
                   "give the one it was made with"};
    const bool again = std::exchange(asked_for_, path) == path;
    return get((again ? "That does not open it. Passphrase of " : "Passphrase of ") + path.string(),
               false);
  }

  Result<std::shared_ptr<const Secret>> for_new(const std::filesystem::path& path) override {
    if (options_.none) return std::shared_ptr<const Secret>();
    if (chosen_) return chosen_;
    if (given_ && !asks()) return given_;
    TRY_ASSIGN(chosen_, get("New passphrase for " + path.string(), true));
    return chosen_;
  }

 private:
  bool asks() const { return options_.file.empty() && options_.descriptor < 0; }

  Result<std::shared_ptr<const Secret>> get(const std::string& question, bool make) {
    Result<Secret> secret = asks() ? ask_passphrase(question, make)
                            : options_.descriptor >= 0
                                ? read_passphrase(options_.descriptor, "--passphrase-fd")
                                : read_passphrase_file(options_.file);
    if (!secret) return secret.error();
    if (make && secret->size() < base::limits::kPassphraseBytesMin)
      return Error{ErrorCode::invalid_input,
                   "a passphrase of fewer than " +
                       std::to_string(base::limits::kPassphraseBytesMin) + " characters",
                   asks() ? std::string() : options_.file,
                   "take four words that have nothing to do with each other"};
    given_ = std::make_shared<const Secret>(*std::move(secret));
    return given_;
  }

  PassphraseOptions options_;
  std::filesystem::path asked_for_;       ///< The file that was last asked about.
  std::shared_ptr<const Secret> chosen_;  ///< For all keys that one command makes.
  std::shared_ptr<const Secret> given_;   ///< Last; it may open the next key, too.
};

}  // namespace

std::shared_ptr<Passphrases> no_passphrases() {
  return std::make_shared<NoPassphrases>();
}

std::shared_ptr<Passphrases> passphrases(const PassphraseOptions& options) {
  return std::make_shared<GivenPassphrases>(options);
}

Result<Secret> read_passphrase(int descriptor, const std::string& place) {
  Secret secret(kPassphraseBytes);
  bool line_is_over = false;
  for (;;) {
    std::uint8_t byte = 0;
    const ssize_t got = ::read(descriptor, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return Error{ErrorCode::unavailable, std::string("cannot read: ") + std::strerror(errno),
                   place, "check that the descriptor is open"};
    if (got == 0) break;
    if (line_is_over)
      return Error{ErrorCode::invalid_input, "more than one line", place,
                   "put the passphrase alone into it"};
    if (byte == '\n')
      line_is_over = true;
    else if (!secret.append(byte))
      return Error{ErrorCode::too_large,
                   "a passphrase of more than " + std::to_string(kPassphraseBytes) + " bytes",
                   place, "take a shorter one"};
    sodium_memzero(&byte, 1);
  }
  if (secret.size() == 0)
    return Error{ErrorCode::invalid_input, "it holds no passphrase", place, "write one into it"};
  return secret;
}

}  // namespace truceline::app
