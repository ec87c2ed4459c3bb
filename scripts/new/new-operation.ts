import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { camel, created, inserted, type Edit } from './edit.ts';

const areas = 'src/core/domain/operations/areas.ts';

/** A query `area.verb` in its area; an area that is not there yet comes with it. The compiler then asks for the service's method. */
export function newOperation(root: string, name: string): Edit[] {
  const [area, verb, ...more] = name.split('.');
  if (!area || !verb || more.length > 0) throw new Error(`an operation is named area.verb, not '${name}'`);
  const path = `src/core/domain/operations/${area}.ts`;
  if (existsSync(join(root, path))) return [inserted(root, path, { before: '};\n', line: operation(area, verb) })];
  const loader = `  ${camel(area)}: async () => (await import('./${area}.ts')).${camel(area)},\n`;
  return [created(root, path, newArea(area, verb)), inserted(root, areas, { before: '} as const;', line: loader })];
}

function operation(area: string, verb: string): string {
  return `  ${camel(verb)}: query('${area}.${camel(verb)}', {
    summary: 'Say what ${area} ${verb} answers',
    access: 'read',
    input: z.object({}),
    output: z.object({}),
    example: {},
  }),
`;
}

function newArea(area: string, verb: string): string {
  return `import { z } from 'zod';
import { query } from './define-operation.ts';

/** What can be asked of ${area}. */
export const ${camel(area)} = {
${operation(area, verb)}};
`;
}
