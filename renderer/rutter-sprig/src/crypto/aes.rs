//! AES-256-CBC with the password as key. sprig: `encryptAES`, `decryptAES`.

use aes::Aes256;
use aes::cipher::block_padding::{NoPadding, Pkcs7};
use aes::cipher::{BlockDecryptMut, BlockEncryptMut, KeyIvInit};
use rutter_go::value::Value;
use rutter_template::{Call, Error};

use crate::arguments::{Outcome, charge, charge_slow, string, text};

const BLOCK: usize = 16;

/// The password, cut or filled with zeros to 32 bytes.
fn key(password: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    let length = password.len().min(key.len());
    key[..length].copy_from_slice(&password[..length]);
    key
}

pub(crate) fn encrypt_aes(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    let (password, plain) = (text(a, 0), text(a, 1));
    if plain.is_empty() {
        return string("");
    }
    charge(call, plain.len() * 2)?;
    let mut iv = [0; BLOCK];
    call.world().fill_random(&mut iv);
    let cipher = cbc::Encryptor::<Aes256>::new(&key(password.as_bytes()).into(), &iv.into());
    let encrypted = cipher.encrypt_padded_vec_mut::<Pkcs7>(plain.as_bytes());
    string(rutter_go::base64::encode(&[iv.as_slice(), &encrypted].concat()))
}

pub(crate) fn decrypt_aes(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    charge_slow(call)?;
    let (password, source) = (text(a, 0), text(a, 1));
    if source.is_empty() {
        return string("");
    }
    let bytes = rutter_go::base64::decode(source.as_bytes())
        .map_err(|error| Error::new(error.to_string()))?;
    let Some((iv, content)) = bytes.split_at_checked(BLOCK) else {
        return Err(Error::panic(format!(
            "runtime error: slice bounds out of range [:{BLOCK}] with capacity {}",
            bytes.len()
        )));
    };
    let mut first = [0; BLOCK];
    first.copy_from_slice(iv);
    let cipher = cbc::Decryptor::<Aes256>::new(&key(password.as_bytes()).into(), &first.into());
    let plain = cipher
        .decrypt_padded_vec_mut::<NoPadding>(content)
        .map_err(|_| Error::panic("crypto/cipher: input not full blocks"))?;
    let Some(padding) = plain.last() else {
        return Err(Error::panic("runtime error: index out of range [-1]"));
    };
    match plain.len().checked_sub(usize::from(*padding)) {
        Some(length) => string(&plain[..length]),
        None => Err(Error::panic(format!(
            "runtime error: slice bounds out of range [:{}]",
            plain.len() as i64 - i64::from(*padding)
        ))),
    }
}
