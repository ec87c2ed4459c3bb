import type { Overview } from '../core/domain/operations/overview.ts';

/** What the program says outside of its page: in menus, the tray and notices of the system. */
export const programWords = {
  name: 'AI Workflow Manager',
  show: 'Show the window',
  runs: ({ running, hasMoreRunning }: Pick<Overview, 'running' | 'hasMoreRunning'>) => `${running.length}${hasMoreRunning ? '+' : ''} running`,
  needs: (count: number) => (count === 1 ? '1 waits for somebody' : `${count} wait for somebody`),
  quit: 'Quit',
  goesOn: { title: 'Runs go on', body: 'The window is closed, the program is not: its symbol brings the window back and quits.' },
  manyNotices: (count: number) => `${count} runs need somebody`,
  crash: {
    title: 'A part of the program broke',
    help: (folder: string) => `This is all there would be in a report. It is sent nowhere; kept, it lies in ${folder}.`,
    keep: 'Keep the report',
    discard: 'Discard it',
  },
  safeTitle: 'AI Workflow Manager (safe mode)',
  serverAway: 'The server of last time cannot be worked on; this computer is shown',
  cannotStart: 'AI Workflow Manager cannot start',
  fileFailed: 'The file cannot be opened',
} as const;
