/** What a search for a document looks through: equal in every adapter, whatever the letters. */
export function searchedText(title: string, tags: readonly string[]): string {
  return [title, ...tags].join('\n').toLowerCase();
}
