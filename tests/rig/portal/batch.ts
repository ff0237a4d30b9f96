/** `batch`: up to 50 commands in one request, each a method with its query. */
import { parseParams } from './params.ts';
import { refusals, type Refusal } from './refusals.ts';
import { isMap, textOf, type Answer, type Wire, type WireMap } from './wire.ts';

const MAX_COMMANDS = 50;

type Run = (method: string, params: WireMap) => Answer | Refusal;

/** PHP prints an empty map as `[]`. */
const mapOf = (entries: readonly (readonly [string, Wire])[]): Wire =>
  entries.length === 0 ? [] : Object.fromEntries(entries);

/** Errors of commands stand beside the results; the request itself succeeds.
 *  @param run one command, its method in lower case */
export function runBatch(params: WireMap, run: Run): Answer | Refusal {
  const { cmd } = params;
  if (!isMap(cmd)) return { status: 400, code: '', description: 'cmd is empty' };
  const commands = Object.entries(cmd);
  if (commands.length > MAX_COMMANDS) {
    return { status: 400, code: 'ERROR_BATCH_LENGTH_EXCEEDED', description: 'Max batch length exceeded' };
  }
  const outcomes = commands.map(([key, command]) => {
    const [method = '', query = ''] = textOf(command).split('?', 2);
    // A batch in a batch is refused.
    const isNested = method.toLowerCase() === 'batch';
    return [
      key,
      isNested ? refusals.unknownMethod : run(method.toLowerCase(), parseParams(query, undefined, '')),
    ] as const;
  });
  const counts = (name: 'total' | 'next'): Wire =>
    mapOf(
      outcomes.flatMap(([key, one]) => ('code' in one || one[name] === undefined ? [] : [[key, one[name]] as const])),
    );
  return {
    result: {
      result: mapOf(outcomes.flatMap(([key, one]) => ('code' in one ? [] : [[key, one.result] as const]))),
      result_error: mapOf(
        outcomes.flatMap(([key, one]) =>
          'code' in one ? [[key, { error: one.code, error_description: one.description }] as const] : [],
        ),
      ),
      result_total: counts('total'),
      result_next: counts('next'),
      result_time: [],
    },
  };
}
