/** The outbox window's page: draws every view that main tells, and counts the seconds between. */
import '../ui/tokens.css';
import '../ui/fields.css';
import '../ui/visually-hidden.css';
import { mount } from 'svelte';
import { bridge, every, markPage, nowMs } from '../bridge.ts';
import { englishOutbox } from '../i18n/outbox-en.ts';
import { OutboxState } from './outbox-state.svelte.ts';
import OutboxWindow from './outbox-window.svelte';

const surface = bridge();
const words = englishOutbox();
const state = new OutboxState({
  read: () => surface['outbox:read'](),
  sendNow: (id) => surface['outbox:send-now'](id),
  discard: (id) => surface['outbox:discard'](id),
  onView: (view) => {
    markPage(words.language, view.theme);
  },
  nowMs,
  every,
});

surface.on['outbox:changed']((view) => {
  state.take(view);
});
state.start();
mount(OutboxWindow, { target: document.body, props: { state, words } });
