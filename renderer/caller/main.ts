/** The caller window's page: builds its state, draws it, and tells main what has been drawn. */
import '../ui/tokens.css';
import '../ui/visually-hidden.css';
import './card-panel.css';
import './target-grid.css';
import { flushSync, mount } from 'svelte';
import type { Snapshot } from '../../main/bridge/contract/call-views.ts';
import {
  after,
  afterPaint,
  anchoredEdge,
  bridge,
  every,
  markPage,
  nowMs,
  onNetwork,
  onShown,
  screenHeightPx,
} from '../bridge.ts';
import { english } from '../i18n/en.ts';
import { CallerState } from './caller-state.svelte.ts';
import CallerWindow from './caller-window.svelte';
import { ClickGuard } from './click-guard.ts';
import { FirstFrame } from './first-frame.ts';
import { watchLayout } from './layout-watch.ts';
import { warmUp } from './warm-up.ts';

const surface = bridge();
const words = english();
const guard = new ClickGuard(nowMs);
const needs = { surface, nowMs, after, every, anchoredEdge, screenHeightPx };
warmUp(needs, words, guard);
const state = new CallerState(needs);
mount(CallerWindow, { target: document.body, props: { state, words, guard } });

let lastPlacement = -1;
let cancelBlank: () => void = () => undefined;

const content = document.querySelector<HTMLElement>('[data-content]');
if (content === null) throw new Error('The page has no content to measure.');
const layout = watchLayout(content, {
  moved: () => {
    guard.moved();
  },
  resized: (heightPx) => void surface['card:resize'](heightPx),
});

/** Draws before it returns, so that the window is shown with this call and no other. */
function draw(snapshot: Snapshot): void {
  if (!flushSync(() => state.take(snapshot))) return;
  markPage(words.language, snapshot.theme);
  if (snapshot.placement !== lastPlacement) guard.moved();
  lastPlacement = snapshot.placement;
  cancelBlank();
  const drawn = [...document.querySelectorAll<HTMLElement>('[data-call]')].map((card) => card.dataset['call'] ?? '');
  layout.measure();
  if (drawn.length > 0) void surface['calls:drawn'](drawn);
  // The empty page has to be on the screen before the window goes: its next showing begins with that picture.
  else cancelBlank = afterPaint(() => void surface['calls:blank']());
  state.askLookups();
}

const firstFrame = new FirstFrame({ after, lookAhead: (calls) => state.lookAhead(calls), draw });
// Timers of a hidden page are slow: once it is shown nothing is waited for.
onShown(() => {
  firstFrame.hurry();
});
onNetwork((isOnline) => void surface['network:hint'](isOnline));
surface.on['calls:changed']((snapshot) => {
  firstFrame.take(snapshot);
});
void surface['calls:read']().then((reply) => {
  if (!reply.ok) throw new Error(`The calls cannot be read: ${reply.error.code}`);
  firstFrame.take(reply.value);
});
