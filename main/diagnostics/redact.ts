/** Takes secrets, numbers and names out of whatever is about to be written down. Pure. */

const REMOVED = '[removed]';
const MAX_TEXT = 16_384;
const MAX_DEPTH = 6;
const MAX_ITEMS = 100;

/** Order matters: whole headers first, then single values. Slashes may be escaped (PHP's JSON) or percent-encoded. */
const replacements: readonly (readonly [RegExp, string])[] = [
  // SIP and HTTP credentials with their folded lines (RFC 3261 §7.3.1).
  [/\b((?:proxy-)?authorization["']?\s*[:=])[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*/gi, `$1 ${REMOVED}`],
  // Digest, wherever it stands (RFC 3261 §20.7, RFC 7616).
  [/\b(response|cnonce|rspauth|nextnonce)(\s*=\s*)(?:\\?"[^"\\]*\\?"|[^\s,;]+)/gi, `$1$2"${REMOVED}"`],
  // Bitrix24's webhook: /rest/USER/SECRET/.
  [/((?:\\?\/|%2f)rest(?:\\?\/|%2f)\d+(?:\\?\/|%2f))[^/\\\s"'<>?#%]+/gi, `$1${REMOVED}`],
  [/(:\/\/)[^/\s@"'<>]+@/g, `$1${REMOVED}@`],
  [
    /\b(\w*(?:password|passwd|pwd|secret|token|api_?key)|auth)(\\?["']?\s*[:=]\s*)(?:\\?"[^"]*"|'[^']*'|[^\s,;&}\]]+)/gi,
    `$1$2${REMOVED}`,
  ],
  // Display names: in the headers that carry parties whatever stands before the URI, quoted ones anywhere.
  [
    /^((?:from|to|contact|reply-to|p-asserted-identity|p-preferred-identity|remote-party-id|diversion|history-info|f|t|m)\s*:)[^\r\n]*?(?=<(?:sips?|tel):)/gim,
    '$1 … ',
  ],
  [/"(?:[^"\\\r\n]|\\.)*"(?=\s*<(?:sips?|tel):)/gi, '"…"'],
];

/** What looks like a number and is none is matched first and kept: ids, times and addresses. */
const numberOrKept = new RegExp(
  [
    String.raw`(?<kept>\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b`,
    String.raw`\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?`,
    String.raw`(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)(?::\d+)?`,
    String.raw`\bcall-id\s*:\s*[^\s,;"]+`,
    String.raw`^(?:i|cseq)\s*:\s*\S+`,
    String.raw`\b(?:tag|branch|nonce|expires)\s*=\s*[^\s;,>]+)`,
    String.raw`\+?\d(?:[ ().\-/]{0,2}\d){6,}`,
  ].join('|'),
  'gim',
);

/** Masks every digit but the last two, and keeps the shape: `+* *** *** **47`. */
export function maskNumber(number: string): string {
  let left = number.replaceAll(/\D/g, '').length;
  return number.replaceAll(/\d/g, (digit) => ((left -= 1) < 2 ? digit : '*'));
}

const escapes: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t' };

/** A SIP message inside a JSON string is read as the message; `\r\n` spelt out occurs in nothing else. */
const unescaped = (text: string): string =>
  text.includes(String.raw`\r\n`)
    ? text.replaceAll(/\\(["\\rnt])/g, (_, escaped: string) => escapes[escaped] ?? escaped)
    : text;

/** Free text: SIP messages, URLs, errors' words, stacks. Numbers from seven digits on are masked; extensions stay. */
export function redactText(text: string): string {
  const bounded = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
  let redacted = unescaped(bounded);
  for (const [pattern, replacement] of replacements) redacted = redacted.replaceAll(pattern, replacement);
  return redacted.replaceAll(numberOrKept, (match: string, kept: string | undefined) => kept ?? maskNumber(match));
}

const isSecretKey = (key: string): boolean => /pass(?:word|wd)?$|secret|authorization|token|cookie/i.test(key);
const isNameKey = (key: string): boolean => /^(?:displayName|callerName|sentTo)$/.test(key);
const isNumberKey = (key: string): boolean => /number|phone|caller|dial/i.test(key);
/** Our ids and SIP's are needed to follow one call through the log. */
const isIdKey = (key: string): boolean => /^(?:id|call|leg|callId|legId|tag)$/.test(key);

/** Makes plain JSON of any value, redacted by its keys and its text; bounded in depth, length and items. */
export function redactValue(value: unknown, key = '', depth = 0): unknown {
  if (typeof value === 'string') {
    if (isSecretKey(key)) return REMOVED;
    if (isNameKey(key)) return '…';
    if (isIdKey(key) && /^[\w.@:-]{1,128}$/.test(value)) return value;
    return redactText(value);
  }
  if (typeof value === 'number') return isNumberKey(key) && value >= 1e6 ? maskNumber(String(value)) : value;
  if (typeof value === 'boolean' || value === null || value === undefined) return value;
  if (typeof value !== 'object') return `[${typeof value}]`;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item: unknown) => redactValue(item, key, depth + 1));
    return value.length > MAX_ITEMS ? [...items, `… (${value.length} items)`] : items;
  }
  const { name, message, stack, cause } = value instanceof Error ? value : ({} as Partial<Error>);
  const own = { ...(value instanceof Error ? { name, message, stack, cause } : {}), ...value };
  const entries = Object.entries(own).slice(0, MAX_ITEMS);
  return Object.fromEntries(entries.map(([each, item]) => [each, redactValue(item, each, depth + 1)]));
}
