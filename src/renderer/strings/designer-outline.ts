import { words } from './words.ts';

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** Words of the palette of kinds: what can be added to a workflow. */
export const kindWords = words({
  label: 'Add to the workflow',
  search: 'Search steps',
  groups: { steps: 'Steps', bodies: 'Repeat and run beside', ready: 'Ready to use' },
  none: { title: 'Nothing matches', text: 'Search for what a step does, such as “file” or “model”.' },
  collapse: 'Show drawings only',
  expand: 'Show names',
  explained: (title: string, summary: string) => `${title}: ${summary}`,
  added: (name: string) => `${name} is added`,
  addedAfter: (name: string, before: string) => `${name} is added after ${before} and connected`,
  addedInto: (name: string, transition: string) => `${name} is added into ${transition}`,
  cannotSplice: (title: string) => `${title} has no way on, so it cannot stand within a transition`,
});

/** Words of the outline: the workflow as a list that is walked and edited by keyboard and read aloud. */
export const outlineWords = words({
  label: 'Outline of the workflow',
  hint: 'Arrow keys walk, Enter renames, Insert adds, c connects.',
  exits: (number: number) => count(number, 'exit', 'exits'),
  noExit: 'no exit',
  problems: (number: number) => count(number, 'problem', 'problems'),
  exit: (label: string, target: string) => (label === '' ? `to ${target}` : `${label} to ${target}`),
  default: 'otherwise',
  body: (number: number, of: number) => (of === 1 ? 'Body' : `Body ${number} of ${of}`),
  bodyNodes: (number: number) => count(number, 'node', 'nodes'),
  entryAction: 'on entry',
  exitAction: 'on exit',
  bodies: (number: number) => count(number, 'body', 'bodies'),
  anExit: (words: string) => `exit ${words}`,
  commands: {
    add: 'Add a node',
    connect: 'Connect to…',
    rename: 'Rename',
    find: 'Find in the workflow',
    up: 'Move up in the order',
    down: 'Move down in the order',
    into: 'Move into the body beside it',
    out: 'Move out of the body',
    follow: 'Go along the exit',
    back: 'Go back along the way in',
  },
  obstacles: {
    readOnly: 'Nothing can be changed here: this is an earlier version, or it may only be read',
    noNode: 'Select a node first',
    noPart: 'Select a node or a transition first',
    noBody: 'No node beside it has a body',
    outermost: 'It stands in no body',
    first: 'It is first already',
    last: 'It is last already',
    noWayOn: 'No exit leads on from here',
    noWayBack: 'Nothing leads here',
  },
  actionDeleted: 'The action is deleted',
  movedUp: 'Moved up',
  movedDown: 'Moved down',
  movedInto: (region: string) => `Moved into ${region}`,
  rename: (name: string) => `New name of ${name}`,
  expand: (name: string) => `Show what is in ${name}`,
  empty: { title: 'No nodes yet', text: 'Press Insert, or choose a step in the palette.' },
});

/** Words of the windows in which one types what is added, connected, renamed or found. */
export const designerDialogWords = words({
  more: (number: number) => `${number} more: type on to narrow them down`,
  add: {
    title: 'Add a node',
    placeholder: 'Type what it does: ask a model, wait, decision…',
    here: 'It is added to the workflow, not yet connected.',
    after: (name: string) => `It is added after ${name}, and connected where that leads nowhere yet.`,
    into: (name: string) => `It is put into ${name}.`,
  },
  connect: {
    title: (name: string) => `Connect ${name} to…`,
    placeholder: 'Type the name of the node it leads to',
    targets: 'Nodes of the same body',
    trigger: 'Fires when',
    none: 'No node of this body matches.',
    noWayOut: (name: string) => `${name} is an end: nothing leads on from it.`,
    done: (from: string, to: string, trigger: string) => `${from} is connected to ${to}: ${trigger}`,
  },
  rename: {
    title: (name: string) => `Rename ${name}`,
    name: 'Name',
    id: 'Id',
    idHelp: 'Expressions and templates read it as nodes.<id>; they follow when it changes.',
    idRule: 'An id begins with a small letter and holds small letters, digits and _ only.',
    taken: 'Another node has this id.',
    action: 'Rename',
    done: (name: string) => `Renamed to ${name}`,
  },
  find: {
    title: 'Find in the workflow',
    placeholder: 'Type a name, an id, or words of a prompt',
    none: 'Nothing is found. Names, ids, settings and prompts are looked through.',
    groups: { nodes: 'Nodes', actions: 'Actions', transitions: 'Transitions' },
    how: 'Enter goes there. F3 goes on to the next one, Shift+F3 back.',
    next: 'Find the next one',
    previous: 'Find the previous one',
    nothingYet: 'Look for something first, with Ctrl+F',
    at: (title: string, at: number, of: number) => `${title}, ${at} of ${of}`,
    gone: 'It is found no more',
  },
});
