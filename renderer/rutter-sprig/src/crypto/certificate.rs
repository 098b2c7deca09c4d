//! X.509 certificates. sprig crypto.go over Go's crypto/x509.

use std::borrow::Cow;
use std::net::IpAddr;

use num_bigint::BigUint;
use rutter_go::World;
use rutter_go::value::{Encoded, Encoding, Kind, Object, Str, Value};
use rutter_template::{Call, Error};
use sha2::{Digest, Sha256};

use super::der::{self, bits, boolean, element, identifier, integer, octets, sequence};
use super::key::PrivateKey;
use super::pem;
use crate::arguments::{Outcome, any, int, text};

/// `sprig.certificate`: PEM texts.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Certificate {
    cert: Str,
    key: Str,
}

impl Object for Certificate {
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed("sprig.certificate")
    }
    fn kind(&self) -> Kind {
        Kind::Struct
    }
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![("Cert", Value::String(self.cert.clone())), ("Key", Value::String(self.key.clone()))]
    }
    fn encode(&self, encoding: Encoding) -> Encoded {
        let name = |name: &str| match encoding {
            Encoding::Yaml => Str::from(name.to_lowercase()),
            _ => Str::from(name),
        };
        Encoded::Struct(self.fields().into_iter().map(|(n, v)| (name(n), v)).collect())
    }
    fn deep_equal(&self, other: &dyn Object) -> bool {
        (other as &dyn std::any::Any).downcast_ref::<Certificate>() == Some(self)
    }
}

/// sprig: `buildCustomCertificate`.
pub(crate) fn build_custom_cert(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let decode = |index: usize| rutter_go::base64::decode(text(a, index).as_bytes());
    let cert = decode(0).map_err(|_| Error::new("unable to decode base64 certificate"))?;
    let key = decode(1).map_err(|_| Error::new("unable to decode base64 private key"))?;
    let block = pem::decode(&cert).ok_or_else(|| Error::new("unable to decode certificate"))?;
    Parent::parse(&block.bytes).ok_or_else(|| {
        Error::new("error parsing certificate: decodedCert.Bytes: x509: malformed certificate")
    })?;
    PrivateKey::parse(&key).map_err(|e| Error::new(format!("error parsing private key: {e}")))?;
    Ok(Value::object(Certificate { cert: cert.into(), key: key.into() }))
}

/// A new RSA key of the size certificates get.
fn new_key(call: &mut Call<'_, '_>) -> Result<PrivateKey, Error> {
    // Takes longer than that many steps, but a chart may have a hundred certificates.
    call.charge(2_000_000)?;
    PrivateKey::generate_rsa(call.world(), 2048)
}

fn given_key(a: &[Value], index: usize) -> Result<PrivateKey, Error> {
    PrivateKey::parse(text(a, index).as_bytes())
        .map_err(|e| Error::new(format!("parsing private key: {e}")))
}

pub(crate) fn gen_ca(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let key = new_key(call)?;
    authority(call.world(), a, &key)
}

pub(crate) fn gen_ca_with_key(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    authority(call.world(), a, &given_key(a, 2)?)
}

fn authority(world: &dyn World, a: &[Value], key: &PrivateKey) -> Outcome {
    let template = Template {
        common_name: text(a, 0).to_str_lossy().into_owned(),
        days: int(a, 1),
        authority: true,
        ..Template::default()
    };
    template.issue(world, key, None)
}

pub(crate) fn gen_self_signed_cert(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let key = new_key(call)?;
    Template::new(a)?.issue(call.world(), &key, None)
}

pub(crate) fn gen_self_signed_cert_with_key(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let key = given_key(a, 4)?;
    Template::new(a)?.issue(call.world(), &key, None)
}

pub(crate) fn gen_signed_cert(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let key = new_key(call)?;
    signed(call, a, &key)
}

pub(crate) fn gen_signed_cert_with_key(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let key = given_key(a, 5)?;
    signed(call, a, &key)
}

fn signed(call: &mut Call<'_, '_>, a: &[Value], key: &PrivateKey) -> Outcome {
    let authority = any(a, 4);
    let Some(authority) = authority.downcast::<Certificate>() else {
        return Err(Error::new("unable to decode certificate"));
    };
    let block = pem::decode(authority.cert.as_bytes())
        .ok_or_else(|| Error::new("unable to decode certificate"))?;
    let parent = Parent::parse(&block.bytes).ok_or_else(|| {
        Error::new(
            "error parsing certificate: decodedSignerCert.Bytes: x509: malformed certificate",
        )
    })?;
    let signer = PrivateKey::parse(authority.key.as_bytes())
        .map_err(|e| Error::new(format!("error parsing private key: {e}")))?;
    Template::new(a)?.issue(call.world(), key, Some((&parent, &signer)))
}

