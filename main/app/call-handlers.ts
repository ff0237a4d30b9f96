/** Answers the caller window's requests. */
import { colleagueView, lookupView } from '../bridge/call-views.ts';
import { foundClientsView } from '../bridge/client-views.ts';
import type { Handlers } from '../bridge/server.ts';
import type { CallerWindow } from '../desktop/caller-window.ts';
import type { CallId } from '../model/call.ts';
import { err, ok } from '../model/result.ts';
import type { Cards } from './cards.ts';
import type { CurrentSession } from './current-session.ts';
import { hasCardIn } from './has-card.ts';
import { openEntity } from './open-entity.ts';
import type { Session } from './session.ts';

type CallChannel = Extract<keyof Handlers, `calls:${string}` | 'colleagues:find' | `card:${string}` | 'network:hint'>;

export interface CallHandlerParts {
  readonly current: CurrentSession;
  readonly cards: Cards;
  readonly window: CallerWindow;
}

const asCallId = (text: string): CallId => text as CallId;

export function callHandlers({ current, cards, window }: CallHandlerParts): Pick<Handlers, CallChannel> {
  const switchboard = (): Session['switchboard'] => current.session.switchboard;
  const clients = (): Session['switchboard']['clients'] => switchboard().clients;
  return {
    'calls:read': () => ok(cards.snapshot()),
    'calls:drawn': (ids) => {
      for (const id of ids) window.acknowledge(asCallId(id));
      return ok(null);
    },
    'calls:blank': () => {
      window.pageIsBlank();
      return ok(null);
    },
    'calls:lookup': async (id) => {
      const hasCard = hasCardIn(current.session);
      const answer = await switchboard().lookup(asCallId(id));
      return answer === null ? err('unknown-call') : ok(lookupView(answer, hasCard));
    },
    'calls:send': (id, targetId, way) => switchboard().send(asCallId(id), targetId, way),
    'calls:send-to-number': (id, typed, way) => switchboard().sendToNumber(asCallId(id), typed, way),
    'calls:fetch': (id) => switchboard().fetch(asCallId(id)),
    'calls:note': (id, text) => switchboard().note(asCallId(id), text),
    'calls:have-it': (id) => switchboard().haveIt(asCallId(id)),
    'calls:hold': (id, by) => switchboard().hold(asCallId(id), by),
    'calls:hide': (id) => switchboard().hide(asCallId(id)),
    'calls:decline': (id) => switchboard().decline(asCallId(id)),
    'calls:open-entity': async (id, entity) => {
      const allowed = clients().mayOpen(asCallId(id), entity);
      return allowed.ok ? openEntity(current.session, entity) : allowed;
    },
    'calls:pick': (id, entity) => clients().pick(asCallId(id), entity),
    'calls:all-matches': async (id) => {
      const found = await clients().allMatches(asCallId(id));
      return found.ok ? ok(foundClientsView(found.value, hasCardIn(current.session))) : found;
    },
    'calls:find-clients': async (id, text) => {
      const found = await clients().findClients(asCallId(id), text);
      return found.ok ? ok(foundClientsView(found.value, hasCardIn(current.session))) : found;
    },
    'calls:create-lead': (id, form) => clients().createLead(asCallId(id), form),
    'calls:undo-lead': (id) => clients().undoLead(asCallId(id)),
    'calls:crm-note': (id, text) => clients().crmNote(asCallId(id), text),
    'colleagues:find': async (id, query) => {
      const found = await switchboard().findColleagues(asCallId(id), query);
      return found.ok ? ok(found.value.map(colleagueView)) : found;
    },
    'card:resize': (heightDip) => {
      window.resizeTo(heightDip);
      return ok(null);
    },
    'card:summon': () => {
      window.summon();
      return ok(null);
    },
    'card:release': () => {
      window.release();
      return ok(null);
    },
    'network:hint': (isOnline) => {
      current.session.line?.networkHint(isOnline);
      return ok(null);
    },
  };
}
