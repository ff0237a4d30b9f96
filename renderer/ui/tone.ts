/** What a colour says beside the words: never the only bearer of a meaning. */
export type Tone = 'good' | 'warn' | 'bad' | 'neutral';
