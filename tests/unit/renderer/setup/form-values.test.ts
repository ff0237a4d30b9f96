/** The form between page and bridge. */
import { expect, test } from 'vitest';
import {
  mergedForm,
  msOfSeconds,
  settingOf,
  valueAt,
  withoutBlankRows,
  withoutPath,
  withRows,
} from '../../../../renderer/setup/form-values.ts';
import { settingsEnglish } from '../../../../renderer/i18n/setup-fields-en.ts';
import { emptyForm, filledForm } from '../../../e2e/windows/setup-samples.ts';

test('a form without a server shows one row to type it into, which is not handed on', () => {
  const shown = withRows(emptyForm);
  expect([shown.sip.servers, withoutBlankRows(shown)]).toEqual([[''], emptyForm]);
});

test('settings that change elsewhere are taken over where nothing else was typed', () => {
  const typed = withRows({ ...emptyForm, sip: { ...emptyForm.sip, extension: '102', password: 'half' } });
  expect(mergedForm(typed, emptyForm, filledForm)).toEqual({
    ...filledForm,
    sip: { ...filledForm.sip, extension: '102', password: 'half' },
  });
});

test('a blank row that was just added stays when nothing has changed elsewhere', () => {
  const queues = [...filledForm.routing.queues, { number: '', name: '' }];
  const typed = { ...filledForm, routing: { ...filledForm.routing, queues } };
  expect(mergedForm(typed, filledForm, filledForm)).toEqual(typed);
});

test('a queue with only a name is kept: it is for main to say what is missing', () => {
  const queues = [
    { number: ' ', name: '' },
    { number: '', name: 'Sales' },
  ];
  const form = { ...filledForm, routing: { ...filledForm.routing, queues } };
  expect(withoutBlankRows(form).routing.queues).toEqual([{ number: '', name: 'Sales' }]);
});

test.each([
  ['routing.queues.1.name', 'Support'],
  ['sip.servers.0', 'wss://pbx.example.com:8089/ws'],
  ['sip.servers.7', undefined],
  ['sip.busyLamps', undefined],
  ['', undefined],
])('the value at "%s" is found', (path, value) => {
  expect(valueAt(filledForm, path)).toEqual(value);
});

test.each([
  ['routing.queues.1.name', 'routing.queues'],
  ['sip.aor', 'sip.aor'],
  ['sip', null],
  ['sip.busyLamps', null],
  ['', null],
])('"%s" belongs to the setting %s', (path, setting) => {
  expect(settingOf(path, settingsEnglish)).toBe(setting);
});

test('the path is cut off a message that begins with it, and off no other', () => {
  expect([
    withoutPath({ path: 'sip.aor', message: 'sip.aor is missing.' }),
    withoutPath({ path: 'sip.aor', message: 'The line is not filled in yet.' }),
    withoutPath({ path: '', message: 'The file is not valid JSON.' }),
  ]).toEqual(['Is missing.', 'The line is not filled in yet.', 'The file is not valid JSON.']);
});

test.each([
  ['4', 4000],
  [' 2,5 ', 2500],
  ['0.5', 500],
  ['', 0],
  ['soon', 0],
])('"%s" seconds are %i ms', (typed, ms) => {
  expect(msOfSeconds(typed)).toBe(ms);
});
