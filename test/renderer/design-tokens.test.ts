import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, '../../src/renderer/tokens.css'), 'utf8');

/** Roles of the rules with these selectors, later ones over earlier ones. */
function roles(...selectors: readonly string[]): Record<string, string> {
  const rules = [...css.matchAll(/(?<selectors>[^{}]+)\{(?<body>[^{}]*)\}/gu)].map(({ groups }) => ({ selectors: (groups?.['selectors'] ?? '').replaceAll(/\/\*.*?\*\//gsu, '').split(',').map((one) => one.trim()), body: groups?.['body'] ?? '' }));
  const chosen = selectors.flatMap((selector) => rules.filter((rule) => rule.selectors.includes(selector)));
  return Object.fromEntries(chosen.flatMap(({ body }) => [...body.matchAll(/--(?<role>[\w-]+):\s*(?<value>#[0-9a-f]{6})/gu)].map(({ groups }) => [groups?.['role'] ?? '', groups?.['value'] ?? ''])));
}

const looks = {
  light: { colours: roles(":root[data-theme='light']"), least: 4.5 },
  dark: { colours: roles(":root[data-theme='dark']"), least: 4.5 },
  'light, high contrast': { colours: roles(":root[data-theme='light']", ":root[data-contrast='high'][data-theme='light']"), least: 7 },
  'dark, high contrast': { colours: roles(":root[data-theme='dark']", ":root[data-contrast='high'][data-theme='dark']"), least: 7 },
};

const grounds = ['ground', 'surface', 'surface-sunk', 'surface-hover', 'surface-pressed'];
const states = ['good', 'warn', 'bad', 'live', 'wait', 'calm'];
const pairs = [
  ...['ink', 'ink-soft'].flatMap((ink) => [...grounds, 'accent-soft'].map((ground) => [ink, ground] as const)),
  ...grounds.filter((ground) => ground !== 'surface-pressed').map((ground) => ['ink-faint', ground] as const),
  ...['ground', 'surface', 'surface-sunk', 'accent-soft'].map((ground) => ['accent-text', ground] as const),
  ...states.flatMap((state) => ['ground', 'surface', 'surface-sunk', `${state}-soft`].map((ground) => [state, ground] as const)),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['accent-ink', 'bad-fill'],
  ['accent-ink', 'bad-fill-hover'],
] as const;

describe.each(Object.entries(looks))('%s', (_name, { colours, least }) => {
  test('every ink can be read on every ground it is used on', () => {
    const faint = pairs.map(([ink, ground]) => ({ ink, ground, contrast: contrast(colours[ink], colours[ground]) })).filter(({ contrast: found }) => found < least);

    expect(faint).toEqual([]);
  });

  test('what is drawn on the canvas has a border that can be told from it', () => {
    expect(['ground', 'surface', 'surface-sunk'].filter((ground) => contrast(colours['line-figure'], colours[ground]) < 3)).toEqual([]);
  });

  test('what marks the chosen can be told from every ground', () => {
    expect(grounds.filter((ground) => contrast(colours['accent-line'], colours[ground]) < 3)).toEqual([]);
  });

  test('the focus ring can be told from every ground', () => {
    expect(grounds.filter((ground) => contrast(colours['focus'], colours[ground]) < 3)).toEqual([]);
  });
});

test('high contrast and dark change colours only that light has', () => {
  const known = new Set(Object.keys(looks.light.colours));

  for (const { colours } of Object.values(looks)) expect(Object.keys(colours).filter((role) => !known.has(role))).toEqual([]);
});

/** WCAG 2.2: from 1 for equal colours to 21. */
function contrast(one = '', other = ''): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((left, right) => right - left);
  return Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
