/** The rows of a card: client → responsible → workday, and what each of them can be reached by. */
import type {
  CallView,
  LookupView,
  PlanView,
  PresenceView,
  TargetView,
} from '../../main/bridge/contract/call-views.ts';
import type { EntityRef } from '../../main/model/client.ts';
import type { CallerWords } from '../i18n/words.ts';
import { isKept } from './headline.ts';

export interface ClientLink {
  /** Index into the look-up's matches. */
  readonly match: number;
  readonly entity: EntityRef;
  readonly name: string;
  /** Can be opened in the CRM by its name: only where several can, else the footer does it. */
  readonly isLink: boolean;
}

export interface PersonRow {
  readonly key: string;
  /** Null: nobody is responsible for these clients. */
  readonly person: PlanView['people'][number] | null;
  readonly clients: readonly ClientLink[];
  /** Without the recommended one, which has a button of its own. */
  readonly targets: readonly TargetView[];
}

export interface PersonPresence {
  /** `asOfEpochMs`: null where it was told just now. */
  readonly workday: { readonly state: PlanView['people'][number]['workday']; readonly asOfEpochMs: number | null };
  readonly line: PresenceView | null;
}

export function personRows(look: LookupView | null, words: CallerWords): readonly PersonRow[] {
  if (look === null) return [];
  const { plan } = look;
  const links = clientLinks(look, words);
  const link = (index: number): ClientLink[] => links.slice(index, index + 1);
  const rows: PersonRow[] = plan.people.map((person) => ({
    key: person.personId,
    person,
    clients: person.matches.flatMap(link),
    targets: withoutRecommended(person.targets, plan),
  }));
  const looked = new Set(plan.people.flatMap((person) => person.matches));
  const orphans = links.filter(({ match }) => !looked.has(match));
  // A single client whom nobody looks after stands in the headline, and the notice below it says the rest.
  if (orphans.length > 0 && (rows.length > 0 || orphans.length > 1))
    rows.push({ key: 'nobody', person: null, clients: orphans, targets: [] });
  return rows;
}

/** Every client that the CRM found, in its order. */
export function clientLinks(look: LookupView | null, words: CallerWords): readonly ClientLink[] {
  if (look?.kind !== 'found') return [];
  const cards = look.matches.filter(({ hasCard }) => hasCard).length;
  return look.matches.map(({ type, id, name, hasCard }, match) => ({
    match,
    entity: { type, id },
    name: name ?? words.entityWithoutName(words.entityTypes[type] ?? type, id),
    isLink: hasCard && cards > 1,
  }));
}

/** The row that the recommended target stands in: its person's, else the first. */
export function leadRow(rows: readonly PersonRow[], recommended: TargetView | null): number {
  const { personId = null } = recommended ?? {};
  return Math.max(
    0,
    rows.findIndex(({ person }) => person !== null && person.personId === personId),
  );
}

/** What is told of one person, the newest: rows may be held where they are, what they say is not.
 *  @param look the CRM's last word
 *  @param nowEpochMs main's clock
 *  @returns null where nobody is responsible */
export function presenceOf(
  row: PersonRow,
  call: CallView,
  look: LookupView | null,
  nowEpochMs: number,
): PersonPresence | null {
  if (row.person === null) return null;
  const { personId } = row.person;
  const { workday, line } = look?.plan.people.find((person) => person.personId === personId) ?? row.person;
  const asOfEpochMs = look?.kind === 'found' ? look.asOfEpochMs : null;
  // What is not told has no age.
  const isTold = workday !== 'NOT_TOLD';
  const isOld = asOfEpochMs !== null && isTold && (isKept(asOfEpochMs, call) || nowEpochMs - asOfEpochMs >= 60_000);
  return { workday: { state: workday, asOfEpochMs: isOld ? asOfEpochMs : null }, line };
}

export function withoutRecommended(targets: readonly TargetView[], plan: PlanView): readonly TargetView[] {
  return targets.filter((target) => target.id !== plan.recommended?.id);
}

/** The one match that the footer opens; null where none or several can be opened. */
export function onlyCard(look: LookupView | null): EntityRef | null {
  if (look?.kind !== 'found') return null;
  const cards = look.matches.filter(({ hasCard }) => hasCard);
  return cards.length === 1 ? (cards[0] ?? null) : null;
}

/** One or two letters that stand for a name; empty where it has no letters. */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? []);
  const [first = '', last = ''] = [letters[0], letters.length > 1 ? letters.at(-1) : ''];
  return (first + last).toLocaleUpperCase();
}
