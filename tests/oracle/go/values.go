package main

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/Masterminds/semver/v3"
)

// text turns a JSON string whose characters stand for bytes into those bytes.
func text(v any) string {
	s, _ := v.(string)
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

// latin is the inverse of text.
func latin(s string) string {
	r := make([]rune, len(s))
	for i := range len(s) {
		r[i] = rune(s[i])
	}
	return string(r)
}

func number(v any) int64 {
	switch n := v.(type) {
	case float64:
		return int64(n)
	case string:
		i, _ := strconv.ParseInt(n, 10, 64)
		return i
	}
	return 0
}

func float(v any) float64 {
	bits, _ := strconv.ParseUint(v.(string), 16, 64)
	return math.Float64frombits(bits)
}

// decode builds a Go value from {"t": type, "v": ...}.
func decode(v any) any {
	m := v.(map[string]any)
	x := m["v"]
	switch m["t"] {
	case "nil":
		return nil
	case "bool":
		return x.(bool)
	case "int":
		return int(number(x))
	case "int64":
		return number(x)
	case "uint64":
		u, _ := strconv.ParseUint(x.(string), 10, 64)
		return u
	case "uint8":
		return uint8(number(x))
	case "float64":
		return float(x)
	case "complex128":
		return complex(float(x), float(m["w"]))
	case "string":
		return text(x)
	case "bytes":
		return []byte(text(x))
	case "nilbytes":
		return []byte(nil)
	case "list":
		out := []any{}
		for _, e := range x.([]any) {
			out = append(out, decode(e))
		}
		return out
	case "nillist":
		return []any(nil)
	case "strings":
		out := []string{}
		for _, e := range x.([]any) {
			out = append(out, text(e))
		}
		return out
	case "ints":
		out := []int{}
		for _, e := range x.([]any) {
			out = append(out, int(number(e)))
		}
		return out
	case "map":
		out := map[string]any{}
		for _, e := range x.([]any) {
			out[text(e.([]any)[0])] = decode(e.([]any)[1])
		}
		return out
	case "nilmap":
		return map[string]any(nil)
	case "stringmap":
		out := map[string]string{}
		for _, e := range x.([]any) {
			out[text(e.([]any)[0])] = text(e.([]any)[1])
		}
		return out
	case "month":
		return time.Month(number(x))
	case "weekday":
		return time.Weekday(number(x))
	case "duration":
		return time.Duration(number(x))
	case "time":
		zone, err := time.LoadLocation(text(m["zone"]))
		if err != nil {
			zone = time.UTC
		}
		return time.Unix(number(x), number(m["w"])).In(zone)
	case "semver":
		version, err := semver.NewVersion(text(x))
		if err != nil {
			return err.Error()
		}
		return version
	}
	panic(fmt.Sprint("unknown type ", m["t"]))
}

func decodeAll(v any) []any {
	var out []any
	list, _ := v.([]any)
	for _, e := range list {
		out = append(out, decode(e))
	}
	return out
}

func bitsOf(f float64) string {
	if math.IsNaN(f) {
		return "nan"
	}
	return strconv.FormatUint(math.Float64bits(f), 16)
}
