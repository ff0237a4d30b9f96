import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noSecrets } from '../../../main/model/settings.ts';
import { parseProvisioning, provisioningArguments } from '../../../main/settings/provisioning.ts';
import { sample, sampleWith } from './sample.ts';

const text = JSON.stringify(sample);

describe('the text of a provisioning file', () => {
  test('gives settings and secrets', () => {
    expect(parseProvisioning(text)).toMatchObject({
      ok: true,
      value: {
        settings: { sip: { aor: 'sip:101c@pbx.example.com' } },
        secrets: {
          ...noSecrets,
          sipPassword: '…',
          webhook: 'https://portal.example.com/rest/1/secret/',
        },
      },
    });
  });

  test("may begin with the byte order mark of Windows' editors", () => {
    expect(parseProvisioning(`\uFEFF${text}`)).toEqual(parseProvisioning(text));
  });

  test('names every problem, and no secret', () => {
    const input = sampleWith({
      sip: { aor: 'Boris', password: 'hunter2' },
      crm: { webhook: 'https://portal.example.com/rest/1/s3cr3t/x' },
    });
    const read = parseProvisioning(JSON.stringify(input));
    expect(read).toMatchObject({
      error: { kind: 'invalid', problems: [{ path: 'sip.aor' }, { path: 'crm.webhook' }] },
    });
    expect(JSON.stringify(read)).not.toMatch(/hunter2|s3cr3t/);
  });

  test.each([
    ['not JSON', '{"version": 1,}', 'not-json'],
    ['more than 256 kB', `${text}${' '.repeat(256 * 1024)}`, 'too-large'],
    ['of a newer version', JSON.stringify({ ...sample, version: 2 }), 'invalid'],
    ['empty', '', 'not-json'],
  ])('is refused when it is %s', (_, input, kind) => {
    expect(parseProvisioning(input)).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('the command line', () => {
  test('names the file, which stands under the working directory when it is relative', () => {
    expect(provisioningArguments(['ringside', '--provision=desk.json', '--provision-silently'], '/srv')).toEqual({
      path: resolve('/srv', 'desk.json'),
      isSilent: true,
    });
  });

  test('without a file asks for nothing', () => {
    expect(provisioningArguments(['ringside', '--provision=', '--provisioned'], '/srv')).toEqual({
      path: null,
      isSilent: false,
    });
  });
});
