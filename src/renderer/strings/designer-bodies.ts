import { words } from './words.ts';

/** Words of the bodies of a node that run beside each other. */
export const bodyWords = words({
  commands: { add: 'Add a body', rename: 'Rename the body…', duplicate: 'Duplicate the body', remove: 'Delete the body…' },
  list: { title: 'Bodies', help: 'They run beside each other; what a body yields is read by its name.', none: 'No bodies yet.', add: 'Add a body' },
  nodes: (number: number) => `${number} ${number === 1 ? 'node' : 'nodes'}`,
  name: 'Name',
  nameHelp: 'Expressions read what it yields as nodes.<id>.results.<name>; they follow when it changes.',
  duplicate: (name: string) => `Duplicate ${name}`,
  duplicateShort: 'Duplicate',
  rename: { title: (name: string) => `Rename ${name}`, action: 'Rename', taken: (name: string) => `Another body is called ${name}.` },
  remove: { title: (name: string, node: string) => `Delete ${name} of ${node}?`, text: 'What stands inside goes with it. Undo brings everything back.', action: 'Delete' },
  noNode: 'Select a node whose bodies run beside each other, such as a Parallel',
  noBody: 'Select something in one of several bodies, or its line in the outline, first',
  keepsBodies: (node: string, count: number) => (count === 1 ? `${node} keeps its one body. Select ${node} itself to delete or double it.` : `${node} needs ${count} bodies. Add another one first.`),
  added: (node: string) => `A body is added to ${node}`,
  duplicated: (name: string, copy: string) => `${name} is duplicated as ${copy}`,
  removed: (name: string, node: string) => `${name} is deleted from ${node}`,
  renamed: (name: string) => `The body is called ${name}`,
});
