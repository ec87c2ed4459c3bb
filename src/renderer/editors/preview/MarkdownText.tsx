import styles from '../../components/Prose.module.css';
import { MarkdownBlocks } from './MarkdownBlocks.tsx';
import { useMarkdown } from './use-markdown.ts';

/** Markdown, drawn; its source stands until it is read, and where it cannot be read. */
export function MarkdownText({ source }: { readonly source: string }) {
  const { blocks } = useMarkdown(source);
  return blocks === undefined ? <p className={styles['source']}>{source}</p> : <MarkdownBlocks blocks={blocks} />;
}
