import { createFuel } from '../../../expression/fuel.ts';
import { evaluate, parseExpression } from '../../../expression/expression.ts';
import type { Scope } from '../../../expression/scope.ts';
import { type AnswerFault, type AnswerRules, answerFaults } from '../../../model/card-answer.ts';
import type { CardField } from '../../../model/card.ts';
import type { JsonObject } from '../../../model/json.ts';

/** What is wrong with an answer in words, by field; empty when it is valid. A field the card does not have is wrong, too. */
export function cardProblems(fields: readonly CardField[], values: JsonObject, rules: Omit<AnswerRules, 'matches'> = {}): { readonly [field: string]: string } {
  const faults = answerFaults(fields, values, { ...rules, matches: matchesWhole });
  return Object.fromEntries(Object.entries(faults).map(([key, fault]) => [key, faultWords(fault)]));
}

const plain = {
  missing: 'is required', notTicked: 'must be checked', notText: 'must be a text', notNumber: 'must be a number', notFlag: 'must be true or false',
  notDate: 'must be a date such as 2026-01-31', notTime: 'must be a time such as 14:30', notMoment: 'must be a date and time such as 2026-01-31T14:30',
  notFile: 'must be the path of a file', unknown: 'the card has no such field',
} as const;

function faultWords(fault: AnswerFault): string {
  switch (fault.kind) {
    case 'notOption':
      return `must be one of ${fault.options.join(', ')}`;
    case 'notOptions':
      return `must be a list of ${fault.options.join(', ')}`;
    case 'tooShort':
      return `must have at least ${fault.limit} characters`;
    case 'tooLong':
      return `must have at most ${fault.limit} characters`;
    case 'atLeast':
      return `must be at least ${fault.limit}`;
    case 'atMost':
      return `must be at most ${fault.limit}`;
    case 'tooLarge':
      return `must be a file of at most ${fault.limit} bytes`;
    case 'pattern':
      return fault.message ?? `must look like ${fault.pattern}`;
    case 'notAccepted':
      return `must be a file that ends in ${fault.accept.join(', ')}`;
    default:
      return plain[fault.kind];
  }
}

/** Patterns come from a definition and texts from outside, so that the language's RE2 matches them, with its fuel. */
function matchesWhole(text: string, pattern: string): boolean {
  const scope: Scope = { inputs: { text, pattern: `^(?:${pattern})$` }, vars: {}, nodes: {}, loops: {}, run: {}, now: '1970-01-01T00:00:00Z' };
  return evaluate(parseExpression('inputs.text.matches(inputs.pattern)'), scope, createFuel()).value === true;
}
