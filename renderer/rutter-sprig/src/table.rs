//! Every name of sprig's `TxtFuncMap` with its parameters and body.

use rutter_go::value::Value;
use rutter_template::Parameter::{
    Any, Bool, Float64, Int, List, Map, Object, String as Text, Uint32,
};
use rutter_template::{Body, Call, Error, FuncMap, Function, Parameter, Signature};

use crate::arguments::{Outcome, string, text};
use crate::{
    crypto, date, defaults, dict, json, list, numeric, paths, random, reflect, regex, semver,
    strings, url,
};

/// The functions of sprig, `env` and `expandenv` among them.
pub fn func_map() -> FuncMap {
    let mut table = Table { map: FuncMap::new() };
    table.strings();
    table.more_strings();
    table.numbers();
    table.logic();
    table.lists();
    table.dicts();
    table.dates();
    table.regexes();
    table.crypto();
    table.others();
    table.map
}

const TIME: Parameter = Object("time.Time");
const CERTIFICATE: Parameter = Object("sprig.certificate");

struct Table {
    map: FuncMap,
}

impl Table {
    fn add(&mut self, name: &str, fixed: &'static [Parameter], body: Body) {
        let signature = Signature { fixed, variadic: None };
        self.map.insert(name, Function { signature, body });
    }

    fn variadic(
        &mut self,
        name: &str,
        fixed: &'static [Parameter],
        variadic: Parameter,
        body: Body,
    ) {
        let signature = Signature { fixed, variadic: Some(variadic) };
        self.map.insert(name, Function { signature, body });
    }

    /// The same function under several names.
    fn names(&mut self, names: &[&str], fixed: &'static [Parameter], body: Body) {
        for name in names {
            self.add(name, fixed, body);
        }
    }

    fn strings(&mut self) {
        self.add("hello", &[], strings::hello);
        self.add("abbrev", &[Int, Text], strings::abbrev);
        self.add("abbrevboth", &[Int, Int, Text], strings::abbrevboth);
        self.add("trunc", &[Int, Text], strings::trunc);
        self.add("trim", &[Text], strings::trim);
        self.add("upper", &[Text], strings::upper);
        self.add("lower", &[Text], strings::lower);
        self.add("title", &[Text], strings::title);
        self.add("untitle", &[Text], strings::untitle);
        self.add("substr", &[Int, Int, Text], strings::substr);
        self.add("repeat", &[Int, Text], strings::repeat);
        self.names(&["trimall", "trimAll"], &[Text, Text], strings::trim_all);
        self.add("trimSuffix", &[Text, Text], strings::trim_suffix);
        self.add("trimPrefix", &[Text, Text], strings::trim_prefix);
        self.add("nospace", &[Text], strings::nospace);
        self.add("initials", &[Text], strings::initials);
        self.add("swapcase", &[Text], strings::swapcase);
        self.add("snakecase", &[Text], strings::snakecase);
        self.add("camelcase", &[Text], strings::camelcase);
        self.add("kebabcase", &[Text], strings::kebabcase);
        self.add("wrap", &[Int, Text], strings::wrap);
        self.add("wrapWith", &[Int, Text, Text], strings::wrap_with);
        self.add("randAlphaNum", &[Int], random::rand_alpha_num);
        self.add("randAlpha", &[Int], random::rand_alpha);
        self.add("randAscii", &[Int], random::rand_ascii);
        self.add("randNumeric", &[Int], random::rand_numeric);
        self.add("shuffle", &[Text], random::shuffle);
    }

    fn more_strings(&mut self) {
        self.add("contains", &[Text, Text], strings::contains);
        self.add("hasPrefix", &[Text, Text], strings::has_prefix);
        self.add("hasSuffix", &[Text, Text], strings::has_suffix);
        self.variadic("quote", &[], Any, strings::quote);
        self.variadic("squote", &[], Any, strings::squote);
        self.variadic("cat", &[], Any, strings::cat);
        self.add("indent", &[Int, Text], strings::indent);
        self.add("nindent", &[Int, Text], strings::nindent);
        self.add("replace", &[Text, Text, Text], strings::replace);
        self.add("plural", &[Text, Text, Int], strings::plural);
        self.add("toString", &[Any], strings::to_string);
        self.add("split", &[Text, Text], strings::split);
        self.add("splitList", &[Text, Text], strings::split_list);
        self.add("splitn", &[Text, Int, Text], strings::splitn);
        self.add("toStrings", &[Any], strings::to_strings);
        self.add("join", &[Text, Any], strings::join);
        self.add("b64enc", &[Text], strings::b64enc);
        self.add("b64dec", &[Text], strings::b64dec);
        self.add("b32enc", &[Text], strings::b32enc);
        self.add("b32dec", &[Text], strings::b32dec);
    }

