import { camel, created, inserted, kebab, type Edit } from './edit.ts';

const folder = 'src/core/domain/catalogue/actions';

/** An action that answers its own config and contacts nobody, in the catalogue's list. */
export function newAction(root: string, type: string): Edit[] {
  const file = kebab(type);
  const list = `${folder}/actions.ts`;
  const withImport = inserted(root, list, { before: '\n/** ', line: `import { ${camel(type)} } from './${file}.ts';\n` });
  const at = withImport.text.lastIndexOf('];');
  const text = `${withImport.text.slice(0, at)}  ${camel(type)},\n${withImport.text.slice(at)}`;
  return [created(root, `${folder}/${file}.ts`, template(type)), { path: list, text }];
}

function template(type: string): string {
  return `import { z } from 'zod';
import { defineAction } from '../action-kind.ts';

const Config = z.object({ text: z.string().describe('What the action answers') });

/** Answers its text. */
export const ${camel(type)} = defineAction({
  type: '${type}',
  version: 1,
  title: '${type}',
  summary: 'Answers its text',
  config: Config,
  output: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  example: { text: '{{ input.text }}' },
  effects: [],
  next: (config) => ({ kind: 'output', output: { text: config.text } }),
});
`;
}
