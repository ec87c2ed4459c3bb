import { cutText } from '../../core/domain/model/cut-text.ts';
import type { Json } from '../../core/domain/model/json.ts';
import type { TestFailureView, TestLine } from '../../core/domain/operations/tests.ts';
import type { Look } from './printer.ts';
import { counted } from './words.ts';

/** One line of a test run for a person; a failed test is followed by what happened instead. */
export function testLineText(line: TestLine, { paint }: Look): string {
  switch (line.type) {
    case 'test': {
      const head = `${line.passed ? paint('success', 'passed') : paint('error', 'failed')}  ${line.workflow}: ${line.name} ${paint('dim', `(${counted(line.inputs, 'input')}, ${line.durationMs} ms)`)}`;
      return line.failure === undefined ? head : [head, ...failureLines(line.failure).map((text) => `        ${text}`)].join('\n');
    }
    case 'coverage':
      return coverageText(line, paint);
    case 'end':
      return line.passed + line.failed === 0 ? 'No tests.' : `${paint(line.failed === 0 ? 'success' : 'error', `${line.passed} passed, ${line.failed} failed`)} ${paint('dim', `in ${(line.durationMs / 1000).toFixed(1)} s`)}`;
    default:
      return line satisfies never;
  }
}

type Coverage = Extract<TestLine, { type: 'coverage' }>;

const mostUncovered = 20;

function coverageText({ workflow, nodes, transitions, conditions, uncovered }: Coverage, paint: Look['paint']): string {
  const counts = `${workflow}: ${nodes.covered} of ${nodes.all} nodes, ${transitions.covered} of ${transitions.all} transitions, ${conditions.covered} of ${conditions.all} values of conditions`;
  const missing = uncovered.slice(0, mostUncovered).map(({ where, value, reason }) => paint('dim', `        not ${where}${value === undefined ? '' : ` = ${value}`}: ${reason}`));
  return [`covers  ${counts}`, ...missing, ...(uncovered.length > mostUncovered ? [paint('dim', `        and ${uncovered.length - mostUncovered} more`)] : [])].join('\n');
}

const mostDifferences = 10;

/** What a test expected, what came instead, and what in the definition it may come from. */
export function failureLines({ message, diff, expected, actual, changes, inputs }: TestFailureView): readonly string[] {
  const fields = diff.slice(0, mostDifferences).flatMap(({ path, before, after }) => [`${path}:`, `  - ${short(before)}`, `  + ${short(after)}`]);
  const more = diff.length > mostDifferences ? [`and ${diff.length - mostDifferences} more differences`] : [];
  const facts = diff.length > 0 ? [] : [...(expected === undefined ? [] : [`- ${expected.type} ${short(expected.payload)}`]), ...(actual === undefined ? [] : [`+ ${actual.type} ${short(actual.payload)}`])];
  const where = changes.length === 0 ? [] : ['what changed in the definition:', ...changes.map((change) => `  ${change}`)];
  const play = inputs === undefined ? [] : ['the shortest way to it:', ...inputs.map(({ at, input }, index) => `  ${index + 1}. at ${at}: ${short(input)}`)];
  return [message, ...fields, ...more, ...facts, ...where, ...play];
}

const longest = 200;

function short(value: Json | undefined): string {
  if (value === undefined) return '(nothing)';
  return cutText(JSON.stringify(value), longest);
}
