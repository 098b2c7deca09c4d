//! XML as Go's `encoding/xml` writes it, indented by tabs and without a declaration.

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Elements(Vec<Element>),
    Text(String),
    Cdata(String),
}

/// An element without content.
pub(super) fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), content: Content::Elements(Vec::new()) }
}

impl Element {
    /// With an attribute behind those it has.
    pub(super) fn attribute(mut self, name: &'static str, value: impl ToString) -> Element {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// With this element behind those it has, which replaces text.
    pub(super) fn with(self, element: Element) -> Element {
        self.with_all([element])
    }

    /// With these elements behind those it has, which replace text.
    pub(super) fn with_all(mut self, elements: impl IntoIterator<Item = Element>) -> Element {
        let mut all = match self.content {
            Content::Elements(all) => all,
            _ => Vec::new(),
        };
        all.extend(elements);
        self.content = Content::Elements(all);
        self
    }

    /// With nothing but text.
    pub(super) fn text(mut self, text: impl Into<String>) -> Element {
        self.content = Content::Text(text.into());
        self
    }

    /// With nothing but text that stands as it is.
    pub(super) fn cdata(mut self, text: impl Into<String>) -> Element {
        self.content = Content::Cdata(text.into());
        self
    }

    /// The document of this element, with a line break at its end.
    pub(super) fn document(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        out.push_str(&"\t".repeat(depth));
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push_str(&format!(" {name}=\"{}\"", escape(value)));
        }
        out.push('>');
        match &self.content {
            Content::Elements(elements) => {
                for element in elements {
                    out.push('\n');
                    element.write(depth + 1, out);
                }
                if !elements.is_empty() {
                    out.push('\n');
                    out.push_str(&"\t".repeat(depth));
                }
            }
            Content::Text(text) => out.push_str(&escape(text)),
            Content::Cdata(text) if text.is_empty() => {}
            Content::Cdata(text) => {
                let text = text.replace("]]>", "]]]]><![CDATA[>");
                out.push_str(&format!("<![CDATA[{text}]]>"));
            }
        }
        out.push_str(&format!("</{}>", self.name));
    }
}

/// Go: `xml.EscapeText`.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            '\0'..'\x20' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            character => out.push(character),
        }
    }
    out
}
