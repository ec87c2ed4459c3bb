import type { JsonObject } from '../../core/domain/model/json.ts';
import { isJsonObject } from '../../core/domain/model/json.ts';
import { Icon } from '../components/Icon.tsx';
import type { StreamedText } from '../state/use-run-stream.ts';
import { runWords } from '../strings/runs.ts';
import styles from './ModelText.module.css';

export interface ModelTextProps {
  readonly texts: readonly StreamedText[];
  /** Outputs by node and action, for what was written before this page was opened. */
  readonly nodes: JsonObject;
  readonly nameOf: (nodeId: string) => string;
}

interface Piece {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly isStreaming: boolean;
}

/** What models wrote, newest last; text that still comes says so. */
export function ModelText({ texts, nodes, nameOf }: ModelTextProps) {
  const streamed = texts.filter(({ isWhole }) => !isWhole);
  const pieces: Piece[] = [
    ...storedTexts(nodes, nameOf),
    ...streamed.map((each) => ({ key: each.effect, title: each.nodeId === undefined ? each.effect : nameOf(each.nodeId), text: each.text, isStreaming: true })),
  ];
  if (pieces.length === 0) return <p className={styles['empty']}>{runWords.output.empty}</p>;
  return (
    <ol className={styles['pieces']}>
      {pieces.map(({ key, title, text, isStreaming }) => (
        <li key={key} className={styles['piece']}>
          <h3>
            {title}
            {isStreaming && (
              <span className={styles['live']}>
                <Icon name="spinner" size="small" isSpinning /> {runWords.output.streaming}
              </span>
            )}
          </h3>
          <p className={styles['text']}>{text}</p>
        </li>
      ))}
    </ol>
  );
}

/** Outputs with a `text` are what a model answered. */
function storedTexts(nodes: JsonObject, nameOf: (nodeId: string) => string): Piece[] {
  return Object.entries(nodes).flatMap(([node, actions]) =>
    isJsonObject(actions)
      ? Object.entries(actions).flatMap(([action, output]) => {
          const text = isJsonObject(output) ? output['text'] : undefined;
          return typeof text === 'string' ? [{ key: `${node}/${action}`, title: `${nameOf(node)} · ${action}`, text, isStreaming: false }] : [];
        })
      : [],
  );
}
