/** Words of every form. */
export const formWords = {
  optional: 'optional',
  choose: 'Choose one',
  chooseFile: 'Choose file…',
  sampleNamed: (name: string) => `Use ${name} (sample)`,
  filePlaceholder: 'Path of a file on the host',
  missing: (label: string) => `${label} is needed to go on.`,
  notANumber: (label: string) => `${label} takes a number, such as 12.5.`,
  notWhole: (label: string) => `${label} takes a whole number, such as 12.`,
  atLeast: (label: string, least: number) => `${label} is at least ${least}.`,
  atMost: (label: string, most: number) => `${label} is at most ${most}.`,
  tooShort: (label: string, least: number) => `${label} takes at least ${least} characters.`,
  tooLong: (label: string, most: number) => `${label} takes at most ${most} characters.`,
  notJson: (label: string) => `${label} takes JSON, such as ["a", "b"].`,
  mustTick: (label: string) => `Tick “${label}” to go on.`,
} as const;
