import { effectParts } from '../../core/domain/model/effect-id.ts';
import { nodeOf, regionOf } from '../../core/domain/model/region-path.ts';
import { Markdown } from '../components/Markdown.tsx';
import { Icon } from '../components/Icon.tsx';
import type { RunStream } from '../state/run-stream.ts';
import { runWords } from '../strings/runs.ts';
import styles from './ModelText.module.css';
import { runCalls } from './run-calls.ts';

export interface ModelTextProps {
  readonly stream: Pick<RunStream, 'lines' | 'texts'>;
  /** Whether the run works, so that an unfinished text still grows. */
  readonly isLive: boolean;
  readonly nameOf: (nodeId: string) => string;
}

/** What models wrote, in the order it was written, and which wrote it; text that still comes says so. */
export function ModelText({ stream, isLive, nameOf }: ModelTextProps) {
  const pieces = [
    ...runCalls(stream.lines).flatMap(({ isModel, effect, text, answeredBy }) => (isModel && text !== undefined ? [{ effect, text, answeredBy, isStreaming: false }] : [])),
    ...stream.texts.filter(({ isWhole }) => !isWhole).map(({ effect, text }) => ({ effect, text, answeredBy: undefined, isStreaming: true })),
  ];
  if (pieces.length === 0) return <p className={styles['empty']}>{runWords.output.empty}</p>;
  return (
    <ol className={styles['pieces']}>
      {pieces.map(({ effect, text, answeredBy, isStreaming }) => (
        <li key={effect} className={styles['piece']}>
          <h3>
            {pieceTitle(effect, nameOf)}
            {answeredBy !== undefined && <span className={styles['by']}>{answeredBy}</span>}
            {isStreaming && (
              <span className={styles['live']}>
                <Icon name={isLive ? 'spinner' : 'pause'} size="small" isSpinning={isLive} /> {isLive ? runWords.output.streaming : runWords.output.interrupted}
              </span>
            )}
          </h3>
          <div className={styles['text']}>{isStreaming ? text : <Markdown source={text} />}</div>
        </li>
      ))}
    </ol>
  );
}

/** "Draft, pass 2" for the effect `refine#1:pass[1]/draft#1/write.1`. */
function pieceTitle(effect: string, nameOf: (nodeId: string) => string): string {
  const visit = effectParts(effect)?.visit ?? effect;
  const pass = /\[(\d+)\]$/u.exec(regionOf(visit))?.[1];
  return [nameOf(nodeOf(visit)), ...(pass === undefined ? [] : [runWords.output.pass(Number(pass) + 1)])].join(', ');
}
