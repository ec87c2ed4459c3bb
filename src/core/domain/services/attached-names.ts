import type { Attachments } from '../ports/attachments.ts';

/** What travels with a definition, by its names in a workflow's folder. */
export function attachedNames({ mock, files }: Attachments): string[] {
  return [...(mock === undefined ? [] : ['mock.json']), ...files.map(({ name }) => name)];
}
