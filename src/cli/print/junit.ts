import type { TestLine } from '../../core/domain/operations/tests.ts';
import { failureLines } from './test-lines.ts';

type Test = Extract<TestLine, { type: 'test' }>;

/** Results as the XML that build servers read: a suite for each workflow. */
export function junitXml(lines: readonly TestLine[]): string {
  const all = lines.filter((line) => line.type === 'test');
  const suites = [...Map.groupBy(all, ({ workflow }) => workflow)].map(([workflow, tests]) => ['  ', tag('testsuite', { name: workflow, ...counts(tests) }, `\n${tests.map(testCase).join('')}  `), '\n'].join(''));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('testsuites', { name: 'aiwm', ...counts(all) }, `\n${suites.join('')}`)}\n`;
}

function counts(tests: readonly Test[]): { readonly [name: string]: string } {
  const ms = tests.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return { tests: String(tests.length), failures: String(tests.filter(({ passed }) => !passed).length), errors: '0', time: seconds(ms) };
}

function testCase({ workflow, source, name, durationMs, failure }: Test): string {
  const inside = failure === undefined ? '' : `\n      ${tag('failure', { message: failure.message, type: failure.code }, escaped(failureLines(failure).join('\n')))}\n    `;
  return `    ${tag('testcase', { classname: `${workflow}.${source}`, name, time: seconds(durationMs) }, inside)}\n`;
}

function tag(name: string, attributes: { readonly [name: string]: string }, inside: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const entities: { readonly [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;', '\r': '&#13;' };

/** XML has no place for control characters and half surrogate pairs, however they are written. */
function escaped(text: string): string {
  const sound = text.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
  return sound.replaceAll(/[&<>"\t\n\r]/gu, (sign) => entities[sign] ?? sign);
}
