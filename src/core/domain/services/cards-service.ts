import { cardCommand } from '../model/command-line.ts';
import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';
import { toInstant } from '../model/instant.ts';
import { isBlankAnswer } from '../model/card-answer.ts';
import { Card } from '../model/card.ts';
import { RunId } from '../model/ids.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { present } from '../model/present.ts';
import type { CardMoment, CardSummary, CardView } from '../operations/cards.ts';
import type { CardNote, CardRow } from '../ports/card-repository.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { Ids } from '../ports/ids.ts';
import type { RunExecutor } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { maskedFields, maskedText } from '../runtime/sealing/sealed-value.ts';
import { earlierInput } from '../runtime/journal/earlier-input.ts';
import type { AreaService } from './area-service.ts';
import type { CardAnswers } from './card-answers.ts';
import { readOnChanges } from './changes-on.ts';
import { createWorkflowNames, findRun, type WorkflowName } from './lookups.ts';
import { pageOf } from './page-of.ts';

export interface CardsServiceDeps {
  readonly data: WorkflowDataPort;
  readonly loader: Pick<RunLoader, 'revealed' | 'load' | 'compiled'>;
  readonly executor: Pick<RunExecutor, 'deliver'>;
  readonly publisher: WorkflowEventPublisher;
  readonly ids: Ids;
  readonly clock: Pick<Clock, 'now' | 'sleepUntil'>;
  /** Asked for when a card takes files. */
  readonly files: () => Promise<Pick<FileConnector, 'read'>>;
}

/** Of one run. */
const mostListed = 1000;

/** What people are asked, and their answers. */
export function createCardsService({ data, loader, executor, publisher, ids, clock, files }: CardsServiceDeps): AreaService<'cards'> {
  let answers: Promise<CardAnswers> | undefined;
  // They are read with the engine, which whoever only lists cards does without.
  const answersRead = (): Promise<CardAnswers> => (answers ??= import('./card-answers.ts').then(({ createCardAnswers }) => createCardAnswers({ loader, files, clock })));

  return {
    async list({ state, run, after, limit }) {
      const runId = run === undefined ? undefined : (await findRun(data, run)).id;
      const { rows, next } = pageOf(await data.cards.list({ state, limit: limit + 1, ...present({ runId, after }) }), limit);
      return present({ items: await summaries(data, rows), next });
    },
    async get({ id }, call) {
      const card = await cardFor(loader, await findCard(data, id), call);
      return present({ ...(await view(card, createWorkflowNames(data))), step: await stepOf({ data, loader }, card), history: historyOf(card, await data.cards.notes(card.id)) });
    },
    async open({ id }, { actor }) {
      const card = await findCard(data, id);
      refuseClosed(card);
      return { id: card.id, isFirst: await data.cards.note(card.id, { kind: 'opened', at: clock.now(), actor }) };
    },
    async check({ id, values }, { signal }) {
      const card = await findCard(data, id);
      refuseClosed(card);
      const { hidden, problems } = await (await answersRead()).read(card, values, signal);
      return { hidden: [...hidden], problems };
    },
    async submit({ id, values, key }, call) {
      const card = await findCard(data, id, 'submitted');
      const earlier = key === undefined ? undefined : await earlierInput(data.runs, card.runId, { key, input: { type: 'card', visit: card.visit, values } });
      if (earlier !== undefined) return { id: card.id, runId: card.runId, seq: earlier };
      refuseClosed(card);
      return deliver({ data, executor, clock, answersRead }, { card, values, key: key ?? ids.next() }, call);
    },
    watch({ limit }, { signal }) {
      // What changes behind the first page is told, too.
      let change = 0;
      const read = async () => {
        const [open, rows] = await Promise.all([data.cards.count('open'), data.cards.list({ state: 'open', limit })]);
        change += 1;
        return { open, items: await summaries(data, rows), change };
      };
      return readOnChanges({ publisher, clock }, ['cards:changed'], { read, signal });
    },
  };
}

