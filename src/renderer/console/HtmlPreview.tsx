import type { Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { useEffect, useMemo, useRef } from 'react';
import { unified } from 'unified';
import { renderTree } from '../components/render-tree.tsx';
import styles from './ArtifactPreview.module.css';

/**
 * An HTML document in a frame of its own, so that its style stays in and ours out. The frame may run no script and
 * inherits the page's policy; into it go copies of the listed elements, without listeners, and the document's style sheet
 * by way of the object model. The HTML itself is never handed to the browser.
 */
export function HtmlPreview({ source, title }: { readonly source: string; readonly title: string }) {
  const drawn = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const tree = useMemo(() => unified().use(rehypeParse).parse(source), [source]);

  useEffect(() => {
    const show = (): void => {
      const page = frame.current?.contentDocument;
      if (!page?.defaultView || drawn.current === null) return;
      page.adoptedStyleSheets = [styleSheet(page.defaultView, styleText(tree))];
      page.body.replaceChildren(...[...drawn.current.childNodes].map((node) => page.importNode(node, true)));
    };
    show();
    // Some browsers replace the empty document of a new frame once more.
    const element = frame.current;
    element?.addEventListener('load', show);
    return () => {
      element?.removeEventListener('load', show);
    };
  }, [tree]);

  return (
    <>
      <div ref={drawn} hidden>
        {renderTree(tree)}
      </div>
      <iframe ref={frame} title={title} sandbox="allow-same-origin" className={styles['frame']} />
    </>
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
