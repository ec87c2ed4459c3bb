/** Words of the editors and previews of documents. */
export const editorWords = {
  leave: 'Tab indents. Press Escape, then Tab, to leave the editor.',
  /** CodeMirror's words in the product's; what is not listed reads well as it is. */
  phrases: {
    replace: 'Replace',
    Replace: 'Replace with',
    next: 'Next',
    previous: 'Previous',
    all: 'Select all',
    'match case': 'Match case',
    regexp: 'Pattern',
    'by word': 'Whole words',
    'replace all': 'Replace all',
    close: 'Close',
    go: 'Go',
    Diagnostics: 'Problems',
    'No diagnostics': 'No problems',
  },
  preview: {
    tooLong: (limit: string) => `The preview shows texts up to ${limit}`,
    tooLongNext: 'The text itself can be read and edited in full.',
    failed: 'The preview was not drawn',
    failedNext: 'The text is kept as it is; change it and the preview tries again.',
    takenOut: (what: string) => `Left out of the preview: ${what}. The document itself is unchanged.`,
    out: {
      script: (count: number) => (count === 1 ? '1 script' : `${count} scripts`),
      handler: (count: number) => (count === 1 ? '1 event handler' : `${count} event handlers`),
      style: (count: number) => (count === 1 ? '1 style of its own' : `${count} styles of its own`),
      form: (count: number) => (count === 1 ? '1 form' : `${count} forms`),
      frame: (count: number) => (count === 1 ? '1 frame or embedded object' : `${count} frames or embedded objects`),
      remote: (count: number) => (count === 1 ? '1 file from elsewhere' : `${count} files from elsewhere`),
      link: (count: number) => (count === 1 ? '1 link that is not a plain address' : `${count} links that are not plain addresses`),
      other: (count: number) => (count === 1 ? '1 other element' : `${count} other elements`),
    },
  },
} as const;
