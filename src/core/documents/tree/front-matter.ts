import type { ParsedText } from './parsed-text.ts';

const block = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const pair = /^([A-Za-z][\w-]*):(?:[ \t]+(.*))?$/;
const continued = /^(?:[ \t].*|- .*|#.*|[ \t]*)$/;

/** A text with the facts of its head taken off; a text without one stays as it is. */
export interface TextWithFacts {
  readonly text: string;
  readonly facts: Omit<ParsedText, 'root' | 'removed'>;
}

/** Reads the YAML head that many Markdown files begin with: plain and quoted values of the few keys that a document knows. */
export function takeFrontMatter(markdown: string): TextWithFacts {
  const found = block.exec(markdown);
  const lines = found?.[1]?.split(/\r?\n/) ?? [];
  if (found === null || !lines.every((line) => pair.test(line) || continued.test(line)) || !lines.some((line) => pair.test(line))) {
    return { text: markdown, facts: {} };
  }
  const values = new Map(lines.flatMap((line) => {
    const [, key, value] = pair.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key.toLowerCase(), value.trim()] as const];
  }));
  const scalar = (...keys: readonly string[]): string | undefined => {
    const value = keys.map((key) => values.get(key)).find((one) => one !== undefined);
    return value === undefined || /^[[{&*|>!]/.test(value) ? undefined : unquoted(value) || undefined;
  };
  const [title, author, subject, language] = [scalar('title'), scalar('author'), scalar('subject', 'description'), scalar('lang', 'language')];
  const keywords = listOf(values.get('keywords') ?? values.get('tags'));
  return {
    text: markdown.slice(found[0].length),
    facts: {
      ...(title === undefined ? {} : { title }),
      ...(author === undefined ? {} : { author }),
      ...(subject === undefined ? {} : { subject }),
      ...(language === undefined ? {} : { language }),
      ...(keywords.length === 0 ? {} : { keywords }),
    },
  };
}

function listOf(value: string | undefined): readonly string[] {
  const inner = value === undefined ? undefined : /^\[(.*)\]$/.exec(value)?.[1] ?? (/^[{&*|>!]/.test(value) ? undefined : value);
  return unquoted(inner ?? '').split(',').map((word) => unquoted(word.trim())).filter((word) => word !== '');
}

function unquoted(value: string): string {
  if (/^".*"$/.test(value)) {
    return parsedString(value) ?? value.slice(1, -1);
  }
  return /^'.*'$/.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value;
}

function parsedString(value: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'string' ? parsed : undefined;
  } catch {
    // YAML knows escapes that JSON does not; the text between the quotes is then the value.
    return undefined;
  }
}
