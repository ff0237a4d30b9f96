/** The app's connection with the portal over the real browser and the company's own roots. */
import { openLink } from '../desktop/links.ts';
import type { Foundation } from './foundation.ts';
import { PortalLogin } from './portal-login.ts';

/** Opens nothing yet. */
export function portalLoginOf({
  configuration,
  clock,
  openHttp,
}: Pick<Foundation, 'configuration' | 'clock' | 'openHttp'>): PortalLogin {
  return new PortalLogin({
    configuration,
    clock,
    openHttp: () => openHttp(configuration.settings.sip?.caFile ?? null),
    openBrowser: async (url) => {
      const { crm } = configuration.settings;
      if (crm?.oauth == null) return false;
      const { host } = new URL(crm.oauth.portal);
      const opened = await openLink(url, { hosts: [host], allowInsecure: crm.allowInsecure });
      return opened.ok;
    },
  });
}
