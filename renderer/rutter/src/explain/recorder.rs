//! A listener that remembers for each line of output what wrote it.
//!
//! Templates that functions such as `include` run write to buffers of their own, and what comes
//! out of them is often changed (`nindent`, `trim`, `quote`) before it is written. Lines of such
//! a buffer are found again by their text.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rutter_go::value::Str;
use rutter_template::{Entry, Place, Position, Trace};

use super::sources::Sources;
use super::values_index::{Path, ValuesIndex, path_text};
use super::{ExplainedFiles, Origin, SourcePlace, ValueRead};

/// How many lines of an included text are looked through for a line of output.
const LOOKED_THROUGH: usize = 256;

/// Most values that are kept of what decided over a line.
const MAX_CONDITIONS: usize = 32;

/// What was recorded, by executed template.
pub(crate) type Recording = Rc<RefCell<BTreeMap<String, Vec<Line>>>>;

/// The way from an included template to what the host executed.
struct Link {
    place: Rc<SourcePlace>,
    up: Option<Rc<Link>>,
}

/// What decided, on the way to an action, that it is executed.
struct Conditions {
    reads: Vec<Path>,
    up: Option<Rc<Conditions>>,
}

/// A line, or the part of one that an action wrote.
struct RawOrigin {
    place: Rc<SourcePlace>,
    link: Option<Rc<Link>>,
    reads: Vec<Path>,
    conditions: Option<Rc<Conditions>>,
}

impl RawOrigin {
    /// What was read to decide over it, innermost first.
    fn conditions(&self) -> impl Iterator<Item = &Path> {
        self.conditions_inside(None).take(MAX_CONDITIONS)
    }

    /// The same without what also decided over everything around it.
    fn conditions_inside(&self, outer: Option<&Rc<Conditions>>) -> impl Iterator<Item = &Path> {
        let is_inside =
            move |inner: &&Rc<Conditions>| outer.is_none_or(|outer| !Rc::ptr_eq(inner, outer));
        std::iter::successors(self.conditions.as_ref(), |inner| inner.up.as_ref())
            .take_while(is_inside)
            .flat_map(|inner| &inner.reads)
    }
}

/// A line of a buffer.
#[derive(Default)]
pub(crate) struct Line {
    text: Vec<u8>,
    origins: Vec<Rc<RawOrigin>>,
}

/// A read that waits for the write it was for.
struct Read {
    path: Path,
    frame: usize,
    offset: usize,
}

/// Included text that waits for the write it is part of.
struct Nested {
    lines: Vec<Line>,
    frame: usize,
    offset: usize,
}

struct Write {
    start: usize,
    end: usize,
    /// Byte in the template.
    offset: usize,
    /// Whether the bytes stand in the template as they are.
    may_be_text: bool,
    origin: RawOrigin,
    nested: Vec<Nested>,
}

#[derive(Default)]
struct Buffer {
    writes: Vec<Write>,
    reads: Vec<Read>,
    nested: Vec<Nested>,
}

struct Frame {
    link: Option<Rc<Link>>,
    /// Where the text was run that this is part of: places in it say nothing.
    text_place: Option<Rc<SourcePlace>>,
    entry: Entry,
    name: String,
    conditions: Option<Rc<Conditions>>,
    /// Number of the frame, to tell its reads from those of others.
    id: usize,
    /// Byte of the action that runs it, and its frame's number.
    caller: (usize, usize),
}

/// The listener.
pub(crate) struct Recorder {
    values: ValuesIndex,
    sources: BTreeMap<String, Str>,
    frames: Vec<Frame>,
    count: usize,
    buffers: Vec<Buffer>,
    recording: Recording,
}

impl Recorder {
    /// A listener to templates with these texts; what it hears is in the recording.
    pub fn new(values: ValuesIndex, sources: BTreeMap<String, Str>) -> (Recorder, Recording) {
        let recording = Recording::default();
        let recorder = Recorder {
            values,
            sources,
            frames: Vec::new(),
            count: 0,
            buffers: Vec::new(),
            recording: recording.clone(),
        };
        (recorder, recording)
    }

    /// The place itself, or where the text was run that it is in.
    fn place(&self, position: Position) -> Rc<SourcePlace> {
        let text_place = self.frames.last().and_then(|frame| frame.text_place.as_ref());
        match text_place.filter(|_| !self.sources.contains_key(&position.file)) {
            Some(place) => place.clone(),
            None => Rc::new(SourcePlace {
                file: position.file,
                template: position.template,
                line: position.line,
                column: position.column + 1,
            }),
        }
    }

