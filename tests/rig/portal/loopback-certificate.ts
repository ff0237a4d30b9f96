/** A self-signed certificate for 127.0.0.1 and localhost, so that a portal can speak https in tests. Guards nothing. */

/** PEM texts for `createPortal({ tls })`; `cert` is also the CA that a client has to trust. Valid 2020 to 2119. */
export const loopbackCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgz38nhrb9lTCaY1k2
K0dXZ4+HZKsnre1WDRNk6zeHPeShRANCAARD4pXRMY3uL0ggaQVkvWM122qhtu9A
Q2w6LREIt5shDPL0gohqK2hTin2aTeDwpe5cZ4LhJJULEpOR/2o7Egyr
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBjTCCATOgAwIBAgIBATAKBggqhkjOPQQDAjAnMSUwIwYDVQQDDBxMb29wYmFj
ayBwb3J0YWwgb2YgdGhlIHRlc3RzMCAXDTIwMDEwMTAwMDAwMFoYDzIxMTkxMjMx
MjM1OTU5WjAnMSUwIwYDVQQDDBxMb29wYmFjayBwb3J0YWwgb2YgdGhlIHRlc3Rz
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQ+KV0TGN7i9IIGkFZL1jNdtqobbv
QENsOi0RCLebIQzy9IKIaitoU4p9mk3g8KXuXGeC4SSVCxKTkf9qOxIMq6NOMEww
GgYDVR0RBBMwEYcEfwAAAYIJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8wHQYD
VR0OBBYEFHui6U6SDtEWPEJMXRNW27dV5XEvMAoGCCqGSM49BAMCA0gAMEUCIEmX
kViFwd1UfXdq95S5ArO/eK7+XscDKY8WC+xgqx0RAiEAzNy52X0EwAHe3FDmAvA9
WskHbYdE6VqY2jSZTSxwMy8=
-----END CERTIFICATE-----
`,
} as const;
