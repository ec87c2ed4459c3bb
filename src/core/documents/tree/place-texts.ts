import type { Nodes, PhrasingContent, Root } from 'mdast';
import { type InsertedText, partsOf } from '../../domain/model/inserted-text.ts';
import { parseMarkdown } from './parse-markdown.ts';

/**
 * Puts the inserted texts into a tree that was parsed without them, so that they are text whatever they hold. One that is
 * Markdown by its author's word is parsed apart: it ends where it ends, and its labels are its own.
 */
export function placeTexts(root: Root, texts: readonly InsertedText[]): void {
  Object.assign(root, { children: placeAll(root.children, { texts, isLine: false }) });
}

interface Placing {
  readonly texts: readonly InsertedText[];
  /** In a heading, which is one line. */
  readonly isLine: boolean;
}

function placeAll(nodes: readonly Nodes[], placing: Placing): Nodes[] {
  return nodes.flatMap((node) => placeNode(node, placing));
}

function placeNode(node: Nodes, placing: Placing): Nodes[] {
  switch (node.type) {
    case 'text':
      return inlineNodes(node.value, placing);
    case 'inlineCode':
    case 'code':
      return [{ ...node, value: plain(node.value, placing) }];
    case 'image':
      return [{ ...node, url: address(node.url, placing), alt: oneLine(node.alt, placing), title: oneLine(node.title, placing) }];
    case 'imageReference':
      return [{ ...node, alt: oneLine(node.alt, placing) }];
    case 'definition':
      return [{ ...node, url: address(node.url, placing), title: oneLine(node.title, placing) }];
    case 'paragraph':
      return wholeParagraph(node, placing) ?? [withChildren(node, placing)];
    case 'heading':
      return [withChildren(node, { ...placing, isLine: true })];
    case 'link':
      return [withChildren({ ...node, url: address(node.url, placing), title: oneLine(node.title, placing) }, placing)];
    default:
      return 'children' in node ? [withChildren(node, placing)] : [node];
  }
}

function withChildren<Parent extends Nodes & { children: Nodes[] }>(node: Parent, placing: Placing): Parent {
  return { ...node, children: placeAll(node.children, placing) };
}

/** A paragraph that is one inserted text may become several: blank lines part it, or it has blocks of its own. */
function wholeParagraph(node: Extract<Nodes, { type: 'paragraph' }>, { texts }: Placing): Nodes[] | undefined {
  const [only, ...others] = node.children;
  if (only?.type !== 'text' || others.length > 0) return undefined;
  const [part, ...more] = partsOf(only.value.trim(), texts);
  if (part === undefined || typeof part === 'string' || more.length > 0) return undefined;
  if (part.markdown === true) return ownMarkdown(part, texts).children;
  return part.text.split(/(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))+/u).filter((text) => text.trim() !== '').map((text) => ({ type: 'paragraph', children: lines(text, false) }));
}

function inlineNodes(text: string, { texts, isLine }: Placing): PhrasingContent[] {
  return partsOf(text, texts).flatMap((part): PhrasingContent[] => {
    if (typeof part === 'string') return [{ type: 'text', value: part }];
    const phrase = part.markdown === true ? ownPhrase(part, texts) : undefined;
    return phrase ?? lines(part.text, isLine);
  });
}

function lines(text: string, isLine: boolean): PhrasingContent[] {
  const parts = text.split(/\r\n?|\n/u);
  if (isLine) return [{ type: 'text', value: parts.join(' ') }];
  return parts.flatMap((value, index): PhrasingContent[] => [...(index === 0 ? [] : [{ type: 'break' as const }]), { type: 'text', value }]);
}

/** Markdown of one paragraph in the middle of a line; what is more than that stays the text it is. */
function ownPhrase(part: InsertedText, texts: readonly InsertedText[]): PhrasingContent[] | undefined {
  const [only, ...others] = ownMarkdown(part, texts).children;
  return only?.type === 'paragraph' && others.length === 0 ? only.children : undefined;
}

function ownMarkdown(part: InsertedText, texts: readonly InsertedText[]): Root {
  const { root } = parseMarkdown(part.text);
  ownLabels(root, `${texts.indexOf(part)}-`);
  return root;
}

const labelled: readonly string[] = ['definition', 'linkReference', 'imageReference', 'footnoteDefinition', 'footnoteReference'];

function ownLabels(root: Root, prefix: string): void {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (labelled.includes(node.type) && 'identifier' in node) node.identifier = `${prefix}${node.identifier}`;
    if ('children' in node) waiting.push(...node.children);
  }
}

function plain(text: string, { texts }: Placing): string {
  return partsOf(text, texts).map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

function oneLine(text: string | null | undefined, placing: Placing): string {
  return plain(text ?? '', placing).replaceAll(/\s+/gu, ' ');
}

/** A value may say where on a host a link leads, never to which; else the link has no address, and only its words stay. */
function address(url: string, { texts }: Placing): string {
  const parts = partsOf(url, texts);
  if (parts.every((part) => typeof part === 'string')) return url;
  const [first] = parts;
  if (typeof first !== 'string' || !/^https:\/\/[^/?#@\s]+[/?#]/iu.test(first)) return '';
  return parts.map((part) => (typeof part === 'string' ? part : encodeURIComponent(part.text.toWellFormed()))).join('');
}
