/** British English: why the CRM does not answer, and what its administrator can do. */
import type { Advice } from './line-words.ts';
import type { CrmErrorView } from './words.ts';

const newWebhook = 'Create a new inbound webhook in Bitrix24 and enter it in the settings.';

export const crmProblems: Readonly<Record<CrmErrorView, Advice>> = {
  'not-set-up': {
    what: 'No CRM is set up.',
    remedy: 'Enter an inbound webhook in the settings, or connect the app there.',
  },
  'timed-out': {
    what: 'The portal did not answer in time.',
    remedy: 'Check the network. If the portal is slow, allow more time in the settings.',
  },
  unreachable: {
    what: 'The portal could not be reached.',
    remedy: 'Check the network, the webhook’s address and any proxy.',
  },
  'untrusted-certificate': {
    what: 'The portal’s certificate is not trusted.',
    remedy: 'Renew or complete the certificate on the portal, or install its issuer on this computer.',
  },
  'webhook-rejected': {
    what: 'The portal does not accept the webhook or the app.',
    remedy: `It may have been revoked. ${newWebhook} For an app, check its ID and key.`,
  },
  'token-expired': {
    what: 'The webhook or the app’s connection has expired.',
    remedy: `${newWebhook} For an app, connect with the portal again in the settings.`,
  },
  'scope-missing': {
    what: 'The webhook lacks a permission.',
    remedy:
      'Add the scope “telephony”, for names “user_basic”, and for deals, notes and leads “crm”, to the webhook or app in Bitrix24.',
  },
  'access-denied': {
    what: 'The portal denies access.',
    remedy: 'Check that the portal’s plan includes the REST interface and that the webhook’s owner may read the CRM.',
  },
  'method-missing': {
    what: 'The portal does not know what it was asked for.',
    remedy: 'Switch on telephony and the CRM in the portal; a self-hosted one may need an update.',
  },
  'crm-not-installed': { what: 'The portal has no CRM.', remedy: 'Switch on the CRM in the portal.' },
  'number-refused': {
    what: 'The portal refused a number.',
    remedy: 'Nothing to do if it happens once. Else check the country in the settings.',
  },
  'too-many-requests': {
    what: 'The portal was asked too often.',
    remedy:
      'All desks behind one address share its limit of requests a second. It is tried again by itself. Check the plan in the settings.',
  },
  blocked: { what: 'The portal has blocked requests by hand.', remedy: 'Ask Bitrix24’s support to lift the block.' },
  'operation-time-limit': {
    what: 'The portal’s computing time for this is used up.',
    remedy: 'It is free again within 10 minutes. Look for other programs that use the same webhook.',
  },
  'portal-fault': { what: 'The portal reported a fault of its own.', remedy: 'It is tried again by itself.' },
  'unreadable-reply': {
    what: 'The portal’s answer could not be read.',
    remedy: 'Check that the webhook’s address leads to Bitrix24 itself, not to a log-in page or proxy.',
  },
  'redirect-refused': {
    what: 'The portal points to an address that is not allowed.',
    remedy: 'If the portal was renamed, enter the webhook with its new name.',
  },
  'wrong-auth-type': {
    what: 'This portal takes call records from apps only, not from webhooks.',
    remedy: 'Switch call records off in the settings, or connect an app there in place of the webhook.',
  },
  'not-found': {
    what: 'What was to be changed in the portal is not there any more.',
    remedy: 'It was deleted or merged there, or may not be read. Discard the item, or write it to another client.',
  },
  'field-refused': {
    what: 'The portal refused a value.',
    remedy: 'The portal may ask for fields of its own in a new lead. Its own words below tell which; discard the item.',
  },
  'unknown-error': { what: 'The portal reported an unknown error.', remedy: 'Its own words below may tell more.' },
};
