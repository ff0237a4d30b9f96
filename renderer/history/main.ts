/** The history window's page: draws the calls that main finds, and every view that it tells. */
import '../ui/tokens.css';
import '../ui/fields.css';
import '../ui/visually-hidden.css';
import { mount } from 'svelte';
import { bridge, markPage } from '../bridge.ts';
import { englishHistory } from '../i18n/history-en.ts';
import { HistoryState } from './history-state.svelte.ts';
import HistoryWindow from './history-window.svelte';

const surface = bridge();
const words = englishHistory();
const state = new HistoryState({
  ...surface,
  onView: (view) => {
    markPage(words.language, view.theme);
  },
});

surface.on['history:changed']((view) => {
  void state.take(view);
});
void state.start();
mount(HistoryWindow, { target: document.body, props: { state, words } });
