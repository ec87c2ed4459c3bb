import { patternProblem } from '../../expression/functions/text-functions.ts';
import type { Card, CardField } from '../../model/card.ts';
import type { Json } from '../../model/json.ts';
import type { CompiledCard } from './compiled-definition.ts';
import { compileText, compileValue, type Renderer, type TextRenderer } from './compiled-value.ts';
import type { DefinitionIssues } from './definition-issues.ts';

/** How a card's parts become values: given by whoever holds scope and fuel. */
type Rendering = Parameters<CompiledCard['render']>[0];

/** The card with every text in it a template; keys, types, patterns and option values stay as written. */
export function compileCard(issues: DefinitionIssues, card: Card): CompiledCard {
  const where = `cards.${card.id}`;
  const text = (at: string, source: string): TextRenderer => issues.attempt(`${where}.${at}`, () => compileText(source)) ?? compileText('');
  const title = text('title', card.title);
  const body = text('body', card.body);
  const submitLabel = text('submitLabel', card.submitLabel);
  const fields = card.fields.map((field) => compileField(issues, `${where}.fields.${field.key}`, field));
  const repeated = card.fields.find((field, at) => card.fields.findIndex((other) => other.key === field.key) !== at);
  if (repeated !== undefined) issues.add(`${where}.fields`, `Two fields are called "${repeated.key}".`);
  return {
    card,
    fields: card.fields,
    render: (rendering) => ({
      ...card,
      title: rendering.text(title),
      body: rendering.text(body),
      submitLabel: rendering.text(submitLabel),
      fields: fields.map((field) => field(rendering)),
    }),
  };
}

function compileField(issues: DefinitionIssues, where: string, field: CardField): (rendering: Rendering) => CardField {
  const text = (at: string, source: string): TextRenderer => issues.attempt(`${where}.${at}`, () => compileText(source)) ?? compileText('');
  const label = text('label', field.label);
  const help = field.help === undefined ? undefined : text('help', field.help);
  const initial = field.default === undefined ? undefined : issues.attempt(`${where}.default`, () => compileValue(field.default ?? null));
  if ('pattern' in field && field.pattern !== undefined) checkPattern(issues, where, field.pattern);
  const options = 'options' in field ? field.options.map((option) => ({ value: option.value, label: text('options', option.label) })) : undefined;
  return (rendering) => ({
    ...field,
    label: rendering.text(label),
    ...(help === undefined ? {} : { help: rendering.text(help) }),
    ...(initial === undefined ? {} : { default: valueOf(rendering, initial) }),
    ...(options === undefined ? {} : { options: options.map((option) => ({ value: option.value, label: rendering.text(option.label) })) }),
  });
}

function valueOf(rendering: Rendering, renderer: Renderer): Json {
  return rendering.value(renderer);
}

function checkPattern(issues: DefinitionIssues, where: string, pattern: string): void {
  const problem = patternProblem(pattern);
  if (problem !== undefined) issues.add(`${where}.pattern`, problem, 'Patterns are RE2: no look-ahead, no back-references.');
}
