/** What can be wrong with a configuration: a code for programs, plain words for people. */
import type { GenericIssue } from 'valibot';

/** Every way in which a value of the configuration can be wrong, with the words for it. */
const words = {
  missing: 'is missing',
  'wrong-type': 'has the wrong type',
  'unknown-key': 'is not a setting that this version knows',
  'not-a-choice': 'is not one of the possible values',
  duplicate: 'stands there twice',
  'out-of-range': 'is outside the range that is allowed',
  'too-long': 'is too long',
  'server-not-a-url': 'must be an address such as wss://pbx.example.com:8089/ws or tls://pbx.example.com:5061',
  'server-scheme': 'must begin with wss:// or tls:// (or ws:// or tcp:// where that is allowed)',
  'server-not-supported': 'is a udp: or sip: address, which is not supported yet; use wss://, tls:// or tcp://',
  'server-has-password': 'must not carry a user name or password; they have fields of their own',
  insecure: 'is not encrypted; use wss://, tls:// or https://, or set allowInsecure beside it',
  'no-server': 'needs at least one server',
  aor: 'must look like sip:user@domain, without port or parameters',
  extension: 'must be digits only, 15 at most',
  'authorization-user': 'must not be empty and must not contain spaces or quotation marks',
  password: 'must not be empty and must not contain line breaks',
  'ca-file': 'must be the full path of a file, not a relative one',
  'take-on-kamailio':
    'cannot be "take" with a Kamailio: what passes a call on would reach the caller’s own device there; use "redirect"',
  'pickup-on-kamailio':
    'cannot be used with a Kamailio: what passes on a call that was got back would reach the caller’s own device there; leave it out',
  'pickup-prefix': 'may contain only digits, * and #, 8 at most',
  'companion-pattern': 'must hold {ext} exactly once, and beside it only what the user part of a SIP address may have',
  webhook: 'must look like https://portal.example.com/rest/USER/SECRET/ and end there',
  portal: 'must be a web address such as https://portal.example.com/',
  'client-id': 'must be the app’s ID as the portal shows it, such as local.573ad8a0346747.09223434',
  'two-ways-in': 'and crm.webhook are two ways into the same portal; leave one of them out',
  'card-base': 'must be a web address such as https://portal.example.com/',
  'employee-id': 'must be digits only',
  country: 'must be a country code of two capital letters, such as GB',
  'not-dialable': 'may contain only digits and a leading +; * and # only if numbers.extraDialCharacters lists them',
  name: 'must not be empty and must not contain line breaks',
  shortcut: 'must be a key with Ctrl, Alt or the system key before it, such as CommandOrControl+Shift+F9',
  'shortcut-types-letters':
    'is Ctrl + Alt or AltGr, which types letters on many keyboards; use Ctrl + Shift and a key instead',
  'dial-url':
    'must be an address that holds {number} once and begins with tel:, sip:, sips:, callto: or https:, such as tel:{number}',
  'newer-version': 'was written by a newer version of Ringside; update this one to use it',
  'no-migration': 'is a version that this Ringside cannot read',
} as const;

export type SettingsProblemCode = keyof typeof words;

export interface SettingsProblem {
  /** Dotted, array indices included: `sip.servers.0`; empty for the whole. */
  readonly path: string;
  readonly code: SettingsProblemCode;
  /** One sentence in plain words; never contains the value, which may be a secret. */
  readonly message: string;
}

/** @param more added in brackets: the choices, the type expected */
export function settingsProblem(path: string, code: SettingsProblemCode, more?: string): SettingsProblem {
  const subject = path === '' ? 'The configuration' : path;
  return { path, code, message: `${subject} ${words[code]}${more === undefined ? '' : ` (${more})`}.` };
}

const isCode = (text: string): text is SettingsProblemCode => Object.hasOwn(words, text);

const pathOf = (issue: GenericIssue): string => (issue.path ?? []).map((item) => String(item.key)).join('.');

const typeNames: Readonly<Record<string, string>> = {
  string: 'text is expected',
  number: 'a number is expected',
  boolean: 'true or false is expected',
  Array: 'a list is expected',
  Object: 'an object is expected',
};

/** Translates one issue of valibot. Rules of our own carry their code as the issue's message. */
export function problemOfIssue(issue: GenericIssue): SettingsProblem {
  const path = pathOf(issue);
  if (isCode(issue.message)) return settingsProblem(path, issue.message);
  if (issue.type === 'never') return settingsProblem(path, 'unknown-key');
  if (issue.received === 'undefined') return settingsProblem(path, 'missing');
  if (issue.type === 'picklist' || issue.type === 'literal') {
    return settingsProblem(path, 'not-a-choice', (issue.expected ?? '').replace(/^\((.*)\)$/, '$1'));
  }
  return settingsProblem(path, 'wrong-type', typeNames[issue.expected ?? '']);
}
