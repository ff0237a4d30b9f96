import { describe, expect, it } from 'vitest';
import { parseWebhook } from '../../../main/crm/bitrix24/webhook.ts';
import { cardBase, cardUrl } from '../../../main/crm/card-url.ts';

const settings = { cardBase: null, allowInsecure: false };

function cardOf(type: string, id: string, webhook = 'https://portal.example.com/rest/1/secret/', more = {}) {
  const parsed = parseWebhook(webhook, false);
  const base = cardBase({ ...settings, ...more }, parsed.ok ? parsed.value.portal : null);
  return base === null ? null : cardUrl({ type, id }, base);
}

describe('A card’s address', () => {
  it.each([
    ['CONTACT', 'contact'],
    ['COMPANY', 'company'],
    ['LEAD', 'lead'],
    ['DEAL', 'deal'],
  ])('of a %s is the portal’s own', (type, folder) => {
    expect(cardOf(type, '651')).toBe(`https://portal.example.com/crm/${folder}/details/651/`);
  });

  it.each([
    ['VISITOR', '1'],
    ['constructor', '1'],
    ['CONTACT', ''],
    ['CONTACT', '../../logout'],
    ['CONTACT', '1/../../2'],
    ['CONTACT', '//evil.example.com'],
  ])('does not exist for %s %j', (type, id) => {
    expect(cardOf(type, id)).toBe(null);
  });

  it.each(['https://crm.example.com/clients', 'https://crm.example.com/clients/'])(
    'is under the base of the settings (%s)',
    (base) => {
      expect(cardOf('LEAD', '5', undefined, { cardBase: base })).toBe(
        'https://crm.example.com/clients/lead/details/5/',
      );
    },
  );

  it('holds nothing of the webhook', () => {
    expect(cardOf('LEAD', '5', 'https://example.com/b24/rest/1/secret/')).toBe(
      'https://example.com/b24/crm/lead/details/5/',
    );
  });

  it.each([
    'http://crm.example.com/',
    'javascript:alert(1)//',
    'file:///etc/',
    'crm',
    'https://me:pw@crm.example.com/',
  ])('is none where the settings’ base is %s', (base) => {
    expect(cardOf('LEAD', '5', undefined, { cardBase: base })).toBe(null);
  });

  it('may be http where that is allowed, and on this computer', () => {
    const base = 'http://crm.example.com/';
    expect(cardOf('LEAD', '5', undefined, { cardBase: base, allowInsecure: true })).toBe(`${base}lead/details/5/`);
    expect(cardOf('LEAD', '5', 'http://127.0.0.1:81/rest/1/s/')).toBe('http://127.0.0.1:81/crm/lead/details/5/');
  });

  it('is none without a portal', () => {
    expect(cardOf('LEAD', '5', '')).toBe(null);
  });
});
