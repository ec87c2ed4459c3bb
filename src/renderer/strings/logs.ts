/** Words of the log and of what filters it. */
export const logWords = {
  title: 'Log',
  intro: 'What the program did, newest first. No secret is in it.',
  level: 'At least',
  levels: { error: 'Errors', warn: 'Warnings', info: 'Information', debug: 'Everything' },
  module: 'Module',
  text: 'With this text',
  run: 'Of this run',
  columns: { at: 'When', level: 'Level', module: 'Module', message: 'What' },
  bundle: 'Download a bundle',
  bundled: (name: string) => `${name} is downloaded`,
  bundleFailed: 'The bundle was not made',
  cannotList: 'The log cannot be shown',
  more: 'Show older lines',
  empty: { title: 'No such lines', text: 'Lines appear here as the program works, as far as the levels of the settings let them.' },
} as const;
