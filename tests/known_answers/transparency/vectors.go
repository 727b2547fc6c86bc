// Known answers for the transparency log, by an implementation that is not ours: golang.org/x/mod/sumdb/{tlog,note},
// which is behind Go's checksum database, and github.com/transparency-dev/formats/note for cosignatures.
//
//	go mod init vectors && go get golang.org/x/mod github.com/transparency-dev/formats@404c0d5
//	go run vectors.go > vectors.json           writes the answers (the time in cosignatures is that of the run)
//	go run vectors.go check < claims.json      accepts, or refuses, what claims.py writes (accepted.json is what it accepted)
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	cosig "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type storage []tlog.Hash

func (s storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = s[index]
	}
	return found, nil
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

func entry(i int64) []byte {
	sum := sha256.Sum256([]byte(fmt.Sprint(i)))
	return sum[:]
}

func grown(size int64) storage {
	var hashes storage
	for i := int64(0); i < size; i++ {
		hashes = append(hashes, must(tlog.StoredHashes(i, entry(i), hashes))...)
	}
	return hashes
}

func root(hashes storage, size int64) tlog.Hash {
	if size == 0 {
		return tlog.Hash(sha256.Sum256(nil))
	}
	return must(tlog.TreeHash(size, hashes))
}

// path is where C2SP tlog-tiles puts a tile: the height is always 8 and not written.
func path(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func tiles(hashes storage, size int64) map[string][]byte {
	found := map[string][]byte{}
	for _, tile := range tlog.NewTiles(height, 0, size) {
		if int64(tile.W) == min(1<<height, size>>(height*tile.L)-tile.N<<height) { // some versions list narrower ones too
			found[path(tile)] = must(tlog.ReadTileData(tile, hashes))
		}
	}
	return found
}

func digestOfTiles(hashes storage, size int64) string {
	found := tiles(hashes, size)
	var names []string
	for name := range found {
		names = append(names, name)
	}
	sort.Strings(names)
	sum := sha256.New()
	for _, name := range names {
		sum.Write([]byte(name + "\n"))
		sum.Write(found[name])
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// digestOfProofs is over all proofs of a tree: for each its number of hashes in one byte, then the hashes.
func digestOfProofs(proofs [][]tlog.Hash) string {
	sum := sha256.New()
	for _, proof := range proofs {
		sum.Write([]byte{byte(len(proof))})
		for _, hash := range proof {
			sum.Write(hash[:])
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func allProofs(hashes storage, size int64) (inclusion, consistency string) {
	var records, trees [][]tlog.Hash
	for i := int64(0); i < size; i++ {
		records = append(records, must(tlog.ProveRecord(size, i, hashes)))
		trees = append(trees, must(tlog.ProveTree(size, i+1, hashes)))
	}
	return digestOfProofs(records), digestOfProofs(trees)
}

type proofAt struct {
	At     int64       `json:"at"`
	Hashes []tlog.Hash `json:"hashes"`
}

func signer(name string) (secret string, key note.Signer) {
	seed := sha256.Sum256([]byte(name))
	public := ed25519.NewKeyFromSeed(seed[:]).Public().(ed25519.PublicKey)
	vkey := must(note.NewEd25519VerifierKey(name, public))
	id := strings.Split(vkey, "+")[1]
	secret = fmt.Sprintf("PRIVATE+KEY+%s+%s+%s", name, id, base64.StdEncoding.EncodeToString(append([]byte{1}, seed[:]...)))
	return secret, must(note.NewSigner(secret))
}

func vkey(name string) string {
	seed := sha256.Sum256([]byte(name))
	return must(note.NewEd25519VerifierKey(name, ed25519.NewKeyFromSeed(seed[:]).Public().(ed25519.PublicKey)))
}

func answers() map[string]any {
	const small, large = 600, 70000
	hashes := grown(large)
	var roots, digests, inclusion, consistency []string
	for size := int64(0); size <= small; size++ {
		roots = append(roots, base64.StdEncoding.EncodeToString(sliceOf(root(hashes, size))))
		digests = append(digests, digestOfTiles(hashes, size))
		if size <= 300 {
			records, trees := allProofs(hashes, size)
			inclusion, consistency = append(inclusion, records), append(consistency, trees)
		}
	}
	var records, trees []proofAt
	for _, at := range []int64{1, 2, 255, 256, 257, 32768, 65535, 65536, 65537, 69887, 69888, 69999} {
		records = append(records, proofAt{at, must(tlog.ProveRecord(large, at, hashes))})
		trees = append(trees, proofAt{at, must(tlog.ProveTree(large, at, hashes))})
	}
	paths := map[string][3]int64{}
	for _, at := range [][3]int64{{0, 0, 1}, {0, 0, 256}, {0, 999, 256}, {0, 1000, 255}, {1, 1234067, 256}, {63, 5, 7}, {2, 123456789012, 100}} {
		paths[path(tlog.Tile{H: height, L: int(at[0]), N: at[1], W: int(at[2])})] = at
	}

	secret, log := signer("example.org/club")
	otherSecret, other := signer("example.org/other")
	witnessSecret, _ := signer("witness.example.org")
	witness := must(cosig.NewSignerForCosignatureV1(witnessSecret))
	text := fmt.Sprintf("example.org/club\n%d\n%s\n", large, base64.StdEncoding.EncodeToString(sliceOf(root(hashes, large))))
	return map[string]any{
		"roots": roots, "tiles": digests, "inclusion": inclusion, "consistency": consistency, "paths": paths,
		"large": map[string]any{
			"size": large, "root": root(hashes, large), "tiles": digestOfTiles(hashes, large),
			"inclusion": records, "consistency": trees,
		},
		"notes": map[string]any{
			"text": text, "key": vkey("example.org/club"), "secret": secret,
			"other_key": vkey("example.org/other"), "other_secret": otherSecret,
			"witness_key":    must(cosig.VKeyToCosignatureV1(vkey("witness.example.org"))),
			"witness_secret": witnessSecret,
			"signed":         string(must(note.Sign(&note.Note{Text: text}, log))),
			"signed_by_two":  string(must(note.Sign(&note.Note{Text: text}, log, other))),
			"cosigned":       string(must(note.Sign(&note.Note{Text: text}, log, witness))),
		},
	}
}

func sliceOf(hash tlog.Hash) []byte { return hash[:] }

type claim struct {
	Kind    string      `json:"kind"`
	Note    string      `json:"note"`
	Keys    []string    `json:"keys"`
	Size    int64       `json:"size"`
	Root    tlog.Hash   `json:"root"`
	At      int64       `json:"at"`
	Hash    tlog.Hash   `json:"hash"`
	Proof   []tlog.Hash `json:"proof"`
	Signers int         `json:"signers"`
}

func (c claim) check() error {
	switch c.Kind {
	case "inclusion":
		return tlog.CheckRecord(c.Proof, c.Size, c.Root, c.At, c.Hash)
	case "consistency":
		return tlog.CheckTree(c.Proof, c.Size, c.Root, c.At, c.Hash)
	case "note":
		var known []note.Verifier
		for _, key := range c.Keys {
			known = append(known, must(cosig.NewVerifier(key)))
		}
		opened, err := note.Open([]byte(c.Note), note.VerifierList(known...))
		if err == nil && len(opened.Sigs) != c.Signers {
			err = fmt.Errorf("%d signatures, expected %d", len(opened.Sigs), c.Signers)
		}
		return err
	}
	return fmt.Errorf("unknown kind %q", c.Kind)
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "check" {
		var claims []claim
		if err := json.NewDecoder(os.Stdin).Decode(&claims); err != nil {
			must(0, err)
		}
		for i, item := range claims {
			if err := item.check(); err != nil {
				must(0, fmt.Errorf("claim %d (%s %d of %d): %w", i, item.Kind, item.At, item.Size, err))
			}
		}
		fmt.Printf("%d claims accepted\n", len(claims))
		return
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", " ")
	if err := out.Encode(answers()); err != nil {
		must(0, err)
	}
}
