//! Objects of two sides, paired.

use crate::images::{ImageChange, image_changes};
use crate::lines::line_diff;
use crate::manifests::{Manifests, Object};

/// What happens to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is on both sides, and differs.
    Changed,
    /// It is on the old side alone.
    Removed,
    /// It is on the new side alone.
    Added,
}

/// An object of both sides, or of one.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Its key, on the old side where the two differ.
    pub key: &'a str,
    /// On the old side.
    pub old: Option<&'a Object>,
    /// On the new side.
    pub new: Option<&'a Object>,
}

impl<'a> Pair<'a> {
    /// What happens to it.
    pub fn kind(&self) -> Kind {
        match (self.old, self.new) {
            (Some(_), Some(_)) => Kind::Changed,
            (Some(_), None) => Kind::Removed,
            _ => Kind::Added,
        }
    }

    /// The object, as it is on the old side where it is on both.
    pub fn object(&self) -> Option<&'a Object> {
        self.old.or(self.new)
    }
}

/// What differs between two sides.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// Changed objects by key, then renamed ones, removed ones and added ones.
    pub pairs: Vec<Pair<'a>>,
    /// Images that are on one side only.
    pub images: Vec<ImageChange>,
}

impl<'a> Comparison<'a> {
    /// Pairs objects by key. With `renames`, an object that is gone is paired with the most alike of
    /// the new ones of its kind, if less than that share of their lines differs. helm-diff: `Manifests`
    /// and `contentSearch` of diff/diff.go.
    pub fn new(old: &'a Manifests, new: &'a Manifests, renames: f64) -> Comparison<'a> {
        let mut pairs: Vec<Pair<'a>> = Vec::new();
        for (key, object) in &old.objects {
            if let Some(other) =
                new.objects.get(key).filter(|other| other.content != object.content)
            {
                pairs.push(Pair { key, old: Some(object), new: Some(other) });
            }
        }
        let is_kept = |object: &Object| {
            object.annotation("helm.sh/resource-policy").as_deref() == Some("keep")
        };
        let gone = old.objects.iter().filter(|(key, _)| !new.objects.contains_key(*key));
        let mut removed: Vec<_> = gone.collect();
        let mut added: Vec<_> =
            new.objects.iter().filter(|(key, _)| !old.objects.contains_key(*key)).collect();
        if renames > 0.0 {
            removed.retain(|(key, object)| match most_alike(object, &added, renames) {
                None => true,
                Some(at) => {
                    let (_, new) = added.remove(at);
                    pairs.push(Pair { key, old: Some(object), new: Some(new) });
                    false
                }
            });
        }
        removed.retain(|(_, object)| !is_kept(object));
        pairs.extend(removed.iter().map(|(key, object)| Pair {
            key,
            old: Some(object),
            new: None,
        }));
        pairs.extend(added.iter().map(|(key, object)| Pair { key, old: None, new: Some(object) }));
        Comparison { pairs, images: image_changes(old.objects.values(), new.objects.values()) }
    }
}

/// Which of the new objects is most alike, if less than `limit` of the lines differ.
fn most_alike(old: &Object, added: &[(&String, &Object)], limit: f64) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (at, (_, new)) in added.iter().enumerate() {
        if new.kind != old.kind || !is_alike_in_length(old, new) || new.content == old.content {
            continue;
        }
        let lines = line_diff(&old.content, &new.content);
        let changed = lines.iter().filter(|line| !line.is_common()).count();
        let share = changed as f64 / lines.len().max(1) as f64;
        if share < limit && best.is_none_or(|(_, least)| share < least) {
            best = Some((at, share));
        }
    }
    best.map(|(at, _)| at)
}

fn is_alike_in_length(old: &Object, new: &Object) -> bool {
    let ratio = old.content.len() as f64 / new.content.len().max(1) as f64;
    old.kind == "Secret" || (0.1..=10.0).contains(&ratio)
}
