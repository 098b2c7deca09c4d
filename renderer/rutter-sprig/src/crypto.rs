//! sprig crypto.go: digests, passwords, keys and certificates.

mod aes;
mod certificate;
mod der;
mod hash;
mod key;
mod password;
mod pem;
mod prime;
mod randomness;

pub(crate) use aes::{decrypt_aes, encrypt_aes};
pub(crate) use certificate::{
    build_custom_cert, gen_ca, gen_ca_with_key, gen_self_signed_cert,
    gen_self_signed_cert_with_key, gen_signed_cert, gen_signed_cert_with_key,
};
pub(crate) use hash::{adler32sum, sha1sum, sha256sum, sha512sum};
pub(crate) use key::gen_private_key;
pub(crate) use password::{bcrypt, derive_password, htpasswd};
