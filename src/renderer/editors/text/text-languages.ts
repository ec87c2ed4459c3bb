import { html } from '@codemirror/lang-html';
import { json } from '@codemirror/lang-json';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yaml } from '@codemirror/lang-yaml';
import type { Extension } from '@codemirror/state';
import type { TextLanguage } from './TextEditor.tsx';

const languages = {
  md: () => markdown({ base: markdownLanguage }),
  html: () => html(),
  json: () => json(),
  yaml: () => yaml(),
  txt: () => [],
} as const satisfies Record<TextLanguage, () => Extension>;

/** What CodeMirror knows of a language. */
export function languageOf(name: TextLanguage): Extension {
  return languages[name]();
}
