//! Templates from the grammar alone, whatever the types.

use std::fmt::Write as _;

use crate::generator::Generator;
use crate::vocabulary::{FUNCTIONS, GOOD_NUMBERS, NUMBERS, STRINGS, TEXTS, TPL, VARIABLES, VERBS};

impl Generator {
    pub fn operand(&mut self) {
        self.depth += 1;
        match self.random.below(if self.depth > 6 { 18 } else { 24 }) {
            0..=6 => self.fields(),
            7 => self.push("."),
            8..=9 => {
                let variable = match self.reckless(6) {
                    true => self.random.pick(VARIABLES),
                    false => self.variables[self.random.below(self.variables.len())],
                };
                self.push(variable);
                if self.random.one_in(2) {
                    self.fields();
                }
            }
            10..=12 => {
                let text = self.random.pick(STRINGS);
                self.push(text);
            }
            13..=14 => {
                let number = self.number();
                self.push(number);
            }
            15 => {
                let constant = self.random.pick(&["true", "false", "nil"]);
                self.push(constant);
            }
            16 => {
                let bare = ["zeroArgs", "returnInt", "mapOfThree", "nothing", "list", "and"];
                let function = self.random.pick(&bare);
                self.push(function);
                if self.random.one_in(2) {
                    self.fields();
                }
            }
            17 => {
                let number = self.random.pick(&["1", "2", "0"]);
                self.push(number);
            }
            _ => {
                self.push("(");
                self.pipeline(false);
                self.push(")");
                if self.random.one_in(3) {
                    self.fields();
                }
            }
        }
        self.depth -= 1;
    }