/** Who may answer it sees what it shows; everybody else sees that something is sealed. */
async function cardFor(loader: CardsServiceDeps['loader'], row: CardRow, { access }: CallContext): Promise<CardRow> {
  const { title, card, values } = row;
  const sealed = { title, card, ...present({ values }) };
  return { ...row, ...(access === 'read' ? maskedFields(sealed) : await loader.revealed(row.runId, sealed)) };
}

/** Whether an answer must be read before it is delivered: the card has files, or parts that are not always asked for, or a field holds blanks only. */
function needsReading({ card }: CardRow, values: JsonObject): boolean {
  return Object.values(values).some(isBlankAnswer) || Card.parse(card).fields.some((part) => part.type === 'file' || part.shownWhen !== undefined);
}

/** The answer as the run is to get it. What cannot be read is told by its field. */
async function readValues(answers: CardAnswers, { card, values }: { readonly card: CardRow; readonly values: JsonObject }, signal: AbortSignal): Promise<JsonObject> {
  const read = await answers.read(card, values, signal);
  const [first] = Object.entries(read.problems);
  if (first === undefined) return read.values;
  throw new AppError('input_invalid', `The answer to card "${card.id}" is not valid: ${first[0]} ${first[1]}`.replace(/\.?$/u, '.'), { next: 'Correct the fields named and submit again.', data: { fields: { ...read.problems } } });
}

interface Delivering extends Pick<CardsServiceDeps, 'data' | 'executor' | 'clock'> {
  readonly answersRead: () => Promise<CardAnswers>;
}

async function deliver({ data, executor, clock, answersRead }: Delivering, { card, values, key }: { readonly card: CardRow; readonly values: JsonObject; readonly key: string }, { actor, correlationId, signal }: CallContext) {
  try {
    const read = needsReading(card, values) ? await readValues(await answersRead(), { card, values }, signal) : values;
    const { seq } = await executor.deliver(card.runId, { command: { name: 'card', visit: card.visit, values: read }, key, actor, correlationId });
    return { id: card.id, runId: card.runId, seq };
  } catch (error) {
    // Somebody may have been faster: their answer says more than "stale" does.
    if (error instanceof AppError && error.code === 'precondition_failed') refuseClosed(await findCard(data, card.id));
    if (error instanceof AppError && error.code === 'input_invalid') await data.cards.note(card.id, { kind: 'refused', at: clock.now(), actor, problems: problemsIn(error) });
    throw error;
  }
}

/** What was wrong by field; empty where the workflow's own checks said no, whose words may quote what is sealed. */
function problemsIn({ data }: AppError): Readonly<Record<string, string>> {
  const fields = data?.['fields'];
  return isJsonObject(fields) ? Object.fromEntries(Object.entries(fields).flatMap(([key, words]) => (typeof words === 'string' ? [[key, words]] : []))) : {};
}

function historyOf({ state, requestedAt, answeredAt, answeredBy, closedAt }: CardRow, notes: readonly CardNote[]): CardMoment[] {
  const endedAt = answeredAt ?? closedAt;
  const moments = [
    { at: requestedAt, what: 'asked' as const },
    ...notes.map(({ at, kind, actor, problems }) => ({ at, what: kind, by: actor, problems })),
    ...(state === 'open' || endedAt === undefined ? [] : [{ at: endedAt, what: state, by: answeredBy }]),
  ];
  return moments.toSorted((one, other) => one.at - other.at).map(({ at, by, ...moment }) => present({ ...moment, at: toInstant(at), by: by === undefined ? undefined : `${by.kind}:${by.id}` }));
}

/** Which card of its run it is, after those that were answered or expired; of how many, where no card comes twice. */
async function stepOf({ data, loader }: Pick<CardsServiceDeps, 'data' | 'loader'>, { id, runId, requestedAt }: CardRow): Promise<CardView['step']> {
  const run = await data.runs.get(runId);
  if (run === undefined) return undefined;
  const over = await Promise.all((['submitted', 'expired'] as const).map((state) => data.cards.list({ state, runId, limit: mostListed })));
  const before = over.flat().filter((row) => row.id !== id && row.requestedAt <= requestedAt).length;
  const { nodes } = await loader.compiled(run.definitionHash);
  const cards = [...nodes.values()].filter(({ kind }) => kind.cards !== undefined).length;
  return { number: before + 1, ...(cards > before ? { of: cards } : {}) };
}

