import { words } from './words.ts';

/** Words about the line between this window and its host. */
export const connectionWords = words({
  label: 'Connection',
  reconnecting: 'The connection to the host is lost. Trying again…',
  kept: 'What you were writing stays here; commands have to wait.',
  waits: 'This waits for the host, which does not answer. What you typed stays here.',
  offline: 'The host does not answer.',
  unknown: 'What stands here is not known while the host is away. It comes by itself when the host is back.',
  start: 'Runs go on when it starts again:',
  command: 'aiwm serve',
  tryNow: 'Try again now',
  back: 'Connected again.',
  newBuild: { title: 'The host has a newer version of this page', action: 'Reload' },
  comes: { title: 'This screen is on its way', away: 'It is shown as soon as the host answers.', text: 'Nothing needs to be done; what you were writing elsewhere is kept.' },
});
