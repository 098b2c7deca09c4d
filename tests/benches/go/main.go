// Parses and executes a template with Go's text/template, ROUNDS times: the other side of
// renderer/rutter-template/examples/bench.rs.
//
//	usage: bench TEMPLATE DATA.json ROUNDS [OUTPUT]
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"text/template"
)

// typed reads {"t": type, "v": value} with numbers as text.
func typed(node map[string]any) any {
	text, _ := node["v"].(string)
	switch node["t"] {
	case "map":
		entries := map[string]any{}
		for key, value := range node["v"].(map[string]any) {
			entries[key] = typed(value.(map[string]any))
		}
		return entries
	case "list":
		items := []any{}
		for _, item := range node["v"].([]any) {
			items = append(items, typed(item.(map[string]any)))
		}
		return items
	case "nil":
		return nil
	case "bool":
		return text == "true"
	case "int":
		number, err := strconv.Atoi(text)
		check(err)
		return number
	case "float64":
		number, err := strconv.ParseFloat(text, 64)
		check(err)
		return number
	}
	return text
}

func indent(count int, text string) string {
	padding := strings.Repeat(" ", count)
	return padding + strings.ReplaceAll(text, "\n", "\n"+padding)
}

func quote(value any) string {
	return fmt.Sprintf("%q", fmt.Sprint(value))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: bench TEMPLATE DATA.json ROUNDS [OUTPUT]")
		os.Exit(2)
	}
	source, err := os.ReadFile(os.Args[1])
	check(err)
	encoded, err := os.ReadFile(os.Args[2])
	check(err)
	var node map[string]any
	check(json.Unmarshal(encoded, &node))
	rounds, err := strconv.Atoi(os.Args[3])
	check(err)
	text, data := string(source), typed(node)
	functions := template.FuncMap{"indent": indent, "quote": quote}
	var out bytes.Buffer
	for range rounds {
		out.Reset()
		parsed, err := template.New("big").Funcs(functions).Parse(text)
		check(err)
		check(parsed.Execute(&out, data))
	}
	if len(os.Args) > 4 {
		check(os.WriteFile(os.Args[4], out.Bytes(), 0o600))
	}
}
