//! Templates in which most things work: expressions of a wanted type.

use crate::generator::Generator;
use crate::vocabulary::FIELDS;

impl Generator {
    /// An expression of a type, most often a good one: `S`tring, `I`nt, `B`ool, `L`ist, `M`ap or
    /// anything.
    pub fn typed(&mut self, kind: char) {
        self.depth += 1;
        let (plain, calls): (&[&str], &[&str]) = match kind {
            'S' => (
                &[
                    "$.s",
                    "\"x\"",
                    "$.m.x",
                    "$.x",
                    "`raw`",
                    "$.sm.a",
                    "$.tplText",
                    "zeroArgs",
                    "\"a\"",
                    "$.point.Y",
                    "$.holder.Info.Name",
                    "$.e",
                    "$.named.a",
                    "\"m\"",
                    "$.deep.a",
                ],
                &[
                    "printf \"%v-%s\" A S",
                    "oneArg S",
                    "twoArgs S S",
                    "quote A",
                    "print A A",
                    "html A",
                    "js A",
                    "urlquery A",
                    "typeOf A",
                    "include \"t3\" A",
                    "println S A",
                    "S | quote",
                    "keys M",
                    "A | printf \"%v\"",
                    "index $.sm S",
                    "slice \"abcdef\" 1 3",
                    "$.holder.Join S S S",
                    "$.holder.Info.Greet S",
                    "printf \"%d|%5.1f|%q\" I F S",
                    "tpl \"{{ . }}{{ $.s }}\" $",
                    "tpl \"<{{ . }}>\" A",
                    "$.named.Hello S",
                    "S | printf \"%s %s\" S",
                    "index $.strs 1",
                    "S | $.holder.Join S",
                    "$.month.String",
                ],
            ),
            'I' => (
                &[
                    "1",
                    "2",
                    "0",
                    "-1",
                    "$.i",
                    "returnInt",
                    "'a'",
                    "0x1F",
                    "$.m.a",
                    "$.n",
                    "$.point.X",
                ],
                &[
                    "len L",
                    "len S",
                    "add I I",
                    "add I",
                    "index $.ints 0",
                    "len M",
                    "$.holder.Twice I",
                    "$.named.Size",
                    "mapOfThree.three",
                    "elements L",
                    "I | add 1",
                ],
            ),
            'F' => (&["1.5", "$.f", "1e3", "$.y", "-0.0"], &["half F", "half 3"]),
            'B' => (
                &["true", "false", "$.b", "$.t"],
                &[
                    "eq I I",
                    "ne S S",
                    "lt I I",
                    "le S S",
                    "gt F F",
                    "ge I I",
                    "not A",
                    "and B B",
                    "or B B",
                    "negate B",
                    "eq A nil",
                    "eq S S S S",
                    "$.names.Has S",
                    "eq $.u8 5 6",
                    "lt I $.u64",
                    "eq $.point $.point",
                    "eq I $.u64",
                ],
            ),
            'L' => (
                &["$.l", "list", "$.nl", "$.deep.x"],
                &[
                    "list A",
                    "list A A",
                    "list S I",
                    "slice (list 1 2 3) 1",
                    "index (list L ) 0",
                    "slice (list S I ) 0 1",
                ],
            ),
            'M' => (
                &["$.m", "mapOfThree", "$.nm", "$.deep", "$.named"],
                &["makemap \"a\" S", "index $ \"m\"", "$.named.Table \"m\"", "index $.m \"m\""],
            ),
            _ => (
                &[
                    ".",
                    "$.nil",
                    "$.nope",
                    "$.by",
                    "$.u8",
                    "$.strs",
                    "$.ints",
                    "$.sm",
                    "$.names",
                    "$.holder",
                    "$.point",
                    "$.info",
                    "$.month",
                    "1i",
                    "1+2i",
                    "$.deep",
                    "nothing",
                    "$.holder.Info",
                    "$.holder.Month",
                    "$.Größe",
                    "$.holder.Nil",
                    "$.m.nope",
                ],
                &[
                    "echo A",
                    "or A A",
                    "and A A",
                    "or A",
                    "index L 0",
                    "index M \"a\"",
                    "A | echo",
                    "index $ \"l\" 1",
                    "and B S",
                    "or S I",
                    "index $ \"deep\" \"x\" 1",
                    "S",
                    "I",
                    "B",
                    "F",
                    "L",
                    "M",
                    "S",
                    "I",
                    "slice $.by 1 2",
                    "index $.by 1",
                    "index S 0",
                ],
            ),
        };
        if self.depth > 4 || self.random.one_in(3) {
            if self.reckless(3) {
                return self.any_field();
            }
            let text = self.random.pick(plain);
            self.push(text);
        } else {
            let shape = self.random.pick(calls);
            self.push("(");
            self.shape(shape);
            self.push(")");
        }
        self.depth -= 1;
    }

