//! The tokens of a filter (yaml-jsonpath: `lexer.go`, from `lexFilterExprInitial` on).

use super::lexer::{Lexer, Next, State};
use super::token::{Comparison, Kind, ORDERINGS};
use rutter_go::regexp::Regexp;
use rutter_go::strconv::{atoi, parse_float, quote};

impl Lexer<'_> {
    /// What a filter, a bracket, `!`, `&&` or `||` is followed by.
    pub(super) fn operand(&mut self) -> Next {
        self.drop_space();
        if self.literal()? {
            return Ok(Some(State::Operator));
        }
        if self.take("(") {
            self.emit(Kind::Open);
            return self.call(State::Operator, State::Operand);
        }
        if self.starts("!=") {
            return self.fail("missing first operand for binary operator !=");
        }
        if self.take("!") {
            self.emit(Kind::Not);
            return Ok(Some(State::Operand));
        }
        if self.take("@") {
            self.emit(Kind::At);
            if ["=", "!", ">", "<"].iter().any(|operator| self.is_next(&[operator])) {
                return Ok(Some(State::Operator));
            }
            return self.call(State::Operator, State::Path);
        }
        if self.take("$") {
            self.emit(Kind::Root);
            return self.call(State::Operator, State::Path);
        }
        let orderings = ORDERINGS.iter().map(|(text, _)| *text);
        for operator in ["&&", "||", "=="].into_iter().chain(orderings) {
            if self.starts(operator) {
                return self.fail(&format!("missing first operand for binary operator {operator}"));
            }
        }
        self.pop()
    }

    /// What an operand is followed by.
    pub(super) fn operator(&mut self) -> Next {
        self.drop_space();
        if self.is_empty() {
            return self.fail("missing end of filter");
        }
        if self.starts(")]") {
            return self.pop();
        }
        if self.take(")") {
            self.emit(Kind::Close);
            return self.pop();
        }
        for (text, kind) in [("&&", Kind::And), ("||", Kind::Or)] {
            if self.take(text) {
                self.emit(kind);
                return Ok(Some(State::Operand));
            }
        }
        for (text, kind) in [("==", Comparison::Equal), ("!=", Comparison::NotEqual)] {
            if self.take(text) {
                self.emit(Kind::Comparison(kind));
                return self.call(State::Operator, State::Term);
            }
        }
        if self.starts("=~") {
            return self.regexp_match();
        }
        match ORDERINGS.iter().find(|(text, _)| self.starts(text)) {
            Some((text, kind)) => self.ordering(text, *kind),
            None => self.fail("invalid filter expression"),
        }
    }

    fn ordering(&mut self, operator: &str, kind: Comparison) -> Next {
        let refused = format!("strings cannot be compared using {operator}");
        if self.last == Some(Kind::String) {
            return self.fail(&refused);
        }
        self.take(operator);
        self.emit(Kind::Comparison(kind));
        self.drop_space();
        // Only this quote is looked for: `> "a"` passes and is never true.
        if self.starts("'") {
            return self.fail(&refused);
        }
        self.call(State::Operator, State::Term)
    }

    fn regexp_match(&mut self) -> Next {
        if let Some(Kind::String | Kind::Integer | Kind::Float) = self.last {
            return self.fail("literal cannot be matched using =~");
        }
        self.take("=~");
        self.emit(Kind::Match);
        self.drop_space();
        if !self.starts("/") {
            return self.fail("regular expression does not start with /");
        }
        let (position, context) = (self.position, quote(self.context()));
        self.next();
        let mut escaped = false;
        while escaped || !self.starts("/") {
            escaped = !escaped && self.starts("\\");
            if self.next().is_none() {
                return Err(format!(
                    "unmatched regular expression delimiter / at position {position}, following {context}"
                ));
            }
        }
        self.next();
        if let Err(error) = Regexp::compile(regexp_of(self.text()).as_bytes()) {
            let error = String::from_utf8_lossy(&error.to_bytes()).into_owned();
            return Err(format!(
                "invalid regular expression at position {position}, following {context}: {error}"
            ));
        }
        self.emit(Kind::Regexp);
        Ok(Some(State::Operator))
    }

    /// The right side of a comparison.
    pub(super) fn term(&mut self) -> Next {
        self.drop_space();
        if self.take("@") {
            self.emit(Kind::At);
            if ["|", "&", ")"].iter().any(|operator| self.is_next(&[operator])) {
                return self.leave_operand();
            }
            return Ok(Some(State::Path));
        }
        if self.take("$") {
            self.emit(Kind::Root);
            return Ok(Some(State::Path));
        }
        if self.literal()? {
            return Ok(Some(State::Operator));
        }
        self.fail("invalid filter term")
    }

    pub(super) fn filter_end(&mut self) -> Next {
        if !self.starts(")]") {
            return self.fail("invalid filter syntax");
        }
        if self.last == Some(Kind::FilterBegin) {
            return self.fail("missing filter");
        }
        self.take(")]");
        self.emit(Kind::FilterEnd);
        Ok(Some(State::Path))
    }

    /// Reads a literal, if one follows.
    fn literal(&mut self) -> Result<bool, String> {
        if let Some('.' | '-' | '0'..='9') = self.peek() {
            self.number()?;
            return Ok(true);
        }
        for delimiter in ["'", "\""] {
            if self.starts(delimiter) {
                self.string(delimiter)?;
                return Ok(true);
            }
        }
        for (word, kind) in [("true", Kind::Bool), ("false", Kind::Bool), ("null", Kind::Null)] {
            if self.take_next(word) {
                self.emit(kind);
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn number(&mut self) -> Result<(), String> {
        let mut float = self.next() == Some('.');
        while let Some(next @ ('0'..='9' | '.' | 'e' | 'E' | '-')) = self.peek() {
            float |= !next.is_ascii_digit();
            self.next();
        }
        let text = self.text();
        let (name, error) = match float {
            true => ("float", parse_float(text).err()),
            false => ("integer", atoi(text).err()),
        };
        if let Some(error) = error {
            let (text, position) = (quote(text.as_bytes()), self.position);
            return Err(format!(
                "invalid {name} literal {text}: {error} before position {position}"
            ));
        }
        self.emit(if float { Kind::Float } else { Kind::Integer });
        Ok(())
    }

    fn string(&mut self, delimiter: &str) -> Result<(), String> {
        let (position, context) = (self.position, quote(self.context()));
        self.next();
        while !self.starts(delimiter) {
            if self.next().is_none() {
                return Err(format!(
                    "unmatched string delimiter {delimiter} at position {position}, following {context}"
                ));
            }
        }
        self.next();
        self.emit(Kind::String);
        Ok(())
    }
}

/// The regular expression between its slashes.
pub(super) fn regexp_of(literal: &str) -> String {
    let inner = literal.get(1..literal.len().saturating_sub(1)).unwrap_or_default();
    inner.replace("\\/", "/")
}
