package main

import "regexp"

func init() {
	functions["quote_meta"] = one(regexp.QuoteMeta)
	functions["regex"] = func(r request) any {
		re, err := regexp.Compile(text(r["p"]))
		if err != nil {
			return outcome(nil, err)
		}
		s := text(r["s"])
		template := text(r["q"])
		n := int(number(r["n"]))
		parts := func(items []string) []any {
			out := []any{}
			for _, i := range items {
				out = append(out, latin(i))
			}
			return out
		}
		all := re.FindAllStringSubmatchIndex(s, -1)
		if all == nil {
			all = [][]int{}
		}
		some := re.FindAllStringIndex(s, n)
		if some == nil {
			some = [][]int{}
		}
		first := re.FindStringIndex(s)
		if first == nil {
			first = []int{}
		}
		return []any{parts(re.SubexpNames()), re.MatchString(s), first, all, some, latin(re.ReplaceAllString(s, template)),
			latin(re.ReplaceAllLiteralString(s, template)), parts(re.Split(s, -1)), parts(re.Split(s, n))}
	}
}
