/** The company that demo, end-to-end tests and benches share: a few employees, and clients in every shape a reply has. */

import type { PortalDeal, PortalEntity, PortalUser } from './data.ts';
import type { PortalOptions } from './portal.ts';

/** The agent at whose desk it rings: Bitrix24 user 1, extension 101; the webhook is his. */
const agent: PortalUser = {
  id: 1,
  name: 'Desk',
  lastName: 'One',
  workday: 'OPENED',
  inner: '101',
  workPhone: null,
  personalPhone: null,
  mobile: '',
  active: true,
  position: 'Sales desk',
  isAdmin: true,
};

const anna: PortalUser = {
  id: 99,
  name: 'Anna',
  lastName: 'Petrova',
  workday: 'OPENED',
  inner: '102',
  workPhone: null,
  personalPhone: '',
  mobile: '14155550142',
  active: true,
  position: 'Account manager',
};

const boris: PortalUser = {
  id: 7,
  name: 'Boris',
  lastName: 'Ivanov',
  workday: 'PAUSED',
  inner: '104',
  workPhone: '+49 (30) 901-820-99',
  personalPhone: null,
  mobile: '+49 171 5550142',
  active: true,
  position: 'Sales manager',
};

/** Has no number at all. */
const quiet: PortalUser = {
  id: 12,
  name: 'Quiet',
  lastName: 'Colleague',
  workday: 'UNAVAILABLE',
  inner: null,
  workPhone: '',
  personalPhone: '',
  mobile: '',
  active: true,
  position: 'Accountant',
};

/** Dismissed: still listed without ACTIVE, still assigned. */
const former: PortalUser = {
  id: 15,
  name: 'Former',
  lastName: 'Colleague',
  workday: 'CLOSED',
  inner: '105',
  workPhone: null,
  personalPhone: null,
  mobile: null,
  active: false,
};

/** Deleted employees, one for each shape their entities come in. */
const gone = (['map', 'list', 'nulls'] as const).map((isGone, index): PortalUser => {
  const id = 31 + index;
  const none = { inner: null, workPhone: null, personalPhone: null, mobile: null };
  return { id, name: 'Gone', lastName: 'User', workday: 'CLOSED', active: false, isGone, ...none };
});

const sampleUsers: readonly PortalUser[] = [agent, anna, boris, quiet, former, ...gone];

/** Callers by what happens to them; E.164 with the plus. `unknown` is in no entity. */
export const sampleNumbers = {
  johnDoe: '+19062195047',
  reneeUnal: '+4930901820',
  maraKlein: '+431514440',
  assigneeGoneMap: '+12025550131',
  assigneeGoneList: '+12025550132',
  assigneeGoneNulls: '+12025550133',
  assigneeWithoutNumbers: '+12025550112',
  assigneeDismissed: '+12025550115',
  nameless: '+12025550140',
  nullName: '+12025550141',
  unknown: '+442071838750',
} as const;

const sampleEntities: readonly PortalEntity[] = [
  {
    type: 'CONTACT',
    id: 651,
    name: 'John Doe',
    phones: ['+1 906 219 5047'],
    assignedById: 99,
    companyId: 643,
    lastCommunicationTime: '2026-11-19T14:05:00+03:00',
  },
  { type: 'COMPANY', id: 643, name: 'Daisy LLC', phones: ['1 (906) 219-50-47', '+1 906 219 5000'], assignedById: 7 },
  { type: 'LEAD', id: 702, name: 'Renée Ünal', phones: ['+49 30 901820'], assignedById: 7 },
  { type: 'CONTACT', id: 655, name: 'Mara Klein', phones: ['+43 1 514440'], assignedById: 1, companyId: 645 },
  { type: 'COMPANY', id: 645, name: 'Klein GmbH', phones: ['+43 1 514440'], assignedById: 1 },
  { type: 'CONTACT', id: 661, name: 'Client of the first', phones: ['+1 202 555 0131'], assignedById: 31 },
  { type: 'CONTACT', id: 662, name: 'Client of the second', phones: ['+1 202 555 0132'], assignedById: 32 },
  { type: 'CONTACT', id: 663, name: 'Client of the third', phones: ['+1 202 555 0133'], assignedById: 33 },
  { type: 'CONTACT', id: 664, name: 'Quiet client', phones: ['+1 202 555 0112'], assignedById: 12 },
  { type: 'LEAD', id: 704, name: 'Old client', phones: ['+1 202 555 0115'], assignedById: 15 },
  { type: 'LEAD', id: 705, phones: ['+1 202 555 0140'], assignedById: 99 },
  { type: 'COMPANY', id: 646, name: null, phones: ['+1 202 555 0141'], assignedById: 99 },
];

/** Of John Doe: two open, one closed; of his company: one more than a card has room for. */
const sampleDeals: readonly PortalDeal[] = [
  { id: 901, title: 'Coffee machines', contactId: 651, opportunity: 4200, currencyId: 'EUR', assignedById: 99 },
  { id: 902, title: 'Service contract', contactId: 651, opportunity: 0, currencyId: 'EUR', assignedById: 99 },
  {
    id: 903,
    title: 'Beans, last year',
    contactId: 651,
    isClosed: true,
    opportunity: 310,
    currencyId: 'EUR',
    assignedById: 99,
  },
  ...['Spring', 'Summer', 'Autumn', 'Winter'].map((season, index) => ({
    id: 911 + index,
    title: `${season} delivery`,
    companyId: 643,
    opportunity: 1000.5 + index,
    currencyId: 'USD',
    assignedById: 7,
  })),
];

/** Ready for `createPortal({ ...samplePortal, latencyMs: 40 })`. */
export const samplePortal = {
  userId: 1,
  secret: 'not-a-real-secret',
  users: sampleUsers,
  entities: sampleEntities,
  deals: sampleDeals,
} as const satisfies PortalOptions;
