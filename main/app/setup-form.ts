/** The set-up window's form and the configuration: one shape, so that a problem names the same path in both. */
import type { SetupForm } from '../bridge/contract/setup-views.ts';
import type { Secrets, Settings } from '../model/settings.ts';
import { CONFIG_VERSION, type Config } from '../settings/schema.ts';

const DEFAULT_TIMEOUT_MS = 4000;
const DEFAULT_KEEP_LOOKUPS_DAYS = 30;

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
      oauth: {
        portal: crm?.oauth?.portal ?? '',
        clientId: crm?.oauth?.clientId ?? '',
        clientSecret: secrets?.oauthSecret ?? null,
      },
      cardBase: crm?.cardBase ?? '',
      employeeId: crm?.employeeId ?? '',
      timeoutMs: crm?.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      allowInsecure: crm?.allowInsecure ?? false,
      plan: crm?.plan ?? 'standard',
      callRecords: crm?.callRecords ?? false,
      keepLookupsDays: crm?.keepLookupsDays ?? DEFAULT_KEEP_LOOKUPS_DAYS,
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
      dialUrl: desktop.dialUrl ?? '',
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
      dialUrl: orNull(form.desktop.dialUrl),
    },
    history: base.history,
  };
}

/** Which secrets a save changes: null in the form keeps what is stored. What belongs to an app that is not there any more goes. */
export function changedSecrets(form: SetupForm, { settings, secrets }: Config, stored: Secrets): Partial<Secrets> {
  const isAppGone = settings.crm?.oauth == null && (stored.oauthSecret ?? stored.oauthTokens) !== null;
  return {
    ...(form.sip.password === null ? {} : { sipPassword: secrets.sipPassword }),
    ...(form.crm.webhook === null ? {} : { webhook: secrets.webhook }),
    ...(form.crm.oauth.clientSecret === null ? {} : { oauthSecret: secrets.oauthSecret }),
    ...(isAppGone ? { oauthSecret: null, oauthTokens: null } : {}),
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

/** Whether an app was filled in at all, in place of the webhook. */
const hasApp = ({ crm: { oauth } }: SetupForm): boolean =>
  [oauth.portal, oauth.clientId].some((text) => text.trim() !== '');

/** A webhook that the keyring cannot read for now takes no other setting of the CRM with it; one that is cleared does. */
const hasCrm = (form: SetupForm, base: Settings, stored: Secrets): boolean =>
  hasApp(form) ||
  (form.crm.webhook === null
    ? stored.webhook !== null || (base.crm !== null && base.crm.oauth === null)
    : form.crm.webhook !== '');

/** Whether the CRM was begun to be filled in, but no way into it: such settings would be dropped. */
export const lacksWebhook = (form: SetupForm, base: Settings, stored: Secrets): boolean =>
  form.crm.webhook === null &&
  !hasCrm(form, base, stored) &&
  [form.crm.cardBase, form.crm.employeeId].some((text) => text.trim() !== '');

/** Whether an app was filled in, but not its secret. One that the keyring cannot read for now stays where it is. */
export const lacksAppSecret = (form: SetupForm, base: Settings, stored: Secrets): boolean => {
  const { clientSecret } = form.crm.oauth;
  const isStored = stored.oauthSecret !== null || base.crm?.oauth != null;
  return hasApp(form) && (clientSecret === null ? !isStored : clientSecret.trim() === '');
};

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

interface CrmHalf extends Readonly<Record<string, unknown>> {
  readonly webhook: string | null;
  readonly oauth: object | null;
}

/** The CRM's half as the schema reads it. */
export function crmOf(form: SetupForm, { crm }: Settings, stored: Secrets): CrmHalf {
  return {
    kind: crm?.kind ?? 'bitrix24',
    webhook: form.crm.webhook === null ? stored.webhook : orNull(form.crm.webhook),
    oauth: hasApp(form)
      ? {
          portal: form.crm.oauth.portal.trim(),
          clientId: form.crm.oauth.clientId.trim(),
          clientSecret: form.crm.oauth.clientSecret === null ? stored.oauthSecret : orNull(form.crm.oauth.clientSecret),
        }
      : null,
    cardBase: orNull(form.crm.cardBase),
    employeeId: orNull(form.crm.employeeId),
    timeoutMs: form.crm.timeoutMs,
    allowInsecure: form.crm.allowInsecure,
    plan: form.crm.plan,
    callRecords: form.crm.callRecords,
    keepLookupsDays: form.crm.keepLookupsDays,
  };
}
