import type { Element } from 'hast';
import type { FormatIssue } from '../../domain/ports/formatter.ts';
import { FormatError } from './decode-text.ts';
import { nodesOf, parseHtml } from './parse-html.ts';

const runs = new Set(['script', 'iframe', 'frame', 'object', 'embed', 'applet', 'portal']);
const changesPage = new Set(['style', 'link', 'base', 'form', 'meta']);
const addresses = ['href', 'src', 'action', 'formAction', 'data', 'poster', 'background', 'xLinkHref'];

/** What of a page is left out wherever it is shown or made a document of, place by place. */
export function htmlRemarks(html: string): readonly FormatIssue[] {
  try {
    return [...nodesOf(parseHtml(html))].flatMap((node) => (node.type === 'element' ? remarksOn(node) : []));
  } catch (error) {
    if (error instanceof FormatError) return [error.issue];
    throw error;
  }
}

function remarksOn(element: Element): readonly FormatIssue[] {
  const { tagName, properties, position } = element;
  // Elements that the page does not write, such as its body, have no place.
  if (position === undefined) return [];
  const place = { line: position.start.line, column: position.start.column };
  const told = (message: string): FormatIssue => ({ message, ...place });
  if (runs.has(tagName)) return [told(`<${tagName}> runs or loads something and is left out`)];
  if (changesPage.has(tagName) && !(tagName === 'meta' && properties['httpEquiv'] === undefined)) return [told(`<${tagName}> is left out where the page is shown`)];
  const handlers = Object.keys(properties).filter((name) => /^on[a-z]/iu.test(name));
  return [
    ...handlers.map((name) => told(`the attribute "${name.toLowerCase()}" would run a script and is left out`)),
    ...(properties['style'] === undefined ? [] : [told('the attribute "style" is left out')]),
    ...addresses.flatMap((name) => problemOfAddress(tagName, properties[name]).map(told)),
  ];
}

function problemOfAddress(tagName: string, address: unknown): readonly string[] {
  if (typeof address !== 'string') return [];
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(address.replaceAll(/[\u0000-\u0020]/gu, ''))?.[1]?.toLowerCase();
  if (scheme === 'javascript' || scheme === 'vbscript') return [`an address with "${scheme}:" would run a script and is left out`];
  if (tagName === 'a') return scheme === undefined || scheme === 'https' || scheme === 'mailto' ? [] : [`a link with "${scheme}:" keeps its words only`];
  if (scheme === 'data') return /^\s*data:image\/(?:png|jpeg|gif|webp)[;,]/iu.test(address) ? [] : ['a data address that is no picture is left out'];
  return scheme === undefined ? [] : [`<${tagName}> would load "${address.slice(0, 80)}", and nothing is loaded`];
}