/// What a signing certificate hands down.
struct Parent {
    subject: Vec<u8>,
    key_identifier: Option<Vec<u8>>,
}

impl Parent {
    fn parse(bytes: &[u8]) -> Option<Parent> {
        let (tag, content, rest) = der::split(bytes)?;
        if tag != der::SEQUENCE || !rest.is_empty() {
            return None;
        }
        let (_, body, signature) = der::split(content)?;
        let (_, _, signature) = der::split(signature)?;
        der::split(signature)?;
        let (version, _, rest) = der::split(body)?;
        let rest = if version == 0xa0 { rest } else { body };
        let (_, _, rest) = der::split(rest)?; // serial number
        let (_, _, rest) = der::split(rest)?; // signature algorithm
        let (_, _, rest) = der::split(rest)?; // issuer
        let (_, _, rest) = der::split(rest)?; // validity
        let (_, _, after_subject) = der::split(rest)?;
        let subject = rest[..rest.len() - after_subject.len()].to_vec();
        let (_, _, rest) = der::split(after_subject)?; // public key
        Some(Parent { subject, key_identifier: key_identifier(rest) })
    }
}

/// The subject key identifier among the extensions.
fn key_identifier(mut rest: &[u8]) -> Option<Vec<u8>> {
    while let Some((tag, content, next)) = der::split(rest) {
        rest = next;
        if tag != 0xa3 {
            continue;
        }
        let (_, mut extensions, _) = der::split(content)?;
        while let Some((_, extension, next)) = der::split(extensions) {
            extensions = next;
            let (_, _, value) = der::split(extension)?;
            if extension.starts_with(&identifier(SUBJECT_KEY_IDENTIFIER)) {
                let (_, wrapped, _) = der::split(value)?;
                let (_, found, _) = der::split(wrapped)?;
                return Some(found.to_vec());
            }
        }
    }
    None
}

const COMMON_NAME: &[u32] = &[2, 5, 4, 3];
const SUBJECT_KEY_IDENTIFIER: &[u32] = &[2, 5, 29, 14];
const KEY_USAGE: &[u32] = &[2, 5, 29, 15];
const SUBJECT_ALTERNATIVE_NAME: &[u32] = &[2, 5, 29, 17];
const BASIC_CONSTRAINTS: &[u32] = &[2, 5, 29, 19];
const AUTHORITY_KEY_IDENTIFIER: &[u32] = &[2, 5, 29, 35];
const EXTENDED_KEY_USAGE: &[u32] = &[2, 5, 29, 37];
const SERVER_AUTHENTICATION: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 3, 1];
const CLIENT_AUTHENTICATION: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 3, 2];

/// What a certificate is to say. sprig: `getBaseCertTemplate`.
#[derive(Default)]
struct Template {
    common_name: String,
    addresses: Vec<IpAddr>,
    names: Vec<String>,
    days: i64,
    authority: bool,
}

impl Template {
    /// From the arguments name, addresses, DNS names, days.
    fn new(a: &[Value]) -> Result<Template, Error> {
        let texts = |index: usize, wrong: fn(&str) -> String| -> Result<Vec<String>, Error> {
            let Value::List(list) = any(a, index) else { return Ok(Vec::new()) };
            list.iter()
                .map(|value| match &value {
                    Value::String(text) => Ok(text.to_str_lossy().into_owned()),
                    other => {
                        let shown = rutter_go::fmt::sprint(std::slice::from_ref(other));
                        Err(Error::new(wrong(&String::from_utf8_lossy(&shown))))
                    }
                })
                .collect()
        };
        let addresses = texts(1, |v| format!("error parsing ip: {v} is not a string"))?;
        let addresses = addresses
            .iter()
            .map(|a| a.parse().map_err(|_| Error::new(format!("error parsing ip: {a}"))))
            .collect::<Result<Vec<IpAddr>, Error>>()?;
        Ok(Template {
            common_name: text(a, 0).to_str_lossy().into_owned(),
            addresses,
            names: texts(2, |v| {
                format!("error processing alternate dns name: {v} is not a string")
            })?,
            days: int(a, 3),
            authority: false,
        })
    }

    /// Signs the certificate: by its own key, or by a parent's. Go: `x509.CreateCertificate`.
    fn issue(
        &self,
        world: &dyn World,
        key: &PrivateKey,
        parent: Option<(&Parent, &PrivateKey)>,
    ) -> Outcome {
        let failed = |e: String| Error::new(format!("error creating certificate: {e}"));
        let signer = parent.map_or(key, |(_, signer)| signer);
        let subject = self.subject();
        let issuer = parent.map_or(&subject, |(parent, _)| &parent.subject);
        let public_key = key.public_key().map_err(failed)?;
        let algorithm = signer.signature_algorithm().map_err(failed)?;
        let parent_identifier = parent.and_then(|(p, _)| p.key_identifier.as_ref());
        let body = sequence(&[
            element(0xa0, &der::small_integer(2)),
            integer(&serial_number(world)),
            algorithm.clone(),
            issuer.clone(),
            self.validity(world),
            subject.clone(),
            public_key.clone(),
            element(
                0xa3,
                &self.extensions(&public_key, parent_identifier.filter(|_| *issuer != subject)),
            ),
        ]);
        let signature = signer.sign(world, &body).map_err(failed)?;
        let bytes = sequence(&[body, algorithm, bits(&signature, 0)]);
        let cert = Str::from(pem::encode("CERTIFICATE", &bytes));
        Ok(Value::object(Certificate { cert, key: Str::from(key.to_pem()) }))
    }