    fn finish(&mut self, entry: Entry, text: &[u8]) -> Vec<Line> {
        let Some(mut buffer) = self.buffers.pop() else { return Vec::new() };
        let rest = std::mem::take(&mut buffer.reads);
        let mut lines = Assembly::new(&self.sources, text).lines(buffer.writes);
        if entry != Entry::Host
            && let [line] = &mut lines[..]
            && let Some(origin) = line.origins.first_mut().and_then(Rc::get_mut)
        {
            // Conditions decided over the one line there is.
            origin.reads.extend(rest.into_iter().map(|read| read.path));
        }
        lines
    }
}

impl Trace for Recorder {
    fn enter(&mut self, entry: Entry, _: &str, template: &[u8], caller: Option<Place<'_>>) {
        let up = self.frames.last().and_then(|frame| frame.link.clone());
        let caller_frame = self.frames.last().map_or(0, |frame| frame.id);
        let offset = caller.as_ref().map_or(0, Place::offset);
        let place = caller.map(|place| self.place(place.position()));
        let outer = self.frames.last().and_then(|frame| frame.text_place.clone());
        let conditions = self.frames.last().and_then(|frame| frame.conditions.clone());
        let text_place = match entry {
            Entry::Text => place.clone().or(outer),
            _ => outer,
        };
        // A text has no place of its own: what it writes is where it is run.
        let link = match place {
            Some(place) if entry != Entry::Text => Some(Rc::new(Link { place, up })),
            _ => up,
        };
        if entry != Entry::Action {
            self.buffers.push(Buffer::default());
        }
        self.count += 1;
        self.frames.push(Frame {
            link,
            text_place,
            entry,
            conditions,
            name: String::from_utf8_lossy(template).into_owned(),
            id: self.count,
            caller: (offset, caller_frame),
        });
    }

    fn output(&mut self, text: &[u8]) {
        let Some(frame) = self.frames.last() else { return };
        let (entry, name, (offset, caller)) = (frame.entry, frame.name.clone(), frame.caller);
        if entry == Entry::Action {
            return;
        }
        let lines = self.finish(entry, text);
        match self.buffers.last_mut() {
            Some(buffer) if entry != Entry::Host => {
                buffer.nested.push(Nested { lines, frame: caller, offset });
            }
            _ => {
                self.recording.borrow_mut().insert(name, lines);
            }
        }
    }

    fn leave(&mut self) {
        self.frames.pop();
    }

    fn write(&mut self, start: usize, end: usize, place: Place<'_>) {
        if start == end {
            return;
        }
        let offset = place.offset();
        let position = place.position();
        let may_be_text = self.sources.contains_key(&position.file);
        let place = self.place(position);
        let Some(frame) = self.frames.last() else { return };
        let Some(buffer) = self.buffers.last_mut() else { return };
        let is_host = self.frames.iter().rev().find(|f| f.entry != Entry::Action);
        let is_host = is_host.is_some_and(|f| f.entry == Entry::Host);
        // In a file, conditions stand before what they decide over: only what was read inside
        // the action counts. In an included template everything does.
        let mut reads: Vec<Read> = std::mem::take(&mut buffer.reads);
        if is_host {
            reads.retain(|read| read.frame == frame.id && read.offset >= offset);
        }
        let mut nested = std::mem::take(&mut buffer.nested);
        nested.retain(|inner| inner.frame == frame.id && inner.offset >= offset);
        let origin = RawOrigin {
            place,
            link: frame.link.clone(),
            reads: reads.into_iter().map(|read| read.path).collect(),
            conditions: frame.conditions.clone(),
        };
        buffer.writes.push(Write { start, end, offset, may_be_text, origin, nested });
    }

