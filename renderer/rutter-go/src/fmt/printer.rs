//! Verbs, arguments and values of every type (Go: `fmt/print.go`).

use super::flags::Flags;
use super::text::{Case, Integer};
use super::{FormatError, MAX_DEPTH};
use crate::utf8::{append_rune, decode_rune};
use crate::value::{Element, Kind, List, Object, Str, Stringer, Value};
use std::rc::Rc;

/// What `%p` shows of lists and maps: real addresses differ from run to run.
const ADDRESS: u64 = 0xc0_0001_0000;

/// Text under construction.
pub(super) struct Printer {
    out: Vec<u8>,
    limit: usize,
    failure: Option<FormatError>,
    pub(super) flags: Flags,
    /// Inside `%!verb(…)`, where methods are not called.
    erroring: bool,
}

/// A composite value that is half printed.
enum Frame {
    List { list: List, next: usize, interfaces: bool },
    Bytes { bytes: Str, next: usize },
    Map { entries: std::vec::IntoIter<(Str, Value)>, first: bool, interfaces: bool },
    Struct { fields: std::vec::IntoIter<(&'static str, Value)>, first: bool },
}

/// Where a format is being read.
struct Cursor<'f> {
    format: &'f [u8],
    at: usize,
    argument: usize,
    reordered: bool,
    good_index: bool,
}

impl Printer {
    pub fn new(out: Vec<u8>, limit: usize) -> Printer {
        Printer { out, limit, failure: None, flags: Flags::default(), erroring: false }
    }

    pub fn finish(self) -> Result<Vec<u8>, FormatError> {
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok(self.out),
        }
    }

    pub fn finish_anyhow(self) -> Vec<u8> {
        self.out
    }

    pub fn into_parts(self) -> (Vec<u8>, Result<(), FormatError>) {
        (self.out, self.failure.map_or(Ok(()), Err))
    }

    /// Whether so many more bytes may be written; when not, nothing more will be.
    pub(super) fn has_room(&mut self, bytes: usize) -> bool {
        if self.failure.is_none() && self.out.len().saturating_add(bytes) > self.limit {
            self.failure = Some(FormatError::TooLong);
        }
        self.failure.is_none()
    }

    pub(super) fn write(&mut self, text: &[u8]) {
        if self.has_room(text.len()) {
            self.out.extend_from_slice(text);
        }
    }

    pub(super) fn fill(&mut self, byte: u8, count: usize) {
        if count > 0 && self.has_room(count) {
            self.out.resize(self.out.len() + count, byte);
        }
    }

    fn write_rune(&mut self, rune: u32) {
        if self.has_room(4) {
            append_rune(&mut self.out, rune);
        }
    }

    /// `Sprint`: a space between two operands when neither is a string.
    pub fn print(&mut self, arguments: &[Value]) {
        let mut after_string = true;
        for argument in arguments {
            let string = argument.kind() == Kind::String;
            if !string && !after_string {
                self.write(b" ");
            }
            self.print_argument(argument, b'v' as u32);
            after_string = string;
        }
    }

    /// `Sprintln`
    pub fn print_line(&mut self, arguments: &[Value]) {
        for (index, argument) in arguments.iter().enumerate() {
            if index > 0 {
                self.write(b" ");
            }
            self.print_argument(argument, b'v' as u32);
        }
        self.write(b"\n");
    }

    /// `Sprintf`
    pub fn print_format(&mut self, format: &[u8], arguments: &[Value]) {
        let mut cursor = Cursor { format, at: 0, argument: 0, reordered: false, good_index: true };
        while let Some(rest) = format.get(cursor.at..).filter(|rest| !rest.is_empty()) {
            let literal = memchr::memchr(b'%', rest).unwrap_or(rest.len());
            self.write(rest.get(..literal).unwrap_or_default());
            cursor.at += literal + 1;
            if literal == rest.len() || self.failure.is_some() {
                break;
            }
            self.print_directive(&mut cursor, arguments);
        }
        if !cursor.reordered {
            self.print_extra(arguments.get(cursor.argument..).unwrap_or_default());
        }
    }