/** Finds a card by its own id, or the one open card of a run by the run's; where none is open, the last one that is `closed` so. */
async function findCard(data: WorkflowDataPort, id: string, closed?: CardRow['state']): Promise<CardRow> {
  if (id.includes(':')) {
    const row = await data.cards.get(id);
    if (row !== undefined) return row;
    throw noCard(id);
  }
  const known = RunId.safeParse(id);
  const run = known.success ? await data.runs.get(known.data) : undefined;
  if (run === undefined) throw noCard(id);
  const [card, ...others] = await data.cards.list({ state: 'open', runId: run.id, limit: 10 });
  if (card === undefined) {
    const last = closed === undefined ? undefined : lastOf(await data.cards.list({ state: closed, runId: run.id, limit: mostListed }));
    if (last !== undefined) return last;
    throw new AppError('not_found', `The run "${id}" has no open card.`, { next: `\`aiwm runs get ${id}\` shows what it waits for.`, data: { id } });
  }
  if (others.length === 0) return card;
  throw new AppError('precondition_failed', `The run "${id}" has ${others.length + 1} open cards.`, {
    next: `Name one of them: ${[card, ...others].map((row) => row.id).join(', ')}.`,
    data: { cards: [card, ...others].map((row) => row.id) },
  });
}

function lastOf(rows: readonly CardRow[]): CardRow | undefined {
  return rows.reduce<CardRow | undefined>((last, row) => ((last?.answeredAt ?? 0) > (row.answeredAt ?? 0) ? last : row), undefined);
}

function noCard(id: string): AppError {
  return new AppError('not_found', `There is no card "${id}".`, { next: '`aiwm cards list` shows the open cards.', data: { id } });
}

function refuseClosed(card: CardRow): void {
  if (card.state === 'open') return;
  const data = { id: card.id, state: card.state };
  if (card.state === 'submitted') {
    const who = card.answeredBy === undefined ? '' : ` by ${card.answeredBy.kind} "${card.answeredBy.id}"`;
    throw new AppError('already_answered', `The card "${card.id}" was answered${who}.`, { next: `\`${cardCommand(card.id)}\` shows the answer.`, data });
  }
  throw new AppError('precondition_failed', `The card "${card.id}" is ${card.state}: its run no longer waits for it.`, {
    next: '`aiwm cards list` shows the open cards.',
    data: { ...data, reason: 'stale' },
  });
}

function summaries(data: WorkflowDataPort, rows: readonly CardRow[]): Promise<CardSummary[]> {
  const names = createWorkflowNames(data);
  return Promise.all(rows.map(async (row) => summary(row, await names(row.workflowId))));
}

function summary(row: CardRow, workflow: WorkflowName): CardSummary {
  const { otherwise, follows, closedAt } = row;
  return {
    id: row.id,
    runId: row.runId,
    workflow,
    nodeId: row.nodeId,
    title: maskedText(row.title),
    state: row.state,
    requestedAt: toInstant(row.requestedAt),
    expiresAt: row.expiresAt === undefined ? undefined : toInstant(row.expiresAt),
    answeredAt: row.answeredAt === undefined ? undefined : toInstant(row.answeredAt),
    answeredBy: row.answeredBy === undefined ? undefined : `${row.answeredBy.kind}:${row.answeredBy.id}`,
    ...present({ otherwise, follows, closedAt: closedAt === undefined ? undefined : toInstant(closedAt) }),
  };
}

async function view(row: CardRow, names: (id: string) => Promise<WorkflowName>): Promise<Omit<CardView, 'history'>> {
  // Rendered from a card of the definition when it was asked, so that it fits the card's schema.
  return { ...summary(row, await names(row.workflowId)), card: Card.parse(row.card), values: row.values };
}
