import { words } from './words.ts';

/** Words of the designer about workflows and templates that others shall not begin with any more. */
export const lifecycleWords = words({
  label: 'Lifecycle',
  help: 'Workflows that were made from it tell their authors once it is deprecated.',
  states: { current: 'In use', deprecated: 'Deprecated' },
  successor: 'Its successor',
  successorHelp: 'What takes its place',
  note: 'Why',
  badge: 'Deprecated',
  itself: 'This workflow is deprecated.',
  madeFrom: (name: string) => `It was made from ${name}, which is deprecated.`,
  workflow: (title: string) => `“${title}”`,
  template: (title: string) => `the template “${title}”`,
  open: (name: string) => `Open ${name}`,
  begin: (title: string) => `Begin one from “${title}”`,
  follow: (name: string) => `It follows ${name} now`,
  letGo: 'Keep it as it is',
});