    fn print_extra(&mut self, extra: &[Value]) {
        if extra.is_empty() {
            return;
        }
        self.flags = Flags::default();
        self.write(b"%!(EXTRA ");
        for (index, argument) in extra.iter().enumerate() {
            if index > 0 {
                self.write(b", ");
            }
            self.write(argument.type_name().as_bytes());
            if !argument.is_nil() {
                self.write(b"=");
                self.print_argument(argument, b'v' as u32);
            }
        }
        self.write(b")");
    }

    /// One `%…` with the cursor behind the percent sign.
    fn print_directive(&mut self, cursor: &mut Cursor<'_>, arguments: &[Value]) {
        cursor.good_index = true;
        self.flags = Flags::default();
        self.read_flags(cursor);
        let mut indexed = cursor.read_index(arguments.len());
        indexed = self.read_width(cursor, arguments, indexed);
        indexed = self.read_precision(cursor, arguments, indexed);
        if !indexed {
            cursor.read_index(arguments.len());
        }
        let rest = cursor.format.get(cursor.at..).unwrap_or_default();
        if rest.is_empty() {
            return self.write(b"%!(NOVERB)");
        }
        let (verb, width) = decode_rune(rest);
        cursor.at += width;
        if verb == b'%' as u32 {
            return self.write(b"%");
        }
        if !cursor.good_index {
            return self.write_complaint(verb, b"(BADINDEX)");
        }
        let Some(argument) = arguments.get(cursor.argument) else {
            return self.write_complaint(verb, b"(MISSING)");
        };
        if verb == b'v' as u32 || verb == b'w' as u32 {
            self.flags.set_for_value();
        }
        self.print_argument(argument, verb);
        cursor.argument += 1;
    }

    fn write_complaint(&mut self, verb: u32, text: &[u8]) {
        self.write(b"%!");
        self.write_rune(verb);
        self.write(text);
    }

    fn read_flags(&mut self, cursor: &mut Cursor<'_>) {
        while let Some(byte) = cursor.peek() {
            match byte {
                b'#' => self.flags.sharp = true,
                b'0' => self.flags.zero = true,
                b'+' => self.flags.plus = true,
                b'-' => self.flags.minus = true,
                b' ' => self.flags.space = true,
                _ => return,
            }
            cursor.at += 1;
        }
    }

    fn read_width(&mut self, cursor: &mut Cursor<'_>, arguments: &[Value], indexed: bool) -> bool {
        if cursor.peek() != Some(b'*') {
            self.flags.width = cursor.read_number();
            if indexed && self.flags.width.is_some() {
                cursor.good_index = false;
            }
            return indexed;
        }
        cursor.at += 1;
        match cursor.integer_argument(arguments) {
            None => self.write(b"%!(BADWIDTH)"),
            Some(width) => {
                if width < 0 {
                    self.flags.minus = true;
                    self.flags.zero = false;
                }
                self.flags.width = Some(width.unsigned_abs() as usize);
            }
        }
        false
    }

    fn read_precision(
        &mut self,
        cursor: &mut Cursor<'_>,
        arguments: &[Value],
        indexed: bool,
    ) -> bool {
        if cursor.peek() != Some(b'.') || cursor.at + 1 >= cursor.format.len() {
            return indexed;
        }
        cursor.at += 1;
        if indexed {
            cursor.good_index = false;
        }
        let indexed = cursor.read_index(arguments.len());
        if cursor.peek() != Some(b'*') {
            self.flags.precision = Some(cursor.read_number().unwrap_or(0));
            return indexed;
        }
        cursor.at += 1;
        let precision = cursor.integer_argument(arguments);
        match precision.and_then(|p| usize::try_from(p).ok()) {
            Some(precision) => self.flags.precision = Some(precision),
            None => self.write(b"%!(BADPREC)"),
        }
        false
    }