    fn numbers(&mut self) {
        self.add("atoi", &[Text], numeric::atoi);
        self.add("int64", &[Any], numeric::int64_of);
        self.add("int", &[Any], numeric::int_of);
        self.add("float64", &[Any], numeric::float64_of);
        self.variadic("seq", &[], Int, numeric::seq);
        self.add("toDecimal", &[Any], numeric::to_decimal);
        self.add("until", &[Int], numeric::until);
        self.add("untilStep", &[Int, Int, Int], numeric::until_step);
        self.add("add1", &[Any], numeric::add1);
        self.variadic("add", &[], Any, numeric::add);
        self.add("sub", &[Any, Any], numeric::sub);
        self.add("div", &[Any, Any], numeric::div);
        self.add("mod", &[Any, Any], numeric::modulo);
        self.variadic("mul", &[Any], Any, numeric::mul);
        self.add("randInt", &[Int, Int], random::rand_int);
        self.add("add1f", &[Any], numeric::add1f);
        self.variadic("addf", &[], Any, numeric::addf);
        self.variadic("subf", &[Any], Any, numeric::subf);
        self.variadic("divf", &[Any], Any, numeric::divf);
        self.variadic("mulf", &[Any], Any, numeric::mulf);
        self.variadic("biggest", &[Any], Any, numeric::max);
        self.variadic("max", &[Any], Any, numeric::max);
        self.variadic("min", &[Any], Any, numeric::min);
        self.variadic("maxf", &[Any], Any, numeric::maxf);
        self.variadic("minf", &[Any], Any, numeric::minf);
        self.add("ceil", &[Any], numeric::ceil);
        self.add("floor", &[Any], numeric::floor);
        self.variadic("round", &[Any, Int], Float64, numeric::round);
    }

    fn logic(&mut self) {
        self.variadic("default", &[Any], Any, defaults::default);
        self.add("empty", &[Any], defaults::empty);
        self.variadic("coalesce", &[], Any, defaults::coalesce);
        self.variadic("all", &[], Any, defaults::all);
        self.variadic("any", &[], Any, defaults::any_of);
        self.add("ternary", &[Any, Any, Bool], defaults::ternary);
        self.add("fromJson", &[Text], json::from_json);
        self.add("mustFromJson", &[Text], json::must_from_json);
        self.add("toJson", &[Any], json::to_json);
        self.add("mustToJson", &[Any], json::must_to_json);
        self.add("toPrettyJson", &[Any], json::to_pretty_json);
        self.add("mustToPrettyJson", &[Any], json::must_to_pretty_json);
        self.names(&["toRawJson", "mustToRawJson"], &[Any], json::to_raw_json);
        self.add("typeOf", &[Any], reflect::type_of);
        self.add("typeIs", &[Text, Any], reflect::type_is);
        self.add("typeIsLike", &[Text, Any], reflect::type_is_like);
        self.add("kindOf", &[Any], reflect::kind_of);
        self.add("kindIs", &[Text, Any], reflect::kind_is);
        self.add("deepEqual", &[Any, Any], reflect::deep_equal_of);
    }

