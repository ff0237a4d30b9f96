/** A configuration in which no key has its default: what is lost on some way is seen by it. */
import { parseConfig, type Config } from '../../../main/settings/schema.ts';

const shortest = {
  version: 1,
  sip: { servers: ['wss://pbx.example.com/ws'], aor: 'sip:101c@pbx.example.com', extension: '101' },
  crm: {},
  numbers: { country: 'DE' },
};

const written = {
  version: 1,
  sip: {
    servers: ['wss://one.example.com/ws', 'ws://two.example.com/ws'],
    aor: 'sip:102c@one.example.com',
    extension: '102',
    authorizationUser: 'boris',
    password: 'word',
    pbx: 'asterisk',
    desksAtServer: 500,
    caFile: '/etc/ca.pem',
    allowInsecure: true,
    ringingTransfer: 'take',
    pickupPrefix: '**',
    companionPattern: '{ext}c',
    busyLamps: 20,
  },
  crm: {
    kind: 'bitrix24',
    oauth: {
      portal: 'http://portal.example.com/',
      clientId: 'local.573ad8a0346747.09223434',
      clientSecret: 'LJSl0lNB',
    },
    cardBase: 'http://portal.example.com/',
    employeeId: '99',
    timeoutMs: 2500,
    allowInsecure: true,
    plan: 'enterprise',
    callRecords: true,
    keepLookupsDays: 7,
  },
  numbers: {
    country: 'GB',
    dialFormat: 'national',
    outsidePrefix: '9',
    extraDialCharacters: ['*'],
    privateNumbers: 'hidden',
  },
  routing: {
    whenPaused: 'queue-first',
    whenClosed: 'mobile-first',
    whenBusy: 'next-person',
    declineTo: '*97',
    queues: [{ number: '610', name: 'Support' }],
  },
  desktop: {
    startAtLogin: true,
    theme: 'dark',
    transferShortcut: null,
    summonShortcut: 'CommandOrControl+Shift+F7',
    corner: 'top-right',
    dialUrl: 'tel:{number}',
  },
  history: { storeNames: false, keepDays: 30 },
};

const read = (input: unknown): Config => {
  const config = parseConfig(input);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return config.value;
};

/** Dotted paths at which both hold the same. */
function samePaths(one: unknown, other: unknown, path: string): string[] {
  if (typeof one !== 'object' || one === null || Array.isArray(one))
    return JSON.stringify(one) === JSON.stringify(other) ? [path] : [];
  return Object.entries(one).flatMap(([key, value]) =>
    samePaths(value, (other as Readonly<Record<string, unknown>> | null)?.[key], path === '' ? key : `${path}.${key}`),
  );
}

/** `unchanged`: keys that hold their default after all, but for those that have one value only; empty where this file is whole. */
export function everyKeyChanged(): { readonly config: Config; readonly unchanged: readonly string[] } {
  const config = read(written);
  const onlyOne = ['version', 'crm.kind'];
  const same = samePaths(config.settings, read(shortest).settings, '');
  return { config, unchanged: same.filter((path) => !onlyOne.includes(path)) };
}
