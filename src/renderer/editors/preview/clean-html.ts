import createPurifier, { type Config } from 'dompurify';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { inertParsing } from '../trusted.ts';
import { cleanTree, type TakenOut } from './clean-tree.ts';
import { readPage } from './read-page.ts';

const html = unified().use(rehypeStringify);

const rules: Config = {
  USE_PROFILES: { html: true, svg: true, mathMl: true },
  FORBID_TAGS: ['style', 'form', 'base', 'iframe', 'frame', 'frameset', 'object', 'embed', 'link', 'meta', 'template', 'audio', 'video', 'source', 'track', 'portal', 'animate', 'animatetransform', 'animatemotion', 'set'],
  FORBID_ATTR: ['style', 'srcset', 'ping', 'target', 'action', 'formaction', 'popovertarget'],
  ALLOW_DATA_ATTR: false,
  SANITIZE_NAMED_PROPS: true,
  TRUSTED_TYPES_POLICY: inertParsing as unknown as NonNullable<Config['TRUSTED_TYPES_POLICY']>,
  RETURN_TRUSTED_TYPE: false,
};

export interface CleanHtml {
  readonly html: string;
  readonly takenOut: TakenOut;
}

/**
 * A foreign document without what could run, load, submit or lead away, and what that was. It is taken out of its tree
 * before a browser parses any of it, since that would report each handler and style; what the browser's own parser then
 * makes of the rest is cleaned once more. Nothing for a page that is too much to be read.
 */
export function cleanHtml(source: string): CleanHtml | undefined {
  const tree = readPage(source);
  if (tree === undefined) return undefined;
  const takenOut = cleanTree(tree);
  return { html: createPurifier(window).sanitize(html.stringify(tree), rules), takenOut };
}
