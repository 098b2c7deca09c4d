//! Private keys: made, read and written. Go: crypto/rsa, crypto/ecdsa, crypto/ed25519,
//! crypto/x509, and sprig's own form for DSA.

use ed25519_dalek::Signer as _;
use num_bigint::BigUint;
use num_traits::One;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::pkcs8::DecodePrivateKey as _;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::signature::{RandomizedSigner, SignatureEncoding};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rutter_go::World;
use rutter_go::value::Value;
use rutter_template::{Call, Error};
use sha2::Sha256;

use super::der::{self, bits, element, identifier, integer, null, octets, sequence, small_integer};
use super::pem;
use super::prime::{is_prime, random_below, random_prime};
use super::randomness::Randomness;
use crate::arguments::{Outcome, string, text};

const RSA_ENCRYPTION: &[u32] = &[1, 2, 840, 113549, 1, 1, 1];
const SHA256_WITH_RSA: &[u32] = &[1, 2, 840, 113549, 1, 1, 11];
const EC_PUBLIC_KEY: &[u32] = &[1, 2, 840, 10045, 2, 1];
const P256: &[u32] = &[1, 2, 840, 10045, 3, 1, 7];
const ECDSA_WITH_SHA256: &[u32] = &[1, 2, 840, 10045, 4, 3, 2];
const ED25519: &[u32] = &[1, 3, 101, 112];

/// A key that can sign certificates, or one that can only be read and written.
pub(super) enum PrivateKey {
    Rsa(Box<rsa::RsaPrivateKey>),
    Ecdsa(p256::SecretKey),
    Ed25519(ed25519_dalek::SigningKey),
    /// A key of another kind, with its label and bytes.
    Other(String, Vec<u8>),
}

impl PrivateKey {
    /// A new RSA key.
    pub(super) fn generate_rsa(world: &dyn World, size: usize) -> Result<PrivateKey, Error> {
        let exponent = BigUint::from(65_537u32);
        loop {
            let (p, q) = (random_prime(world, size / 2), random_prime(world, size / 2));
            let totient = (&p - 1u32) * (&q - 1u32);
            if p == q || exponent.modinv(&totient).is_none() {
                continue;
            }
            let key = rsa::RsaPrivateKey::from_p_q(to_rsa(&p), to_rsa(&q), to_rsa(&exponent));
            let key = key.map_err(|e| Error::new(format!("error generating rsa key: {e}")))?;
            return Ok(PrivateKey::Rsa(Box::new(key)));
        }
    }

    /// sprig: `parsePrivateKeyPEM`.
    pub(super) fn parse(text: &[u8]) -> Result<PrivateKey, String> {
        let block = pem::decode(text).ok_or("no PEM data in input")?;
        if block.label == "PRIVATE KEY" {
            return PrivateKey::parse_pkcs8(&block)
                .ok_or_else(|| "decoding PEM as PKCS#8: asn1: structure error".to_string());
        }
        let Some(kind) = block.label.strip_suffix(" PRIVATE KEY") else {
            return Err(format!("no private key data in PEM block of type {}", block.label));
        };
        match kind {
            "RSA" => match rsa::RsaPrivateKey::from_pkcs1_der(&block.bytes) {
                Ok(key) => Ok(PrivateKey::Rsa(Box::new(key))),
                Err(_) => {
                    Err("parsing RSA private key from PEM: asn1: structure error".to_string())
                }
            },
            "EC" => match p256::SecretKey::from_sec1_der(&block.bytes) {
                Ok(key) => Ok(PrivateKey::Ecdsa(key)),
                Err(_) if is_sequence(&block.bytes) => Ok(PrivateKey::other(block)),
                Err(_) => Err("parsing EC private key from PEM: asn1: structure error".to_string()),
            },
            "DSA" if is_sequence(&block.bytes) => Ok(PrivateKey::other(block)),
            "DSA" => Err("parsing DSA private key from PEM: asn1: structure error".to_string()),
            _ => Err(format!("invalid private key type {}", block.label)),
        }
    }

    fn other(block: pem::Block) -> PrivateKey {
        PrivateKey::Other(block.label, block.bytes)
    }

