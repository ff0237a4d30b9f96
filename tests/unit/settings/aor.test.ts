/** Every Address of Record that the settings take is one that sip.js takes: it throws at others, and the app would not start. */
import fc from 'fast-check';
import { UserAgent } from 'sip.js';
import { expect, test } from 'vitest';
import { isAor } from '../../../main/settings/rules.ts';

const joined = (parts: readonly string[], min: number, max: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...parts), { minLength: min, maxLength: max }).map((some) => some.join(''));

const user = fc.oneof(
  joined(['101c', 'a', 'Z', '.', '-', '_', "'", '(', '&', '=', '+', '$', ',', ';', '?', '/', '~', '*', '!'], 1, 8),
  joined(['a', '%41', '%C3%A9', '%2F', '%00', '%ff', '%', '%4', '@', '"', ' '], 1, 5),
);
const host = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
  joined(['a', 'pbx', '1', '255', '256', '01', '.', '.', '-', '_', 'com', 'x1', '3com'], 1, 9),
  joined(['[', ']', ':', '::', '1', 'ffff', '127.0.0.1', '.', '%eth0', 'g'], 1, 12),
);

test('every Address of Record that is accepted can be used', () => {
  fc.assert(
    fc.property(user, host, (name, domain) => {
      const aor = `sip:${name}@${domain}`;
      fc.pre(isAor(aor));
      expect(UserAgent.makeURI(aor)?.user).toBeTypeOf('string');
    }),
    { numRuns: 3000, maxSkipsPerRun: 1000 },
  );
});

test.each([fc.domain(), fc.ipV4()])('usual hosts are accepted (%#)', (usual) => {
  fc.assert(
    fc.property(usual, (domain) => {
      expect(isAor(`sip:101c@${domain}`)).toBe(true);
    }),
  );
});
