import type { Root } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import type { BuiltDocument, DocumentSource } from '../../domain/model/document.ts';
import type { DocumentBuilder } from '../../domain/ports/document-builder.ts';
import { builtDocument } from '../built-document.ts';
import { documentKinds } from '../document-kinds.ts';
import type { DocumentTree } from '../tree/document-tree.ts';
import { readSource } from '../tree/read-source.ts';
import { pagePolicy, pageStyle } from './page-style.ts';
import { element, text, treeToHast } from './tree-to-hast.ts';

/** Writes one page that loads nothing: style and pictures are inside, scripts cannot run. */
export class HtmlExporter implements DocumentBuilder {
  readonly format = 'html';
  readonly mediaType = documentKinds.html.mediaType;
  readonly extension = documentKinds.html.extension;

  async build(source: DocumentSource, signal: AbortSignal): Promise<BuiltDocument> {
    const tree = await readSource(source, signal);
    const html = unified().use(rehypeStringify).stringify(pageOf(tree));
    return builtDocument(this, tree, new TextEncoder().encode(`${html}\n`));
  }
}

function pageOf(tree: DocumentTree): Root {
  const head = element('head', {}, [
    element('meta', { charSet: 'utf-8' }, []),
    element('meta', { httpEquiv: ['Content-Security-Policy'], content: pagePolicy }, []),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }, []),
    element('title', {}, [text(tree.title)]),
    ...(tree.author === undefined ? [] : [element('meta', { name: 'author', content: tree.author }, [])]),
    ...(tree.subject === undefined ? [] : [element('meta', { name: 'description', content: tree.subject }, [])]),
    ...(tree.keywords.length === 0 ? [] : [element('meta', { name: 'keywords', content: tree.keywords.join(', ') }, [])]),
    element('style', {}, [text(pageStyle)]),
  ]);
  const body = element('body', {}, [element('main', {}, treeToHast(tree))]);
  return { type: 'root', children: [{ type: 'doctype' }, element('html', { lang: tree.language, ...(tree.direction === 'rtl' ? { dir: 'rtl' } : {}) }, [head, body])] };
}
