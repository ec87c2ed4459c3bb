import { words } from './words.ts';

/** Words of the log and of what filters it. */
export const logWords = words({
  title: 'Log',
  intro: 'What the program did, newest first. No secret is in it.',
  level: 'At least',
  levels: { error: 'Errors', warn: 'Warnings', info: 'Information', debug: 'Everything' },
  module: 'Module',
  text: 'With this text',
  run: 'Of this run',
  correlation: 'Of this cause',
  follow: 'Follow',
  waiting: 'Nothing yet; each appears as it happens.',
  narrow: 'show only its lines',
  onlyRun: 'Run',
  onlyCause: 'Cause',
  columns: { at: 'When', level: 'Level', module: 'Module', message: 'What', about: 'Belongs to' },
  bundle: 'Download a bundle',
  bundled: (name: string) => `${name} is downloaded`,
  bundleFailed: 'The bundle was not made',
  cannotList: 'The log cannot be shown',
  more: 'Show older lines',
  empty: { title: 'No such lines', text: 'Lines appear here as the program works, as far as the levels of the settings let them.', action: 'Show every line' },
});
