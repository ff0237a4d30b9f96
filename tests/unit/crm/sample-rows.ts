/** Replies as the portal sends them: the vendor's own sample, and employees. */

export const SEARCH = 'telephony.externalCall.searchCrmEntities';

/** John Doe and Daisy LLC, looked after by employee 99. */
export const DOE_ROWS = [
  {
    CRM_ENTITY_TYPE: 'CONTACT',
    CRM_ENTITY_ID: 651,
    ASSIGNED_BY_ID: 99,
    NAME: 'John Doe',
    ASSIGNED_BY: {
      ID: '99',
      TIMEMAN_STATUS: 'OPENED',
      USER_PHONE_INNER: '102',
      WORK_PHONE: null,
      PERSONAL_PHONE: '',
      PERSONAL_MOBILE: '19062195047',
    },
  },
  { CRM_ENTITY_TYPE: 'COMPANY', CRM_ENTITY_ID: 643, ASSIGNED_BY_ID: 99, NAME: 'Daisy LLC', ASSIGNED_BY: {} },
];

export const user = (
  id: string,
  name: string,
  lastName: string,
  inner: string | null,
  active: unknown = true,
): Readonly<Record<string, unknown>> => ({
  ID: id,
  ACTIVE: active,
  NAME: name,
  LAST_NAME: lastName,
  UF_PHONE_INNER: inner,
  WORK_PHONE: '',
  PERSONAL_MOBILE: '',
});

export const ANNA = user('99', 'Anna', 'Petrova', '102');
export const BORIS = user('104', 'Boris', 'Ivanov', '104');
export const MARA = user('7', 'Mara', 'Klein', '101');
