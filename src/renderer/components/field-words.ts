/** `first_name` and `firstName` become "First name". */
export function wordsOf(key: string): string {
  const words = key.replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2').replaceAll(/[_-]+/gu, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
