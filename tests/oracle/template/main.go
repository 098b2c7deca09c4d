// A long-lived Go text/template for differential tests.
//
// Each line of standard input is a JSON object:
//
//	{"templates": [["name", "hex of text"], ...], "execute": "name", "data": typed, "missing": "default|zero|error"}
//
// and gives one line: {"parsed": bool, "out": "hex", "error": "hex"} or {"skip": true}.
// Typed data: {"t": type, "v": value}, numbers as text (see convert).
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"text/template"
)

// Types with methods, mirrored in the Rust tests.

type Point struct {
	X      int
	Y      string
	hidden int
}
type Month int

func (m Month) String() string { return "month-" + strconv.Itoa(int(m)) }

type Info struct{ Name string }

func (i *Info) String() string          { return "info:" + i.Name }
func (i *Info) Greet(who string) string { return "hello " + who }

type Holder struct {
	Info  Info
	Point Point
	Month Month
	Nil   interface{}
}

func (h *Holder) Twice(n int) int                   { return 2 * n }
func (h *Holder) Fails(s string) (string, error)    { return "", errors.New("holder failed: " + s) }
func (h *Holder) Join(a string, b ...string) string { return a + strings.Join(b, "+") }

// One for all requests, so that a client can ask once for the address that prints.
var holder = &Holder{Info{"inner"}, Point{4, "four", 8}, 5, nil}

type Named map[string]interface{}

func (n Named) Hello(who string) string { return "hello " + who }
func (n Named) Size() int               { return len(n) }
func (n Named) Table(name string) (Named, error) {
	if v, ok := n[name].(map[string]interface{}); ok {
		return v, nil
	}
	return Named{}, fmt.Errorf("%q is not a table", name)
}

type Names []string

func (n Names) Has(s string) bool {
	for _, x := range n {
		if x == s {
			return true
		}
	}
	return false
}

func convert(x interface{}) interface{} {
	m := x.(map[string]interface{})
	s, _ := m["v"].(string)
	switch m["t"] {
	case "nil":
		return nil
	case "bool":
		return s == "true"
	case "int":
		n, _ := strconv.Atoi(s)
		return n
	case "int64":
		n, _ := strconv.ParseInt(s, 10, 64)
		return n
	case "uint64":
		n, _ := strconv.ParseUint(s, 10, 64)
		return n
	case "uint8":
		n, _ := strconv.ParseUint(s, 10, 8)
		return uint8(n)
	case "float64":
		n, _ := strconv.ParseFloat(s, 64)
		return n
	case "string":
		return s
	case "bytes":
		r := []byte(s)
		return r[:len(r):len(r)]
	case "list":
		r := []interface{}{}
		for _, v := range m["v"].([]interface{}) {
			r = append(r, convert(v))
		}
		return r[:len(r):len(r)]
	case "strings", "names":
		r := []string{}
		for _, v := range m["v"].([]interface{}) {
			r = append(r, v.(string))
		}
		if m["t"] == "names" {
			return Names(r[:len(r):len(r)])
		}
		return r[:len(r):len(r)]
	case "ints":
		r := []int{}
		for _, v := range m["v"].([]interface{}) {
			r = append(r, int(v.(float64)))
		}
		return r[:len(r):len(r)]
	case "map", "named":
		r := map[string]interface{}{}
		for k, v := range m["v"].(map[string]interface{}) {
			r[k] = convert(v)
		}
		if m["t"] == "named" {
			return Named(r)
		}
		return r
	case "stringmap":
		r := map[string]string{}
		for k, v := range m["v"].(map[string]interface{}) {
			r[k] = v.(string)
		}
		return r
	case "nilmap":
		return map[string]interface{}(nil)
	case "nillist":
		return []interface{}(nil)
	case "point":
		return Point{3, "why", 9}
	case "holder":
		return holder
	case "month":
		return Month(7)
	case "info":
		return Info{"plain"}
	}
	panic(fmt.Sprint("unknown type ", m["t"]))
}

// Runaway recursion is skipped: depth of include and tpl.
var depth int

func include(t *template.Template) func(string, interface{}) (string, error) {
	return func(name string, data interface{}) (string, error) {
		if depth++; depth > 200 {
			return "", errTooLong
		}
		defer func() { depth-- }()
		var b strings.Builder
		err := t.ExecuteTemplate(&b, name, data)
		return b.String(), err
	}
}

