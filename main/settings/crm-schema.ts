/** The CRM's section of the configuration: the portal, how it is asked, and what is kept of its answers. */
import * as v from 'valibot';
import type { CrmSettings } from '../model/settings.ts';
import * as rules from './rules.ts';
import { orNull, strict, text, textWith, wholeNumber, type Context } from './schema-parts.ts';

const oauthSchema = (crmAllowInsecure: boolean) =>
  strict({
    portal: v.pipe(
      textWith((portal) => rules.portalFault(portal, crmAllowInsecure)),
      v.transform(rules.withClosingSlash),
    ),
    clientId: text(rules.isClientId, 'client-id'),
    clientSecret: orNull(text((value) => rules.isOneLine(value) && value.length <= 256, 'password')),
  });

interface CrmSection {
  readonly crm: CrmSettings;
  readonly webhook: string | null;
  readonly oauthSecret: string | null;
}

/** The section, read into the settings and the secrets that stand in it. */
export const crmSchema = ({ crmAllowInsecure }: Context): v.GenericSchema<unknown, CrmSection> =>
  v.pipe(
    strict({
      kind: v.optional(v.picklist(['bitrix24']), 'bitrix24'),
      webhook: orNull(
        v.pipe(
          textWith((webhook) => rules.webhookFault(webhook, crmAllowInsecure)),
          v.transform(rules.withClosingSlash),
        ),
      ),
      oauth: orNull(oauthSchema(crmAllowInsecure)),
      cardBase: orNull(
        v.pipe(
          textWith((base) => rules.cardBaseFault(base, crmAllowInsecure)),
          v.transform(rules.withClosingSlash),
        ),
      ),
      employeeId: orNull(text(rules.isEmployeeId, 'employee-id')),
      timeoutMs: v.optional(wholeNumber(500, 15_000), 4000),
      allowInsecure: v.optional(v.boolean(), false),
      plan: v.optional(v.picklist(['standard', 'enterprise', 'self-hosted']), 'standard'),
      callRecords: v.optional(v.boolean(), false),
      keepLookupsDays: v.optional(wholeNumber(0, 365), 30),
    }),
    // One way in: with two, nobody could tell as whom the portal is asked.
    v.forward(
      v.partialCheck(
        [['webhook'], ['oauth']],
        ({ webhook, oauth }) => webhook === null || oauth === null,
        'two-ways-in',
      ),
      ['oauth'],
    ),
    v.transform(({ webhook, oauth, ...crm }) => ({
      crm: { ...crm, oauth: oauth && { portal: oauth.portal, clientId: oauth.clientId } },
      webhook,
      oauthSecret: oauth?.clientSecret ?? null,
    })),
  );
