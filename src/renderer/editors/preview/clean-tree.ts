import type { Element, ElementContent, Root, RootContent } from 'hast';

/** What a document loses for its preview. */
export const takenOutKinds = ['script', 'handler', 'form', 'frame', 'remote', 'link', 'style', 'other'] as const;
export type TakenOutKind = (typeof takenOutKinds)[number];
export type TakenOut = Readonly<Partial<Record<TakenOutKind, number>>>;

/** Elements that go with all they hold, and what they count as; `undefined` goes without a word. */
const gone: ReadonlyMap<string, TakenOutKind | undefined> = new Map([
  ...(['script', 'noscript'] as const).map((name) => [name, 'script'] as const),
  ['style', 'style'],
  ...['iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'portal', 'fencedframe'].map((name) => [name, 'frame'] as const),
  ...['audio', 'video', 'source', 'track', 'bgsound'].map((name) => [name, 'remote'] as const),
  ...['animate', 'animatetransform', 'animatemotion', 'set', 'foreignobject', 'xmp', 'plaintext', 'noembed', 'noframes', 'listing'].map((name) => [name, 'other'] as const),
  ...['title', 'meta', 'base', 'template', 'param'].map((name) => [name, undefined] as const),
]);

/** Attributes that name something to load or to go to. */
const addresses = new Set(['href', 'xlinkhref', 'src', 'srcset', 'action', 'formaction', 'poster', 'background', 'data', 'cite', 'longdesc', 'usemap', 'manifest', 'codebase', 'archive', 'profile', 'icon', 'lowsrc', 'dynsrc', 'ping', 'classid', 'srcdoc', 'imagesrcset']);
/** Attributes that change what a page does; a preview only shows. */
const silent = new Set(['autofocus', 'accesskey', 'target', 'download', 'popover', 'popovertarget', 'popovertargetaction', 'command', 'commandfor', 'is', 'slot', 'part', 'nonce', 'integrity', 'form', 'contenteditable', 'tabindex', 'http-equiv', 'httpequiv']);
const picture = /^\s*data:image\/(?:png|jpeg|gif|webp|svg\+xml|avif|bmp)[;,]/iu;
const plainLink = /^\s*(?:https:|mailto:)/iu;
const outside = /url\(\s*["']?\s*(?!#)/iu;

/** Takes out of a document, in place, what could run, load, submit or lead away; links keep their address as a title. */
export function cleanTree(tree: Root): TakenOut {
  const counts = new Map<TakenOutKind, number>();
  const count = (kind: TakenOutKind | undefined): void => {
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  cleanChildren(tree, count);
  return Object.fromEntries(counts);
}

type Count = (kind: TakenOutKind | undefined) => void;

/** Depth is bounded by the reader of HTML only, so this walks with a list of its own. */
function cleanChildren(root: Root, count: Count): void {
  const waiting: (Root | Element)[] = [root];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    const kept = (parent.children as (RootContent | ElementContent)[]).flatMap((node) => keptNodes(node, count));
    parent.children = kept as ElementContent[];
    for (const node of kept) if (node.type === 'element') waiting.push(node);
  }
}

function keptNodes(node: RootContent | ElementContent, count: Count): (RootContent | ElementContent)[] {
  if (node.type === 'text') return [node];
  if (node.type !== 'element') return [];
  const name = node.tagName.toLowerCase();
  if (name === 'link') count(/stylesheet/iu.test(String(node.properties['rel'])) ? 'style' : 'remote');
  if (name === 'meta' && /refresh/iu.test(String(node.properties['httpEquiv']))) count('link');
  if (name === 'base') count('link');
  if (gone.has(name)) count(gone.get(name));
  if (gone.has(name) || name === 'link') return [];
  if (name === 'form') {
    count('form');
    return node.children.flatMap((child) => keptNodes(child, count));
  }
  node.properties = keptProperties(node, count);
  return [node];
}

function keptProperties({ tagName, properties }: Element, count: Count): Element['properties'] {
  const kept: Element['properties'] = {};
  for (const [name, value] of Object.entries(properties)) {
    const lower = name.toLowerCase();
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    if (lower.startsWith('on')) count('handler');
    else if (lower === 'style') count('style');
    else if (addresses.has(lower)) {
      if (isOwn(tagName, lower, text)) kept[name] = value;
      else if (/^(?:a|area)$/iu.test(tagName)) {
        if (plainLink.test(text)) kept['title'] = text.trim();
        else if (!text.startsWith('#')) count('link');
      } else if (lower !== 'cite') count('remote');
    } else if (outside.test(text)) count('remote');
    else if (!silent.has(lower) && !lower.startsWith('data')) kept[name] = value;
  }
  return kept;
}

/** Pictures that stand in the document, and parts of a drawing that name other parts of it. */
function isOwn(tagName: string, name: string, value: string): boolean {
  if (tagName === 'img') return name === 'src' && picture.test(value);
  if (tagName === 'image') return picture.test(value);
  return /^(?:use|lineargradient|radialgradient|pattern|textpath|mpath)$/iu.test(tagName) && value.startsWith('#');
}
