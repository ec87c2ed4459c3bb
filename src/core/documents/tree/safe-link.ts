/** The address when a document may carry it as a link: https and mailto, nothing else. */
export function safeLink(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') {
    return undefined;
  }
  return parsed.protocol === 'https:' || parsed.protocol === 'mailto:' ? parsed.href : undefined;
}
