import { patternProblem } from '../../expression/functions/text-functions.ts';
import type { CardPart } from '../../model/card.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { CompiledCard } from './compiled-definition.ts';
import { compileText, compileValue, type Renderer, type TextRenderer } from './compiled-value.ts';
import type { DefinitionIssues } from './definition-issues.ts';

/** How a card's parts become values: given by whoever holds scope and fuel. */
type Rendering = Parameters<CompiledCard['render']>[0];

/** What of a part is a text to be filled in, and what any value. Conditions and options are read on their own. */
const textsOfPart = ['label', 'help', 'text', 'source', 'alt', 'patternMessage'] as const;
const valuesOfPart = ['default', 'items', 'rows'] as const;

/** A function that gives the part as it reads in a scope. */
export function compileCardPart(issues: DefinitionIssues, where: string, part: CardPart): (rendering: Rendering) => CardPart {
  const given: { readonly [name: string]: unknown } = part;
  const texts = textsOfPart.flatMap((name) => {
    const source = given[name];
    return typeof source === 'string' ? [[name, textOf(issues, `${where}.${name}`, source)] as const] : [];
  });
  const values = valuesOfPart.flatMap((name) => {
    const value = jsonIn(part, name);
    const renderer = value === undefined ? undefined : issues.attempt(`${where}.${name}`, () => compileValue(value));
    return renderer === undefined ? [] : [[name, renderer] as const];
  });
  const options = 'options' in part ? part.options.map((option) => ({ value: option.value, label: textOf(issues, `${where}.options`, option.label) })) : undefined;
  if ('pattern' in part && part.pattern !== undefined) checkPattern(issues, where, part.pattern);
  return (rendering) => ({
    ...part,
    ...Object.fromEntries(texts.map(([name, text]) => [name, rendering.text(text)])),
    ...Object.fromEntries(values.map(([name, value]) => [name, valueOf(rendering, value)])),
    ...(options === undefined ? {} : { options: options.map((option) => ({ value: option.value, label: rendering.text(option.label) })) }),
  });
}

function jsonIn(part: CardPart, name: (typeof valuesOfPart)[number]): Json | undefined {
  const values: JsonObject = { ...('default' in part && part.default !== undefined ? { default: part.default } : {}), ...('items' in part ? { items: part.items } : {}), ...('rows' in part ? { rows: part.rows } : {}) };
  return values[name];
}

function textOf(issues: DefinitionIssues, where: string, source: string): TextRenderer {
  return issues.attempt(where, () => compileText(source)) ?? compileText('');
}

function valueOf(rendering: Rendering, renderer: Renderer): Json {
  return rendering.value(renderer);
}

function checkPattern(issues: DefinitionIssues, where: string, pattern: string): void {
  const problem = patternProblem(pattern);
  if (problem !== undefined) issues.add(`${where}.pattern`, problem, 'Patterns are RE2: no look-ahead, no back-references.');
}
