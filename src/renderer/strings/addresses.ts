import { words } from './words.ts';

/** What is said where a link leads to something that is not there. */
export const addressWords = words({
  noStep: (id: string) => `This run has no step “${id}”: it follows another version of its workflow, or the step was renamed.`,
  noRow: (seq: number) => `This run ended before row ${seq}; you see its end.`,
  wholeRun: 'Show the whole run',
  noPlace: (id: string) => `There is no “${id}” in this workflow any more`,
  noPlaceText: 'It was renamed or removed since. Its history shows what changed.',
  history: 'Show the history',
  runs: 'Show all runs',
  inDesigner: 'Open in the designer',
});
