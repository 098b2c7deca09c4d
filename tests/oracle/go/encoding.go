package main

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"sort"
	"strconv"
)

// encode is the inverse of decode for what JSON gives.
func encode(v any) any {
	switch x := v.(type) {
	case nil:
		return map[string]any{"t": "nil"}
	case bool:
		return map[string]any{"t": "bool", "v": x}
	case float64:
		return map[string]any{"t": "float64", "v": strconv.FormatUint(math.Float64bits(x), 16)}
	case string:
		return map[string]any{"t": "string", "v": latin(x)}
	case []any:
		if x == nil {
			return map[string]any{"t": "nillist"}
		}
		items := []any{}
		for _, e := range x {
			items = append(items, encode(e))
		}
		return map[string]any{"t": "list", "v": items}
	case map[string]any:
		if x == nil {
			return map[string]any{"t": "nilmap"}
		}
		keys := []string{}
		for k := range x {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		items := []any{}
		for _, k := range keys {
			items = append(items, []any{latin(k), encode(x[k])})
		}
		return map[string]any{"t": "map", "v": items}
	}
	panic("cannot encode")
}

func both(v any, err error) any {
	if err != nil {
		return map[string]any{"value": encode(v), "error": latin(err.Error())}
	}
	return map[string]any{"value": encode(v)}
}

func init() {
	functions["json_marshal"] = func(r request) any {
		b, err := json.Marshal(decode(r["a"]))
		return outcome(latin(string(b)), err)
	}
	functions["json_indent"] = func(r request) any {
		b, err := json.MarshalIndent(decode(r["a"]), text(r["prefix"]), text(r["step"]))
		return outcome(latin(string(b)), err)
	}
	functions["json_raw"] = func(r request) any {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		err := e.Encode(decode(r["a"]))
		return outcome(latin(string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))), err)
	}
	functions["json_unmarshal"] = func(r request) any {
		var v any
		err := json.Unmarshal([]byte(text(r["s"])), &v)
		return both(v, err)
	}
	functions["json_map"] = func(r request) any {
		v := map[string]any{}
		err := json.Unmarshal([]byte(text(r["s"])), &v)
		return both(v, err)
	}
	functions["json_list"] = func(r request) any {
		v := []any{}
		err := json.Unmarshal([]byte(text(r["s"])), &v)
		return both(v, err)
	}
	functions["json_stream"] = func(r request) any {
		d := json.NewDecoder(bytes.NewReader([]byte(text(r["s"]))))
		out := []any{}
		for len(out) < 5 {
			var v any
			err := d.Decode(&v)
			if err == io.EOF {
				break
			}
			out = append(out, both(v, err), d.InputOffset())
			if err != nil {
				break
			}
		}
		return out
	}
}