    pub fn number(&mut self) -> &'static str {
        match self.random.below(3) {
            0 => self.random.pick(&NUMBERS[..5]),
            _ if self.reckless(2) => self.random.pick(NUMBERS),
            _ => self.random.pick(GOOD_NUMBERS),
        }
    }

    pub fn call(&mut self) {
        let all = if self.reckless(1) { FUNCTIONS.len() } else { FUNCTIONS.len() - 1 };
        let function = self.random.pick(&FUNCTIONS[..all]);
        self.push(function);
        match function {
            "printf" if !self.random.one_in(8) => return self.printf(),
            "include" if !self.random.one_in(8) => {
                let level = self.callee();
                let _ = write!(self.out, " {level} .");
                return;
            }
            "tpl" if !self.random.one_in(8) => {
                let text = self.random.pick(TPL);
                let _ = write!(self.out, " {text} .");
                return;
            }
            _ => {}
        }
        let count = match function {
            "zeroArgs" | "returnInt" | "mapOfThree" | "nothing" => self.random.below(12) / 10,
            "echo" | "oneArg" | "typeOf" | "fail" | "quote" | "keys" | "elements" | "half"
            | "long" | "negate" | "holder" | "monthly" | "boom" | "len" | "not" => {
                [1, 1, 1, 1, 1, 1, 0, 2][self.random.below(8)]
            }
            "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "twoArgs" | "index" => {
                [2, 2, 2, 2, 2, 1, 3, 0][self.random.below(8)]
            }
            _ => self.random.below(4),
        };
        for _ in 0..count {
            self.space();
            self.operand();
        }
    }

    pub fn printf(&mut self) {
        self.push(" \"");
        for _ in 0..1 + self.random.below(3) {
            let verb = self.random.pick(VERBS);
            self.push(verb);
            if self.random.one_in(3) {
                self.push("-");
            }
        }
        self.push("\"");
        for _ in 0..self.random.below(4) {
            self.space();
            self.operand();
        }
    }

    pub fn callee(&mut self) -> String {
        match self.random.below(12) {
            0 => "\"missing\"".to_string(),
            1 => "`t3`".to_string(),
            _ => format!("\"t{}\"", self.level + 1 + self.random.below(3)),
        }
    }

    pub fn command(&mut self) {
        match self.random.below(10) {
            0..=3 => self.operand(),
            4..=8 => self.call(),
            _ => {
                self.fields();
                for _ in 0..self.random.below(3) {
                    self.space();
                    self.operand();
                }
            }
        }
    }

    pub fn pipeline(&mut self, may_declare: bool) {
        self.depth += 1;
        let is_declaring = may_declare && self.random.one_in(5) || self.random.one_in(40);
        if is_declaring {
            let variable = self.random.pick(&["$x", "$y", "$x", "$y", "$"]);
            self.variables.push(variable);
            let sign = self.random.pick(&[" := ", " := ", " = ", ":=", " := "]);
            let _ = write!(self.out, "{variable}{sign}");
        }
        self.command();
        for _ in 0..[0, 0, 0, 0, 1, 1, 2][self.random.below(7)] {
            let pipe = self.random.pick(&[" | ", " | ", "|", " |\n"]);
            self.push(pipe);
            if self.reckless(8) { self.command() } else { self.call() }
        }
        self.depth -= 1;
    }

    pub fn open(&mut self) {
        let open = if self.random.one_in(5) { "{{- " } else { self.random.pick(&["{{ ", "{{"]) };
        self.push(open);
    }
    pub fn close(&mut self) {
        let close = if self.random.one_in(5) { " -}}" } else { self.random.pick(&[" }}", "}}"]) };
        self.push(close);
    }

    pub fn tag(&mut self, text: &str) {
        self.open();
        self.push(text);
        self.close();
    }

    pub fn list(&mut self) {
        self.depth += 1;
        for _ in 0..self.random.below(4) + usize::from(self.depth == 1) {
            self.item();
        }
        self.depth -= 1;
    }

    pub fn item(&mut self) {
        let choice = self.random.below(if self.depth > 5 { 14 } else { 24 });
        match choice {
            0..=3 => {
                let text = self.random.pick(TEXTS);
                self.push(text);
            }
            4..=12 => {
                self.open();
                // Most actions should work.
                self.pipeline(true);
                self.close();
            }
            13 => {
                let odd = [
                    "{{/* c */}}",
                    "{{- /* c */ -}}",
                    "{{break}}",
                    "{{ continue }}",
                    "{{ else }}",
                    "{{ end }}",
                    "{{/* c */ }}",
                    "{{ }}",
                    "{{ ( }}",
                    "{{ break 1 }}",
                ];
                let odd = match self.in_range > 0 {
                    true => self.random.pick(&odd[..4]),
                    false if self.reckless(4) => self.random.pick(&odd),
                    false => self.random.pick(&odd[..2]),
                };
                self.push(odd);
            }
            14..=15 => self.block("if"),
            16..=17 => self.block("with"),
            18..=20 => self.range(),
            21..=22 => {
                let callee = self.callee();
                self.open();
                let _ = write!(self.out, "template {callee}");
                if !self.random.one_in(4) {
                    self.space();
                    self.pipeline(false);
                }
                self.close();
            }
            _ if self.random.one_in(3) => {
                let name = format!("block \"b{}\" ", self.random.below(1000));
                self.open();
                self.push(&name);
                self.pipeline(false);
                self.close();
                let in_range = std::mem::take(&mut self.in_range);
                let variables = std::mem::replace(&mut self.variables, vec!["$"]);
                self.list();
                self.variables = variables;
                self.in_range = in_range;
                self.tag("end");
            }
            _ => self.block("if"),
        }
    }

    pub fn block(&mut self, keyword: &str) {
        let mark = self.variables.len();
        self.open();
        self.push(keyword);
        self.space();
        self.pipeline(true);
        self.close();
        self.list();
        while self.random.one_in(3) {
            self.open();
            let _ = write!(self.out, "else {keyword} ");
            self.pipeline(true);
            self.close();
            self.list();
        }
        if self.random.one_in(3) {
            self.tag("else");
            self.list();
        }
        self.variables.truncate(mark);
        self.tag("end");
    }

    pub fn range(&mut self) {
        self.open();
        self.push("range");
        self.space();
        let variables = match self.random.below(12) {
            0..=1 => "$v := ",
            2..=4 => "$i, $v := ",
            5 => "$x = ",
            6 => "$x, $y = ",
            7 if self.reckless(4) => "$i, $v, $x := ",
            _ => "",
        };
        self.push(variables);
        let mark = self.variables.len();
        for variable in ["$i", "$v"] {
            if variables.contains(variable) {
                self.variables.push(variable);
            }
        }
        match self.random.below(5) {
            0 => {
                let few = self.random.pick(&["3", "0", "-1", "1.5", "\"abc\"", ".strs", ".ints"]);
                self.push(few);
            }
            1 | 2 => self.fields(),
            _ => self.pipeline(false),
        }
        self.close();
        self.in_range += 1;
        self.list();
        self.in_range -= 1;
        if self.random.one_in(4) {
            self.tag("else");
            self.list();
        }
        self.variables.truncate(mark);
        self.tag("end");
    }

    /// A file: templates of level `level`, and a few definitions of higher levels.
    pub fn file(&mut self, level: usize) -> String {
        self.out.clear();
        self.variables = vec!["$"];
        self.careful = !self.random.one_in(5);
        for callee in 1..4 {
            if self.random.one_in(2) && (callee != level || self.reckless(1)) {
                self.level = callee;
                let name = format!("define \"t{callee}\"");
                self.tag(&name);
                self.list();
                self.variables = vec!["$"];
                self.tag("end");
            }
        }
        self.level = level;
        self.list();
        let mut text = std::mem::take(&mut self.out);
        if self.random.one_in(8) {
            text = self.broken(text);
        }
        text
    }
}
