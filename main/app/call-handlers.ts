/** Answers the caller window's requests. */
import { colleagueView, lookupView } from '../bridge/call-views.ts';
import type { Handlers } from '../bridge/server.ts';
import type { CallerWindow } from '../desktop/caller-window.ts';
import { openLink } from '../desktop/links.ts';
import type { CallId } from '../model/call.ts';
import { err, ok } from '../model/result.ts';
import { matchesOf } from '../switchboard/desk.ts';
import type { Cards } from './cards.ts';
import type { CurrentSession } from './current-session.ts';
import type { Session } from './session.ts';

type CallChannel = Extract<keyof Handlers, `calls:${string}` | 'colleagues:find' | `card:${string}` | 'network:hint'>;

export interface CallHandlerParts {
  readonly current: CurrentSession;
  readonly cards: Cards;
  readonly window: CallerWindow;
}

const asCallId = (text: string): CallId => text as CallId;

/** Hosts whose pages may be opened: the portal's, and the one that the admin moved the cards to. */
function crmHosts({ crm, settings }: Session): string[] {
  const cardBase = settings.crm?.cardBase ?? null;
  return [crm?.host ?? null, cardBase === null ? null : new URL(cardBase).host].filter((host) => host !== null);
}

export function callHandlers({ current, cards, window }: CallHandlerParts): Pick<Handlers, CallChannel> {
  const switchboard = (): Session['switchboard'] => current.session.switchboard;
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
      const { crm } = current.session;
      const answer = await switchboard().lookup(asCallId(id));
      if (answer === null) return err('unknown-call');
      return ok(lookupView(answer, (match) => crm !== null && crm.cardUrl(match) !== null));
    },
    'calls:send': (id, targetId, way) => switchboard().send(asCallId(id), targetId, way),
    'calls:send-to-number': (id, typed, way) => switchboard().sendToNumber(asCallId(id), typed, way),
    'calls:fetch': (id) => switchboard().fetch(asCallId(id)),
    'calls:note': (id, text) => switchboard().note(asCallId(id), text),
    'calls:have-it': (id) => switchboard().haveIt(asCallId(id)),
    'calls:hold': (id, isHeld) => switchboard().hold(asCallId(id), isHeld),
    'calls:hide': (id) => switchboard().hide(asCallId(id)),
    'calls:decline': (id) => switchboard().decline(asCallId(id)),
    'calls:open-match': async (id, index) => {
      const { crm } = current.session;
      const answer = await switchboard().lookup(asCallId(id));
      if (answer === null) return err('unknown-call');
      const match = matchesOf(answer.look)?.matches[index];
      const url = match === undefined ? null : (crm?.cardUrl(match) ?? null);
      if (url === null) return err('no-card');
      const opened = await openLink(url, {
        hosts: crmHosts(current.session),
        allowInsecure: current.session.settings.crm?.allowInsecure ?? false,
      });
      return opened.ok ? opened : err('no-card');
    },
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
