import { AppError } from '../../core/domain/model/errors.ts';
import type { Json } from '../../core/domain/model/json.ts';
import { isStream } from '../connect/connection.ts';
import type { Following } from '../connect/following.ts';
import { exitCodeOfItem } from '../exit-codes.ts';
import { createItemPrinter } from '../print/print-item.ts';
import type { Session } from '../session.ts';
import { followRun } from './follow-run.ts';

/** Prints what a stream answers, one item after another. */
export async function followStream(session: Session, following: Following, { name, input }: { readonly name: string; readonly input: { readonly [field: string]: Json } }): Promise<number> {
  const { interrupted } = session.terminal;
  let code = 0;
  const print = createItemPrinter(session, name);
  for await (const item of name === 'runs.watch' ? followRun(session, following, watchOptions(input)) : items(following, { name, input, signal: interrupted })) {
    if (session.flags.json) session.json(item);
    else print(item);
    code = Math.max(code, exitCodeOfItem(name, item));
  }
  if (!interrupted.aborted) return code;
  throw new AppError('interrupted', 'Stopped following.', { next: name === 'runs.watch' ? `\`aiwm runs watch ${watchOptions(input).id}\` follows the run again.` : 'Run the command again.' });
}

function watchOptions({ id, after, until }: { readonly [field: string]: Json }) {
  return { id: typeof id === 'string' ? id : '', after: typeof after === 'number' ? after : 0, until: until === 'settled' ? ('settled' as const) : ('ended' as const) };
}

async function* items({ connection }: Following, { name, input, signal }: { readonly name: string; readonly input: { readonly [field: string]: Json }; readonly signal: AbortSignal }): AsyncGenerator<unknown, void, void> {
  const answer = await connection.call(name, input, signal);
  if (!isStream(answer)) throw new TypeError(`"${name}" answers no stream.`);
  try {
    yield* answer;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
