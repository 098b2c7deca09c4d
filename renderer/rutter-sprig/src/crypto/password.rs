//! Passwords: bcrypt hashes and the Master Password algorithm.

use hmac::{Hmac, Mac};
use rutter_go::value::Value;
use rutter_template::{Call, Error};
use sha2::Sha256;

use crate::arguments::{Outcome, string, text};

/// Longest password bcrypt takes.
const MAX_BCRYPT: usize = 72;
/// Go: bcrypt `DefaultCost`.
const COST: u32 = 10;

/// A bcrypt hash in the `$2a$` form. sprig: `bcrypt`.
fn hashed(call: &mut Call<'_, '_>, password: &[u8]) -> Result<String, Error> {
    // Takes longer than that many steps, but a chart may have hundreds of users.
    call.charge(1_000_000)?;
    if password.len() > MAX_BCRYPT {
        return Ok(
            "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes".into(),
        );
    }
    let mut salt = [0; 16];
    call.world().fill_random(&mut salt);
    match bcrypt::hash_with_salt(password, COST, salt) {
        Ok(parts) => Ok(parts.format_for_version(bcrypt::Version::TwoA)),
        Err(error) => Ok(format!("failed to encrypt string with bcrypt: {error}")),
    }
}

pub(crate) fn bcrypt(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(hashed(call, text(a, 0).as_bytes())?)
}

pub(crate) fn htpasswd(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let (user, password) = (text(a, 0), text(a, 1));
    if user.as_bytes().contains(&b':') {
        return string([b"invalid username: ", user.as_bytes()].concat());
    }
    let hash = hashed(call, password.as_bytes())?;
    string([user.as_bytes(), b":", hash.as_bytes()].concat())
}

const SEED: &[u8] = b"com.lyndir.masterpassword";

/// The shapes of a kind of password, one letter a class of characters.
fn templates(kind: &[u8]) -> Option<&'static [&'static str]> {
    Some(match kind {
        b"maximum" => &["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"],
        b"long" => &[
            "CvcvnoCvcvCvcv",
            "CvcvCvcvnoCvcv",
            "CvcvCvcvCvcvno",
            "CvccnoCvcvCvcv",
            "CvccCvcvnoCvcv",
            "CvccCvcvCvcvno",
            "CvcvnoCvccCvcv",
            "CvcvCvccnoCvcv",
            "CvcvCvccCvcvno",
            "CvcvnoCvcvCvcc",
            "CvcvCvcvnoCvcc",
            "CvcvCvcvCvccno",
            "CvccnoCvccCvcv",
            "CvccCvccnoCvcv",
            "CvccCvccCvcvno",
            "CvcvnoCvccCvcc",
            "CvcvCvccnoCvcc",
            "CvcvCvccCvccno",
            "CvccnoCvcvCvcc",
            "CvccCvcvnoCvcc",
            "CvccCvcvCvccno",
        ],
        b"medium" => &["CvcnoCvc", "CvcCvcno"],
        b"short" => &["Cvcn"],
        b"basic" => &["aaanaaan", "aannaaan", "aaannaaa"],
        b"pin" => &["nnnn"],
        _ => return None,
    })
}

fn characters(class: u8) -> &'static [u8] {
    match class {
        b'V' => b"AEIOU",
        b'C' => b"BCDFGHJKLMNPQRSTVWXYZ",
        b'v' => b"aeiou",
        b'c' => b"bcdfghjklmnpqrstvwxyz",
        b'A' => b"AEIOUBCDFGHJKLMNPQRSTVWXYZ",
        b'a' => b"AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz",
        b'n' => b"0123456789",
        b'o' => b"@&%?,=[]_:-+*$#!'^~;()/.",
        _ => b"AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()",
    }
}

fn with_length(text: &[u8]) -> Vec<u8> {
    [SEED, &(text.len() as u32).to_be_bytes(), text].concat()
}

/// sprig: `derivePassword`.
pub(crate) fn derive_password(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    call.charge(2_000_000)?;
    let counter = match a.first() {
        Some(Value::Uint64(counter)) => *counter as u32,
        _ => 0,
    };
    let kind = text(a, 1);
    let (password, user, site) = (text(a, 2), text(a, 3), text(a, 4));
    let Some(templates) = templates(kind.as_bytes()) else {
        return string([b"cannot find password template ", kind.as_bytes()].concat());
    };
    let failed = |error: String| Error::new(format!("failed to derive password: {error}"));
    let parameters = scrypt::Params::new(15, 8, 2, 64).map_err(|e| failed(e.to_string()))?;
    let mut key = [0; 64];
    scrypt::scrypt(password.as_bytes(), &with_length(user.as_bytes()), &parameters, &mut key)
        .map_err(|e| failed(e.to_string()))?;
    let message = [with_length(site.as_bytes()), counter.to_be_bytes().to_vec()].concat();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|e| failed(e.to_string()))?;
    mac.update(&message);
    let seed = mac.finalize().into_bytes();
    let template = templates[usize::from(seed[0]) % templates.len()];
    let letters = template.bytes().zip(seed.iter().skip(1)).map(|(class, byte)| {
        let allowed = characters(class);
        allowed[usize::from(*byte) % allowed.len()]
    });
    string(letters.collect::<Vec<u8>>())
}
