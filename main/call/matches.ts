/** Which match the card names first, and which of two answers of the CRM is the better one: pure. */
import type { EntityRef, MatchReason } from '../model/client.ts';
import type { Match, Matches } from '../model/crm.ts';
import type { Look } from './plan/input.ts';

/** What the agent said of a caller. */
export interface Preferred {
  /** Remembered for the number. */
  readonly picked: Match | null;
  /** For this call alone. `selfId`: the employee at this desk, where no answer tells it. */
  readonly chosen: { readonly match: Match; readonly atEpochMs: number; readonly selfId: string | null } | null;
}

/** Equal for equal entities. */
export const entityKey = ({ type, id }: EntityRef): string => `${type}:${id}`;

/** Puts the match first that the agent means; the others keep the CRM's order. One that the answer does not hold is put in.
 *  @returns the look to plan and to show by, and why its first match is the first; null where there is none */
export function preferMatch(
  told: Look,
  { picked, chosen }: Preferred,
): { readonly look: Look; readonly why: MatchReason | null } {
  if (chosen !== null) {
    const { match, atEpochMs, selfId } = chosen;
    const answer: Matches = told.kind === 'answered' ? told.matches : { matches: [], asOfEpochMs: atEpochMs, selfId };
    const kept = told.kind === 'answered' && told.kept !== undefined ? { kept: told.kept } : {};
    return { look: { kind: 'answered', matches: withFirst(match, answer), ...kept }, why: 'chosen' };
  }
  if (told.kind !== 'answered') return { look: told, why: null };
  if (picked !== null) return { look: { ...told, matches: withFirst(picked, told.matches) }, why: 'picked' };
  const { length } = told.matches.matches;
  if (length === 0) return { look: told, why: null };
  return { look: told, why: length === 1 ? 'only-match' : 'first-in-crm' };
}

/** What is known after one more outcome. What the portal has told is not taken back because a later question failed, nor by what it
 *  told on an earlier day; of such an answer a failure says why it is still there.
 *  @returns null where nothing is new */
export function betterLook(known: Look | null, outcome: Look): Look | null {
  if (known?.kind !== 'answered') return outcome;
  if (outcome.kind === 'answered') return known.kept === undefined && outcome.kept !== undefined ? null : outcome;
  if (known.kept === undefined || outcome.kind === 'not-asked') return null;
  const { error, isTryingAgain } = outcome;
  return { ...known, kept: { failure: { error, isTryingAgain } } };
}

/** The answer's own match says more of the same entity, and of the same colleague, than one that was found or picked before it. */
function withFirst(match: Match, answer: Matches): Matches {
  const key = entityKey(match);
  const own = answer.matches.find((each) => entityKey(each) === key);
  const told = answer.matches.find(
    ({ responsible }) => responsible !== null && responsible.id === match.responsible?.id,
  );
  const asTold = { ...match, responsible: told?.responsible ?? match.responsible };
  return { ...answer, matches: [own ?? asTold, ...answer.matches.filter((each) => each !== own)] };
}
