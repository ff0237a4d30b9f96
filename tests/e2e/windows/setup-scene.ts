/** One state of the set-up window: what it is told, and what happens once it is shown. */
import type { SetupView, StatusView } from '../../../main/bridge/contract/setup-views.ts';
import type { PlainPage } from './plain-page.ts';
import { viewOf } from './setup-samples.ts';
import { statusOf } from './status-samples.ts';

export interface SetupScene {
  readonly view: SetupView;
  readonly status: StatusView;
  /** What happens once it is shown. */
  readonly act: (shown: PlainPage) => Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();
export const sceneOf = (changes: Partial<SetupScene> = {}): SetupScene => ({
  view: viewOf(),
  status: statusOf(),
  act: nothing,
  ...changes,
});

export const click = (shown: PlainPage, name: string): Promise<void> =>
  shown.page.getByRole('button', { name, exact: true }).click();