    fn subject(&self) -> Vec<u8> {
        if self.common_name.is_empty() {
            return sequence(&[]);
        }
        let attribute = sequence(&[identifier(COMMON_NAME), der::text(&self.common_name)]);
        sequence(&[element(der::SET, &attribute)])
    }

    fn validity(&self, world: &dyn World) -> Vec<u8> {
        const NANOSECONDS_A_DAY: i64 = 24 * 3600 * 1_000_000_000;
        let now = world.now().seconds;
        // Go multiplies durations in 64 bits and lets them wrap.
        let valid = self.days.wrapping_mul(NANOSECONDS_A_DAY).div_euclid(1_000_000_000);
        sequence(&[time(now), time(now.saturating_add(valid))])
    }

    fn extensions(&self, public_key: &[u8], authority: Option<&Vec<u8>>) -> Vec<u8> {
        let usage = if self.authority { bits(&[0xa4], 2) } else { bits(&[0xa0], 5) };
        let purposes =
            sequence(&[identifier(SERVER_AUTHENTICATION), identifier(CLIENT_AUTHENTICATION)]);
        let constraints = match self.authority {
            true => sequence(&[boolean(true)]),
            false => sequence(&[]),
        };
        let mut extensions = vec![
            extension(KEY_USAGE, true, &usage),
            extension(EXTENDED_KEY_USAGE, false, &purposes),
            extension(BASIC_CONSTRAINTS, true, &constraints),
        ];
        if self.authority {
            let digest = Sha256::digest(subject_public_key(public_key));
            extensions.push(extension(SUBJECT_KEY_IDENTIFIER, false, &octets(&digest[..20])));
        }
        if let Some(authority) = authority {
            let value = sequence(&[element(0x80, authority)]);
            extensions.push(extension(AUTHORITY_KEY_IDENTIFIER, false, &value));
        }
        if !self.names.is_empty() || !self.addresses.is_empty() {
            let critical = self.common_name.is_empty();
            extensions.push(extension(
                SUBJECT_ALTERNATIVE_NAME,
                critical,
                &self.alternative_names(),
            ));
        }
        sequence(&extensions)
    }

    fn alternative_names(&self) -> Vec<u8> {
        let names = self.names.iter().map(|n| element(0x82, n.as_bytes()));
        let addresses = self.addresses.iter().map(|address| match address {
            IpAddr::V4(address) => element(0x87, &address.octets()),
            IpAddr::V6(address) => match address.to_ipv4_mapped() {
                Some(address) => element(0x87, &address.octets()),
                None => element(0x87, &address.octets()),
            },
        });
        sequence(&names.chain(addresses).collect::<Vec<_>>())
    }
}

fn serial_number(world: &dyn World) -> BigUint {
    let mut bytes = [0; 16];
    world.fill_random(&mut bytes);
    BigUint::from_bytes_be(&bytes)
}

fn extension(name: &[u32], critical: bool, value: &[u8]) -> Vec<u8> {
    let mut parts = vec![identifier(name)];
    if critical {
        parts.push(boolean(true));
    }
    parts.push(octets(value));
    sequence(&parts)
}

/// The bits of a public key without their algorithm.
fn subject_public_key(public_key: &[u8]) -> &[u8] {
    let key = || {
        let (_, content, _) = der::split(public_key)?;
        let (_, _, rest) = der::split(content)?;
        let (_, bits, _) = der::split(rest)?;
        bits.get(1..)
    };
    key().unwrap_or_default()
}

/// UTCTime up to 2049, GeneralizedTime after.
fn time(seconds: i64) -> Vec<u8> {
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    let rest = seconds.rem_euclid(86_400);
    let clock = format!("{:02}{:02}{:02}Z", rest / 3600, rest / 60 % 60, rest % 60);
    match (1950..2050).contains(&year) {
        true => element(0x17, format!("{:02}{month:02}{day:02}{clock}", year % 100).as_bytes()),
        false => element(0x18, format!("{year:04}{month:02}{day:02}{clock}").as_bytes()),
    }
}

/// Year, month and day of a day counted from 1970-01-01 (proleptic Gregorian calendar).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
