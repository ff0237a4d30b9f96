/** The set-up window's form and the configuration: one shape, so that a problem names the same path in both. */
import type { SetupForm } from '../bridge/contract/setup-views.ts';
import type { Secrets, Settings } from '../model/settings.ts';
import { CONFIG_VERSION, type Config } from '../settings/schema.ts';

const DEFAULT_TIMEOUT_MS = 4000;

/** The form as it is shown: what is not set is empty, stored secrets stay where they are.
 *  @param secrets shown only when they were just read from a file that the agent chose; else null */
export function formOf(settings: Settings, secrets: Secrets | null): SetupForm {
  const { sip, crm, numbers, routing, desktop } = settings;
  return {
    sip: {
      servers: [...(sip?.servers ?? [])],
      aor: sip?.aor ?? '',
      extension: sip?.extension ?? '',
      authorizationUser: sip?.authorizationUser ?? '',
      pbx: sip?.pbx ?? 'generic',
      password: secrets?.sipPassword ?? null,
      caFile: sip?.caFile ?? '',
      allowInsecure: sip?.allowInsecure ?? false,
      ringingTransfer: sip?.ringingTransfer ?? 'redirect',
      pickupPrefix: sip?.pickupPrefix ?? '',
      companionPattern: sip?.companionPattern ?? '',
    },
    crm: {
      webhook: secrets?.webhook ?? null,
      cardBase: crm?.cardBase ?? '',
      employeeId: crm?.employeeId ?? '',
      timeoutMs: crm?.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      allowInsecure: crm?.allowInsecure ?? false,
    },
    numbers: {
      country: numbers.country,
      dialFormat: numbers.dialFormat,
      outsidePrefix: numbers.outsidePrefix,
      privateNumbers: numbers.privateNumbers,
    },
    routing: {
      whenPaused: routing.whenPaused,
      whenClosed: routing.whenClosed,
      whenBusy: routing.whenBusy,
      declineTo: routing.declineTo ?? '',
      queues: routing.queues.map(({ number, name }) => ({ number, name })),
    },
    desktop: {
      startAtLogin: desktop.startAtLogin,
      theme: desktop.theme,
      transferShortcut: desktop.transferShortcut ?? '',
      summonShortcut: desktop.summonShortcut ?? '',
      corner: desktop.corner,
    },
  };
}

/** The form as a configuration for the settings' schema. An empty half means "not set up".
 *  @param base settings for the keys that the form does not show
 *  @param stored secrets in use, for those that the form leaves as they are */
export function configOf(form: SetupForm, base: Settings, stored: Secrets): unknown {
  return {
    version: CONFIG_VERSION,
    sip: hasLine(form) ? sipOf(form, base, stored) : null,
    crm: hasCrm(form, base, stored) ? crmOf(form, base, stored) : null,
    numbers: {
      ...base.numbers,
      ...form.numbers,
      country: form.numbers.country.trim().toUpperCase(),
      outsidePrefix: form.numbers.outsidePrefix.trim(),
    },
    routing: { ...base.routing, ...form.routing, declineTo: orNull(form.routing.declineTo), queues: queuesOf(form) },
    desktop: {
      ...base.desktop,
      ...form.desktop,
      transferShortcut: orNull(form.desktop.transferShortcut),
      summonShortcut: orNull(form.desktop.summonShortcut),
    },
    history: base.history,
  };
}

/** Which secrets a save changes: null in the form keeps what is stored. */
export function changedSecrets(form: SetupForm, { secrets }: Config): Partial<Secrets> {
  return {
    ...(form.sip.password === null ? {} : { sipPassword: secrets.sipPassword }),
    ...(form.crm.webhook === null ? {} : { webhook: secrets.webhook }),
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const serversOf = ({ sip }: SetupForm): string[] =>
  sip.servers.map((server) => server.trim()).filter((server) => server !== '');

const queuesOf = ({ routing }: SetupForm): { number: string; name: string }[] =>
  routing.queues
    .map(({ number, name }) => ({ number: number.trim(), name: name.trim() }))
    .filter(({ number, name }) => number !== '' || name !== '');

/** Whether the line is filled in at all. */
export const hasLine = (form: SetupForm): boolean =>
  serversOf(form).length > 0 || [form.sip.aor, form.sip.extension].some((text) => text.trim() !== '');

/** A webhook that the keyring cannot read for now takes no other setting of the CRM with it; one that is cleared does. */
const hasCrm = ({ crm }: SetupForm, base: Settings, stored: Secrets): boolean =>
  crm.webhook === null ? stored.webhook !== null || base.crm !== null : crm.webhook !== '';

/** Whether the CRM was begun to be filled in, but not its webhook: such settings would be dropped. */
export const lacksWebhook = (form: SetupForm, base: Settings, stored: Secrets): boolean =>
  form.crm.webhook === null &&
  !hasCrm(form, base, stored) &&
  [form.crm.cardBase, form.crm.employeeId].some((text) => text.trim() !== '');

/** The line's half as the schema reads it. */
export const sipOf = (form: SetupForm, { sip }: Settings, stored: Secrets): object => ({
  servers: serversOf(form),
  aor: form.sip.aor.trim(),
  extension: form.sip.extension.trim(),
  authorizationUser: orNull(form.sip.authorizationUser),
  pbx: form.sip.pbx,
  password: form.sip.password ?? stored.sipPassword,
  caFile: orNull(form.sip.caFile),
  allowInsecure: form.sip.allowInsecure,
  ringingTransfer: form.sip.ringingTransfer,
  pickupPrefix: orNull(form.sip.pickupPrefix),
  companionPattern: orNull(form.sip.companionPattern),
  ...(sip === null ? {} : { desksAtServer: sip.desksAtServer, busyLamps: sip.busyLamps }),
});

/** The CRM's half as the schema reads it. */
export const crmOf = (form: SetupForm, { crm }: Settings, stored: Secrets): object => ({
  kind: crm?.kind ?? 'bitrix24',
  webhook: form.crm.webhook === null ? stored.webhook : form.crm.webhook.trim(),
  cardBase: orNull(form.crm.cardBase),
  employeeId: orNull(form.crm.employeeId),
  timeoutMs: form.crm.timeoutMs,
  allowInsecure: form.crm.allowInsecure,
});
