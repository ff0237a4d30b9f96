/** The configuration's schema, with every default and every rule; splits one input into settings and secrets. */
import * as v from 'valibot';
import { defaultSummonShortcut, defaultTransferShortcut, isSameAccelerator } from '../model/accelerator.ts';
import type { Secrets, Settings } from '../model/settings.ts';
import { err, ok, type Result } from '../model/result.ts';
import { crmSchema } from './crm-schema.ts';
import { problemOfIssue, type SettingsProblem } from './problems.ts';
import * as rules from './rules.ts';
import { isUnique, orNull, strict, text, textWith, wholeNumber, type Context } from './schema-parts.ts';

/** The version of the configuration that this Ringside writes. */
export const CONFIG_VERSION = 1;

/** What one configuration comes to. A secret that it does not carry is null. */
export interface Config {
  readonly settings: Settings;
  readonly secrets: Secrets;
}

const sipSchema = ({ sipAllowInsecure }: Context) =>
  v.pipe(
    strict({
      servers: v.pipe(
        v.array(textWith((server) => rules.serverFault(server, sipAllowInsecure))),
        v.minLength(1, 'no-server'),
        v.maxLength(8, 'too-long'),
        v.check(isUnique, 'duplicate'),
      ),
      aor: text(rules.isAor, 'aor'),
      extension: text(rules.isExtension, 'extension'),
      // Null: the user part of the AOR, which is what most servers ask for.
      authorizationUser: orNull(text(rules.isAuthorizationUser, 'authorization-user')),
      password: orNull(text((value) => rules.isOneLine(value) && value.length <= 256, 'password')),
      pbx: v.optional(v.picklist(['asterisk', 'kamailio', 'generic']), 'generic'),
      desksAtServer: v.optional(wholeNumber(1, 100_000), 100),
      caFile: orNull(text(rules.isFullPath, 'ca-file')),
      allowInsecure: v.optional(v.boolean(), false),
      ringingTransfer: v.optional(v.picklist(['redirect', 'take']), 'redirect'),
      pickupPrefix: orNull(text(rules.isPickupPrefix, 'pickup-prefix')),
      companionPattern: orNull(text(rules.isCompanionPattern, 'companion-pattern')),
      busyLamps: v.optional(wholeNumber(1, 500), 50),
    }),
    // A setting that is taken and then not followed would be worse than one that is refused.
    v.forward(
      v.partialCheck(
        [['pbx'], ['ringingTransfer']],
        ({ pbx, ringingTransfer }) => pbx !== 'kamailio' || ringingTransfer !== 'take',
        'take-on-kamailio',
      ),
      ['ringingTransfer'],
    ),
    v.forward(
      v.partialCheck(
        [['pbx'], ['pickupPrefix']],
        ({ pbx, pickupPrefix }) => pbx !== 'kamailio' || pickupPrefix === null,
        'pickup-on-kamailio',
      ),
      ['pickupPrefix'],
    ),
    v.transform(({ password, ...sip }) => ({
      sip: { ...sip, authorizationUser: sip.authorizationUser ?? rules.userOfAor(sip.aor) },
      password,
    })),
  );

const numbersSchema = ({ extraDialCharacters }: Context) =>
  strict({
    // No default: a wrong country silently misreads every national number.
    country: text(rules.isCountry, 'country'),
    dialFormat: v.optional(v.picklist(['e164-plus', 'e164', 'international-00', 'national']), 'e164'),
    outsidePrefix: v.optional(
      text((value) => rules.isOutsidePrefix(value, extraDialCharacters), 'not-dialable'),
      '',
    ),
    extraDialCharacters: v.optional(
      v.pipe(
        v.array(v.picklist(['*', '#'])),
        v.check((marks) => isUnique(marks), 'duplicate'),
      ),
      [],
    ),
    privateNumbers: v.optional(v.picklist(['shown', 'masked', 'hidden']), 'masked'),
  });

