// SPDX-License-Identifier: Apache-2.0
//
// A log checked by code that is not ours: the Go project's notes and tiles (golang.org/x/mod,
// which guards Go's own module database) and its Ed25519. Reads a folder or a web address, checks
// the log's signature, every record against the tree by a proof made from the tiles, and the
// cosignature of each witness named.
//
//	check_log PREFIX LOG-VKEY [WITNESS-VKEY...]
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fail(format string, a ...interface{}) {
	fmt.Printf("REFUSED  "+format+"\n", a...)
	os.Exit(1)
}

// read gets one file of the log.
func read(path string) []byte {
	prefix := os.Args[1]
	if !strings.HasPrefix(prefix, "http") {
		data, err := os.ReadFile(prefix + "/" + path)
		if err != nil {
			fail("%v", err)
		}
		return data
	}
	answer, err := http.Get(strings.TrimRight(prefix, "/") + "/" + path)
	if err != nil {
		fail("%v", err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		fail("%s: %s %v", path, answer.Status, err)
	}
	return data
}

// tiles reads tiles of hashes; x/mod writes their height into the path, tlog-tiles does not.
type tiles struct{}

func (tiles) Height() int                             { return 8 }
func (tiles) SaveTiles(tiles []tlog.Tile, _ [][]byte) {}
func (tiles) ReadTiles(names []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, name := range names {
		all = append(all, read(strings.Replace(name.Path(), "tile/8/", "tile/", 1)))
	}
	return all, nil
}

// witness is a key of type 4, which x/mod does not know: a time goes before what is signed.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(text, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(w.key, append([]byte(head), text...), sig[8:])
}

func newWitness(vkey string) note.Verifier {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		fail("no verifier key: %s", vkey)
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	key, bad := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || bad != nil || len(key) != 33 || key[0] != 4 {
		fail("no cosigner's key: %s", vkey)
	}
	return witness{parts[0], uint32(hash), key[1:]}
}

// entry cuts the record at index out of its bundle.
func entry(bundle []byte, index int64) []byte {
	for ; ; index-- {
		if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
			fail("a bundle ends too early")
		}
		size := 2 + int(binary.BigEndian.Uint16(bundle))
		if index == 0 {
			return bundle[2:size]
		}
		bundle = bundle[size:]
	}
}

func main() {
	if len(os.Args) < 3 {
		fail("usage: check_log PREFIX LOG-VKEY [WITNESS-VKEY...]")
	}
	logKey, err := note.NewVerifier(os.Args[2])
	if err != nil {
		fail("%v", err)
	}
	known := []note.Verifier{logKey}
	for _, vkey := range os.Args[3:] {
		known = append(known, newWitness(vkey))
	}
	signed, err := note.Open(read("checkpoint"), note.VerifierList(known...))
	if err != nil {
		fail("the checkpoint: %v", err)
	}
	if len(signed.Sigs) != len(known) {
		fail("the checkpoint has %d signatures of the %d asked for", len(signed.Sigs), len(known))
	}
	lines := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || lines[0] != logKey.Name() {
		fail("the checkpoint is of another log, or has no size")
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		fail("%v", err)
	}
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tiles{})
	var bundle []byte
	for index := int64(0); index < size; index++ {
		if index%256 == 0 {
			tile := tlog.Tile{H: 8, L: -1, N: index / 256, W: 256}
			if rest := size - index; rest < 256 {
				tile.W = int(rest)
			}
			bundle = read(strings.Replace(tile.Path(), "tile/8/data", "tile/entries", 1))
		}
		proof, err := tlog.ProveRecord(size, index, reader)
		if err != nil {
			fail("entry %d: %v", index, err)
		}
		hash := tlog.RecordHash(entry(bundle, index%256))
		if err := tlog.CheckRecord(proof, size, root, index, hash); err != nil {
			fail("entry %d: %v", index, err)
		}
	}
	fmt.Printf("accepted: %s, %d entries, %d witnesses\n", lines[0], size, len(known)-1)
}
