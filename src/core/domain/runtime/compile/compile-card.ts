import { parseExpression } from '../../expression/expression.ts';
import { type Card, inputsOf } from '../../model/card.ts';
import { knownNames } from '../../model/finding-data.ts';
import { compileCardPart } from './compile-card-part.ts';
import type { CompiledCard } from './compiled-definition.ts';
import { compileText, type TextRenderer } from './compiled-value.ts';
import type { DefinitionIssues } from './definition-issues.ts';

/** The card with every text in it a template; keys, types, patterns, conditions and option values stay as written. */
export function compileCard(issues: DefinitionIssues, card: Card): CompiledCard {
  const where = `cards.${card.id}`;
  const text = (at: string, source: string): TextRenderer => issues.attempt(`${where}.${at}`, () => compileText(source)) ?? compileText('');
  const title = text('title', card.title);
  const body = text('body', card.body);
  const submitLabel = text('submitLabel', card.submitLabel);
  const parts = card.fields.map((part) => compileCardPart(issues, `${where}.fields.${part.key}`, part));
  const repeated = card.fields.find((part, at) => card.fields.findIndex((other) => other.key === part.key) !== at);
  if (repeated !== undefined) issues.add(`${where}.fields`, `Two fields are called "${repeated.key}".`);
  return {
    card,
    fields: inputsOf(card.fields),
    conditions: conditionsOf(issues, card),
    render: (rendering) => ({
      ...card,
      title: rendering.text(title),
      body: rendering.text(body),
      submitLabel: rendering.text(submitLabel),
      fields: parts.map((part) => part(rendering)),
    }),
  };
}

function conditionsOf(issues: DefinitionIssues, { id, fields }: Card): CompiledCard['conditions'] {
  const own = new Set(inputsOf(fields).map(({ key }) => key));
  return new Map(
    fields.flatMap(({ key, shownWhen }) => {
      if (shownWhen === undefined) return [];
      const where = `cards.${id}.fields.${key}.shownWhen`;
      const condition = issues.attempt(where, () => parseExpression(shownWhen));
      if (condition === undefined) return [];
      const [unknown] = [...condition.references].map(fieldRead).filter((name) => name !== undefined && !own.has(name));
      if (unknown !== undefined) issues.add(where, `The card has no field "${unknown}".`, { code: 'expression_invalid', next: own.size === 0 ? 'Add the field it asks for.' : `It has ${[...own].join(', ')}.`, data: { name: unknown, known: knownNames(own) } });
      return [[key, condition] as const];
    }),
  );
}

/** The field of a card's answer that a path reads; undefined of any other path. */
function fieldRead(path: string): string | undefined {
  const [root, , slot, values, name] = path.split('.');
  return root === 'nodes' && slot === 'card' && values === 'values' ? name : undefined;
}
