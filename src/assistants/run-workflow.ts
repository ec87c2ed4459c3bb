import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { AppError } from '../core/domain/model/errors.ts';
import type { CardView } from '../core/domain/operations/cards.ts';
import type { RunView } from '../core/domain/operations/runs.ts';
import type { Assistant, PersonAnswer, Question, ToolUse } from './assistant.ts';
import { formOfCard, wordsOfCard } from './card-form.ts';
import { followRun } from './follow-run.ts';
import { runAnswer } from './run-answer.ts';
import { isRecord } from './tool-answer.ts';

/** An assistant's program asks so often for one use of a tool; afterwards the card is told of and answered by itself. */
const mostQuestions = 6;

/** What is kept while the person is asked. The program it travels through could as well ask for another run: its rights are asked for each. */
interface Kept {
  readonly run: string;
  readonly card: string;
  readonly asked: number;
}

/** Starts a run of a workflow, and waits for it; its cards are put to the person before the assistant where its program can. */
export async function runWorkflow(assistant: Assistant, use: ToolUse, workflow: string): Promise<CallToolResult | Question> {
  const kept = keptIn(use.person?.kept);
  if (kept === undefined) {
    const { id } = (await assistant.call('runs.start', { workflow, input: use.input, key: randomUUID() }, use.signal)) as { readonly id: string };
    await use.tell(0, `run ${id} is started`);
    return waitForRun(assistant, use, { id, asked: 0 });
  }
  const answer = use.person?.answerTo(kept.card);
  const again = answer === undefined ? undefined : await answerCard(assistant, { use, kept, answer });
  if (again !== undefined) return again;
  return answer?.isGiven === true ? waitForRun(assistant, use, { id: kept.run, asked: kept.asked }) : tellRun(assistant, use, kept.run);
}

/** Waits for a run that is there; {@link runWorkflow} says for how long. */
export async function waitForRun(assistant: Assistant, use: ToolUse, { id, asked }: { readonly id: string; readonly asked: number }): Promise<CallToolResult | Question> {
  const run = await followRun(assistant, use, { id });
  const [card] = run.cards;
  const question = use.person === undefined || card === undefined || asked >= mostQuestions ? undefined : await questionOf(assistant, { use, kept: { run: id, card, asked: asked + 1 } });
  return question ?? runAnswer(assistant.call, run, use.signal);
}

async function tellRun({ call }: Assistant, { signal }: ToolUse, id: string): Promise<CallToolResult> {
  return runAnswer(call, (await call('runs.get', { id }, signal)) as RunView, signal);
}

interface Asking {
  readonly use: ToolUse;
  readonly kept: Kept;
}

async function questionOf({ call }: Assistant, { use, kept }: Asking, problems: Readonly<Record<string, string>> = {}): Promise<Question | undefined> {
  const { card, workflow } = (await call('cards.get', { id: kept.card }, use.signal)) as CardView;
  const form = formOfCard(card.fields);
  if (form === undefined) return undefined;
  const wrong = Object.entries(problems).map(([field, problem]) => `${form.properties[field]?.title ?? field}: ${problem}`);
  return { kind: 'question', name: kept.card, message: [`${workflow.name} asks:`, wordsOfCard(card), ...wrong].join('\n\n'), form, keep: kept };
}

/** Hands the person's answer in. The question again where it is not right; nothing once it is taken, or where none was given. */
async function answerCard(assistant: Assistant, { use, kept, answer }: Asking & { readonly answer: PersonAnswer }): Promise<Question | undefined> {
  if (!answer.isGiven) return undefined;
  const { call } = assistant;
  const id = kept.card;
  try {
    const { hidden, problems } = (await call('cards.check', { id, values: answer.values }, use.signal)) as { readonly hidden: readonly string[]; readonly problems: Readonly<Record<string, string>> };
    const values = Object.fromEntries(Object.entries(answer.values).filter(([field]) => !hidden.includes(field)));
    const left = Object.fromEntries(Object.entries(problems).filter(([field]) => !hidden.includes(field)));
    if (Object.keys(left).length > 0 && kept.asked < mostQuestions) return await questionOf(assistant, { use, kept: { ...kept, asked: kept.asked + 1 } }, left);
    await call('cards.submit', { id, values, key: randomUUID() }, use.signal);
  } catch (error) {
    // Somebody else was quicker: the run goes on with that answer.
    if (!(error instanceof AppError && error.code === 'already_answered')) throw error;
  }
  return undefined;
}

function keptIn(value: unknown): Kept | undefined {
  if (!isRecord(value)) return undefined;
  const { run, card, asked } = value;
  return typeof run === 'string' && typeof card === 'string' && typeof asked === 'number' ? { run, card, asked } : undefined;
}
