// Records what kubectl reads in texts of a seeded generator, hostile and realistic ones:
//
//	cd scripts/yaml-text && go run . > ../../test/fixtures/yaml-text/readings.ndjson.gz
//
// A line is the JSON of a text and of what kubectl's decoder makes of it: {"text", "data"} with the data of each document
// that is there, or {"text", "error", "before"} with the error and the documents before it.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strings"

	kyaml "k8s.io/apimachinery/pkg/util/yaml"
)

type reading struct {
	Text  string            `json:"text"`
	Data  []json.RawMessage `json:"data"`
	Error string            `json:"error,omitempty"`
}

// read is what kubectl's builder does with a stream: it decodes document by document, and leaves out those that are null.
func read(text string) reading {
	result := reading{Text: text, Data: []json.RawMessage{}}
	withoutMark := strings.TrimPrefix(text, "\ufeff") // as kubectl does when it opens a file
	decoder := kyaml.NewYAMLOrJSONDecoder(strings.NewReader(withoutMark), 4096)
	for {
		var document any
		raw := rawDocument{}
		err := decoder.Decode(&raw)
		if err == io.EOF {
			return result
		}
		if err != nil {
			result.Error = err.Error()
			return result
		}
		trimmed := bytes.TrimSpace(raw.raw)
		if len(trimmed) == 0 || bytes.Equal(trimmed, []byte("null")) {
			continue
		}
		values := json.NewDecoder(bytes.NewReader(trimmed))
		values.UseNumber()
		if err := values.Decode(&document); err != nil {
			result.Error = err.Error()
			return result
		}
		data, err := json.Marshal(document)
		if err != nil {
			result.Error = err.Error()
			return result
		}
		result.Data = append(result.Data, data)
	}
}

// rawDocument takes the JSON of a document as it is, as kubectl's runtime.RawExtension does.
type rawDocument struct{ raw []byte }

func (r *rawDocument) UnmarshalJSON(data []byte) error {
	r.raw = append([]byte(nil), data...)
	return nil
}

func main() {
	texts := generate(rand.New(rand.NewSource(1)))
	if len(os.Args) > 1 {
		texts = []string{}
		if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
			panic(err)
		}
	}
	out, err := gzip.NewWriterLevel(os.Stdout, gzip.BestCompression)
	if err != nil {
		panic(err)
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	seen := map[string]bool{}
	for _, text := range texts {
		if seen[text] {
			continue
		}
		seen[text] = true
		if err := encoder.Encode(read(text)); err != nil {
			panic(fmt.Errorf("%q: %w", text, err))
		}
	}
	if err := out.Close(); err != nil {
		panic(err)
	}
}