    fn print_argument(&mut self, argument: &Value, verb: u32) {
        if argument.is_nil() {
            return match byte(verb) {
                b'T' | b'v' => self.pad(b"<nil>"),
                _ => self.write_complaint(verb, b"(<nil>)"),
            };
        }
        match byte(verb) {
            b'T' => self.format_string(argument.type_name().as_bytes()),
            b'p' => self.print_address(argument, verb),
            _ => self.print_known(argument, verb),
        }
    }

    fn print_known(&mut self, argument: &Value, verb: u32) {
        match argument {
            Value::Bytes(bytes) => {
                let plain = matches!(byte(verb), b'v' | b'd' | b's' | b'x' | b'X' | b'q');
                match plain && !(byte(verb) == b'v' && self.flags.sharp_v) {
                    true => self.print_bytes(bytes.as_bytes(), verb),
                    false => self.print_tree(argument, verb, 0),
                }
            }
            Value::List(_) | Value::Map(_) | Value::Object(_) => {
                if !self.print_by_method(argument, verb) {
                    self.print_tree(argument, verb, 0);
                }
            }
            scalar => self.print_scalar(scalar, scalar, verb),
        }
    }

    /// Uses the `String` or `Error` method where the verb wants text.
    fn print_by_method(&mut self, value: &Value, verb: u32) -> bool {
        if self.erroring {
            return false;
        }
        if verb == b'w' as u32 {
            self.bad_verb(value, verb);
            return true;
        }
        let Value::Object(object) = value else {
            return false;
        };
        let text_wanted = matches!(byte(verb), b'v' | b's' | b'x' | b'X' | b'q');
        if self.flags.sharp_v {
            return self.print_go_syntax(object);
        }
        if !text_wanted || object.stringer() != Stringer::Value {
            return false;
        }
        self.print_string(&Value::Nil, object.string().as_bytes(), verb);
        true
    }

    /// Uses the `GoString` method.
    fn print_go_syntax(&mut self, object: &Rc<dyn Object>) -> bool {
        match object.go_string() {
            Some(text) => self.format_string(text.as_bytes()),
            None => return false,
        }
        true
    }

    /// A value that is neither slice, map nor struct; `shown` is what a complaint names.
    fn print_scalar(&mut self, value: &Value, shown: &Value, verb: u32) {
        match value {
            Value::Nil => self.write(b"<nil>"),
            Value::Bool(value) => match byte(verb) {
                b't' | b'v' => self.pad(if *value { b"true" } else { b"false" }),
                _ => self.bad_verb(shown, verb),
            },
            Value::Int(number) | Value::Int64(number) => {
                let (magnitude, negative) = (number.unsigned_abs(), *number < 0);
                let integer = Integer { magnitude, negative };
                self.print_integer(integer, true, shown, verb);
            }
            Value::Uint64(number) => self.print_unsigned(*number, shown, verb),
            Value::Uint8(number) => self.print_unsigned(*number as u64, shown, verb),
            Value::Float64(number) => self.print_float(*number, shown, verb),
            Value::Complex128(real, imaginary) => {
                self.print_complex(*real, *imaginary, shown, verb);
            }
            Value::String(text) => self.print_string(shown, text.as_bytes(), verb),
            _ => {}
        }
    }

    fn print_unsigned(&mut self, magnitude: u64, shown: &Value, verb: u32) {
        let integer = Integer { magnitude, negative: false };
        self.print_integer(integer, false, shown, verb);
    }

    fn print_integer(&mut self, number: Integer, signed: bool, shown: &Value, verb: u32) {
        match byte(verb) {
            b'v' if self.flags.sharp_v && !signed => self.print_with_0x(number.magnitude, true),
            b'v' | b'd' => self.format_integer(number, 10, verb, Case::Lower),
            b'b' => self.format_integer(number, 2, verb, Case::Lower),
            b'o' | b'O' => self.format_integer(number, 8, verb, Case::Lower),
            b'x' => self.format_integer(number, 16, verb, Case::Lower),
            b'X' => self.format_integer(number, 16, verb, Case::Upper),
            b'c' => self.format_rune(number.bits()),
            b'q' => self.format_quoted_rune(number.bits()),
            b'U' => self.format_unicode(number.bits()),
            _ => self.bad_verb(shown, verb),
        }
    }