    fn lists(&mut self) {
        self.variadic("list", &[], Any, list::list);
        self.variadic("tuple", &[], Any, list::list);
        self.names(&["append", "push", "mustAppend", "mustPush"], &[Any, Any], list::append);
        self.names(&["prepend", "mustPrepend"], &[Any, Any], list::prepend);
        self.names(&["first", "mustFirst"], &[Any], list::first);
        self.names(&["rest", "mustRest"], &[Any], list::rest_of);
        self.names(&["last", "mustLast"], &[Any], list::last);
        self.names(&["initial", "mustInitial"], &[Any], list::initial);
        self.names(&["reverse", "mustReverse"], &[Any], list::reverse);
        self.names(&["uniq", "mustUniq"], &[Any], list::uniq);
        self.names(&["compact", "mustCompact"], &[Any], list::compact);
        self.names(&["has", "mustHas"], &[Any, Any], list::has);
        self.names(&["chunk", "mustChunk"], &[Int, Any], list::chunk);
        for name in ["without", "mustWithout"] {
            self.variadic(name, &[Any], Any, list::without);
        }
        for name in ["slice", "mustSlice"] {
            self.variadic(name, &[Any], Any, list::slice_of);
        }
        self.variadic("concat", &[], Any, list::concat);
        self.add("sortAlpha", &[Any], list::sort_alpha);
    }

    fn dicts(&mut self) {
        self.variadic("dict", &[], Any, dict::dict);
        self.add("get", &[Map, Text], dict::get);
        self.add("set", &[Map, Text, Any], dict::set);
        self.add("unset", &[Map, Text], dict::unset);
        self.add("hasKey", &[Map, Text], dict::has_key);
        self.variadic("pluck", &[Text], Map, dict::pluck);
        self.variadic("keys", &[], Map, dict::keys);
        self.variadic("pick", &[Map], Text, dict::pick);
        self.variadic("omit", &[Map], Text, dict::omit);
        for name in ["merge", "mustMerge"] {
            self.variadic(name, &[Map], Map, dict::merge);
        }
        for name in ["mergeOverwrite", "mustMergeOverwrite"] {
            self.variadic(name, &[Map], Map, dict::merge_overwrite);
        }
        self.add("values", &[Map], dict::values);
        self.names(&["deepCopy", "mustDeepCopy"], &[Any], dict::deep_copy);
        self.variadic("dig", &[], Any, dict::dig);
    }

    fn dates(&mut self) {
        self.add("now", &[], date::now);
        self.add("ago", &[Any], date::ago);
        self.add("date", &[Text, Any], date::date);
        self.names(&["date_in_zone", "dateInZone"], &[Text, Any, Text], date::date_in_zone);
        self.names(&["date_modify", "dateModify"], &[Text, TIME], date::date_modify);
        self.names(&["must_date_modify", "mustDateModify"], &[Text, TIME], date::must_date_modify);
        self.add("duration", &[Any], date::duration);
        self.add("durationRound", &[Any], date::duration_round);
        self.add("htmlDate", &[Any], date::html_date);
        self.add("htmlDateInZone", &[Any, Text], date::html_date_in_zone);
        self.add("toDate", &[Text, Text], date::to_date);
        self.add("mustToDate", &[Text, Text], date::must_to_date);
        self.add("unixEpoch", &[TIME], date::unix_epoch);
    }

    fn regexes(&mut self) {
        self.add("regexMatch", &[Text, Text], regex::regex_match);
        self.add("mustRegexMatch", &[Text, Text], regex::must_regex_match);
        self.add("regexFind", &[Text, Text], regex::regex_find);
        self.add("mustRegexFind", &[Text, Text], regex::must_regex_find);
        self.add("regexFindAll", &[Text, Text, Int], regex::regex_find_all);
        self.add("mustRegexFindAll", &[Text, Text, Int], regex::must_regex_find_all);
        self.add("regexReplaceAll", &[Text, Text, Text], regex::regex_replace_all);
        self.add("mustRegexReplaceAll", &[Text, Text, Text], regex::must_regex_replace_all);
        self.add("regexSplit", &[Text, Text, Int], regex::regex_split);
        self.add("mustRegexSplit", &[Text, Text, Int], regex::must_regex_split);
        self.add("regexQuoteMeta", &[Text], regex::regex_quote_meta);
        let literal = &[Text, Text, Text];
        self.add("regexReplaceAllLiteral", literal, regex::regex_replace_all_literal);
        self.add("mustRegexReplaceAllLiteral", literal, regex::must_regex_replace_all_literal);
    }

