import { words } from './words.ts';

/** Words of what needs somebody: the bell, its list, and the messages that pop up. */
export const noticeWords = words({
  title: 'What needs you',
  unseen: (count: number) => (count === 1 ? '1 notice' : `${count} notices`),
  more: (count: number) => `${count} more need somebody: show their runs`,
  sentence: (workflow: string, text: string) => `${workflow} ${text}`,
  at: (node: string) => `at ${node}`,
  severities: { info: 'Asks', warning: 'Stands still', error: 'Failed' },
  answer: 'Answer the card',
  show: 'Show the run',
  acknowledge: 'Mark as seen',
  acknowledgeAll: 'Mark all as seen',
  acknowledgeFailed: 'The notice was not marked',
  seen: 'Seen',
  cannotShow: 'The notices cannot be shown',
  empty: { title: 'Nothing needs you', text: 'Cards, approvals, incidents and failed runs come here, and go by themselves when they are settled.', action: 'Show all runs' },
  popUp: 'Messages that pop up',
  popUps: { all: 'Everything that needs somebody', errors: 'Only what failed or is stalled', none: 'Nothing; the bell still counts' },
  key: 'Show what needs you',
});