    fn print_with_0x(&mut self, magnitude: u64, prefix: bool) {
        let sharp = std::mem::replace(&mut self.flags.sharp, prefix);
        let number = Integer { magnitude, negative: false };
        self.format_integer(number, 16, b'v' as u32, Case::Lower);
        self.flags.sharp = sharp;
    }

    fn print_float(&mut self, number: f64, shown: &Value, verb: u32) {
        match byte(verb) {
            b'v' => self.format_float(number, b'g', -1),
            letter @ (b'b' | b'g' | b'G' | b'x' | b'X') => self.format_float(number, letter, -1),
            letter @ (b'f' | b'e' | b'E') => self.format_float(number, letter, 6),
            b'F' => self.format_float(number, b'f', 6),
            _ => self.bad_verb(shown, verb),
        }
    }

    fn print_complex(&mut self, real: f64, imaginary: f64, shown: &Value, verb: u32) {
        if !matches!(
            byte(verb),
            b'v' | b'b' | b'g' | b'G' | b'x' | b'X' | b'f' | b'F' | b'e' | b'E'
        ) {
            return self.bad_verb(shown, verb);
        }
        let plus = self.flags.plus;
        self.write(b"(");
        self.print_float(real, shown, verb);
        self.flags.plus = true;
        self.print_float(imaginary, shown, verb);
        self.write(b"i)");
        self.flags.plus = plus;
    }

    fn print_string(&mut self, shown: &Value, text: &[u8], verb: u32) {
        match byte(verb) {
            b'v' if self.flags.sharp_v => self.format_quoted(text),
            b'v' | b's' => self.format_string(text),
            b'x' => self.format_hexadecimal(text, Case::Lower),
            b'X' => self.format_hexadecimal(text, Case::Upper),
            b'q' => self.format_quoted(text),
            _ => self.bad_verb(shown, verb),
        }
    }

    fn print_bytes(&mut self, bytes: &[u8], verb: u32) {
        if !matches!(byte(verb), b'v' | b'd') {
            return self.print_string(&Value::Nil, bytes, verb);
        }
        self.write(b"[");
        for (index, &byte) in bytes.iter().enumerate() {
            if index > 0 {
                self.write(b" ");
            }
            let number = Integer { magnitude: byte as u64, negative: false };
            self.format_integer(number, 10, verb, Case::Lower);
        }
        self.write(b"]");
    }

    fn print_address(&mut self, value: &Value, verb: u32) {
        let address = match value {
            Value::List(list) if list.is_nil() => 0,
            Value::Map(map) if map.is_nil() => 0,
            Value::Bytes(bytes) if bytes.is_nil() => 0,
            Value::Object(object) => object.address(),
            _ => ADDRESS,
        };
        match value.kind() {
            Kind::Slice | Kind::Map | Kind::Pointer => {}
            _ => return self.bad_verb(value, verb),
        }
        match byte(verb) {
            b'v' if self.flags.sharp_v => {
                self.write(b"(");
                self.write(value.type_name().as_bytes());
                self.write(b")(");
                self.print_with_0x(address, true);
                self.write(b")");
            }
            b'v' | b'p' => self.print_with_0x(address, !self.flags.sharp),
            b'b' | b'o' | b'd' | b'x' | b'X' => self.print_unsigned(address, value, verb),
            _ => self.bad_verb(value, verb),
        }
    }

    /// `%!verb(type=value)`
    fn bad_verb(&mut self, value: &Value, verb: u32) {
        self.erroring = true;
        self.write_complaint(verb, b"(");
        self.write(value.type_name().as_bytes());
        if !value.is_nil() {
            self.write(b"=");
            self.print_known(value, b'v' as u32);
        }
        self.write(b")");
        self.erroring = false;
    }