    fn branch(&mut self, pipeline: Place<'_>) {
        let start = pipeline.offset();
        let Some(frame) = self.frames.last_mut() else { return };
        let Some(buffer) = self.buffers.last() else { return };
        let is_inside = |of: usize, offset: usize| of == frame.id && offset >= start;
        let own = buffer.reads.iter().filter(|read| is_inside(read.frame, read.offset));
        let nested = buffer.nested.iter().filter(|inner| is_inside(inner.frame, inner.offset));
        let outer = frame.conditions.as_ref();
        let included = nested
            .flat_map(|nested| &nested.lines)
            .flat_map(|line| &line.origins)
            .flat_map(|origin| origin.reads.iter().chain(origin.conditions_inside(outer)));
        let mut reads: Vec<Path> = Vec::new();
        for path in own.map(|read| &read.path).chain(included) {
            if reads.len() == MAX_CONDITIONS {
                break;
            }
            if !reads.contains(path) {
                reads.push(path.clone());
            }
        }
        frame.conditions = Some(Rc::new(Conditions { reads, up: frame.conditions.take() }));
    }

    fn branch_end(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        frame.conditions = frame.conditions.take().and_then(|conditions| conditions.up.clone());
    }

    fn field(&mut self, map: usize, key: &[u8], _: bool, place: Place<'_>) {
        let Some(path) = self.values.path(map, key) else { return };
        let frame = self.frames.last().map_or(0, |frame| frame.id);
        let Some(buffer) = self.buffers.last_mut() else { return };
        // `.Values.a.b` reads `a` on the way to `b`.
        if buffer.reads.last().is_some_and(|last| {
            last.frame == frame && path.len() == last.path.len() + 1 && path.starts_with(&last.path)
        }) {
            buffer.reads.pop();
        }
        buffer.reads.push(Read { path, frame, offset: place.offset() });
    }
}

/// Lines made of writes.
struct Assembly<'a> {
    sources: &'a BTreeMap<String, Str>,
    text: &'a [u8],
    lines: Vec<Line>,
    /// The text that is used for a line if no action wrote to it.
    fallback: Option<(Rc<RawOrigin>, bool)>,
}

impl<'a> Assembly<'a> {
    fn new(sources: &'a BTreeMap<String, Str>, text: &'a [u8]) -> Assembly<'a> {
        Assembly { sources, text, lines: vec![Line::default()], fallback: None }
    }

    fn lines(mut self, writes: Vec<Write>) -> Vec<Line> {
        for write in writes {
            match self.is_text(&write) {
                true => self.add_text(&write),
                false => self.add_action(write),
            }
        }
        self.end_line();
        let texts = self.text.split(|byte| *byte == b'\n');
        for (line, text) in self.lines.iter_mut().zip(texts) {
            line.text = text.trim_ascii().to_vec();
        }
        self.lines
    }

    fn bytes(&self, write: &Write) -> &'a [u8] {
        self.text.get(write.start..write.end).unwrap_or_default()
    }

    fn is_text(&self, write: &Write) -> bool {
        let source = self.sources.get(&write.origin.place.file).filter(|_| write.may_be_text);
        let bytes = self.bytes(write);
        source.is_some_and(|source| {
            source.as_bytes().get(write.offset..).is_some_and(|rest| rest.starts_with(bytes))
        })
    }

    fn end_line(&mut self) {
        let fallback = self.fallback.take();
        if let (Some(line), Some((origin, _))) = (self.lines.last_mut(), fallback)
            && line.origins.is_empty()
        {
            line.origins.push(origin);
        }
    }

    fn next_line(&mut self) {
        self.end_line();
        self.lines.push(Line::default());
    }

    fn add_text(&mut self, write: &Write) {
        for (index, piece) in self.bytes(write).split(|byte| *byte == b'\n').enumerate() {
            if index > 0 {
                self.next_line();
            }
            let is_blank = piece.trim_ascii().is_empty();
            let taken = self.fallback.as_ref().is_some_and(|(_, blank)| !blank || is_blank);
            if taken || piece.is_empty() {
                continue;
            }
            let mut place = (*write.origin.place).clone();
            let indent = piece.len() - piece.trim_ascii_start().len();
            let before = if index == 0 { place.column } else { 1 };
            place.column = before + if is_blank { 0 } else { indent };
            place.line += index;
            let link = write.origin.link.clone();
            let origin = RawOrigin {
                place: Rc::new(place),
                link,
                reads: Vec::new(),
                conditions: write.origin.conditions.clone(),
            };
            self.fallback = Some((Rc::new(origin), is_blank));
        }
    }

    fn add_action(&mut self, write: Write) {
        let bytes = self.bytes(&write);
        let mut inner = Inner::new(&write.nested);
        let mut whole: Option<Rc<RawOrigin>> = None;
        for (index, piece) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if index > 0 {
                self.next_line();
            }
            if piece.is_empty() {
                continue;
            }
            let origins = match inner.find(piece.trim_ascii()) {
                Some(origins) => origins.iter().map(|origin| write.given_to(origin)).collect(),
                None => {
                    let origin = whole.get_or_insert_with(|| Rc::new(write.with_nested_reads()));
                    vec![origin.clone()]
                }
            };
            if let Some(line) = self.lines.last_mut() {
                line.origins.extend(origins);
            }
        }
    }
}

