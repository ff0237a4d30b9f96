/** One desk for the tests of a file: started before the first, stopped after the last, also where one fails. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startDesk, type Desk, type DeskOptions } from './desk.ts';

/** Call it at the top of a test file. Where a test fails, what the app wrote to stderr is printed.
 *  @returns the desk, from within tests and hooks
 *  @throws Error outside of them */
export function useDesk(options: DeskOptions = {}): () => Desk {
  let desk: Desk | null = null;
  beforeAll(async () => {
    desk = await startDesk(options);
  });
  afterAll(async () => {
    await desk?.stop();
  });
  beforeEach(({ onTestFailed }) => {
    onTestFailed(() => {
      console.error(`The app's stderr:\n${desk?.stderr().slice(-4000) ?? 'it did not start'}`);
    });
  });
  return () => {
    if (desk === null) throw new Error('The desk has not started.');
    return desk;
  };
}