    fn parse_pkcs8(block: &pem::Block) -> Option<PrivateKey> {
        if let Ok(key) = rsa::RsaPrivateKey::from_pkcs8_der(&block.bytes) {
            return Some(PrivateKey::Rsa(Box::new(key)));
        }
        if let Ok(key) = p256::SecretKey::from_pkcs8_der(&block.bytes) {
            return Some(PrivateKey::Ecdsa(key));
        }
        if let Some(seed) = ed25519_seed(&block.bytes) {
            return Some(PrivateKey::Ed25519(ed25519_dalek::SigningKey::from_bytes(&seed)));
        }
        let readable = is_sequence(&block.bytes);
        readable.then(|| PrivateKey::Other(block.label.clone(), block.bytes.clone()))
    }

    /// sprig: `pemBlockForKey`.
    pub(super) fn to_pem(&self) -> String {
        match self {
            PrivateKey::Rsa(key) => pem::encode("RSA PRIVATE KEY", &rsa_pkcs1(key)),
            PrivateKey::Ecdsa(key) => pem::encode("EC PRIVATE KEY", &ec_sec1(key)),
            PrivateKey::Ed25519(key) => {
                let seed = octets(&octets(key.as_bytes()));
                let algorithm = sequence(&[identifier(ED25519)]);
                pem::encode("PRIVATE KEY", &sequence(&[small_integer(0), algorithm, seed]))
            }
            PrivateKey::Other(label, bytes) => pem::encode(label, bytes),
        }
    }

    /// The public key as a certificate holds it.
    pub(super) fn public_key(&self) -> Result<Vec<u8>, String> {
        match self {
            PrivateKey::Rsa(key) => {
                let numbers = sequence(&[integer(&from_rsa(key.n())), integer(&from_rsa(key.e()))]);
                let algorithm = sequence(&[identifier(RSA_ENCRYPTION), null()]);
                Ok(sequence(&[algorithm, bits(&numbers, 0)]))
            }
            PrivateKey::Ecdsa(key) => {
                let point = key.public_key().to_encoded_point(false);
                let algorithm = sequence(&[identifier(EC_PUBLIC_KEY), identifier(P256)]);
                Ok(sequence(&[algorithm, bits(point.as_bytes(), 0)]))
            }
            PrivateKey::Ed25519(key) => {
                let algorithm = sequence(&[identifier(ED25519)]);
                Ok(sequence(&[algorithm, bits(key.verifying_key().as_bytes(), 0)]))
            }
            PrivateKey::Other(label, _) => {
                Err(format!("x509: unsupported public key type: {label}"))
            }
        }
    }

    /// The algorithm this key signs with.
    pub(super) fn signature_algorithm(&self) -> Result<Vec<u8>, String> {
        Ok(match self {
            PrivateKey::Rsa(_) => sequence(&[identifier(SHA256_WITH_RSA), null()]),
            PrivateKey::Ecdsa(_) => sequence(&[identifier(ECDSA_WITH_SHA256)]),
            PrivateKey::Ed25519(_) => sequence(&[identifier(ED25519)]),
            PrivateKey::Other(label, _) => {
                return Err(format!("x509: only RSA, ECDSA and Ed25519 keys supported: {label}"));
            }
        })
    }

    /// A signature over `message`.
    pub(super) fn sign(&self, world: &dyn World, message: &[u8]) -> Result<Vec<u8>, String> {
        let mut randomness = Randomness(world);
        match self {
            PrivateKey::Rsa(key) => {
                let signer = SigningKey::<Sha256>::new((**key).clone());
                signer
                    .try_sign_with_rng(&mut randomness, message)
                    .map(|signature| signature.to_vec())
                    .map_err(|e| e.to_string())
            }
            PrivateKey::Ecdsa(key) => {
                let signer = p256::ecdsa::SigningKey::from(key);
                let signature: p256::ecdsa::Signature =
                    signer.sign_with_rng(&mut randomness, message);
                Ok(signature.to_der().as_bytes().to_vec())
            }
            PrivateKey::Ed25519(key) => Ok(key.sign(message).to_bytes().to_vec()),
            PrivateKey::Other(label, _) => Err(format!("cannot sign with {label}")),
        }
    }
}

fn is_sequence(bytes: &[u8]) -> bool {
    matches!(der::split(bytes), Some((der::SEQUENCE, _, [])))
}

