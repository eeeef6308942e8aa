// SPDX-License-Identifier: Apache-2.0
//
// For tests: a server on this machine that goes away, hangs, closes half way and comes back, on the
// same port, with TLS where a test wants it. What it speaks: faulty_mail_server.hpp,
// faulty_receiver.hpp.
#pragma once

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <gtest/gtest.h>
#include <list>
#include <memory>
#include <mutex>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "app/files.hpp"

namespace truceline::app {

/// A certificate for `host` that vouches for itself, and its key.
class TestCertificate {
 public:
  explicit TestCertificate(const std::string& host) : key_(EVP_EC_gen("P-256")), own_(X509_new()) {
    ASN1_INTEGER_set(X509_get_serialNumber(own_.get()), 1);
    X509_set_version(own_.get(), 2);
    X509_gmtime_adj(X509_getm_notBefore(own_.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(own_.get()), 3600);
    X509_set_pubkey(own_.get(), key_.get());
    X509_NAME* const name = X509_get_subject_name(own_.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1, 0);
    X509_set_issuer_name(own_.get(), name);
    const bool is_address = host.find_first_not_of("0123456789.") == std::string::npos;
    add(NID_subject_alt_name, (is_address ? "IP:" : "DNS:") + host);
    add(NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(own_.get(), key_.get(), EVP_sha256());
  }
  /// As `--ca-file` takes it.
  void write(const std::filesystem::path& path) const {
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(out.get(), own_.get());
    char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    ASSERT_TRUE(write_file(path, {text, static_cast<std::size_t>(size)}, FileMode::shared));
  }
  std::shared_ptr<SSL_CTX> context() const {
    std::shared_ptr<SSL_CTX> made(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX_use_certificate(made.get(), own_.get());
    SSL_CTX_use_PrivateKey(made.get(), key_.get());
    return made;
  }

 private:
  void add(int what, const std::string& value) {
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, what, value.c_str());
    X509_add_ext(own_.get(), extension, -1);
    X509_EXTENSION_free(extension);
  }
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* one) const { X509_free(one); }
  };
  std::unique_ptr<EVP_PKEY, Free> key_;
  std::unique_ptr<X509, Free> own_;
};

/// One connection, as the server sees it.
class FaultyTalk {
 public:
  explicit FaultyTalk(int socket) : socket_(socket) {}
  ~FaultyTalk() {
    SSL_free(tls_);
    ::close(socket_);
  }
  FaultyTalk(const FaultyTalk&) = delete;
  FaultyTalk& operator=(const FaultyTalk&) = delete;

  /// False where the other side does not like our certificate.
  bool begin_tls(SSL_CTX* context) {
    tls_ = SSL_new(context);
    SSL_set_fd(tls_, socket_);
    return SSL_accept(tls_) == 1;
  }
  bool has_tls() const { return tls_ != nullptr; }
  void send(std::string_view text) {
    if (tls_ != nullptr)
      SSL_write(tls_, text.data(), static_cast<int>(text.size()));
    else
      ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
  }
  /// All up to and with `end`; empty where the other side has closed.
  std::string read_to(std::string_view end) {
    std::size_t at = 0;
    while ((at = read_.find(end)) == std::string::npos)
      if (!read_some()) return {};
    return cut(at + end.size());
  }
  std::string read_bytes(std::size_t count) {
    while (read_.size() < count)
      if (!read_some()) break;
    return cut(std::min(count, read_.size()));
  }
  void shut() { ::shutdown(socket_, SHUT_RDWR); }

 private:
  bool read_some() {
    char buffer[4096];
    const auto got = tls_ != nullptr ? SSL_read(tls_, buffer, sizeof buffer)
                                     : ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    read_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  std::string cut(std::size_t length) {
    std::string out = read_.substr(0, length);
    read_.erase(0, length);
    return out;
  }

  int socket_;
  SSL* tls_ = nullptr;
  std::string read_;
};

class FaultyServer {
 public:
  virtual ~FaultyServer() { EXPECT_TRUE(is_closed_) << "close() belongs into the destructor"; }
  FaultyServer(const FaultyServer&) = delete;
  FaultyServer& operator=(const FaultyServer&) = delete;

  std::uint16_t port() const { return port_; }
  /// Connections are refused from here on; those that are there are broken off.
  void go_away() {
    {
      const std::lock_guard lock(mutex_);
      hanging_ = false;
      for (FaultyTalk* const talk : talks_) talk->shut();
    }
    changed_.notify_all();
    const int listening = listening_.exchange(-1);
    if (listening >= 0) {
      ::shutdown(listening, SHUT_RDWR);
      ::close(listening);
    }
    if (acceptor_.joinable()) acceptor_.join();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  void come_back() { listen(); }
  void use_tls(const TestCertificate& certificate) { context_ = certificate.context(); }
  std::size_t connections() const { return connections_; }

 protected:
  FaultyServer() = default;
  /// Of the derived class's constructor and destructor.
  void open() { listen(); }
  void close() {
    go_away();
    is_closed_ = true;
  }
  virtual void talk(FaultyTalk& one) = 0;
  /// Says nothing until the server goes away.
  void hang() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !hanging_; });
  }
  /// False where the server goes away meanwhile.
  bool hangs_for(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return !changed_.wait_for(lock, time, [this] { return !hanging_; });
  }
  SSL_CTX* context() const { return context_.get(); }

  std::mutex mutex_;
  std::condition_variable changed_;

 private:
  void listen() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(socket, 64), 0);
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    listening_ = socket;
    hanging_ = true;
    acceptor_ = std::thread([this, socket] { accept(socket); });
  }
  void accept(int socket) {
    while (true) {
      const int accepted = ::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC);
      if (accepted < 0) return;
      ++connections_;
      threads_.emplace_back([this, accepted] {
        // OpenSSL writes to what is closed, too. Only here: our own programs must bear it.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        FaultyTalk one(accepted);
        {
          const std::lock_guard lock(mutex_);
          talks_.push_back(&one);
          if (!hanging_) one.shut();
        }
        talk(one);
        const std::lock_guard lock(mutex_);
        talks_.remove(&one);
      });
    }
  }

  std::uint16_t port_ = 0;
  std::atomic<int> listening_{-1};
  std::atomic<std::size_t> connections_{0};
  std::thread acceptor_;
  std::list<std::thread> threads_;
  std::list<FaultyTalk*> talks_;
  bool hanging_ = true;
  bool is_closed_ = false;
  std::shared_ptr<SSL_CTX> context_;
};

}  // namespace truceline::app
