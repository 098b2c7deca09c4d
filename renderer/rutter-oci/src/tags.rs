//! Lists of tags.

use rutter_http::{Method, Request, Response, Url};
use serde::Deserialize;

use crate::client::about;
use crate::{Client, Error, Reference, json, scope};

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    tags: Option<Vec<String>>,
}

impl Client {
    /// The tags of a repository, from all pages, in the registry's order.
    ///
    /// # Errors
    /// When the registry does not say, or says too much.
    pub fn tags(&self, repository: &Reference) -> Result<Vec<String>, Error> {
        let limits = &self.options.limits;
        let scope = scope::of_repository(&repository.repository, "pull");
        let mut url = self.url(repository, "tags/list")?;
        let mut tags: Vec<String> = Vec::new();
        for _ in 0..limits.pages {
            let response = self.send(Request::new(Method::Get, url.clone()), &scope)?;
            if response.status() != 200 {
                return Err(self.refused(response));
            }
            let next = next_page(&response, &url)?;
            let about = about(&response);
            let body = response.bytes(limits.manifest)?;
            let page: Page = json::read_first(&body).map_err(|reason| {
                Error::Content(format!("{about}: failed to decode response: {reason}"))
            })?;
            tags.extend(page.tags.unwrap_or_default());
            if tags.len() > limits.entries {
                return Err(Error::Content(format!("more than {} tags", limits.entries)));
            }
            match next {
                Some(next) => url = next,
                None => return Ok(tags),
            }
        }
        Err(Error::Content(format!("tag listing exceeded {} pages: too many pages", limits.pages)))
    }
}

/// The next page by the header `Link`. It may not lead elsewhere.
pub(crate) fn next_page(response: &Response, asked: &Url) -> Result<Option<Url>, Error> {
    let Some(link) = response.headers().get("Link").filter(|link| !link.is_empty()) else {
        return Ok(None);
    };
    let quoted = rutter_http::quote(link);
    let bad = |what: &str| Error::Content(format!("invalid next link {quoted}: {what}"));
    let rest = link.strip_prefix('<').ok_or_else(|| bad("missing '<'"))?;
    let (target, _) = rest.split_once('>').ok_or_else(|| bad("missing '>'"))?;
    let next = asked.join(target).map_err(|reason| bad(&reason))?;
    if !next.same_origin(asked) {
        let from = rutter_http::quote(&asked.to_string());
        let target = rutter_http::quote(target);
        let text = format!("invalid next link {target}: not the same origin as {from}");
        return Err(Error::Content(text));
    }
    if next == *asked {
        return Err(bad("it is the page itself"));
    }
    Ok(Some(next))
}
