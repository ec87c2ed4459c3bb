import { memo, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { effectParts } from '../../../core/domain/model/effect-id.ts';
import { nodeOf, regionOf } from '../../../core/domain/model/region-path.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import { Markdown } from '../../components/Markdown.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { consoleWords } from '../../strings/console.ts';
import { runWords } from '../../strings/runs.ts';
import { type RunCall, runCalls } from '../calls/run-calls.ts';
import { useConsole, useFeedState, usePosition, useShownRow } from '../console-context.tsx';
import { useEffectsOn, useRows } from '../use-rows-of.ts';
import styles from './TextBubbles.module.css';

const words = consoleWords.text;
const atOnce = 12;

/** What models wrote up to where the reader stands, one bubble each, and what they write just now. */
export const TextBubbles = memo(function TextBubbles() {
  const { run } = useConsole();
  const state = useFeedState();
  const [most, setMost] = useState(atOnce);
  const { at } = usePosition();
  const { seqs, earlier } = useEffectsOn(['model', 'human'], { upTo: useShownRow(), most });
  const calls = runCalls(useRows(seqs)).filter(({ isModel, text, tools }) => isModel && (text !== undefined || tools.length > 0));
  const streamed = at === undefined ? state.texts : [];
  const isLive = run.status === 'running' || run.status === 'pausing';
  const frame = useEnd();
  return (
    <section className={styles['texts']} aria-labelledby="texts-title">
      <h2 id="texts-title">{words.title}</h2>
      <ScrollArea ref={frame} label={words.title} className={styles['frame']}>
        {earlier > 0 && <Button size="small" look="quiet" onPress={() => { setMost(most + atOnce * 4); }}>{words.earlier(earlier)}</Button>}
        {calls.length + streamed.length === 0 && <p className={styles['empty']}>{words.empty}</p>}
        <ol className={styles['bubbles']}>
          {calls.map((call) => <Bubble key={call.effect} call={call} />)}
          {streamed.map(({ effect, text, hasGap }) => (
            <li key={effect} className={classNames(styles['bubble'], styles['growing'])}>
              <Title effect={effect}>
                <Icon name={isLive ? 'spinner' : 'pause'} size="small" isSpinning={isLive} /> {isLive ? runWords.output.streaming : runWords.output.interrupted}
              </Title>
              <div className={styles['text']}>{shownText(text)}</div>
              {hasGap && <p className={styles['tools']}>{runWords.output.gap}</p>}
            </li>
          ))}
        </ol>
      </ScrollArea>
    </section>
  );
});

function Bubble({ call }: { readonly call: RunCall }) {
  return (
    <li className={styles['bubble']}>
      <Title effect={call.effect}>{call.answeredBy}</Title>
      {call.text !== undefined && <div className={styles['text']}><Markdown source={call.text} /></div>}
      {call.tools.length > 0 && <p className={styles['tools']}><Icon name="tool" size="small" /> {words.ofTools(call.tools.map(({ name }) => name).join(', '))}</p>}
    </li>
  );
}

/** "Draft, pass 2" for the effect `refine#1:pass[1]/draft#1/write.1`. */
function Title({ effect, children }: { readonly effect: string; readonly children: ReactNode }) {
  const { nameOf } = useConsole();
  const visit = effectParts(effect)?.visit ?? effect;
  const pass = /\[(\d+)\]$/u.exec(regionOf(visit))?.[1];
  return (
    <h3>
      {[nameOf(nodeOf(visit)), ...(pass === undefined ? [] : [runWords.output.pass(Number(pass) + 1)])].join(', ')}
      <span className={styles['by']}>{children}</span>
    </h3>
  );
}

/** Keeps the end of a scrolled part in sight while it grows, unless somebody has moved away from it. */
function useEnd(): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const last = useRef(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    if (last.current - element.scrollTop - element.clientHeight < 48) element.scrollTop = element.scrollHeight;
    last.current = element.scrollHeight;
  });
  return frame;
}
