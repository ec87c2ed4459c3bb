import { words } from './words.ts';

/** Words of the inbox and its forms. */
export const cardWords = words({
  title: 'Cards',
  open: 'Open',
  answered: 'Answered',
  which: 'Which cards',
  cannotList: 'The cards cannot be shown',
  cannotShow: 'The card cannot be shown',
  empty: { title: 'Nothing waits for you', text: 'When a run asks a person, its card appears here at once. Workflows with a card step, such as the sample approval, bring one.', action: 'Show the workflows' },
  noneAnswered: { title: 'No card is answered yet', text: 'Answers given here, on the command line or by another program are kept with their run.' },
  choose: { title: 'Choose a card', text: 'Its form opens here.' },
  from: (workflow: string) => `from ${workflow}`,
  expires: 'Expires',
  run: 'Show the run',
  submitFailed: 'The answer was not taken',
  submitted: 'Answered. The run goes on.',
  state: { open: 'Open', submitted: 'Answered', expired: 'Expired', withdrawn: 'Withdrawn' },
  closed: { submitted: 'This card is answered.', expired: 'This card expired before an answer came.', withdrawn: 'The run no longer needs this answer.' },
  by: (who: string) => `by ${who}`,
  noAnswer: 'no answer',
  yes: 'yes',
  no: 'no',
});
