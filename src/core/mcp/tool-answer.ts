/** What a tool said, as text: its words, and what it gave besides them. Pictures and sounds are only named. */
export function answerText(content: readonly unknown[], structured: unknown): string {
  const words = content.map(partText).filter((text) => text !== '');
  const hasText = words.length > 0;
  return [...words, ...(structured === undefined || hasText ? [] : [JSON.stringify(structured)])].join('\n');
}

function partText(part: unknown): string {
  if (typeof part !== 'object' || part === null) return '';
  if ('text' in part && typeof part.text === 'string') return part.text;
  if ('resource' in part && typeof part.resource === 'object' && part.resource !== null && 'text' in part.resource && typeof part.resource.text === 'string') return part.resource.text;
  const type = 'type' in part && typeof part.type === 'string' ? part.type : 'part';
  return `[${type} left out]`;
}
