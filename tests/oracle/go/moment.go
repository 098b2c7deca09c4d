package main

import (
	"fmt"
	"strconv"
	"time"
	_ "time/tzdata"
)

func describe(t time.Time) any {
	return []any{strconv.FormatInt(t.Unix(), 10), t.Nanosecond(), latin(t.String())}
}

func plain(v any) string {
	switch x := v.(type) {
	case int:
		return fmt.Sprintf("int(%d)", x)
	case int64:
		return fmt.Sprintf("int64(%d)", x)
	}
	return fmt.Sprint(v)
}

func init() {
	time.Local = time.UTC
	at := func(r request) time.Time { return decode(r["a"]).(time.Time) }
	functions["time_format"] = func(r request) any { return latin(at(r).Format(text(r["layout"]))) }
	functions["time_parse"] = func(r request) any {
		zone, err := time.LoadLocation(text(r["zone"]))
		if err != nil {
			panic(err)
		}
		var t time.Time
		if r["in"].(bool) {
			t, err = time.ParseInLocation(text(r["layout"]), text(r["s"]), zone)
		} else {
			t, err = time.Parse(text(r["layout"]), text(r["s"]))
		}
		return outcome(describe(t), err)
	}
	functions["time_parts"] = func(r request) any {
		t := at(r)
		year, week := t.ISOWeek()
		name, offset := t.Zone()
		b, err := t.MarshalText()
		if err != nil {
			b = []byte(err.Error()[len("Time.MarshalText: "):])
		}
		return []any{latin(t.String()), latin(t.GoString()), plain(t.YearDay()), year, week, latin(name), offset,
			plain(t.UnixMilli()), plain(t.UnixNano()), plain(t.IsDST()), string(b)}
	}
	functions["time_date"] = func(r request) any {
		zone, _ := time.LoadLocation(text(r["zone"]))
		var n []int
		for _, x := range r["n"].([]any) {
			n = append(n, int(number(x)))
		}
		return describe(time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], n[6], zone))
	}
	functions["time_math"] = func(r request) any {
		t := at(r)
		d := time.Duration(number(r["d"]))
		n := r["n"].([]any)
		later := t.AddDate(int(number(n[0])), int(number(n[1])), int(number(n[2])))
		return []any{describe(t.Add(d)), describe(t.Round(d)), describe(t.Truncate(d)), describe(later),
			strconv.FormatInt(int64(later.Sub(t)), 10), later.Compare(t)}
	}
	functions["load_zone"] = func(r request) any {
		zone, err := time.LoadLocation(text(r["zone"]))
		if err != nil {
			return outcome(nil, err)
		}
		if zone == time.UTC && text(r["zone"]) == "Local" {
			return "UTC"
		}
		return latin(zone.String())
	}
	functions["parse_duration"] = func(r request) any {
		d, err := time.ParseDuration(text(r["s"]))
		return outcome(strconv.FormatInt(int64(d), 10), err)
	}
	functions["duration"] = func(r request) any {
		d, m := time.Duration(number(r["d"])), time.Duration(number(r["m"]))
		return []any{latin(d.String()), strconv.FormatInt(int64(d.Round(m)), 10), strconv.FormatInt(int64(d.Truncate(m)), 10),
			bitsOf(d.Hours()), bitsOf(d.Minutes()), bitsOf(d.Seconds()), strconv.FormatInt(int64(d.Abs()), 10),
			d.Milliseconds(), d.Microseconds()}
	}
}