    /// A value of any type with everything in it, without native recursion.
    fn print_tree(&mut self, value: &Value, verb: u32, depth: usize) {
        let mut frames: Vec<Frame> = Vec::new();
        self.open(value, verb, depth, &mut frames);
        while let Some(frame) = frames.last_mut() {
            if self.failure.is_some() {
                return;
            }
            match self.advance(frame, verb) {
                Some((item, interface)) => {
                    if item.is_nil() && interface {
                        self.print_nil_interface();
                        continue;
                    }
                    if frames.len() >= MAX_DEPTH {
                        self.failure = Some(FormatError::TooDeep);
                        return;
                    }
                    let depth = depth + frames.len();
                    self.print_nested(&item, verb, depth, &mut frames);
                }
                None => {
                    let closing: &[u8] = match frame {
                        Frame::Struct { .. } => b"}",
                        _ if self.flags.sharp_v => b"}",
                        _ => b"]",
                    };
                    self.write(closing);
                    frames.pop();
                }
            }
        }
    }

    fn print_nil_interface(&mut self) {
        let text: &[u8] = match self.flags.sharp_v {
            true => b"interface {}(nil)",
            false => b"<nil>",
        };
        self.write(text);
    }

    fn print_nested(&mut self, item: &Value, verb: u32, depth: usize, frames: &mut Vec<Frame>) {
        match item {
            Value::Object(_) => {
                if !self.print_by_method(item, verb) {
                    self.open(item, verb, depth, frames);
                }
            }
            Value::Bytes(bytes) if matches!(byte(verb), b's' | b'q' | b'x' | b'X') => {
                self.print_bytes(bytes.as_bytes(), verb);
            }
            Value::List(_) | Value::Map(_) | Value::Bytes(_) => {
                self.open(item, verb, depth, frames);
            }
            scalar => self.print_scalar(scalar, scalar, verb),
        }
    }

    /// The separator before, and the name or key of, the next item of a frame, then the item
    /// and whether it stands in an interface.
    fn advance(&mut self, frame: &mut Frame, verb: u32) -> Option<(Value, bool)> {
        match frame {
            Frame::List { list, next, interfaces } => {
                let item = list.get(*next)?;
                self.separate(*next == 0);
                *next += 1;
                Some((item, *interfaces))
            }
            Frame::Bytes { bytes, next } => {
                let item = *bytes.as_bytes().get(*next)?;
                self.separate(*next == 0);
                *next += 1;
                Some((Value::Uint8(item), false))
            }
            Frame::Map { entries, first, interfaces } => {
                let (key, item) = entries.next()?;
                self.separate(std::mem::take(first));
                self.print_string(&Value::String(key.clone()), key.as_bytes(), verb);
                self.write(b":");
                Some((item, *interfaces))
            }
            Frame::Struct { fields, first } => {
                let (name, item) = fields.next()?;
                self.separate(std::mem::take(first));
                if self.flags.plus_v || self.flags.sharp_v {
                    self.write(name.as_bytes());
                    self.write(b":");
                }
                Some((item, true))
            }
        }
    }

    fn separate(&mut self, first: bool) {
        if !first {
            self.write(if self.flags.sharp_v { b", " } else { b" " });
        }
    }

    /// Starts a composite value, or prints what turns out to have no parts.
    fn open(&mut self, value: &Value, verb: u32, depth: usize, frames: &mut Vec<Frame>) {
        match value {
            Value::Bytes(bytes) => {
                // A []byte that is an argument itself has its own name for the type.
                let argument = depth == 0 && verb == b'v' as u32;
                let name = if argument { "[]byte" } else { "[]uint8" };
                if self.open_brackets(b"[", name, bytes.is_nil()) {
                    let bytes = Str::from(bytes.as_bytes());
                    frames.push(Frame::Bytes { bytes, next: 0 });
                }
            }
            Value::List(list) => {
                if self.open_brackets(b"[", list.list_type().name, list.is_nil()) {
                    frames.push(Frame::List {
                        list: list.clone(),
                        next: 0,
                        interfaces: list.list_type().element == Element::Interface,
                    });
                }
            }
            Value::Map(map) => {
                if self.open_brackets(b"map[", map.map_type().name, map.is_nil()) {
                    frames.push(Frame::Map {
                        entries: map.to_pairs().into_iter(),
                        first: true,
                        interfaces: map.map_type().element == Element::Interface,
                    });
                }
            }
            Value::Object(object) => self.open_object(value, object, verb, depth, frames),
            scalar => self.print_scalar(scalar, scalar, verb),
        }
    }

