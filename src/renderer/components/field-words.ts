/** Parts of names that people read otherwise. */
const readings: Readonly<Record<string, string>> = { url: 'URL', id: 'id', llm: 'model', ms: '(ms)', args: 'arguments', env: 'environment variables' };

/** `first_name` and `firstName` become "First name", `baseUrl` "Base URL". */
export function wordsOf(key: string): string {
  const parts = key.replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2').replaceAll(/[_-]+/gu, ' ').toLowerCase().split(' ');
  const words = parts.map((part) => (Object.hasOwn(readings, part) ? readings[part] : part)).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
