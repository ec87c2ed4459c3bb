import { html } from '@codemirror/lang-html';
import { json } from '@codemirror/lang-json';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yaml } from '@codemirror/lang-yaml';
import type { Extension } from '@codemirror/state';

const languages = {
  md: () => markdown({ base: markdownLanguage }),
  html: () => html(),
  json: () => json(),
  yaml: () => yaml(),
  txt: () => [],
} as const satisfies Record<string, () => Extension>;

/** How a text is coloured, folded and indented. */
export type TextLanguage = keyof typeof languages;

export function languageOf(name: TextLanguage): Extension {
  return languages[name]();
}
