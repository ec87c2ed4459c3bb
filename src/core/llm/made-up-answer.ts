import { AppError } from '../domain/model/errors.ts';
import type { JsonObject } from '../domain/model/json.ts';
import type { MockCall } from './mock-call.ts';
import { sampleFromSchema } from './sample-from-schema.ts';

const quotedCharacters = 240;

/** What the offline model says when no rule fits: plainly made up, from the prompt alone, and of the shape that was asked for. */
export function makeUpAnswer(call: MockCall, answerSchema: JsonObject | undefined): string {
  return answerSchema === undefined ? describePrompt(call) : JSON.stringify(sampleOf(call, answerSchema));
}

function sampleOf({ facts }: MockCall, answerSchema: JsonObject): unknown {
  const sample = sampleFromSchema(answerSchema);
  if (sample !== undefined) return sample;
  throw new AppError('input_invalid', `The offline model cannot make up an answer that fits the schema of "${facts.node}/${facts.action}".`, {
    next: `Add a rule for the action "${facts.action}" to mock.json, or choose a real model.`,
    data: { node: facts.node, action: facts.action },
  });
}

function describePrompt({ facts }: MockCall): string {
  const words = facts.prompt.split(/\s+/u).filter((word) => word !== '');
  const lines = facts.prompt.split('\n').filter((line) => line.trim() !== '');
  const start = words.join(' ').slice(0, quotedCharacters);
  const quoted = start.length < quotedCharacters ? start : `${start} …`;
  return [
    `Offline answer: no language model was asked, and the mock script has no rule for "${facts.node}/${facts.action}".`,
    `The prompt has ${words.length} words in ${lines.length} lines.`,
    words.length === 0 ? 'It is empty.' : `It begins: "${quoted}"`,
  ].join('\n\n');
}
