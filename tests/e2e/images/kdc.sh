# A Kerberos KDC and its administration, of Debian; the pod names the command.
build_kdc() {
  is_there kdc 1 && return
  base kdc krb5-kdc,krb5-admin-server,krb5-user
  fresh kdc
  push kdc 1 "$work/kdc.tar" "$work/kdc" -- --config.cmd /bin/bash
}
