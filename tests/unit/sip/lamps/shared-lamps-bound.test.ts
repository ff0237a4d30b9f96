import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedLamps } from '../../../../main/sip/lamps/shared-lamps.ts';
import { createLampRig, type LampRig } from './lamp-rig.ts';

const MAX = 4;

/** Whose dialog lamp the server believes to be watched, the own extension's among them. */
const lit = (rig: LampRig): ReadonlySet<string> =>
  rig.log().reduce((all, entry) => {
    const [extension = '', event, ended] = entry.split(' ');
    if (event === 'dialog' && ended !== undefined) all.delete(extension);
    else if (event === 'dialog') all.add(extension);
    return all;
  }, new Set<string>());

test('whoever comes and goes, no more are watched than may be, and nobody waits while a place is free or looked at by none', () => {
  const step = fc.record({
    extension: fc.constantFrom('102', '103', '104', '105', '106', '107'),
    act: fc.constantFrom('come', 'leave'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const rig = createLampRig();
      const lamps = new SharedLamps({ clock: rig.clock, watch: rig.watch, ownExtension: '101', maxExtensions: MAX });
      lamps.watch('101', () => undefined);
      rig.watch.registered('wss://one');
      const watching: { readonly extension: string; readonly leave: () => void }[] = [];
      const acts = {
        come: (extension: string): unknown =>
          watching.push({ extension, leave: lamps.watch(extension, () => undefined) }),
        leave: (): unknown => watching.shift()?.leave(),
      };
      let answered = 0;
      for (const { extension, act } of steps) {
        acts[act](extension);
        rig.clock.advance(1000);
        for (const { answer } of rig.asked.slice(answered)) answer(200, 'Expires: 600');
        answered = rig.asked.length;
        const now = lit(rig);
        const wanted = new Set(['101', ...watching.map((each) => each.extension)]);
        const served = [...wanted].filter((each) => now.has(each)).length;
        expect([now.size <= MAX, served, now.has('101')]).toEqual([true, Math.min(wanted.size, MAX), true]);
      }
    }),
    { numRuns: 300 },
  );
});
