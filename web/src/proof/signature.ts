// SPDX-License-Identifier: Apache-2.0
//
// Ed25519 with the verdict of the server and the command line, bit for bit. Libraries disagree on
// crafted signatures; the ones that count here satisfy RFC 8032 without its factor 8, by a key and
// with an R that lie in the main subgroup. The browser's own WebCrypto is left out: it accepts
// more, and is missing where a page is not served over https.
import { ed25519 } from '@noble/curves/ed25519';

const kPoint = ed25519.ExtendedPoint;

/** The point, if `bytes` is its canonical encoding and it lies in the main subgroup. */
function mainPoint(bytes: Uint8Array): InstanceType<typeof kPoint> | null {
  try {
    const point = kPoint.fromHex(bytes); // refuses encodings that are not canonical
    return !point.isSmallOrder() && point.isTorsionFree() ? point : null;
  } catch {
    return null;
  }
}

/** True where a log, witness or author may use this key. */
export function isValidKey(key: Uint8Array): boolean {
  return key.length === 32 && mainPoint(key) !== null;
}

/** True where `signature` is by `key` over exactly `message`. A few milliseconds. */
export function verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || !isValidKey(key)) return false;
  if (mainPoint(signature.subarray(0, 32)) === null) return false;
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
