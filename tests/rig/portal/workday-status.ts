/** `timeman.status`: an employee's workday, as the vendor's page shows it. */
import type { PortalData } from './data.ts';
import type { Refusal } from './refusals.ts';
import { textOf, type Answer, type WireMap } from './wire.ts';

/** States of somebody who keeps no workday, which this method does not know: he never opened one. */
const NEVER_OPENED = ['UNAVAILABLE', 'NOT_INSTALLED'];

/** Without USER_ID it is the webhook's own employee. Parameters ignore case. */
export function workdayStatus(data: PortalData, params: WireMap): Answer | Refusal {
  const upper = Object.fromEntries(Object.entries(params).map(([key, value]) => [key.toUpperCase(), value]));
  const asked = textOf(upper['USER_ID']);
  const id = asked === '' ? String(data.userId) : asked;
  const user = data.users.find((one) => String(one.id) === id && one.isGone === undefined);
  if (user === undefined) return { status: 400, code: '', description: 'User not found' };
  if (NEVER_OPENED.includes(user.workday)) return { result: { STATUS: 'CLOSED' } };
  return {
    result: {
      STATUS: user.workday,
      TIME_START: '2026-11-22T08:00:01+00:00',
      TIME_FINISH: user.workday === 'CLOSED' ? '2026-11-22T17:00:00+00:00' : null,
      DURATION: '00:00:00',
      TIME_LEAKS: '00:17:53',
      ACTIVE: true,
      IP_OPEN: '',
      IP_CLOSE: '',
      LAT_OPEN: 0,
      LON_OPEN: 0,
      LAT_CLOSE: 0,
      LON_CLOSE: 0,
      TZ_OFFSET: 0,
    },
  };
}
