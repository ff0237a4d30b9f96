/** The colleagues' window's page: draws every view that main tells, and counts the minutes between. */
import '../ui/tokens.css';
import '../ui/fields.css';
import '../ui/visually-hidden.css';
import { mount } from 'svelte';
import { after, bridge, every, markPage, nowMs } from '../bridge.ts';
import { englishColleagues } from '../i18n/colleagues-en.ts';
import { ColleaguesState } from './colleagues-state.svelte.ts';
import ColleaguesWindow from './colleagues-window.svelte';

const surface = bridge();
const words = englishColleagues();
const state = new ColleaguesState({
  look: (query) => surface['colleagues:look'](query),
  onView: (view) => {
    markPage(words.language, view.theme);
  },
  nowMs,
  after,
  every,
});

surface.on['colleagues:changed']((view) => {
  state.take(view);
});
state.start();
mount(ColleaguesWindow, { target: document.body, props: { state, words } });
