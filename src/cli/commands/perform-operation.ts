import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../core/domain/model/json.ts';
import type { DescribedOperation } from '../../core/domain/operations/describe-operation.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import type { Connection } from '../connect/connection.ts';
import { exitCodeOfAnswer } from '../exit-codes.ts';
import { acrossHosts, type Following, stayWhileNeeded } from '../connect/following.ts';
import { placeOf } from '../input/place-of-files.ts';
import { resolveNamed } from '../input/named-values.ts';
import { type GivenWords, readInput } from '../input/read-input.ts';
import { confirmRemoval } from './confirm-removal.ts';
import { withVaultOpen } from './open-vault.ts';
import { fileStreams } from './file-streams.ts';
import { saveAnswer } from './save-answer.ts';
import type { Session } from '../session.ts';

interface Ordered {
  readonly operation: DescribedOperation;
  readonly given: GivenWords;
}

/** One operation of the contract, from its words to its printed answer; answers the exit code. */
export async function performOperation(session: Session, { operation, given }: Ordered): Promise<number> {
  const { facts } = operation;
  const place = placeOf(session);
  const read = await readInput(operation, given, session);
  await confirmRemoval(session, facts, { input: read.input, options: given.options });
  const following: Following = { connection: await session.connect(facts.kind, facts.name.split('.', 1)[0]), kind: facts.kind };
  try {
    const records = await acrossHosts(session, following, ({ call }) => resolveNamed(facts.name, read.named, { call, input: read.input, place }));
    const input = await acrossHosts(session, following, ({ call }) => place.ofInput(operation, { ...keyFor(operation), ...read.input, ...records }, call));
    const stream = fileStreams[facts.name];
    if (stream !== undefined && !(session.flags.json && given.options['out'] === undefined)) {
      const { receiveFile } = await import('./receive-file.ts');
      await receiveFile(session, following, { stream, input, options: given.options });
      return 0;
    }
    if (facts.kind === 'stream') {
      const { followStream } = await import('./follow-stream.ts');
      return await followStream(session, following, { name: facts.name, input });
    }
    const ask = (connection: Connection): Promise<unknown> => withVaultOpen(session, { name: facts.name, input, connection });
    const isRepeatable = facts.kind === 'query' || facts.takesKey;
    const answer = isRepeatable ? await acrossHosts(session, following, ask) : await ask(following.connection);
    await show(session, { name: facts.name, answer, given, input });
    if (facts.kind === 'command' && !(await stayWhileNeeded(session, following))) throw leftToOthers();
    return exitCodeOfAnswer(facts.name, answer);
  } finally {
    await following.connection.close();
  }
}

function leftToOthers(): AppError {
  return new AppError('interrupted', 'The command was done; this process no longer drives its run.', { next: '`aiwm serve` lets it go on, and so does the next command on this data directory.' });
}

/** With a key a command may be told to the next host again, which does it once. */
function keyFor({ facts }: DescribedOperation): { readonly key?: string } {
  return facts.takesKey ? { key: randomUUID() } : {};
}

interface Shown {
  readonly name: string;
  readonly answer: unknown;
  readonly given: GivenWords;
  readonly input: JsonObject;
}

async function show(session: Session, { name, answer, given, input }: Shown): Promise<void> {
  if (await saveAnswer(session, { name, answer, out: given.options['out'] })) return;
  if (session.flags.json) {
    session.json(answer);
    return;
  }
  const { printAnswer } = await import('../print/print-answer.ts');
  const { text, next } = await printAnswer(name, answer, { paint: session.paint, width: session.width, input });
  session.terminal.out(`${text}\n`);
  if (next !== undefined) session.hint(session.paint('dim', next));
}
