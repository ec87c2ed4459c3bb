import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { BuiltDocument, DocumentSource } from '../../domain/model/document.ts';
import type { DocumentBuilder } from '../../domain/ports/document-builder.ts';
import { builtDocument } from '../built-document.ts';
import { documentKinds } from '../document-kinds.ts';
import type { DocumentTree } from '../tree/document-tree.ts';
import { readSource } from '../tree/read-source.ts';
import { treeToMdast } from './tree-to-mdast.ts';

/** Writes one Markdown file with front matter; its pictures are inside it, as data addresses at the end. */
export class MarkdownExporter implements DocumentBuilder {
  readonly format = 'markdown';
  readonly mediaType = documentKinds.markdown.mediaType;
  readonly extension = documentKinds.markdown.extension;

  async build(source: DocumentSource, signal: AbortSignal): Promise<BuiltDocument> {
    const tree = await readSource(source, signal);
    const body = unified()
      .use(remarkGfm, { tablePipeAlign: false })
      .use(remarkStringify, { bullet: '-', rule: '-', fences: true, listItemIndent: 'one' })
      .stringify(treeToMdast(tree));
    return builtDocument(this, tree, new TextEncoder().encode(`${frontMatter(tree)}\n${body}`));
  }
}

/** A JSON string is a YAML string, so no title can break out of its line. */
function frontMatter({ title, author, subject, keywords, language }: DocumentTree): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['title', title],
    ['lang', language],
    ['author', author],
    ['description', subject],
    ['keywords', keywords.length === 0 ? undefined : keywords.join(', ')],
  ];
  const lines = facts.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`]));
  return ['---', ...lines, '---', ''].join('\n');
}
