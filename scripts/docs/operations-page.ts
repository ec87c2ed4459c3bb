import { z } from 'zod';
import type { OperationFacts } from '../../src/core/domain/operations/define-operation.ts';
import { toolName } from '../../src/core/domain/operations/operation-facts.ts';

/** One operation of the contract as the page shows it. */
export interface DocumentedOperation {
  readonly facts: OperationFacts;
  readonly input: z.ZodType;
}

const rights = { query: 'Reads', command: 'Changes something; audited', stream: 'Answers one item after another until its reader stops' };

/** The operations page: one heading per area, one section per operation, in the contract's own order and words. */
export function operationsPage(areas: readonly { readonly name: string; readonly operations: readonly DocumentedOperation[] }[]): string {
  const contents = areas.map(({ name, operations }) => `- [${name}](#${name}): ${operations.map(({ facts }) => verbOf(facts)).join(', ')}`);
  const sections = areas.map(({ name, operations }) => [`## ${name}`, ...operations.map((operation) => section(operation))].join('\n\n'));
  return [
    '# Operations',
    'Everything the product can be asked, by every door: `aiwm <area> <verb>` on the command line, `/rpc` and `/api` over HTTP, the window, '
      + 'the command palette. This page is made from the contract by `npm run docs`; do not edit it.',
    'Besides the codes an operation names, each may answer `input_invalid`, `access_denied` and `unexpected`.',
    contents.join('\n'),
    ...sections,
  ].join('\n\n') + '\n';
}

function section({ facts, input }: DocumentedOperation): string {
  const errors = facts.errors.map((code) => `\`${code}\``).join(', ');
  return [
    `### ${facts.name}`,
    `${facts.summary}.`,
    `${facts.writesWith === undefined ? rights[facts.kind] : `Changes something, and is audited, only with \`${facts.writesWith.slice('input.'.length)}\``}. Needs \`${facts.access}\`.${errors === '' ? '' : ` May answer ${errors}.`}${tool(facts)}${aliases(facts)}`,
    ...fieldTable(input, facts.positionals),
    `Example: \`${JSON.stringify(facts.example)}\``,
  ].join('\n\n');
}

function verbOf({ name }: OperationFacts): string {
  return name.slice(name.indexOf('.') + 1);
}

function tool({ name, tool: use }: OperationFacts): string {
  if (use === undefined) return '';
  return ` Assistants are offered it as \`${toolName(name)}\`${use === 'asked' ? ', once the person before them agreed' : ''}.`;
}

function aliases(facts: OperationFacts): string {
  return facts.aliases.length === 0 ? '' : ` Also spelled ${facts.aliases.map((alias) => `\`${alias}\``).join(', ')}.`;
}

function fieldTable(input: z.ZodType, positionals: readonly string[]): string[] {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return ['Takes no input.'];
  const rows = fields.map(([name, field]) => {
    const node = typeof field === 'boolean' ? {} : field;
    const need = schema.required?.includes(name) ? 'required' : node.default === undefined ? 'optional' : `\`${JSON.stringify(node.default)}\``;
    const place = positionals.includes(name) ? `${name} (argument ${positionals.indexOf(name) + 1})` : name;
    return `| ${place} | ${cell(typeName(node))} | ${cell(need)} | ${cell(node.description ?? '')} |`;
  });
  return [['| input | type | default | meaning |', '|---|---|---|---|', ...rows].join('\n')];
}

type SchemaNode = Exclude<z.core.JSONSchema.BaseSchema, boolean>;

function typeName(node: SchemaNode): string {
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(' | ');
  const options = node.anyOf ?? node.oneOf;
  if (options !== undefined) return [...new Set(options.map((option) => (typeof option === 'boolean' ? 'any' : typeName(option))))].join(' | ');
  if (node.type === 'array') return `list of ${typeof node.items === 'object' && !Array.isArray(node.items) ? typeName(node.items) : 'values'}`;
  return [node.type ?? 'any'].flat().join(' | ');
}

/** A table cell on one line, with its bars escaped. */
function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/gu, ' ');
}
