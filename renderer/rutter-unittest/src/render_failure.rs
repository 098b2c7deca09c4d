//! A failed render as a document. helm-unittest: test_job.go `parseRenderError`.

use rutter_go::regexp::Regexp;

/// What failed, if Helm's message says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RenderFailure {
    /// The template that failed (`redis/templates/service.yaml`).
    pub file: String,
    /// What went wrong, without the place.
    pub text: String,
}

/// Takes Helm's message apart: file, and what follows the last `: ` of its place; of a message of
/// several lines, all but the first.
pub(crate) fn parse(message: &str) -> Option<RenderFailure> {
    const PATTERN: &[u8] = br"(?msU)^(?:.+: |.+ \()(?:(.+):\d+:\d+).+(?:.+>)*: (.+)$";
    let groups = Regexp::compile(PATTERN).ok()?.find_submatch_index(message.as_bytes())?;
    let group = |index: usize| {
        let span = (*groups.get(index)?)?;
        message.get(span.0..span.1)
    };
    let text = match message.split_once('\n') {
        Some((_, rest)) => rest,
        None => group(2)?,
    };
    Some(RenderFailure { file: group(1)?.to_string(), text: text.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_cut() {
        let cases = [
            ("execution error at (c/templates/a.yaml:1:3): broken", "c/templates/a.yaml", "broken"),
            (
                "template: c/templates/np.yaml:1:10: executing \"c/templates/np.yaml\" at <.Values.q.w.e>: nil pointer evaluating interface {}.w",
                "c/templates/np.yaml",
                "executing \"c/templates/np.yaml\" at <.Values.q.w.e>: nil pointer evaluating interface {}.w",
            ),
            ("execution error at (c/templates/a.yaml:1:3): a\nb\nc", "c/templates/a.yaml", "b\nc"),
        ];
        for (message, file, text) in cases {
            let want = RenderFailure { file: file.to_string(), text: text.to_string() };
            assert_eq!(parse(message), Some(want), "{message}");
        }
        assert_eq!(parse("no place"), None);
    }
}
