import { z } from 'zod';

import { AppError } from './errors.ts';
import { placeholderProblem } from './mock-template.ts';

/**
 * The script of the offline model, `aiwm.mock/1`: it stands beside a workflow as `mock.json`. Rules are tried in order and
 * the first that fits answers; when none does, the offline model makes an answer up from the prompt. Everything a rule
 * looks at is part of the request, so that an effect repeated after a crash is answered alike.
 */
const capture = z.strictObject({
  after: z.string().min(1).max(200).describe('The text before what is captured.'),
  before: z.string().min(1).max(200).optional().describe('The text after it; without it the capture ends with the line.'),
});

const when = z.strictObject({
  node: z.string().optional().describe('The id of the node that asks.'),
  action: z.string().optional().describe('The id of the action that asks.'),
  visit: z.string().optional().describe('The visit, such as "refine#1:pass[0]/draft#1"; * stands for any characters.'),
  pass: z.int().min(0).optional().describe('The pass of the innermost loop, from 0; outside of loops no rule with a pass fits.'),
  call: z.int().min(1).optional().describe('The n-th call of the action, counted as pass + visit.'),
  attempt: z.int().min(1).optional().describe('The n-th try of the same call.'),
  turn: z.int().min(1).optional().describe('The n-th time the model speaks in the conversation, as an agent lets it.'),
  contains: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(20)])
    .optional()
    .describe('Text, or texts all of which, the prompt holds.'),
  capture: z.array(capture).min(1).max(9).optional().describe('Parts of the prompt for {{match.1}} and so on; a rule fits only if all are found.'),
});

const tool = z.strictObject({
  name: z.string().regex(/^[\w-]{1,64}$/u, 'Use letters, digits, _ and -, at most 64'),
  arguments: z.record(z.string(), z.json()).default({}),
});

const reply = z.strictObject({
  text: z.string().optional(),
  json: z.json().optional(),
  echo: z.literal(true).optional().describe('Answers with the last user message.'),
  tools: z.array(tool).min(1).max(20).optional().describe('The model asks for these tools, after its text if there is one.'),
});

const fail = z.strictObject({
  code: z.enum(['connector_unavailable', 'credential_missing', 'credential_rejected', 'vault_locked', 'rate_limited', 'input_invalid']),
  retryAfterMs: z.int().min(0).max(86_400_000).optional(),
  times: z.int().min(1).max(100).optional().describe('Only the first n attempts of a call fail; then the next rules are tried.'),
});

const cut = z.strictObject({
  after: z.int().min(0).describe('The connection breaks after so many characters of the reply.'),
  times: z.int().min(1).max(100).optional().describe('Only for the first n attempts of a call; then the reply comes whole.'),
});

const rule = z
  .strictObject({
    when: when.default({}),
    reply: reply.optional(),
    fail: fail.optional(),
    refuse: z.union([z.literal(true), z.string().min(1)]).optional().describe('The model declines, in these words if given.'),
    cut: cut.optional(),
    delayMs: z.int().min(0).max(600_000).default(0).describe('How long nothing comes.'),
    chunkMs: z.int().min(0).max(10_000).default(0).describe('The time between two pieces of the reply.'),
  })
  .superRefine((value, context) => {
    const outcomes = [value.reply, value.fail, value.refuse].filter((outcome) => outcome !== undefined);
    if (outcomes.length !== 1) context.addIssue({ code: 'custom', message: 'needs exactly one of "reply", "fail" and "refuse"' });
    const { tools, ...words } = value.reply ?? {};
    const count = Object.keys(words).length;
    if (value.reply !== undefined && count !== 1 && !(count === 0 && tools !== undefined)) {
      context.addIssue({ code: 'custom', path: ['reply'], message: 'needs exactly one of "text", "json" and "echo"' });
    }
    if (value.cut !== undefined && value.reply === undefined) context.addIssue({ code: 'custom', path: ['cut'], message: 'goes with a "reply"' });
    const filled = [value.reply?.text ?? value.reply?.json ?? '', ...(tools ?? []).map((call) => call.arguments)];
    const problem = placeholderProblem(filled, value.when.capture?.length ?? 0);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['reply'], message: problem });
  });

export const MockScript = z
  .strictObject({ format: z.literal('aiwm.mock/1'), rules: z.array(rule).max(500) })
  .describe('What the offline model answers in this workflow.');
export type MockScript = z.output<typeof MockScript>;
export type MockRule = MockScript['rules'][number];
export type MockCondition = MockRule['when'];

/** The script, or `definition_invalid` with the place of every mistake. */
export function parseMockScript(value: unknown): MockScript {
  const parsed = MockScript.safeParse(value);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `${placeOf(issue.path)}: ${issue.message}`);
  throw new AppError('definition_invalid', `The mock script does not fit aiwm.mock/1: ${places.slice(0, 5).join('; ')}.`, {
    next: 'Correct mock.json beside the workflow and import it again.',
    data: { problems: places },
  });
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the script';
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./u, '');
}
