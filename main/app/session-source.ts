/** Builds sessions from the settings as they are, each over the same history, picks and outbox. */
import type { SwitchboardNotice } from '../switchboard/notices.ts';
import type { TokenSource } from '../crm/oauth/token-source.ts';
import { createLine } from '../sip/line.ts';
import { CurrentSession } from './current-session.ts';
import type { Foundation } from './foundation.ts';
import type { lineWiring } from './line-wiring.ts';
import { sessionKey, startSession, wayIn, type Session, type SessionParts } from './session.ts';

export interface SessionSourceParts extends Pick<SessionParts, 'picks' | 'outbox' | 'kept'> {
  readonly foundation: Pick<Foundation, 'configuration' | 'history' | 'clock' | 'openHttp'>;
  /** Of the local app, as they are when a session starts; null where nobody has connected. */
  readonly oauth: () => TokenSource | null;
  readonly lineOptions: ReturnType<typeof lineWiring>;
  /** What no card tells. */
  readonly tell: (notice: SwitchboardNotice) => void;
}

/** Starts the first session. */
export function currentSession(parts: SessionSourceParts): CurrentSession {
  const { foundation, lineOptions, picks, outbox, kept, oauth, tell } = parts;
  const { configuration, history, clock, openHttp } = foundation;
  let last: { readonly session: Session; readonly way: string } | null = null;
  return new CurrentSession({
    start: (isDoNotDisturb) => {
      const { settings, secrets } = configuration;
      const way = wayIn(settings, secrets);
      const session = startSession({
        settings,
        secrets,
        records: history,
        picks,
        outbox,
        kept,
        oauth: oauth(),
        recordsRefused: last?.way === way ? (last.session.crm?.status.recordsRefused ?? null) : null,
        clock,
        openHttp: () => openHttp(settings.sip?.caFile ?? null),
        openLine: () => settings.sip && createLine(lineOptions(settings.sip, secrets.sipPassword ?? '')),
        isDoNotDisturb,
        tell,
      });
      last = { session, way };
      return session;
    },
    key: () => sessionKey(configuration.settings, configuration.secrets),
  });
}
