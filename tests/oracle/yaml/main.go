// A long-lived process that answers what the real go-yaml and sigs.k8s.io/yaml do.
//
// Request: "OP LENGTH\n" and the bytes; answer: "ok LENGTH\n" or "err LENGTH\n" and the bytes.
//
//	sigs      Unmarshal into interface{}        -> JSON
//	map       Unmarshal into map[string]any     -> JSON
//	strict    UnmarshalStrict into interface{}  -> JSON
//	head      Unmarshal into Helm's SimpleHead  -> JSON
//	v2, v3    go-yaml Unmarshal into interface{} -> %#v
//	emit      in is JSON (UseNumber off) decoded to any, then sigs Marshal
//	pretty    in is JSON, then go-yaml v3 encoder with indent 2 (Helm's toYamlPretty, untrimmed)
//	emits     in is raw string bytes: sigs Marshal of {"k": s}
//	prettys   in is raw string bytes: v3 of {"k": s}
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	v2 "go.yaml.in/yaml/v2"
	v3 "go.yaml.in/yaml/v3"
	sigs "sigs.k8s.io/yaml"
)

type SimpleHead struct {
	Version  string `json:"apiVersion"`
	Kind     string `json:"kind,omitempty"`
	Metadata *struct {
		Name        string            `json:"name"`
		Annotations map[string]string `json:"annotations"`
	} `json:"metadata,omitempty"`
}

func pretty(v any) ([]byte, error) {
	var b bytes.Buffer
	e := v3.NewEncoder(&b)
	e.SetIndent(2)
	err := e.Encode(v)
	return b.Bytes(), err
}

func answer(op string, in []byte) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	toJSON := func(v any, err error) ([]byte, error) {
		if err != nil {
			return nil, err
		}
		return json.Marshal(v)
	}
	switch op {
	case "sigs":
		var v any
		err := sigs.Unmarshal(in, &v)
		return toJSON(v, err)
	case "map":
		v := map[string]any{}
		err := sigs.Unmarshal(in, &v)
		return toJSON(v, err)
	case "strict":
		var v any
		err := sigs.UnmarshalStrict(in, &v)
		return toJSON(v, err)
	case "head":
		var v SimpleHead
		err := sigs.Unmarshal(in, &v)
		return toJSON(v, err)
	case "v2":
		var v any
		if err := v2.Unmarshal(in, &v); err != nil {
			return nil, err
		}
		return []byte(fmt.Sprintf("%#v", v)), nil
	case "v3":
		var v any
		if err := v3.Unmarshal(in, &v); err != nil {
			return nil, err
		}
		return []byte(fmt.Sprintf("%#v", v)), nil
	case "emit", "pretty":
		var v any
		if err := json.Unmarshal(in, &v); err != nil {
			return nil, err
		}
		if op == "emit" {
			return sigs.Marshal(v)
		}
		return pretty(v)
	case "v3def":
		var v any
		if err := json.Unmarshal(in, &v); err != nil {
			return nil, err
		}
		return v3.Marshal(v)
	case "emits":
		return sigs.Marshal(map[string]any{"k": string(in)})
	case "prettys":
		return pretty(map[string]any{"k": string(in)})
	}
	return nil, fmt.Errorf("unknown op %q", op)
}

func main() {
	r := bufio.NewReaderSize(os.Stdin, 1<<20)
	w := bufio.NewWriterSize(os.Stdout, 1<<20)
	for {
		var op string
		var length int
		if _, err := fmt.Fscanf(r, "%s %d\n", &op, &length); err != nil {
			return
		}
		in := make([]byte, length)
		if _, err := io.ReadFull(r, in); err != nil {
			return
		}
		out, err := answer(op, in)
		status := "ok"
		if err != nil {
			status, out = "err", []byte(err.Error())
		}
		fmt.Fprintf(w, "%s %d\n", status, len(out))
		w.Write(out)
		if r.Buffered() == 0 {
			w.Flush()
		}
	}
}
