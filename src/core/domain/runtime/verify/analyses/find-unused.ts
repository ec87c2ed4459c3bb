import { inputsOf } from '../../../model/card.ts';
import { isJsonObject } from '../../../model/json.ts';
import type { Analysis, Draft } from '../analysis.ts';

/** Variables and inputs nobody reads, cards nobody shows or that ask for nothing. */
export function findUnused({ graph, uses, compiled }: Analysis): readonly Draft[] {
  const read = new Set(uses.flatMap(({ expression }) => [...expression.references]));
  const isRead = (path: string): boolean => [...read].some((one) => one === path || one.startsWith(`${path}.`)) || read.has(path.split('.')[0] ?? '');
  const { variables, inputs, cards } = compiled.definition;
  const shown = new Set([...graph.nodes.values()].flatMap((node) => node.compiled.kind.cards?.(node.compiled.config) ?? []));
  const properties = isJsonObject(inputs['properties']) ? Object.keys(inputs['properties']) : [];
  return [
    ...Object.keys(variables).filter((name) => !isRead(`vars.${name}`)).map((name): Draft => ({ code: 'unused_variable', severity: 'info', where: `variables.${name}`, message: `Nothing reads the variable "${name}".`, fix: 'Delete it, or use it.' })),
    ...properties.filter((name) => !isRead(`inputs.${name}`)).map((name): Draft => ({ code: 'unused_input', severity: 'info', where: `inputs.${name}`, message: `Nothing reads the input "${name}".`, fix: 'Delete it, or use it.' })),
    ...cards.filter(({ id }) => !shown.has(id)).map(({ id }): Draft => ({ code: 'unused_card', severity: 'info', where: `cards.${id}`, message: `No node shows the card "${id}".`, fix: 'Delete it, or let a card node show it.' })),
    ...cards.filter(({ fields }) => inputsOf(fields).length === 0).map(({ id, body, fields }): Draft => ({ code: 'card_without_fields', severity: body === '' && fields.length === 0 ? 'warning' : 'info', where: `cards.${id}`, message: `The card "${id}" has no field to fill in.`, fix: 'Add a field, or keep it as something that is only read.' })),
  ];
}
