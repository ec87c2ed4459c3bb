import type { ParsedTemplate } from '../../expression/template.ts';
import type { TemplateProblems } from './template-problems.ts';

type State = 'text' | 'tag' | 'comment' | 'raw';

/** Refuses expressions in tags, comments, scripts and styles: a value stands in a page as its text, and nowhere else. */
export function checkHtmlPlaces(problems: TemplateProblems, { parts }: ParsedTemplate): void {
  let state: State = 'text';
  let tail = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      ({ state, tail } = stateAfter(state, tail + part));
      continue;
    }
    if (state === 'text' && tail === '') continue;
    problems.add('text', `In \`{{ ${part.expression.source.trim().slice(0, 60)} }}\`: an expression stands inside a tag, a comment, a script or a style.`, 'Put it between tags: <p>{{ inputs.name }}</p>.');
    return;
  }
}

/** Where the page is after the text; `tail` is a tag that was only begun. */
function stateAfter(from: State, text: string): { readonly state: State; readonly tail: string } {
  let state = from;
  let at = 0;
  for (;;) {
    if (state === 'text') {
      const open = text.indexOf('<', at);
      if (open === -1) return { state, tail: '' };
      at = open;
      const isComment = text.startsWith('<!--', at);
      state = isComment ? 'comment' : 'tag';
      if (isComment) at += 4;
      continue;
    }
    if (state === 'tag') {
      const end = tagEnd(text, at);
      if (end === undefined) return { state, tail: text.slice(at) };
      const isRaw = /^<(?:script|style|textarea|xmp|iframe|noembed|noframes|noscript|plaintext)[\s/>]/iu.test(text.slice(at, at + 12));
      at = end;
      state = isRaw ? 'raw' : 'text';
      continue;
    }
    const end = state === 'comment' ? text.indexOf('-->', at) : rawEnd(text, at);
    if (end === -1) return { state, tail: text.slice(-20) };
    at = state === 'comment' ? end + 3 : end;
    state = state === 'comment' ? 'text' : 'tag';
  }
}

function tagEnd(text: string, from: number): number | undefined {
  let quote = '';
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at + 1;
  }
  return undefined;
}

function rawEnd(text: string, from: number): number {
  const found = /<\/(?:script|style|textarea|xmp|iframe|noembed|noframes|noscript)/iu.exec(text.slice(from));
  return found === null ? -1 : from + found.index;
}
