import { words } from './words.ts';

/** What the kinds of nodes, actions and triggers are called wherever a workflow is drawn or read aloud: as the catalogue calls them. */
export const kindTitles = words({
  node: {
    start: 'Start', end: 'End', workStep: 'Work step', decision: 'Decision', loop: 'Loop', parallel: 'Parallel', map: 'Map',
    subWorkflow: 'Sub-workflow', uiCard: 'Card', wait: 'Wait',
  },
  action: {
    'llm.chat': 'Ask a model', 'llm.agent': 'Let a model use tools', 'document.generate': 'Make a document', 'document.read': 'Read a document',
    'document.save': 'Save a document', 'variable.set': 'Set a variable', transform: 'Transform a table', 'csv.query': 'Query a CSV file',
    'file.read': 'Read a file', 'file.write': 'Write a file', 'file.list': 'List files', 'file.copy': 'Copy a file', 'file.move': 'Move a file',
    'file.rename': 'Rename a file', 'file.delete': 'Delete a file', 'http.request': 'Ask a service',
  },
  trigger: {
    immediate: 'Immediately', 'task-complete': 'Work is done', condition: 'A condition holds', 'condition-met': 'The loop is done',
    'limit-reached': 'The loop reached its limit', 'card-submitted': 'The card is answered', scheduled: 'Time has passed', external: 'A signal comes',
    'manual-break': 'The loop was broken off', 'ai-decision': 'The model chose it', 'manual-selection': 'A person chooses it',
    'manual-advance': 'A person goes on', error: 'Something failed',
  },
});

/** What a kind is called; one nobody knows by its type. */
export function kindTitle(group: keyof typeof kindTitles, type: string): string {
  const known: Readonly<Record<string, string>> = kindTitles[group];
  return Object.hasOwn(known, type) ? (known[type] ?? type) : type;
}