const routingSchema = ({ extraDialCharacters }: Context) => {
  const dialable = text((value) => rules.isDialable(value, extraDialCharacters), 'not-dialable');
  const queue = strict({
    number: dialable,
    name: text((value) => rules.isOneLine(value) && value.length <= 80, 'name'),
  });
  return strict({
    whenPaused: v.optional(v.picklist(['mobile-first', 'extension-first', 'queue-first']), 'mobile-first'),
    whenClosed: v.optional(v.picklist(['queue-first', 'mobile-first']), 'queue-first'),
    whenBusy: v.optional(v.picklist(['same-person', 'next-person']), 'same-person'),
    declineTo: orNull(dialable),
    queues: v.optional(
      v.pipe(
        v.array(queue),
        v.maxLength(50, 'too-long'),
        v.check((queues) => isUnique(queues.map(({ number }) => number)), 'duplicate'),
      ),
      [],
    ),
  });
};

const desktopSchema = () => {
  const shortcut = v.nullable(textWith(rules.shortcutFault));
  return v.pipe(
    strict({
      startAtLogin: v.optional(v.boolean(), false),
      theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
      transferShortcut: v.optional(shortcut, defaultTransferShortcut),
      summonShortcut: v.optional(shortcut, defaultSummonShortcut),
      corner: v.optional(v.picklist(['system', 'top-right', 'bottom-right']), 'system'),
      dialUrl: orNull(text(rules.isDialUrl, 'dial-url')),
    }),
    v.forward(
      v.partialCheck(
        [['transferShortcut'], ['summonShortcut']],
        ({ transferShortcut, summonShortcut }) =>
          transferShortcut === null || summonShortcut === null || !isSameAccelerator(transferShortcut, summonShortcut),
        'duplicate',
      ),
      ['summonShortcut'],
    ),
  );
};

const configSchema = (context: Context) =>
  strict({
    version: v.literal(CONFIG_VERSION),
    sip: orNull(sipSchema(context)),
    crm: orNull(crmSchema(context)),
    numbers: numbersSchema(context),
    routing: v.optional(routingSchema(context), {}),
    desktop: v.optional(desktopSchema(), {}),
    history: v.optional(
      strict({ storeNames: v.optional(v.boolean(), true), keepDays: v.optional(wholeNumber(1, 3650), 90) }),
      {},
    ),
  });

const contextSchema = v.object({
  sip: v.fallback(v.object({ allowInsecure: v.fallback(v.boolean(), false) }), { allowInsecure: false }),
  crm: v.fallback(v.object({ allowInsecure: v.fallback(v.boolean(), false) }), { allowInsecure: false }),
  numbers: v.fallback(v.object({ extraDialCharacters: v.fallback(v.array(v.string()), []) }), {
    extraDialCharacters: [],
  }),
});

function contextOf(input: unknown): Context {
  const read = v.safeParse(contextSchema, input);
  const { sip, crm, numbers } = read.success ? read.output : v.parse(contextSchema, {});
  return {
    sipAllowInsecure: sip.allowInsecure,
    crmAllowInsecure: crm.allowInsecure,
    extraDialCharacters: numbers.extraDialCharacters,
  };
}

/** Reads a configuration of the present version: the config file, a provisioning file, or `Settings` as they are.
 *  @param input anything, usually out of `JSON.parse`
 *  @returns settings with every default filled in, and the secrets that stood in it; else every problem at once */
export function parseConfig(input: unknown): Result<Config, readonly SettingsProblem[]> {
  const read = v.safeParse(configSchema(contextOf(input)), input);
  if (!read.success) return err(read.issues.map(problemOfIssue));
  const { sip, crm, ...rest } = read.output;
  return ok({
    settings: { ...rest, sip: sip?.sip ?? null, crm: crm?.crm ?? null },
    secrets: {
      sipPassword: sip?.password ?? null,
      webhook: crm?.webhook ?? null,
      oauthSecret: crm?.oauthSecret ?? null,
      // The portal's own, which no file carries.
      oauthTokens: null,
    },
  });
}

/** The settings of an app that is not set up.
 *  @param country ISO 3166 code, the system's; an unknown one is read as `US`, which the set-up window shows and asks for */
export function defaultSettings(country: string): Settings {
  const read = parseConfig({
    version: CONFIG_VERSION,
    numbers: { country: rules.isCountry(country) ? country : 'US' },
  });
  if (!read.ok) throw new Error(`The defaults break the schema: ${JSON.stringify(read.error)}`);
  return read.value.settings;
}
