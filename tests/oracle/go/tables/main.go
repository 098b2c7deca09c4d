// Prints src/unicode/tables.txt: Go's unicode classes and case mappings as text.
package main

import (
	"fmt"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

func ranges(in func(rune) bool) string {
	var b strings.Builder
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !in(r) {
			continue
		}
		lo := r
		for r < unicode.MaxRune && in(r+1) {
			r++
		}
		b.WriteByte(' ')
		b.WriteString(strconv.FormatInt(int64(lo), 16))
		if r > lo {
			b.WriteString("-" + strconv.FormatInt(int64(r), 16))
		}
	}
	return b.String()
}

func mapping(back int, f func(rune) rune) string {
	type run struct{ lo, hi, stride, delta rune }
	var runs []run
	for r := rune(0); r <= unicode.MaxRune; r++ {
		d := f(r) - r
		if d == 0 {
			continue
		}
		joined := false
		for n := len(runs) - 1; n >= 0 && n >= len(runs)-back && !joined; n-- {
			l := &runs[n]
			gap := r - l.hi
			if l.delta == d && gap <= 2 && (l.lo == l.hi || gap == l.stride) {
				l.stride = gap
				l.hi = r
				joined = true
			}
		}
		if joined {
			continue
		}
		runs = append(runs, run{r, r, 1, d})
	}
	var b strings.Builder
	for _, r := range runs {
		fmt.Fprintf(&b, " %x-%x/%d:%d", r.lo, r.hi, r.stride, r.delta)
	}
	return b.String()
}

var composite = map[string]bool{"C": true, "L": true, "LC": true, "M": true, "N": true, "P": true, "S": true, "Z": true, "Cn": true}

func main() {
	fmt.Printf("# Generated from Go's package unicode (%s, Unicode %s): class name, then hexadecimal ranges; mappings are lo-hi/stride:delta.\n", runtime.Version(), unicode.Version)
	fmt.Println("print" + ranges(unicode.IsPrint))
	fmt.Println(">upper" + mapping(1, unicode.ToUpper))
	fmt.Println(">lower" + mapping(1, unicode.ToLower))
	fmt.Println(">title" + mapping(1, func(r rune) rune {
		if unicode.ToTitle(r) == unicode.ToUpper(r) {
			return r
		}
		return unicode.ToTitle(r)
	}))
	fmt.Println("titleself" + ranges(func(r rune) bool { return unicode.ToTitle(r) == r && unicode.ToUpper(r) != r }))
	fmt.Println(">fold" + mapping(2, unicode.SimpleFold))
	emit := func(kind string, m map[string]*unicode.RangeTable) {
		var names []string
		for n := range m {
			names = append(names, n)
		}
		sort.Strings(names)
		for _, n := range names {
			if composite[n] {
				continue // the reader joins its parts
			}
			t := m[n]
			fmt.Println(kind + n + ranges(func(r rune) bool { return unicode.Is(t, r) }))
		}
	}
	emit("", unicode.Categories)
	emit("", unicode.Scripts)
	var names []string
	for n := range unicode.CategoryAliases {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Println("=" + n + " " + unicode.CategoryAliases[n])
	}
}
