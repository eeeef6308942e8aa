// SPDX-License-Identifier: Apache-2.0
//
// Which network addresses belong to the world, and which to this machine or its neighbours. What
// others name as their endpoint must not lead the server to its own insides.
#pragma once

#include <string>
#include <sys/socket.h>

namespace truceline::app {

/// Whom a connection may lead to. Checked against the address that is about to be connected to, so
/// that a name which resolves to something else the second time changes nothing.
enum class Peers { any, world, this_machine };

/// May anybody's server be there? False for everything the IANA registries of special-purpose
/// addresses (RFC 6890 and after) keep from the world: loopback, private, link-local, shared,
/// documentation, benchmarks, multicast, reserved, and the IPv6 forms in which such an IPv4 address
/// can hide (mapped, NAT64, 6to4, Teredo).
bool is_public_address(const sockaddr& address);
/// This machine itself: 127.0.0.0/8, ::1, and the former as mapped.
bool is_loopback_address(const sockaddr& address);
/// "127.0.0.1", "2001:db8::1".
std::string address_text(const sockaddr& address);

}  // namespace truceline::app
