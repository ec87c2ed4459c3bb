import { useState } from 'react';
import { isJsonObject } from '../../../core/domain/model/json.ts';
import { nodeOf } from '../../../core/domain/model/region-path.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Button } from '../../components/Button.tsx';
import { JsonView } from '../../components/JsonView.tsx';
import { StatusChip, type StatusLook } from '../../components/StatusChip.tsx';
import { countWords } from '../../components/money-words.ts';
import { runWords } from '../../strings/runs.ts';
import { consoleWords } from '../../strings/console.ts';
import { useConsole, useShownRow } from '../console-context.tsx';
import { useEffectsOn, useRows } from '../use-rows-of.ts';
import styles from './CallList.module.css';
import { type RunCall, runCalls } from './run-calls.ts';

const words = runWords.calls;

const looks: Readonly<Record<RunCall['state'], StatusLook>> = {
  open: { label: words.states.open, tone: 'live', icon: 'clock' },
  asked: { label: words.states.asked, tone: 'wait', icon: 'person' },
  done: { label: words.states.done, tone: 'good', icon: 'check' },
  failed: { label: words.states.failed, tone: 'bad', icon: 'cross' },
  rejected: { label: words.states.rejected, tone: 'warn', icon: 'cross' },
};

const atOnce = 30;

/** What the run asked of models and did outside, one below the other: who answered, which tools were wanted, what a person decided. */
export function CallList() {
  const { run, nameOf } = useConsole();
  const [most, setMost] = useState(atOnce);
  const { seqs, earlier } = useEffectsOn(['model', 'effects', 'human'], { upTo: useShownRow(), most });
  const calls = runCalls(useRows(seqs));
  const { llm } = run.definition;
  const named = isJsonObject(llm) ? [llm['connector'], llm['model']].filter((name) => typeof name === 'string') : [];
  return (
    <>
      {run.llm !== undefined && <p className={styles['soft']}>{words.chosen([run.llm.connector, run.llm.model].filter(Boolean).join(' · '))}</p>}
      {run.llm === undefined && named.length > 0 && <p className={styles['soft']}>{words.named(named.join(' · '))}</p>}
      {earlier > 0 && <Button size="small" look="quiet" onPress={() => { setMost(most + atOnce * 4); }}>{consoleWords.calls.earlier(earlier)}</Button>}
      {calls.length === 0 ? <p className={styles['soft']}>{words.empty}</p> : <Calls calls={calls} nameOf={nameOf} />}
    </>
  );
}

function Calls({ calls, nameOf }: { readonly calls: readonly RunCall[]; readonly nameOf: (nodeId: string) => string }) {
  return (
    <ol className={styles['calls']}>
      {calls.map((call) => (
        <CallEntry key={call.effect} call={call} place={nameOf(nodeOf(call.visit))} />
      ))}
    </ol>
  );
}

function CallEntry({ call, place }: { readonly call: RunCall; readonly place: string }) {
  const facts = [place, call.answeredBy === undefined ? undefined : words.answeredBy(call.answeredBy), call.tokens === undefined ? undefined : words.tokens(countWords(call.tokens))];
  return (
    <li className={styles['call']}>
      <div className={styles['head']}>
        <code>{call.kind}</code>
        <StatusChip look={looks[call.state]} isBare />
      </div>
      <p className={styles['soft']}>{facts.filter(Boolean).join(' · ')}</p>
      {call.isModel && call.text !== undefined && <p className={styles['text']}>{shownText(call.text)}</p>}
      {call.tools.map((tool) => (
        <p key={`${tool.name} ${tool.arguments}`}>
          {words.wants} <code>{shownText(tool.name)}</code> <code className={styles['soft']}>{shownText(tool.arguments)}</code>
        </p>
      ))}
      {call.decision !== undefined && <p>{shownText(call.decision)}</p>}
      {call.error !== undefined && <p className={styles['error']}>{shownText(call.error)}</p>}
      <Part label={words.request} name={call.effect} value={call.request} />
      {!call.isModel && <Part label={words.output} name={call.effect} value={call.output} />}
    </li>
  );
}

function Part({ label, name, value }: { readonly label: string; readonly name: string; readonly value: RunCall['request'] }) {
  if (value === undefined) return null;
  return (
    <details>
      <summary>{label}</summary>
      <JsonView value={value} label={`${label}: ${name}`} />
    </details>
  );
}
