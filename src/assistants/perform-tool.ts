import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { AppError } from '../core/domain/model/errors.ts';
import { present } from '../core/domain/model/present.ts';
import type { Approval } from '../core/domain/operations/approvals.ts';
import type { OperationFacts } from '../core/domain/operations/define-operation.ts';
import type { Assistant, Question, ToolUse } from './assistant.ts';
import { waitForRun } from './run-workflow.ts';
import { answerOf } from './tool-answer.ts';

const agreement = 'agreement';

/** Does what an operation says; first asks the person where the contract wants it. */
export async function performTool(assistant: Assistant, use: ToolUse, facts: OperationFacts): Promise<CallToolResult | Question> {
  const { call } = assistant;
  if (facts.kind === 'stream') return follow(assistant, use, facts);
  if (facts.tool === 'asked') {
    const question = await askFirst(assistant, use, facts);
    if (question !== undefined) return question;
  }
  const key = facts.takesKey && use.input['key'] === undefined ? { key: randomUUID() } : {};
  return answerOf(await call(facts.name, { ...key, ...use.input }, use.signal));
}

/** A stream goes on for as long as somebody looks; an assistant is told how the run stands once there is something to tell. */
async function follow(assistant: Assistant, use: ToolUse, { name }: OperationFacts): Promise<CallToolResult | Question> {
  if (name !== 'runs.watch') throw new TypeError(`"${name}" is a stream no assistant can read.`);
  const { id } = use.input;
  if (typeof id !== 'string') throw new AppError('input_invalid', 'runs_watch needs to know which run.', { next: 'Give its `id`; runs_list finds it.' });
  return waitForRun(assistant, use, { id, asked: Number.POSITIVE_INFINITY });
}

/** The question, or nothing once the person said yes. Where nobody can be asked it is left to the person's own doors. */
async function askFirst({ call }: Assistant, { input, person, signal }: ToolUse, facts: OperationFacts): Promise<Question | undefined> {
  if (person === undefined) {
    throw new AppError('access_denied', `"${facts.name}" is for a person to do, and the program of this assistant cannot ask one.`, { next: 'Tell the person to do it in the window or on the command line.', data: { operation: facts.name } });
  }
  const answer = person.answerTo(agreement);
  if (answer === undefined) {
    const what = facts.name === 'approvals.decide' ? await wordsOfApproval(call, input, signal) : [];
    const message = [`${facts.summary}?`, ...what, JSON.stringify(input, undefined, 2)].join('\n\n');
    return { kind: 'question', name: agreement, message, form: { type: 'object', properties: { agree: { type: 'boolean', title: 'Do it' } }, required: ['agree'] } };
  }
  if (answer.isGiven && answer.values['agree'] === true) return undefined;
  throw new AppError('access_denied', 'The person did not agree.', { next: 'Ask the person what to do instead.', data: { operation: facts.name } });
}

/** A person decides on what was seen: all of it. */
async function wordsOfApproval(call: Assistant['call'], { id }: ToolUse['input'], signal: AbortSignal): Promise<readonly string[]> {
  const approval = await openApproval(call, id, signal);
  if (approval === undefined) throw new AppError('not_found', `There is no open approval "${String(id)}".`, { next: 'approvals_list shows those that are open.' });
  return [approval.title, approval.text, ...approval.requests.map(({ action, type, config }) => `${action} (${type}): ${JSON.stringify(config, undefined, 2)}`)].filter((text) => text !== '');
}

/** By its id, or that of its run where only one is open there. */
async function openApproval(call: Assistant['call'], id: unknown, signal: AbortSignal): Promise<Approval | undefined> {
  for (let after: string | undefined; ; ) {
    const { items, next } = (await call('approvals.list', { limit: 500, ...present({ after }) }, signal)) as { readonly items: readonly Approval[]; readonly next?: string };
    const found = items.find((each) => each.id === id || each.runId === id);
    if (found !== undefined || next === undefined) return found;
    after = next;
  }
}
