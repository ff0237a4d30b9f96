/** The bodies of busy lamps, spelt as Asterisk 22 spells them. */

export interface LampCall {
  readonly state: 'early' | 'confirmed';
  /** From of the INVITE; Asterisk tells it while it rings and no longer. */
  readonly remote: { readonly uri: string; readonly name: string };
}

/** dialog-info (RFC 4235): one dialog stands for the whole line. */
export function dialogBody(version: number, uri: string, call: LampCall | null): string {
  const user = uri.replace(/^sip:|@.*$/g, '');
  const direction = call?.state === 'early' ? ' direction="recipient"' : '';
  const parties =
    call?.state === 'early'
      ? `\n  <remote>\n   <identity display="${escaped(call.remote.name)}">${escaped(call.remote.uri)}</identity>\n   <target uri="${escaped(call.remote.uri)}" />\n  </remote>\n  <local>\n   <identity>${uri}</identity>\n   <target uri="${uri}" />\n  </local>`
      : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="full" entity="${uri}">
 <dialog id="${user}"${direction}>${parties}
  <state>${call?.state ?? 'terminated'}</state>
 </dialog>
</dialog-info>
`;
}

/** PIDF (RFC 3863): tells an extension that is not registered from one that is free. */
export function presenceBody(uri: string, isRegistered: boolean, call: LampCall | null): string {
  const user = uri.replace(/^sip:|@.*$/g, '');
  const notes = { early: 'Ringing', confirmed: 'On the phone' };
  const note = isRegistered ? (call === null ? 'Ready' : notes[call.state]) : 'Unavailable';
  return `<?xml version="1.0" encoding="UTF-8"?>
<presence entity="${uri}" xmlns="urn:ietf:params:xml:ns:pidf">
 <note>${note}</note>
 <tuple id="${user}">
  <status>
   <basic>${isRegistered ? 'open' : 'closed'}</basic>
  </status>
  <contact priority="1">${uri}</contact>
 </tuple>
</presence>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
