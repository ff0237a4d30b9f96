/** Desks with phones and companions, a trunk to call them, and the CRM behind them, at one real server. */
import type { PortalUser } from '../rig/portal/data.ts';
import { createPortal, type Portal } from '../rig/portal/portal.ts';
import { samplePortal } from '../rig/portal/sample.ts';
import { createPhone, type OutgoingCall, type Phone } from '../rig/pbx/index.ts';
import { accountOf, mailboxAccount, trunkAccount, type Desk } from './accounts.ts';
import { startCompanion, type Companion, type CompanionOptions } from './companion.ts';
import type { ServerAddress } from './servers/real-server.ts';

export interface OfficeOptions {
  /** Desks with a phone. Default 101 and 102. */
  readonly phones?: readonly Desk[];
  /** Desks with a companion. Default 101. */
  readonly companions?: readonly (Desk | Omit<CompanionOptions, 'server' | 'portal'>)[];
}

export interface Office {
  readonly server: ServerAddress;
  readonly portal: Portal;
  /** Everybody's way in from outside, and `trunk2`, which outside numbers ring. */
  readonly trunk: Phone;
  readonly trunk2: Phone;
  /** Both trunks and all desk phones. */
  readonly phones: readonly Phone[];
  readonly companions: readonly Companion[];
  readonly phone: (desk: Desk) => Phone;
  /** Default the first desk's that has one. */
  readonly companion: (desk?: Desk) => Companion;
  /** A client in the CRM with a number that nothing else has.
   *  @param assignedById the sample's employee; default Anna Petrova, extension 102 */
  readonly newClient: (name: string, assignedById?: number) => string;
  /** Somebody calls in over the trunk. */
  readonly callIn: (to: string, number: string, name?: string) => Promise<OutgoingCall>;
  readonly stop: () => Promise<void>;
}

const colleague = (id: number, name: string, lastName: string, inner: string): PortalUser => {
  const noNumbers = { workPhone: null, personalPhone: null, mobile: null };
  return { id, name, lastName, inner, workday: 'OPENED', active: true, ...noNumbers };
};

/** Beside the sample's: Desk One 101, Anna Petrova 102, Boris Ivanov 104. */
const moreUsers: readonly PortalUser[] = [
  colleague(21, 'Clara', 'Weiss', '103'),
  colleague(22, 'Edda', 'Sommer', '105'),
  colleague(23, 'Sam', 'Shared', '201'),
];

/** Starts everything; what was started before a failure is stopped again. */
export async function startOffice(server: ServerAddress, options: OfficeOptions = {}): Promise<Office> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    return await build(server, options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  server: ServerAddress,
  { phones: desks = ['101', '102'], companions: wanted = ['101'] }: OfficeOptions,
  stops: (() => Promise<void>)[],
  stop: Office['stop'],
): Promise<Office> {
  // A file's calls come faster than any agent's: the portal's limits have tests of their own.
  const bucket = { capacity: 10_000, leakPerSec: 1000 };
  const portal = await createPortal({ ...samplePortal, users: [...samplePortal.users, ...moreUsers], bucket });
  stops.push(() => portal.close());

  const phones = new Map<string, Phone>();
  stops.push(async () => {
    await Promise.all([...phones.values()].map(switchOff));
  });
  const trunks = { pbx: server, isTrunk: true };
  for (const trunk of ['trunk', 'trunk2'] as const) {
    phones.set(trunk, await createPhone({ ...trunks, ...trunkAccount(trunk) }));
  }
  if (server.name === 'kamailio') {
    const mailbox = { behaviour: 'answer', answerAfterMs: 2000 } as const;
    phones.set('160', await createPhone({ ...trunks, ...mailboxAccount, ...mailbox }));
  }
  for (const desk of desks) phones.set(desk, await createPhone({ pbx: server, ...accountOf(desk).phone }));
  const companions = new Map<Desk, Companion>();
  for (const each of wanted) {
    const companion = await startCompanion({ ...(typeof each === 'string' ? { desk: each } : each), server, portal });
    stops.push(() => companion.stop());
    companions.set(companion.desk, companion);
  }

  let clients = 0;
  return {
    server,
    portal,
    trunk: found(phones, 'trunk'),
    trunk2: found(phones, 'trunk2'),
    phones: [...phones.values()],
    companions: [...companions.values()],
    phone: (desk) => found(phones, desk),
    companion: (desk) => found(companions, desk ?? [...companions.keys()][0]),
    newClient: (name, assignedById = 99) => {
      clients += 1;
      const number = `+1202555${String(1000 + clients)}`;
      const entity = { type: 'CONTACT', id: 9000 + clients, name, phones: [number], assignedById } as const;
      portal.data.entities = [...portal.data.entities, entity];
      return number;
    },
    callIn: (to, number, name) =>
      found(phones, 'trunk').call({ to, from: name === undefined ? { number } : { number, name } }),
    stop,
  };
}

/** Its contact must not stay behind for the next office. A server that is gone for good has forgotten it anyway. */
async function switchOff(phone: Phone): Promise<void> {
  await phone.unregister().catch(() => undefined);
  await phone.close();
}

function found<K, T>(all: ReadonlyMap<K, T>, key: K | undefined): T {
  const one = key === undefined ? undefined : all.get(key);
  if (one === undefined) throw new Error(`This office has nothing at ${String(key)}.`);
  return one;
}
