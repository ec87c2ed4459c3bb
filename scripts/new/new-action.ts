import { camel, created, inserted, kebab, type Edit } from './edit.ts';

const folder = 'src/core/domain/catalogue/actions';

/** An action that answers its own config and contacts nobody, in the catalogue's list. */
export function newAction(root: string, type: string): Edit[] {
  const [file, name] = [kebab(type), camel(type)];
  const list = `${folder}/action-kinds.ts`;
  const { text } = inserted(root, list, { before: '\n/** ', line: `import { ${name} } from './${file}.ts';\n` });
  return [created(root, `${folder}/${file}.ts`, template(type)), { path: list, text: withItem(text, name) }];
}

/** The list with one more item at its end, whether it stands on one line or on several. */
function withItem(list: string, name: string): string {
  const end = list.lastIndexOf('];');
  const last = list[end - 1];
  const item = last === '\n' ? `  ${name},\n` : last === '[' ? name : `, ${name}`;
  return list.slice(0, end) + item + list.slice(end);
}

function template(type: string): string {
  return `import { z } from 'zod';
import { defineAction } from '../action-kind.ts';

const Config = z.strictObject({ text: z.string().describe('What the action answers') });

/** Answers its text. */
export const ${camel(type)} = defineAction({
  type: '${type}',
  version: 1,
  title: '${type}',
  summary: 'Answers its text',
  config: Config,
  output: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  example: { text: '{{ inputs.text }}' },
  effects: [],
  next: (config) => ({ kind: 'output', output: { text: config.text } }),
});
`;
}
