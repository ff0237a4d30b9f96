import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { sampleNumbers, samplePortal } from '../../rig/portal/sample.ts';
import { CrmDesk } from './crm-desk.ts';

let portal: Portal;
let stopping: (() => unknown)[];

beforeEach(async () => {
  stopping = [];
  portal = await createPortal({ ...samplePortal, scopes: ['telephony', 'user_basic', 'crm'] });
});

afterEach(async () => {
  for (const stop of stopping) await stop();
  await portal.close();
});

function deskAt(callRecords = false): CrmDesk {
  const desk = new CrmDesk(portal.webhook, callRecords);
  stopping.push(() => desk.stop());
  return desk;
}

describe('before a portal', () => {
  test('an unknown caller becomes a lead, and what was written of the call stands on its timeline', async () => {
    const desk = deskAt();
    desk.rings(sampleNumbers.unknown);
    await desk.whenShown(({ crm }) => crm?.canCreateLead === true);
    desk.switchboard.clients.createLead(desk.call, { name: 'Mara Klein', title: 'Wants a pump', responsibleId: '99' });
    desk.switchboard.clients.crmNote(desk.call, 'a red one');
    desk.hangsUp();
    const shown = await desk.whenShown(
      ({ lead, crmNote }) => lead?.createdId != null && crmNote?.state.kind === 'sent',
    );
    const [comment] = portal.data.comments;
    expect(portal.data.entities.at(-1)).toMatchObject({ type: 'LEAD', id: Number(shown.lead?.createdId) });
    expect(comment).toMatchObject({ entityType: 'lead', entityId: Number(shown.lead?.createdId) });
    expect(comment?.text).toMatch(/^a red one\n.*caller-hung-up/);
  });

  test('what is open with a client comes after the card, and the other one of the number can be picked', async () => {
    const desk = deskAt();
    desk.rings(sampleNumbers.johnDoe);
    const first = await desk.switchboard.lookup(desk.call);
    const told = await desk.whenLooked(({ details }) => details.size === 2);
    desk.switchboard.clients.pick(desk.call, { type: 'COMPANY', id: '643' });
    const picked = await desk.switchboard.lookup(desk.call);
    expect([first?.why, first?.details.size, [...told.details.keys()], picked?.why]).toEqual([
      'first-in-crm',
      0,
      ['CONTACT:651', 'COMPANY:643'],
      'picked',
    ]);
    expect(picked?.plan.people.map(({ name }) => name)).toEqual(['Boris Ivanov', 'Anna Petrova']);
  });

  test('a missed call is registered after it was searched, and once', async () => {
    const desk = deskAt(true);
    desk.rings(sampleNumbers.johnDoe);
    await desk.switchboard.lookup(desk.call);
    desk.hangsUp();
    await portal.whenAsked('telephony.externalcall.finish');
    const methods = portal.requests.map(({ method }) => method.toLowerCase());
    const telephony = methods.filter((method) => method.startsWith('telephony.'));
    expect(telephony).toEqual([
      'telephony.externalcall.searchcrmentities',
      'telephony.externalcall.register',
      'telephony.externalcall.finish',
    ]);
  });
});