    fn any_field(&mut self) {
        let field = self.random.pick(FIELDS);
        self.push(".");
        self.push(field);
        self.depth -= 1;
    }

    /// A text whose lone capital letters stand for typed expressions.
    pub fn shape(&mut self, shape: &str) {
        for (index, word) in shape.split(' ').enumerate() {
            if index > 0 {
                self.push(" ");
            }
            match word {
                "S" | "I" | "B" | "L" | "M" | "A" | "F" => {
                    let kind = if self.reckless(4) { 'A' } else { word.chars().next().unwrap() };
                    self.typed(kind);
                }
                word => self.push(word),
            }
        }
    }

    /// A listing that mostly works.
    pub fn good_item(&mut self) {
        let shapes = [
            "{{ S }}",
            "{{ I }}",
            "{{ A }}",
            "{{ B }}",
            "{{ L }}",
            "{{ M }}",
            "{{ F }}",
            "{{ $x := A }}{{ $x }}",
            "{{ $x := I }}{{ range $i, $v := L }}{{ $x = $i }}{{ $v }},{{ end }}{{ $x }}",
            "{{ if B }}yes{{ else if B }}maybe{{ else }}no{{ end }}",
            "{{ if A }}T{{ else }}F{{ end }}",
            "{{ with A }}[{{ . }}]{{ else }}none{{ end }}",
            "{{ range L }}<{{ . }}>{{ else }}empty{{ end }}",
            "{{ range $k, $v := M }}{{ $k }}={{ $v }};{{ end }}",
            "{{ range $v := $.strs }}{{ $v }}{{ end }}",
            "{{ range 3 }}{{ . }}{{ if eq . 1 }}{{ continue }}{{ end }}!{{ end }}",
            "{{ range $i := I }}{{ if gt $i 3 }}{{ break }}{{ end }}{{ $i }}{{ end }}",
            "{{ range $i, $_ := $.ints }}{{ $i }}{{ end }}",
            "{{ template \"t3\" A }}",
            "{{- S -}}",
            " \n {{- I }} \n",
            "{{ A | print }}",
            "{{ S | printf \"%q\" }}",
            "{{ with $x := M }}{{ $x.a }}{{ .m }}{{ end }}",
            "{{ (index $.l 5).a }}",
            "{{ $.m.m.y }}",
            "{{ with $.holder }}{{ .Info }}{{ .Info.Name }}{{ .Point }}{{ .Month }}{{ end }}",
            "{{ with $y := A }}{{ else with B }}{{ $y }}{{ . }}{{ end }}",
            "a: b\n",
            "- {{ S }}\n",
            "{{/* note */ -}}  x",
            "{{ range $.by }}{{ . }} {{ end }}",
            "{{ block \"bx\" A }}{{ . }}{{ end }}",
            "{{ range $.names }}{{ . }}{{ end }}",
            "{{ include \"t3\" A | quote }}",
            "{{ len A }}",
            "{{ slice S I }}",
            "{{ range M }}{{ with . }}{{ . }}{{ end }}{{ end }}",
            "{{ $.info }}{{ $.info.Name }}",
        ];
        let shape = self.random.pick(&shapes);
        self.shape(shape);
    }

    /// A file in which most things work.
    pub fn good_file(&mut self) -> String {
        self.out.clear();
        self.careful = !self.random.one_in(3);
        self.push("{{ define \"t3\" }}");
        self.depth = 3;
        self.push("<{{ . }}>{{ end }}");
        self.depth = 0;
        for _ in 0..1 + self.random.below(6) {
            self.good_item();
        }
        let text = std::mem::take(&mut self.out).replacen("\"bx\"", "\"b1\"", 1);
        if self.random.one_in(15) { self.broken(text) } else { text }
    }
}
