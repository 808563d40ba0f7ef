// Reads YAML documents with the two YAML libraries that Kubernetes' tools are built on.
//
// Standard input: a JSON list of texts. Standard output: for each a map of the reader's name to what it reads, as JSON,
// or {"error": "..."}.
package main

import (
	"encoding/json"
	"os"

	yaml3 "gopkg.in/yaml.v3"
	sigs "sigs.k8s.io/yaml"
)

func main() {
	var documents []string
	if err := json.NewDecoder(os.Stdin).Decode(&documents); err != nil {
		panic(err)
	}
	out := make([]map[string]any, len(documents))
	for i, document := range documents {
		out[i] = map[string]any{"go-yaml v2": readSigs(document), "go-yaml v3": readV3(document)}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		panic(err)
	}
}

// kubectl, the API server's clients and Helm.
func readSigs(document string) any {
	var value any
	if err := sigs.Unmarshal([]byte(document), &value); err != nil {
		return map[string]any{"error": err.Error()}
	}
	return map[string]any{"value": value}
}

// kustomize, yq.
func readV3(document string) any {
	var value any
	if err := yaml3.Unmarshal([]byte(document), &value); err != nil {
		return map[string]any{"error": err.Error()}
	}
	if _, err := json.Marshal(value); err != nil {
		return map[string]any{"error": err.Error()}
	}
	return map[string]any{"value": value}
}