impl Write {
    /// The origin inside an included template, with what was read for its arguments.
    fn given_to(&self, inner: &Rc<RawOrigin>) -> Rc<RawOrigin> {
        if self.origin.reads.is_empty() {
            return inner.clone();
        }
        Rc::new(RawOrigin {
            place: inner.place.clone(),
            link: inner.link.clone(),
            reads: inner.reads.iter().chain(&self.origin.reads).cloned().collect(),
            conditions: inner.conditions.clone(),
        })
    }

    /// The origin with everything read on the way.
    fn with_nested_reads(&self) -> RawOrigin {
        let inner = self.nested.iter().flat_map(|nested| &nested.lines);
        let inner = inner.flat_map(|line| &line.origins).flat_map(|origin| &origin.reads);
        RawOrigin {
            place: self.origin.place.clone(),
            link: self.origin.link.clone(),
            reads: self.origin.reads.iter().chain(inner).cloned().collect(),
            conditions: self.origin.conditions.clone(),
        }
    }
}

/// The lines of included texts, read forwards.
struct Inner<'a> {
    lines: Vec<&'a Line>,
    next: usize,
}

impl<'a> Inner<'a> {
    fn new(nested: &'a [Nested]) -> Inner<'a> {
        let lines = nested.iter().flat_map(|nested| &nested.lines);
        Inner { lines: lines.filter(|line| !line.text.is_empty()).collect(), next: 0 }
    }

    /// The origins of the next line that is, or is part of, a line of output.
    fn find(&mut self, text: &[u8]) -> Option<&'a [Rc<RawOrigin>]> {
        let rest = self.lines.get(self.next..)?;
        let rest = rest.get(..LOOKED_THROUGH.min(rest.len()))?;
        let same = rest.iter().position(|line| line.text == text);
        let part = || {
            let holds = |line: &&Line| memchr::memmem::find(text, &line.text).is_some();
            rest.iter().position(holds)
        };
        let at = same.or_else(part)?;
        let line = rest.get(at)?;
        self.next += at + 1;
        Some(&line.origins)
    }
}

/// A recording in words: every value with its source.
pub(crate) fn explained(
    recording: &Recording,
    sources: &Sources<'_>,
    rendered: &BTreeMap<&str, &[u8]>,
) -> ExplainedFiles {
    let mut known: BTreeMap<Path, Option<String>> = BTreeMap::new();
    let mut read = |path: &Path| {
        let source = known.entry(path.clone()).or_insert_with(|| sources.find(path));
        ValueRead { path: path_text(path), source: source.clone() }
    };
    let mut files = ExplainedFiles::new();
    for (name, lines) in recording.borrow().iter() {
        let Some(text) = rendered.get(name.as_str()) else { continue };
        let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let file = files.entry(name.clone()).or_default();
        file.starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        file.origins = lines.iter().map(|line| line_origins(line, &mut read)).collect();
    }
    files
}

fn line_origins(line: &Line, read: &mut impl FnMut(&Path) -> ValueRead) -> Vec<Origin> {
    let mut origins: Vec<Origin> = Vec::new();
    for origin in &line.origins {
        let values = distinct(origin.reads.iter().map(&mut *read));
        let conditions = distinct(origin.conditions().map(&mut *read));
        let links = std::iter::successors(origin.link.as_ref(), |link| link.up.as_ref());
        let origin = Origin {
            place: (*origin.place).clone(),
            includes: links.map(|link| (*link.place).clone()).collect(),
            values,
            conditions,
        };
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    origins
}

/// Each once, in the order of their first.
fn distinct(reads: impl Iterator<Item = ValueRead>) -> Vec<ValueRead> {
    let mut values: Vec<ValueRead> = Vec::new();
    for value in reads {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}
