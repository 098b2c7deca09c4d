# Certificates of an authority of their own, for the scripts here.
CERTIFICATES="$E2E_STATE/test-certificates"

authority() { # name: makes the authority, anew
  local folder="$CERTIFICATES/$1"
  rm -rf "$folder"
  mkdir -p "$folder"
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=authority $1" \
    -keyout "$folder/ca.key" -out "$folder/ca.crt" 2> /dev/null
}

certificate() { # authority, file name, DNS names...: a key (PKCS #8) and a certificate for servers and clients
  local folder="$CERTIFICATES/$1" file="$2" names
  shift 2
  names="$(printf 'DNS:%s,' "$@")"
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$file" -keyout "$folder/$file.key" -out "$folder/$file.csr" 2> /dev/null
  printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "${names%,}" > "$folder/$file.ext"
  openssl x509 -req -days 2 -CA "$folder/ca.crt" -CAkey "$folder/ca.key" -CAcreateserial \
    -in "$folder/$file.csr" -extfile "$folder/$file.ext" -out "$folder/$file.crt" 2> /dev/null
}

certificate_secret() { # namespace, Secret, authority, file name: as cert-manager names the keys
  local folder="$CERTIFICATES/$3"
  kubectl -n "$1" create secret generic "$2" --from-file=ca.crt="$folder/ca.crt" \
    --from-file=tls.crt="$folder/$4.crt" --from-file=tls.key="$folder/$4.key" > /dev/null
}

key_stores() { # authority, file name, password: keystore.p12 and truststore.p12, as Java reads them
  local folder="$CERTIFICATES/$1"
  rm -f "$folder/keystore.p12" "$folder/truststore.p12"
  openssl pkcs12 -export -name "$2" -in "$folder/$2.crt" -inkey "$folder/$2.key" -certfile "$folder/ca.crt" \
    -passout "pass:$3" -out "$folder/keystore.p12"
  command -v keytool > /dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless
  keytool -importcert -noprompt -alias ca -file "$folder/ca.crt" -storetype PKCS12 -storepass "$3" \
    -keystore "$folder/truststore.p12" > /dev/null 2>&1
}
