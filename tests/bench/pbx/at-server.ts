/** A real server, and an office at it, for as long as something is measured there. */
import { startOffice, type Office } from '../../pbx/office.ts';
import { startAsterisk } from '../../pbx/servers/asterisk.ts';
import { startKamailio, type KamailioOptions } from '../../pbx/servers/kamailio.ts';
import type { RealServer, ServerName } from '../../pbx/servers/real-server.ts';

export async function atServer<T>(
  name: ServerName,
  options: KamailioOptions,
  work: (server: RealServer) => Promise<T>,
): Promise<T> {
  const server = name === 'asterisk' ? await startAsterisk() : await startKamailio(options);
  try {
    return await work(server);
  } finally {
    server.thaw();
    await server.stop();
  }
}

/** Phones at 101, 102 and 103, the app at 101. */
export async function inOffice<T>(server: RealServer, work: (office: Office) => Promise<T>): Promise<T> {
  const office = await startOffice(server, { phones: ['101', '102', '103'] });
  try {
    return await work(office);
  } finally {
    await office.stop();
  }
}
