/** What the colleagues' window is told: who is there, who is at work, who is free, each with its age. */
import * as v from 'valibot';
import { presenceView, workday } from './call-views.ts';
import { crmErrorCode } from './client-views.ts';

const text = v.pipe(v.string(), v.maxLength(512));

export const colleaguesView = v.object({
  /** What was looked for; '' is everybody. An answer to a former question is not drawn. */
  query: v.string(),
  /** Main's clock when it was made: ages are shown by it. */
  nowEpochMs: v.number(),
  /** `failed`: why the CRM does not tell; `not-set-up`: there is none. */
  list: v.variant('kind', [
    v.object({ kind: v.literal('loading') }),
    v.object({ kind: v.literal('not-set-up') }),
    v.object({ kind: v.literal('failed'), code: crmErrorCode, sinceEpochMs: v.number() }),
    v.object({
      kind: v.literal('found'),
      people: v.array(
        v.object({
          personId: text,
          name: v.nullable(text),
          /** The desk's number; null where the portal has none. */
          extension: v.nullable(text),
          isSelf: v.boolean(),
          workday: v.nullable(v.object({ state: workday, asOfEpochMs: v.number() })),
          line: v.nullable(presenceView),
        }),
      ),
      /** People beyond those listed: a company is searched, not scrolled. */
      more: v.number(),
      asOfEpochMs: v.number(),
    }),
  ]),
  theme: v.picklist(['system', 'light', 'dark']),
});

export type ColleaguesView = v.InferOutput<typeof colleaguesView>;
