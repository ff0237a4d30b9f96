/** What the set-up window's form comes to: all of it to be saved, or one half to be tried. Nothing is stored. */
import type { FormProblem, SetupForm } from '../bridge/contract/setup-views.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { CrmSettings, Secrets, Settings, SipSettings } from '../model/settings.ts';
import { settingsProblem, type SettingsProblem } from '../settings/problems.ts';
import { isExtension, isFullPath } from '../settings/rules.ts';
import { CONFIG_VERSION, parseConfig, type Config } from '../settings/schema.ts';
import { configOf, crmOf, hasLine, lacksAppSecret, lacksWebhook, sipOf } from './setup-form.ts';

export interface LineToTry {
  readonly sip: SipSettings;
  readonly password: string | null;
}

export interface CrmToTry {
  readonly crm: CrmSettings;
  /** Null: the app of `crm.oauth` is asked in its place. */
  readonly webhook: string | null;
  /** What the line's half knows of this desk; null where that is not plausible. */
  readonly ownExtension: string | null;
  readonly caFile: string | null;
}

const plain = ({ path, message }: SettingsProblem): FormProblem => ({ path, message });

/** The whole form.
 *  @param base settings for the keys that the form does not show: those in use, or of the file that filled the form
 *  @param stored secrets in use, for those that the form leaves as they are */
export function readForm(form: SetupForm, base: Settings, stored: Secrets): Result<Config, FormProblem[]> {
  const parsed = parseConfig(configOf(form, base, stored));
  const missing = [
    ...(lacksWebhook(form, base, stored) ? [settingsProblem('crm.webhook', 'missing')] : []),
    ...(lacksAppSecret(form, base, stored) ? [settingsProblem('crm.oauth.clientSecret', 'missing')] : []),
  ];
  if (parsed.ok && missing.length === 0) return parsed;
  return err([...(parsed.ok ? [] : parsed.error), ...missing].map(plain));
}

/** The line's half, whatever is wrong elsewhere. */
export function readLine(form: SetupForm, base: Settings, stored: Secrets): Result<LineToTry, FormProblem[]> {
  if (!hasLine(form)) return err([{ path: 'sip.servers', message: 'The line is not filled in yet.' }]);
  const parsed = parseConfig(halfConfig({ sip: sipOf(form, base, stored) }));
  if (!parsed.ok) return err(parsed.error.map(plain));
  const { settings, secrets } = parsed.value;
  if (settings.sip === null) throw new Error('The schema dropped the line.');
  return ok({ sip: settings.sip, password: secrets.sipPassword });
}

/** The CRM's half, whatever is wrong elsewhere. */
export function readCrm(form: SetupForm, base: Settings, stored: Secrets): Result<CrmToTry, FormProblem[]> {
  const half = crmOf(form, base, stored);
  const parsed = parseConfig(halfConfig({ crm: half }));
  const isMissing = half.webhook === null && half.oauth === null;
  const missing = isMissing ? [{ path: 'crm.webhook', message: 'The webhook is not filled in yet.' }] : [];
  if (!parsed.ok) return err([...missing, ...parsed.error.map(plain)]);
  const { settings, secrets } = parsed.value;
  if (settings.crm === null || isMissing) return err(missing);
  return ok({
    crm: settings.crm,
    webhook: secrets.webhook,
    ownExtension: plausible(form.sip.extension, isExtension),
    caFile: plausible(form.sip.caFile, isFullPath),
  });
}

/** A configuration of one half; the country, which has no default, plays no part in it. */
const halfConfig = (half: object): object => ({ version: CONFIG_VERSION, numbers: { country: 'US' }, ...half });

const plausible = (text: string, isRight: (value: string) => boolean): string | null =>
  isRight(text.trim()) ? text.trim() : null;