/// The seed in a PKCS#8 structure of an Ed25519 key.
fn ed25519_seed(bytes: &[u8]) -> Option<[u8; 32]> {
    let (_, content, _) = der::split(bytes)?;
    let (_, _, rest) = der::split(content)?;
    let (_, algorithm, rest) = der::split(rest)?;
    if algorithm != identifier(ED25519) {
        return None;
    }
    let (_, wrapped, _) = der::split(rest)?;
    let (_, seed, _) = der::split(wrapped)?;
    seed.try_into().ok()
}

fn to_rsa(number: &BigUint) -> rsa::BigUint {
    rsa::BigUint::from_bytes_be(&number.to_bytes_be())
}

fn from_rsa(number: &rsa::BigUint) -> BigUint {
    BigUint::from_bytes_be(&number.to_bytes_be())
}

/// PKCS#1 with the numbers that speed up decryption.
fn rsa_pkcs1(key: &rsa::RsaPrivateKey) -> Vec<u8> {
    let d = from_rsa(key.d());
    let primes: Vec<BigUint> = key.primes().iter().map(from_rsa).collect();
    let one = BigUint::one();
    let (p, q) = (primes.first().unwrap_or(&one), primes.get(1).unwrap_or(&one));
    let exponent = |prime: &BigUint| match prime == &one {
        true => BigUint::one(),
        false => &d % (prime - 1u32),
    };
    let inverse = q.modinv(p).unwrap_or_default();
    let numbers =
        [&from_rsa(key.n()), &from_rsa(key.e()), &d, p, q, &exponent(p), &exponent(q), &inverse]
            .map(integer);
    sequence(&[vec![small_integer(0)], numbers.to_vec()].concat())
}

/// SEC 1 with curve and public key.
fn ec_sec1(key: &p256::SecretKey) -> Vec<u8> {
    let point = key.public_key().to_encoded_point(false);
    sequence(&[
        small_integer(1),
        octets(&key.to_bytes()),
        element(0xa0, &identifier(P256)),
        element(0xa1, &bits(point.as_bytes(), 0)),
    ])
}

/// sprig: `generatePrivateKey`.
pub(crate) fn gen_private_key(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let kind = text(a, 0);
    call.charge(if matches!(kind.as_bytes(), b"" | b"rsa" | b"dsa") {
        10_000_000
    } else {
        10_000
    })?;
    let world = call.world();
    match kind.as_bytes() {
        b"" | b"rsa" => string(PrivateKey::generate_rsa(world, 4096)?.to_pem()),
        b"ecdsa" => {
            let key = p256::SecretKey::random(&mut Randomness(world));
            string(PrivateKey::Ecdsa(key).to_pem())
        }
        b"ed25519" => {
            let mut seed = [0; 32];
            world.fill_random(&mut seed);
            string(PrivateKey::Ed25519(ed25519_dalek::SigningKey::from_bytes(&seed)).to_pem())
        }
        b"dsa" => string(generate_dsa(world)),
        _ => string([b"Unknown type ", kind.as_bytes()].concat()),
    }
}

/// A DSA key with parameters of its own: 2048 and 256 bits.
fn generate_dsa(world: &dyn World) -> String {
    let q = random_prime(world, 256);
    let (p, cofactor) = dsa_modulus(world, &q);
    let mut base = BigUint::from(2u32);
    let mut g = base.modpow(&cofactor, &p);
    while g == BigUint::one() {
        base += 1u32;
        g = base.modpow(&cofactor, &p);
    }
    let x = random_below(world, &q);
    let y = g.modpow(&x, &p);
    let numbers = [&p, &q, &g, &y, &x].map(integer);
    let bytes = sequence(&[vec![small_integer(0)], numbers.to_vec()].concat());
    pem::encode("DSA PRIVATE KEY", &bytes)
}

/// A prime of 2048 bits that is 1 modulo `q`, and what `q` leaves of it.
fn dsa_modulus(world: &dyn World, q: &BigUint) -> (BigUint, BigUint) {
    const SMALL: [u32; 24] = [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    ];
    loop {
        let mut bytes = [0; 256];
        world.fill_random(&mut bytes);
        bytes[0] |= 0x80;
        let number = BigUint::from_bytes_be(&bytes);
        let p = &number - (&number % (q * 2u32)) + 1u32;
        let divisible = SMALL.iter().any(|s| (&p % s) == BigUint::default());
        if p.bits() == 2048 && !divisible && is_prime(world, &p) {
            let cofactor = (&p - 1u32) / q;
            return (p, cofactor);
        }
    }
}
