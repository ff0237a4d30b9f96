/** The set-up window's page: reads what is stored, then draws the form and keeps the line's state under it. */
import '../ui/tokens.css';
import '../ui/visually-hidden.css';
import '../ui/fields.css';
import { mount } from 'svelte';
import type { StatusView } from '../../main/bridge/contract/setup-views.ts';
import { bridge, every, isMac, markPage, nowMs } from '../bridge.ts';
import { englishLine } from '../i18n/line-en.ts';
import { englishSetup } from '../i18n/setup-en.ts';
import { LiveStatus } from '../ui/live-status.svelte.ts';
import SetupWindow from './setup-window.svelte';
import { SetupState } from './setup-state.svelte.ts';

const surface = bridge();
const words = { setup: englishSetup(), line: englishLine() };
const status = new LiveStatus({ nowMs, every });

function tell(view: StatusView): void {
  markPage(words.line.language, view.theme);
  status.take(view);
}

surface.on['status:changed'](tell);
status.start();
void start();

async function start(): Promise<void> {
  const first = await surface['status:read']();
  if (!first.ok) throw new Error(`The status cannot be read: ${first.error.code}`);
  tell(first.value);
  // The last that is asked for: what changes after main's answer is then heard.
  const setup = await surface['setup:read']();
  if (!setup.ok) throw new Error(`The settings cannot be read: ${setup.error.code}`);
  const state = new SetupState(surface, setup.value);
  surface.on['setup:changed']((view) => {
    state.take(view);
  });
  surface.on['setup:step']((step) => {
    state.tests[step.half].take(step);
  });
  mount(SetupWindow, { target: document.body, props: { state, status, words, isMac: isMac() } });
}
