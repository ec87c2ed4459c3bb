import type { MockCondition, MockRule, MockScript } from '../domain/model/mock-script.ts';
import type { MockFacts } from '../domain/model/mock-template.ts';
import type { ChatRequest } from '../domain/ports/llm-connector.ts';

/** What rules look at. All of it comes out of the request, so that the same call is answered alike however often it is made. */
export interface MockCall {
  readonly facts: Omit<MockFacts, 'matches'>;
  readonly visit: string;
  readonly attempt: number;
  /** How often the model has spoken in this conversation, this time included. */
  readonly turn: number;
  /** All messages, one after the other, as the workflow wrote them: without the tags that data of others goes between. */
  readonly wholePrompt: string;
}

export interface MatchedRule {
  readonly rule: MockRule;
  readonly matches: readonly string[];
}

export function describeCall(request: ChatRequest): MockCall {
  const { node, action, visit } = request.origin;
  const { pass, call } = readVisit(visit);
  const prompt = request.messages.findLast((message) => message.role === 'user')?.text ?? '';
  return {
    facts: { call, pass, node, action, prompt },
    visit,
    attempt: request.attempt ?? 1,
    turn: request.messages.filter((message) => message.role === 'assistant').length + 1,
    wholePrompt: request.messages.map((message) => untagged(message.text)).join('\n\n'),
  };
}

function untagged(text: string): string {
  return text.replaceAll(/<untrusted id="([\da-f]{16})" from="[a-z ]+">\n([\s\S]*?)\n<\/untrusted id="\1">/gu, '$2');
}

/**
 * Reads `refine#1:pass[1]/draft#2` as pass 1 (the innermost index) and call 3: the visits of earlier passes, one each,
 * and this one. Where a pass visits its node more than once, calls repeat numbers and rules name pass and visit.
 */
function readVisit(visit: string): { pass: number | undefined; call: number } {
  const index = [...visit.matchAll(/\[(\d+)\]/gu)].at(-1)?.[1];
  const turn = /#(\d+)$/u.exec(visit)?.[1];
  const pass = index === undefined ? undefined : Number(index);
  return { pass, call: (pass ?? 0) + Number(turn ?? 1) };
}

/** The first rule that fits. */
export function findRule(script: MockScript, call: MockCall): MatchedRule | undefined {
  for (const rule of script.rules) {
    if (rule.fail?.times !== undefined && call.attempt > rule.fail.times) continue;
    const matches = fits(rule.when, call);
    if (matches !== undefined) return { rule, matches };
  }
  return undefined;
}

/** The captured texts if the condition holds. */
function fits(when: MockCondition, { facts, visit, attempt, turn, wholePrompt }: MockCall): readonly string[] | undefined {
  const equal: readonly (readonly [unknown, unknown])[] = [
    [when.node, facts.node],
    [when.action, facts.action],
    [when.pass, facts.pass],
    [when.call, facts.call],
    [when.attempt, attempt],
    [when.turn, turn],
  ];
  if (equal.some(([wanted, found]) => wanted !== undefined && wanted !== found)) return undefined;
  if (when.visit !== undefined && !matchesStars(when.visit, visit)) return undefined;
  const needles = typeof when.contains === 'string' ? [when.contains] : (when.contains ?? []);
  if (!needles.every((needle) => wholePrompt.includes(needle))) return undefined;
  const matches: string[] = [];
  for (const { after, before } of when.capture ?? []) {
    const found = textBetween(wholePrompt, after, before);
    if (found === undefined) return undefined;
    matches.push(found.trim());
  }
  return matches;
}

/** The text after `after` up to `before`, or without one to the end of the line. */
function textBetween(text: string, after: string, before: string | undefined): string | undefined {
  const start = text.indexOf(after);
  if (start < 0) return undefined;
  const rest = text.slice(start + after.length);
  const end = rest.indexOf(before ?? '\n');
  if (end >= 0) return rest.slice(0, end);
  return before === undefined ? rest : undefined;
}

function matchesStars(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
