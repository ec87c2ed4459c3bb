import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { JsonObject } from '../../core/domain/model/json.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import { standInWords } from '../../core/domain/model/stand-in-words.ts';
import type { ArtifactView } from '../../core/domain/operations/artifacts.ts';
import { describeOperation } from '../../core/domain/operations/describe-operation.ts';
import { type RunLine, runs, type RunView } from '../../core/domain/operations/runs.ts';
import type { Connection } from '../connect/connection.ts';
import { acrossHosts, type Following, stayWhileNeeded } from '../connect/following.ts';
import { connectInBackground } from '../connect/background-host.ts';
import { followRun, readRun } from './follow-run.ts';
import { addInputFlags } from '../input/input-flags.ts';
import { placeOf } from '../input/place-of-files.ts';
import { resolveNamed } from '../input/named-values.ts';
import { type GivenWords, readInput } from '../input/read-input.ts';
import { createItemPrinter } from '../print/print-item.ts';
import { runSummaryJson, runSummaryText } from '../print/run-summary.ts';
import { goOn } from '../print/run-words.ts';
import { shellWord } from '../../core/domain/model/command-line.ts';
import type { Session } from '../session.ts';
import type { ShortCommand } from '../short-command.ts';

const operation = describeOperation(runs.start);

/** `aiwm run <workflow>`: start, follow to the end, say what came of it. */
export const runCommand: ShortCommand = {
  define(command: Command) {
    addInputFlags(command, operation);
    command.addOption(new Option('-d, --detach', 'return once it is started, with its id; a host in the background drives it'));
    command.addHelpText('after', '\nWaits at cards and says which command answers them; without a terminal it ends there with exit 0.\nA wait of up to a minute is waited for; one that is longer ends it with exit 0, and the next host goes on.\nCtrl+C stops following, not the run (exit 130). A run that failed, was stopped, or halted at an incident is exit 7.');
  },
  async run(session, given) {
    const connection = given.options['detach'] === true ? await connectInBackground(session) : await session.connect('command');
    const following: Following = { connection, kind: 'stream' };
    try {
      const { id, duplicate } = await start(session, following, given);
      if (given.options['detach'] !== true) return await follow(session, following, id);
      if (session.flags.json) session.json({ id, duplicate });
      else session.terminal.out(`${id}\n`);
      session.hint(session.paint('dim', `Started. \`aiwm runs watch ${id}\` follows it.`));
      return 0;
    } finally {
      await following.connection.close();
    }
  },
};

interface Started {
  readonly id: string;
  readonly duplicate: boolean;
}

async function start(session: Session, following: Following, given: GivenWords): Promise<Started> {
  const { interrupted } = session.terminal;
  const { input, named } = await readInput(operation, given, session);
  // One key for every attempt: whichever host hears it twice answers as the first time.
  const key = randomUUID();
  return acrossHosts(session, following, async ({ call }) => {
    const records = await resolveNamed('runs.start', named, { call, input, place: placeOf(session) });
    return (await call('runs.start', { key, ...input, ...records }, interrupted)) as Started;
  });
}

async function follow(session: Session, following: Following, id: string): Promise<number> {
  const { terminal, flags } = session;
  const isAttended = terminal.isInteractive && !flags.json;
  session.hint(session.paint('dim', `Run ${id}`));
  const print = createItemPrinter(session, 'runs.watch');
  const standIns = new Set<string>();
  for await (const line of followRun(session, following, { id, after: 0, until: isAttended ? 'ended' : 'settled' })) {
    if (flags.json) session.json(line);
    else print(line);
    const standIn = line.type === 'effect_completed' ? standInWords(line.payload['usage']) : undefined;
    if (standIn !== undefined) standIns.add(standIn);
    if (isAttended && asksSomebody(line)) await sayHowToGoOn(session, following, id);
  }
  if (terminal.interrupted.aborted) throw detached(id, following.connection);
  const run = await readRun(session, following, id);
  const { items } = await acrossHosts(session, following, async ({ call }) => (await call('artifacts.list', { run: id })) as { readonly items: readonly ArtifactView[] });
  if (flags.json) session.json(runSummaryJson(run, items));
  else terminal.out(`${runSummaryText(run, items, session)}\n`);
  for (const words of standIns) session.hint(session.paint('warning', `${words}. \`aiwm connectors list\` shows how each does.`));
  for (const hint of goOn(run)) session.hint(hint);
  // Other clients may have named runs meanwhile; what became of this one is told either way.
  await stayWhileNeeded(session, following);
  if (run.status === 'failed' || run.status === 'cancelled') throw unsuccessful(run);
  const [incident] = run.incidents;
  if (incident !== undefined) throw halted(run, incident);
  return 0;
}

function asksSomebody({ type }: RunLine): boolean {
  return type === 'card_requested' || type === 'incident_opened';
}

async function sayHowToGoOn(session: Session, following: Following, id: string): Promise<void> {
  for (const hint of goOn(await readRun(session, following, id))) session.hint(hint);
}

function detached(id: string, { role }: Connection): AppError {
  const who = role === 'client' ? 'its host goes on with it' : 'it goes on as soon as there is a host again';
  return new AppError('interrupted', `Stopped following run ${id}; ${who}.`, { next: `\`aiwm runs watch ${id}\` goes on, \`aiwm runs stop ${id}\` ends it.`, data: { runId: id } });
}

function unsuccessful({ id, workflow, status, error }: RunView): AppError {
  const reason = messageOf(error);
  const what = status === 'failed' ? `failed${reason === undefined ? '' : `: ${reason}`}` : 'was stopped';
  return new AppError('run_failed', `Run ${id} of "${workflow.slug}" ${what}${/[.!?]$/u.test(what) ? '' : '.'}`, { next: `\`aiwm runs events ${id}\` shows what happened.`, data: { runId: id, status } });
}

/** A run that waits for a person to answer an incident has not done what it was started for, whoever watches it. */
function halted({ id, workflow }: RunView, { id: incident, message }: RunView['incidents'][number]): AppError {
  return new AppError('run_failed', `Run ${id} of "${workflow.slug}" halted. ${message}`, { next: `\`aiwm runs resolve ${id} ${shellWord(incident)} --answer …\` goes on; \`aiwm runs get ${id}\` lists the answers.`, data: { runId: id, status: 'waiting', incident } });
}

function messageOf(error: JsonObject | undefined): string | undefined {
  return typeof error?.['message'] === 'string' ? error['message'] : undefined;
}
