// The oracle answers questions about Go's behaviour: one JSON request a line on standard input,
// one JSON answer a line on standard output. Byte strings travel as JSON strings whose
// characters stand for bytes.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
)

type request = map[string]any

var functions = map[string]func(request) any{}

// outcome is the answer of a function that may fail.
func outcome(result any, err error) any {
	if err != nil {
		return map[string]any{"error": latin(err.Error())}
	}
	return result
}

func bits(f float64) string { return bitsOf(f) }

func init() {
	functions["quote"] = func(r request) any { return latin(strconv.Quote(text(r["s"]))) }
	functions["quote_ascii"] = func(r request) any { return latin(strconv.QuoteToASCII(text(r["s"]))) }
	functions["quote_rune"] = func(r request) any { return latin(strconv.QuoteRune(rune(number(r["n"])))) }
	functions["backquote"] = func(r request) any { return strconv.CanBackquote(text(r["s"])) }
	functions["unquote"] = func(r request) any {
		s, err := strconv.Unquote(text(r["s"]))
		return outcome(latin(s), err)
	}
	functions["format_float"] = func(r request) any {
		return strconv.FormatFloat(float(r["x"]), text(r["verb"])[0], int(number(r["prec"])), int(number(r["bits"])))
	}
	functions["parse_int"] = func(r request) any {
		n, err := strconv.ParseInt(text(r["s"]), int(number(r["base"])), int(number(r["bits"])))
		return outcome(strconv.FormatInt(n, 10), err)
	}
	functions["parse_uint"] = func(r request) any {
		n, err := strconv.ParseUint(text(r["s"]), int(number(r["base"])), int(number(r["bits"])))
		return outcome(strconv.FormatUint(n, 10), err)
	}
	functions["atoi"] = func(r request) any {
		n, err := strconv.Atoi(text(r["s"]))
		return outcome(strconv.Itoa(n), err)
	}
	functions["parse_float"] = func(r request) any {
		f, err := strconv.ParseFloat(text(r["s"]), 64)
		return outcome(bits(f), err)
	}
	functions["sprintf"] = func(r request) any { return latin(fmt.Sprintf(text(r["s"]), decodeAll(r["a"])...)) }
	functions["sprint"] = func(r request) any { return latin(fmt.Sprint(decodeAll(r["a"])...)) }
	functions["sprintln"] = func(r request) any { return latin(fmt.Sprintln(decodeAll(r["a"])...)) }
	functions["version"] = func(request) any { return runtime.Version() }
}

func answer(r request) (result any) {
	defer func() {
		if p := recover(); p != nil {
			result = map[string]any{"panic": fmt.Sprint(p)}
		}
	}()
	return functions[r["f"].(string)](r)
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	for {
		line, err := in.ReadString('\n')
		if strings.TrimSpace(line) != "" {
			var r request
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				panic(err)
			}
			b, _ := json.Marshal(answer(r))
			out.Write(b)
			out.WriteByte('\n')
		}
		if err != nil {
			break
		}
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
	out.Flush()
}
