/** Markup that was made here; nothing else is put into a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[];

const meanings: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup with values in it: every value that is no markup itself is text, whatever it holds. */
export function html(written: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(written.map((text, index) => `${text}${index < parts.length ? textOf(parts[index] ?? '') : ''}`).join(''));
}

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return String(part).replaceAll(/[&<>"']/gu, (character) => meanings[character] ?? '');
}
