//! Where an answer sends a request.

use crate::{Error, ErrorKind, Method, Request, Response};

/// The request that an answer asks for in place of the one it answers, if it does.
pub(crate) fn next<'a>(
    request: &Request<'a>,
    response: &Response,
) -> Result<Option<Request<'a>>, Error> {
    let (method, keeps_body) = match response.status() {
        301..=303 => (read_method(request.method), false),
        307 | 308 => (request.method, true),
        _ => return Ok(None),
    };
    let Some(location) = response.headers().get("Location").filter(|l| !l.is_empty()) else {
        return Ok(None);
    };
    let fail =
        |reason: String| Error::new(ErrorKind::Redirect, request.method, &request.url, reason);
    let url = request.url.join(location).map_err(|reason| {
        fail(format!("failed to parse Location header {}: {reason}", crate::quote(location)))
    })?;
    if request.url.scheme() == "https" && url.scheme() == "http" {
        return Err(fail(format!(
            "redirect to {} downgrades scheme from https",
            crate::quote(&url.to_string())
        )));
    }
    if request.at_home && !request.url.same_origin(&url) {
        return Err(fail(format!(
            "redirect to {} leaves the host that this request is for",
            crate::quote(&url.to_string())
        )));
    }
    let mut next = request.clone();
    next.method = method;
    if !keeps_body {
        next.body = None;
        next.headers.remove("Content-Type");
        next.headers.remove("Content-Length");
    }
    if !request.url.same_origin(&url) {
        next.headers.remove_secrets();
    }
    next.url = url;
    Ok(Some(next))
}

fn read_method(method: Method) -> Method {
    if method == Method::Head { Method::Head } else { Method::Get }
}
