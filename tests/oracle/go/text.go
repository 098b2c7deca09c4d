package main

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/Masterminds/semver/v3"
	"github.com/gobwas/glob"
	"github.com/spf13/cast"
)

func one(f func(string) string) func(request) any {
	return func(r request) any { return latin(f(text(r["s"]))) }
}

func init() {
	functions["glob"] = func(r request) (result any) {
		// gobwas runs out of bounds on a few patterns with empty alternatives.
		defer func() {
			if recover() != nil {
				result = false
			}
		}()
		g, err := glob.Compile(text(r["p"]), '/')
		if err != nil {
			return map[string]any{"error": true}
		}
		return g.Match(text(r["s"]))
	}
	functions["clean"] = one(path.Clean)
	functions["base"] = one(path.Base)
	functions["dir"] = one(path.Dir)
	functions["ext"] = one(path.Ext)
	functions["join"] = func(r request) any {
		var parts []string
		for _, p := range r["a"].([]any) {
			parts = append(parts, text(p))
		}
		return latin(path.Join(parts...))
	}
	functions["match"] = func(r request) any {
		ok, err := filepath.Match(text(r["p"]), text(r["s"]))
		return outcome(ok, err)
	}
	functions["to_int64"] = func(r request) any { return cast.ToInt64(decode(r["a"])) }
	functions["to_float64"] = func(r request) any { return bitsOf(cast.ToFloat64(decode(r["a"]))) }
	functions["title"] = one(strings.Title)
	functions["upper"] = one(strings.ToUpper)
	functions["lower"] = one(strings.ToLower)
	functions["trim_space"] = one(strings.TrimSpace)
	functions["trim"] = func(r request) any { return latin(strings.Trim(text(r["s"]), text(r["p"]))) }
	functions["trim_left"] = func(r request) any { return latin(strings.TrimLeft(text(r["s"]), text(r["p"]))) }
	functions["trim_right"] = func(r request) any { return latin(strings.TrimRight(text(r["s"]), text(r["p"]))) }
	list := func(items []string) any {
		out := []any{}
		for _, i := range items {
			out = append(out, latin(i))
		}
		return out
	}
	functions["fields"] = func(r request) any { return list(strings.Fields(text(r["s"]))) }
	functions["split"] = func(r request) any {
		return list(strings.SplitN(text(r["s"]), text(r["p"]), int(number(r["n"]))))
	}
	functions["replace"] = func(r request) any {
		return latin(strings.Replace(text(r["s"]), text(r["p"]), text(r["q"]), int(number(r["n"]))))
	}
	functions["equal_fold"] = func(r request) any { return strings.EqualFold(text(r["s"]), text(r["p"])) }
	functions["rune"] = func(r request) any {
		c := rune(number(r["n"]))
		return []any{unicode.IsLetter(c), unicode.IsDigit(c), unicode.IsNumber(c), unicode.IsUpper(c), unicode.IsLower(c),
			unicode.IsPunct(c), unicode.IsSymbol(c), unicode.IsSpace(c), unicode.IsPrint(c), unicode.ToUpper(c),
			unicode.ToLower(c), unicode.ToTitle(c), unicode.SimpleFold(c)}
	}
	functions["url"] = func(r request) any {
		u, err := url.Parse(text(r["s"]))
		if err != nil {
			return outcome(nil, err)
		}
		user := any(nil)
		if u.User != nil {
			password, set := u.User.Password()
			user = []any{latin(u.User.Username()), latin(password), set, latin(u.User.String())}
		}
		return []any{u.Scheme, latin(u.Opaque), user, latin(u.Host), latin(u.Path), latin(u.RawPath), u.ForceQuery,
			latin(u.RawQuery), latin(u.Fragment), latin(u.RawFragment), latin(u.String()), latin(u.Hostname()),
			latin(u.Port()), latin(u.EscapedPath()), latin(u.EscapedFragment())}
	}
	functions["url_reference"] = func(r request) any {
		u, err := url.Parse(text(r["s"]))
		if err != nil {
			return outcome(nil, err)
		}
		v, err := u.Parse(text(r["p"]))
		if err != nil {
			return outcome(nil, err)
		}
		return latin(v.String())
	}
	functions["query_escape"] = one(url.QueryEscape)
	functions["path_escape"] = one(url.PathEscape)
	functions["query_unescape"] = func(r request) any {
		s, err := url.QueryUnescape(text(r["s"]))
		return outcome(latin(s), err)
	}
	functions["path_unescape"] = func(r request) any {
		s, err := url.PathUnescape(text(r["s"]))
		return outcome(latin(s), err)
	}
	functions["semver"] = func(r request) any {
		v, err := semver.NewVersion(text(r["s"]))
		if err != nil {
			return outcome(nil, err)
		}
		return []any{v.Major(), v.Minor(), v.Patch(), latin(v.Prerelease()), latin(v.Metadata()), latin(v.Original()), latin(v.String())}
	}
	functions["semver_strict"] = func(r request) any {
		v, err := semver.StrictNewVersion(text(r["s"]))
		if err != nil {
			return outcome(nil, err)
		}
		return latin(v.String())
	}
	functions["semver_compare"] = func(r request) any {
		v, err := semver.NewVersion(text(r["s"]))
		if err != nil {
			return outcome(nil, err)
		}
		w, err := semver.NewVersion(text(r["p"]))
		if err != nil {
			return outcome(nil, err)
		}
		major, minor, patch := v.IncMajor(), v.IncMinor(), v.IncPatch()
		return []any{v.Compare(w), latin(major.String()), latin(minor.String()), latin(patch.String())}
	}
	functions["semver_check"] = func(r request) any {
		c, err := semver.NewConstraint(text(r["p"]))
		if err != nil {
			return outcome(nil, err)
		}
		v, err := semver.NewVersion(text(r["s"]))
		if err != nil {
			return outcome(nil, err)
		}
		ok, reasons := c.Validate(v)
		out := []any{}
		for _, e := range reasons {
			out = append(out, latin(e.Error()))
		}
		return []any{c.Check(v), ok, out, latin(c.String())}
	}
}
