//! Templates that a text given at run time defines for itself.
//!
//! Helm: pkg/engine/engine.go `tplFun` clones the whole template set for each text. Here a text
//! that defines nothing adds one link, and one that defines something a small map.

use std::collections::BTreeMap;
use std::rc::Rc;

use rutter_go::Str;

use crate::ast::Template;

/// The templates of one running text, before those of the text around it.
pub(crate) struct Overlay {
    defines: BTreeMap<Str, Template>,
    outer: Option<Rc<Overlay>>,
}

impl Overlay {
    /// The templates of a text inside `outer`. `is_defined` tells what the set itself has: an empty
    /// template never hides one that is there.
    pub fn new(
        templates: &[Template],
        outer: Option<Rc<Overlay>>,
        is_defined: impl Fn(&Str) -> bool,
    ) -> Rc<Overlay> {
        let hides = |template: &&Template| {
            let name = &template.name;
            let is_known = || find(&outer, name.as_bytes()).is_some() || is_defined(name);
            !(template.is_empty() && is_known())
        };
        let defines = templates.iter().filter(hides);
        let defines = defines.map(|t| (t.name.clone(), t.clone())).collect();
        Rc::new(Overlay { defines, outer })
    }
}

/// The template of this name in the innermost text that has one.
pub(crate) fn find<'a>(overlay: &'a Option<Rc<Overlay>>, name: &[u8]) -> Option<&'a Template> {
    let mut next = overlay.as_ref();
    while let Some(overlay) = next {
        if let Some(template) = overlay.defines.get(name) {
            return Some(template);
        }
        next = overlay.outer.as_ref();
    }
    None
}
