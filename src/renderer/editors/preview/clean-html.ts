import createPurifier, { type Config } from 'dompurify';
import { inertParsing } from '../trusted.ts';

/** What a document loses for its preview. */
export const takenOutKinds = ['script', 'handler', 'form', 'frame', 'remote', 'link', 'style', 'other'] as const;
export type TakenOutKind = (typeof takenOutKinds)[number];
export type TakenOut = Readonly<Partial<Record<TakenOutKind, number>>>;

export interface CleanHtml {
  readonly html: string;
  readonly takenOut: TakenOut;
}

const rules: Config = {
  USE_PROFILES: { html: true, svg: true, mathMl: true },
  FORBID_TAGS: ['style', 'form', 'base', 'iframe', 'frame', 'frameset', 'object', 'embed', 'link', 'meta', 'template', 'audio', 'video', 'source', 'track', 'portal', 'animate', 'animatetransform', 'animatemotion', 'set'],
  FORBID_ATTR: ['style', 'autofocus', 'srcset', 'ping', 'download', 'target', 'popovertarget', 'popovertargetaction', 'command', 'commandfor', 'accesskey', 'is', 'slot'],
  ALLOW_DATA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  SANITIZE_NAMED_PROPS: true,
  TRUSTED_TYPES_POLICY: inertParsing as unknown as NonNullable<Config['TRUSTED_TYPES_POLICY']>,
  RETURN_TRUSTED_TYPE: false,
};

/** Attributes that name something to load or to go to. */
const addresses = new Set(['href', 'xlink:href', 'src', 'action', 'formaction', 'poster', 'background', 'data', 'cite', 'longdesc', 'usemap', 'manifest', 'codebase', 'archive', 'profile', 'icon', 'lowsrc', 'dynsrc']);
const picture = /^data:image\/(?:png|jpeg|gif|webp|svg\+xml|avif|bmp)[;,]/iu;
const plainLink = /^(?:https:|mailto:)/iu;
const outsideUrl = /url\(\s*["']?(?!#)/iu;

/**
 * A foreign document without what could run, load, submit or lead away, and what that was. Links keep their words and show
 * their address as a title: a preview leads nowhere.
 */
export function cleanHtml(source: string): CleanHtml {
  const purifier = createPurifier(window);
  const counts = new Map<TakenOutKind, number>();
  const count = (kind: TakenOutKind): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  purifier.addHook('uponSanitizeAttribute', (element, attribute) => {
    const { attrName: name, attrValue: value } = attribute;
    if (addresses.has(name)) {
      if (isKept(element, name, value)) return;
      attribute.keepAttr = false;
      if (isLink(element)) {
        if (plainLink.test(value.trim())) element.setAttribute('title', value.trim());
        else if (!value.startsWith('#')) count('link');
      } else if (name !== 'cite') count('remote');
    } else if (outsideUrl.test(value)) {
      attribute.keepAttr = false;
      count(name === 'style' ? 'style' : 'remote');
    }
  });
  const html = purifier.sanitize(source, rules);
  for (const gone of purifier.removed) {
    if ('element' in gone) countElement(gone.element, count);
    else countAttribute(gone.attribute?.name ?? '', count);
  }
  return { html, takenOut: Object.fromEntries(counts) };
}

function isLink({ localName }: Element): boolean {
  return localName === 'a' || localName === 'area';
}

/** Pictures that stand in the document, and parts of a drawing that name other parts of it. */
function isKept({ localName, namespaceURI }: Element, name: string, value: string): boolean {
  if (localName === 'img' && name === 'src') return picture.test(value.trim());
  if (namespaceURI !== 'http://www.w3.org/2000/svg' || localName === 'a') return false;
  return (localName === 'image' && picture.test(value.trim())) || value.trim().startsWith('#');
}

const elementKinds: { readonly [name: string]: TakenOutKind | undefined } = {
  script: 'script', noscript: 'script', style: 'style', form: 'form', iframe: 'frame', frame: 'frame', frameset: 'frame', object: 'frame', embed: 'frame', portal: 'frame',
  video: 'remote', audio: 'remote', source: 'remote', track: 'remote',
};

/** Words of a head that say nothing to a reader and are part of every page. */
const unremarkable = new Set(['head', 'body', 'html', 'title', 'meta', '#comment', '#text']);

function countElement(node: Node, count: (kind: TakenOutKind) => void): void {
  const name = node.nodeName.toLowerCase();
  if (unremarkable.has(name)) return;
  if (name === 'link' && node instanceof Element) count(/stylesheet/iu.test(node.getAttribute('rel') ?? '') ? 'style' : 'remote');
  else count(elementKinds[name] ?? 'other');
}

function countAttribute(name: string, count: (kind: TakenOutKind) => void): void {
  if (/^on/iu.test(name)) count('handler');
  else if (name === 'style') count('style');
}
