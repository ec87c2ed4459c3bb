import { words } from './words.ts';

/** Words of the designer about what a workflow is called on the command line. */
export const slugWords = words({
  label: 'Name on the command line',
  follows: 'Follows the name until the workflow is first published, run or called.',
  chosen: 'Commands, calls and links find the workflow by it.',
  bad: 'Use small letters and digits, joined by single hyphens.',
  missing: 'It needs a name on the command line.',
  rename: 'Rename',
  done: (slug: string) => `It is ${slug} on the command line now`,
  failed: 'It keeps the name it has',
  former: (names: readonly string[]) => `Also found as ${names.join(', ')}.`,
  calledBy: 'Workflows that call it. They go on finding it by the name they say:',
  call: (workflow: string, node: string) => `${workflow} at ${node}`,
});
