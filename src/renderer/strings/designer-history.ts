/** Words of a workflow's history in the designer: versions, differences, restoring, merging, and its source. */
export const historyWords = {
  title: 'History',
  list: 'States of the workflow, the newest first',
  draft: 'Draft as it stands on the screen',
  version: (version: number) => `Version ${version}`,
  by: (who: string) => `by ${who}`,
  cannot: 'The history cannot be shown',
  commands: { history: 'Show the history', changes: 'Show what changed since the published version', source: 'Show the source' },
  source: {
    label: 'The definition as JSON',
  },
} as const;