    fn crypto(&mut self) {
        self.add("sha1sum", &[Text], crypto::sha1sum);
        self.add("sha256sum", &[Text], crypto::sha256sum);
        self.add("sha512sum", &[Text], crypto::sha512sum);
        self.add("adler32sum", &[Text], crypto::adler32sum);
        self.add("randBytes", &[Int], random::rand_bytes);
        self.add("uuidv4", &[], random::uuidv4);
        self.add("bcrypt", &[Text], crypto::bcrypt);
        self.add("htpasswd", &[Text, Text], crypto::htpasswd);
        self.add("derivePassword", &[Uint32, Text, Text, Text, Text], crypto::derive_password);
        self.add("genPrivateKey", &[Text], crypto::gen_private_key);
        self.add("encryptAES", &[Text, Text], crypto::encrypt_aes);
        self.add("decryptAES", &[Text, Text], crypto::decrypt_aes);
        self.certificates();
    }

    fn certificates(&mut self) {
        self.add("buildCustomCert", &[Text, Text], crypto::build_custom_cert);
        self.add("genCA", &[Text, Int], crypto::gen_ca);
        self.add("genCAWithKey", &[Text, Int, Text], crypto::gen_ca_with_key);
        self.add("genSelfSignedCert", &[Text, List, List, Int], crypto::gen_self_signed_cert);
        self.add(
            "genSelfSignedCertWithKey",
            &[Text, List, List, Int, Text],
            crypto::gen_self_signed_cert_with_key,
        );
        self.add("genSignedCert", &[Text, List, List, Int, CERTIFICATE], crypto::gen_signed_cert);
        self.add(
            "genSignedCertWithKey",
            &[Text, List, List, Int, CERTIFICATE, Text],
            crypto::gen_signed_cert_with_key,
        );
    }

    fn others(&mut self) {
        self.names(&["base", "osBase"], &[Text], paths::base);
        self.names(&["dir", "osDir"], &[Text], paths::dir);
        self.names(&["clean", "osClean"], &[Text], paths::clean);
        self.names(&["ext", "osExt"], &[Text], paths::ext);
        self.names(&["isAbs", "osIsAbs"], &[Text], paths::is_abs);
        self.add("urlParse", &[Text], url::url_parse);
        self.add("urlJoin", &[Map], url::url_join);
        self.add("semver", &[Text], semver::semver);
        self.add("semverCompare", &[Text, Text], semver::semver_compare);
        self.add("env", &[Text], env);
        self.add("expandenv", &[Text], expand_env);
        self.add("getHostByName", &[Text], get_host_by_name);
        self.add("fail", &[Text], fail);
    }
}

fn fail(_: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    Err(Error::new(text(a, 0).to_str_lossy()))
}

fn env(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(call.world().environment(&text(a, 0).to_str_lossy()).unwrap_or_default())
}

/// Go: `os.ExpandEnv`: `$name` and `${name}`.
fn expand_env(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    let source = text(a, 0);
    let source = source.to_str_lossy();
    let lookup = |name: &str| call.world().environment(name).unwrap_or_default();
    let mut output = String::new();
    let mut rest = source.as_ref();
    while let Some((before, after)) = rest.split_once('$') {
        output.push_str(before);
        let (name, next) = shell_name(after);
        match name {
            Some(name) => output.push_str(&lookup(name)),
            None if next.len() == after.len() => output.push('$'),
            None => {}
        }
        rest = next;
    }
    output.push_str(rest);
    string(output)
}

/// The variable at the start of a text, and what follows it. Go: `os.getShellName`.
fn shell_name(text: &str) -> (Option<&str>, &str) {
    if let Some(braced) = text.strip_prefix('{') {
        return match braced.split_once('}') {
            Some(("", after)) => (None, after),
            Some((name, after)) => (Some(name), after),
            None => (None, braced),
        };
    }
    let special = |c: char| "*#$@!?-".contains(c) || c.is_ascii_digit();
    if text.starts_with(special) {
        return (Some(&text[..1]), &text[1..]);
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    match end {
        0 => (None, text),
        end => (Some(&text[..end]), &text[end..]),
    }
}

fn get_host_by_name(call: &mut Call<'_, '_>, a: &[Value]) -> Outcome {
    string(call.world().lookup_host(&text(a, 0).to_str_lossy()).unwrap_or_default())
}