    fn open_brackets(&mut self, plain: &[u8], type_name: &str, nil: bool) -> bool {
        if !self.flags.sharp_v {
            self.write(plain);
            return true;
        }
        self.write(type_name.as_bytes());
        self.write(if nil { b"(nil)" } else { b"{" });
        !nil
    }

    fn open_object(
        &mut self,
        value: &Value,
        object: &Rc<dyn Object>,
        verb: u32,
        depth: usize,
        frames: &mut Vec<Frame>,
    ) {
        if let Some(scalar) = object.scalar() {
            return self.print_scalar(&scalar, value, verb);
        }
        let pointer = object.kind() == Kind::Pointer;
        if pointer && depth > 0 {
            return self.print_address(value, verb);
        }
        if pointer {
            self.write(b"&");
        }
        if self.flags.sharp_v {
            let name = object.type_name();
            self.write(name.strip_prefix('*').unwrap_or(&name).as_bytes());
        }
        self.write(b"{");
        let fields = object.printed_fields().into_iter();
        frames.push(Frame::Struct { fields, first: true });
    }
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    /// Decimal digits; far too many of them swallow the rest of the format.
    fn read_number(&mut self) -> Option<usize> {
        let (number, end) = read_number(self.format, self.at, self.format.len());
        self.at = end;
        number
    }

    /// `[n]` before a verb or `*`. Whether there was one.
    fn read_index(&mut self, arguments: usize) -> bool {
        if self.peek() != Some(b'[') {
            return false;
        }
        self.reordered = true;
        let rest = self.format.get(self.at..).unwrap_or_default();
        let Some(close) = rest.iter().position(|&b| b == b']').filter(|_| rest.len() >= 3) else {
            self.at += 1;
            self.good_index = false;
            return false;
        };
        let (number, end) = read_number(rest, 1, close);
        self.at += close + 1;
        let number = number.filter(|_| end == close);
        match number.and_then(|n| n.checked_sub(1)).filter(|&n| n < arguments) {
            Some(index) => {
                self.argument = index;
                true
            }
            None => {
                self.good_index = false;
                number.is_some()
            }
        }
    }

    /// The next argument as a width or precision.
    fn integer_argument(&mut self, arguments: &[Value]) -> Option<i64> {
        let argument = arguments.get(self.argument)?;
        self.argument += 1;
        let scalar = match argument {
            Value::Object(object) => object.scalar()?,
            other => other.clone(),
        };
        let number = match scalar {
            Value::Int(number) | Value::Int64(number) => number,
            Value::Uint64(number) => i64::try_from(number).ok()?,
            Value::Uint8(number) => number as i64,
            _ => return None,
        };
        (!Flags::too_large(number)).then_some(number)
    }
}

fn read_number(text: &[u8], start: usize, end: usize) -> (Option<usize>, usize) {
    let (mut number, mut at) = (None, start);
    while let Some(digit) = text.get(at).filter(|b| at < end && b.is_ascii_digit()) {
        let value: usize = number.unwrap_or(0);
        if Flags::too_large(value as i64) {
            return (None, end);
        }
        number = Some(value * 10 + (digit - b'0') as usize);
        at += 1;
    }
    (number, at)
}

/// The verb as a byte, 0 for anything but ASCII.
fn byte(verb: u32) -> u8 {
    match verb < 0x80 {
        true => verb as u8,
        false => 0,
    }
}
