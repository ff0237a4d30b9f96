/** The status window's page: draws every status that main tells, and counts the seconds between. */
import '../ui/tokens.css';
import '../ui/visually-hidden.css';
import { mount } from 'svelte';
import type { StatusView } from '../../main/bridge/contract/setup-views.ts';
import { bridge, every, isMac, markPage, nowMs } from '../bridge.ts';
import { englishLine } from '../i18n/line-en.ts';
import { englishStatus } from '../i18n/status-en.ts';
import { LiveStatus } from '../ui/live-status.svelte.ts';
import StatusWindow from './status-window.svelte';
import { StatusState } from './status-state.svelte.ts';

const surface = bridge();
const words = { status: englishStatus(), line: englishLine() };
const live = new LiveStatus({ nowMs, every });

function tell(view: StatusView): void {
  markPage(words.line.language, view.theme);
  live.take(view);
}

surface.on['status:changed'](tell);
live.start();
void surface['status:read']().then((reply) => {
  if (!reply.ok) throw new Error(`The status cannot be read: ${reply.error.code}`);
  tell(reply.value);
  mount(StatusWindow, {
    target: document.body,
    props: { state: new StatusState(surface, live), words, isMac: isMac() },
  });
});
