import type { Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { unified } from 'unified';
import { renderTree } from '../components/render-tree.tsx';
import styles from './ArtifactPreview.module.css';

/**
 * An HTML document in a frame of its own, so that its style stays in and ours out. The frame may run no script and
 * inherits the page's policy; into it go only the listed elements, and the document's style sheet by way of the object
 * model. The HTML itself is never handed to the browser.
 */
export function HtmlPreview({ source, title }: { readonly source: string; readonly title: string }) {
  const [body, setBody] = useState<HTMLElement>();
  const tree = useMemo(() => unified().use(rehypeParse).parse(source), [source]);
  const sheet = useMemo(() => styleText(tree), [tree]);

  const attach = (frame: HTMLIFrameElement | null): void => {
    const page = frame?.contentDocument;
    if (!page?.defaultView || page.body === body) return;
    page.adoptedStyleSheets = [styleSheet(page.defaultView, sheet)];
    setBody(page.body);
  };

  return (
    <iframe
      ref={attach}
      onLoad={(event) => {
        attach(event.currentTarget);
      }}
      title={title}
      sandbox="allow-same-origin"
      className={styles['frame']}
    >
      {body !== undefined && createPortal(renderTree(tree), body)}
    </iframe>
  );
}

/** A sheet belongs to the window it was made in, so it is made by the frame's own constructor. */
function styleSheet(view: Window, text: string): CSSStyleSheet {
  const { CSSStyleSheet: Sheet } = view as Window & { readonly CSSStyleSheet: typeof CSSStyleSheet };
  const sheet = new Sheet();
  sheet.replaceSync(text);
  return sheet;
}

/** The text of the document's style elements. */
function styleText(tree: Root): string {
  const texts: string[] = [];
  const visit = (nodes: Root['children']): void => {
    for (const node of nodes) {
      if (node.type !== 'element') continue;
      if (node.tagName === 'style') texts.push(...node.children.map((child) => (child.type === 'text' ? child.value : '')));
      else visit(node.children);
    }
  };
  visit(tree.children);
  return texts.join('\n');
}