func tpl(parent *template.Template, missing string) func(string, interface{}) (string, error) {
	return func(text string, data interface{}) (string, error) {
		if depth++; depth > 200 {
			return "", errTooLong
		}
		defer func() { depth-- }()
		t, err := parent.Clone()
		if err != nil {
			return "", err
		}
		t.Option("missingkey=" + missing)
		t.Funcs(template.FuncMap{"include": include(t), "tpl": tpl(t, missing)})
		t, err = t.New(parent.Name()).Parse(text)
		if err != nil {
			return "", fmt.Errorf("cannot parse: %w", err)
		}
		var b strings.Builder
		if err := t.Execute(&b, data); err != nil {
			return "", fmt.Errorf("cannot execute: %w", err)
		}
		return b.String(), nil
	}
}

func functions() template.FuncMap {
	return template.FuncMap{
		"add": func(n ...int) int {
			sum := 0
			for _, x := range n {
				sum += x
			}
			return sum
		},
		"echo":       func(v interface{}) interface{} { return v },
		"oneArg":     func(a string) string { return "oneArg=" + a },
		"twoArgs":    func(a, b string) string { return "twoArgs=" + a + b },
		"zeroArgs":   func() string { return "zeroArgs" },
		// A function's own result type interface {} would show in few errors of slice, and nowhere in Helm.
		"mapOfThree": func() map[string]interface{} { return map[string]interface{}{"three": 3} },
		"returnInt":  func() int { return 7 },
		"typeOf":     func(v interface{}) string { return fmt.Sprintf("%T", v) },
		"makemap": func(arg ...string) (map[string]interface{}, error) {
			if len(arg)%2 != 0 {
				return nil, errors.New("bad makemap")
			}
			m := map[string]interface{}{}
			for i := 0; i < len(arg); i += 2 {
				m[arg[i]] = arg[i+1]
			}
			return m, nil
		},
		"fail":    func(s string) (string, error) { return "", errors.New(s) },
		"quote":   func(v interface{}) string { return strconv.Quote(fmt.Sprint(v)) },
		"list":    func(v ...interface{}) []interface{} { return append([]interface{}{}, v...)[:len(v):len(v)] },
		"keys":    func(m map[string]interface{}) string { return fmt.Sprintf("%T %d", m, len(m)) },
		"elements":   func(l []interface{}) int { return len(l) },
		"half":    func(f float64) float64 { return f / 2 },
		"long":    func(n int64) int64 { return n + 1 },
		"negate":  func(b bool) bool { return !b },
		"holder":  func(h *Holder) string { return h.Info.Name },
		"monthly": func(m Month) string { return m.String() },
		"nothing": func() interface{} { return nil },
		"boom":    func(s string) string { panic("boom " + s) },
	}
}

type writer struct{ b strings.Builder }

var errTooLong = errors.New("too long")

func (w *writer) Write(p []byte) (int, error) {
	if w.b.Len()+len(p) > 1<<20 {
		return 0, errTooLong
	}
	return w.b.Write(p)
}

type request struct {
	Templates [][2]string
	Execute   string
	Data      map[string]interface{}
	Missing   string
}

func run(r request) map[string]interface{} {
	t := template.New("gotpl")
	t.Option("missingkey=" + r.Missing)
	t.Funcs(functions())
	t.Funcs(template.FuncMap{"include": include(t), "tpl": tpl(t, r.Missing)})
	for _, x := range r.Templates {
		text, _ := hex.DecodeString(x[1])
		if _, err := t.New(x[0]).Parse(string(text)); err != nil {
			return map[string]interface{}{"parsed": false, "out": "", "error": hex.EncodeToString([]byte(err.Error()))}
		}
	}
	var w writer
	err := t.ExecuteTemplate(&w, r.Execute, convert(r.Data))
	if errors.Is(err, errTooLong) {
		return map[string]interface{}{"skip": true}
	}
	text := ""
	if err != nil {
		text = err.Error()
	}
	return map[string]interface{}{"parsed": true, "out": hex.EncodeToString([]byte(w.b.String())), "error": hex.EncodeToString([]byte(text))}
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			break
		}
		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			panic(err)
		}
		j, _ := json.Marshal(run(r))
		out.Write(j)
		out.WriteByte('\n')
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
	out.Flush()
}
