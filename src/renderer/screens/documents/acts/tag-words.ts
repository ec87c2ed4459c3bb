/** Tags as they are typed in one field, each once. */
export function readTags(typed: string): string[] {
  return [...new Set(typed.split(',').map((tag) => tag.trim()).filter((tag) => tag !== ''))];
}

/** Tags as one field shows them. */
export function shownTags(tags: readonly string[]): string {
  return tags.join(', ');
}
