/** The rows of reports/bench-pbx.json: each figure at one server, against tests/bench/pbx/goals.json. */
import type { ServerName } from '../../pbx/servers/real-server.ts';
import { rowFor, type Figure, type Row } from '../report.ts';
import type { Summary } from '../statistics.ts';
import goals from './goals.json' with { type: 'json' };

export type PbxFigureName = keyof typeof goals;

export interface PbxRow extends Row {
  readonly server: ServerName;
}

/** What Kamailio does with a 302 is this configuration's doing: told, and measured by no goal. */
const toldOnly: readonly string[] = ['kamailio click-to-colleague-ringing', 'kamailio 302-to-colleague-ringing'];

export function pbxRow(server: ServerName, figure: PbxFigureName, host: Row['host'], summary: Summary): PbxRow {
  const name = `${server} ${figure}`;
  const goal: Figure = toldOnly.includes(name) ? { unit: goals[figure].unit } : goals[figure];
  return { ...rowFor(name, host, goal, summary), server };
}
