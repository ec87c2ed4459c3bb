import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { nodeOf } from '../../../core/domain/model/region-path.ts';
import type { EndingAct } from '../../../core/domain/model/run-why.ts';
import type { RunView } from '../../../core/domain/operations/runs.ts';
import { type CanvasEdge, type CanvasRegion, readDefinition } from '../../canvas/read-definition.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { sayFailed } from '../../components/toasts.ts';
import { operationWordsQuery } from '../../state/contract-words.ts';
import { actWords } from '../../strings/console-acts.ts';
import { consoleWords } from '../../strings/console.ts';
import { runWords } from '../../strings/runs.ts';
import { FireDialog } from '../acts/FireDialog.tsx';
import { AdjustDialog, BreakDialog } from '../acts/LoopDialogs.tsx';
import { SignalDialog } from '../acts/SignalDialog.tsx';
import { StopDialog } from '../acts/StopDialog.tsx';
import { useActs } from '../acts/use-acts.ts';
import { useAfterAct } from '../acts/use-after-act.ts';
import { goToAnswer } from '../answer-place.ts';
import { useConsole } from '../console-context.tsx';
import styles from './Why.module.css';

const words = consoleWords.why;
const answers = consoleWords.answer;

/** What ends a wait: each act as a command to type, and where it is done on this screen. */
export function EndingActs({ acts }: { readonly acts: readonly EndingAct[] }) {
  const { data: operations } = useQuery(operationWordsQuery);
  if (acts.length === 0) return null;
  return (
    <section aria-label={words.ends} className={styles['place']}>
      <p className={styles['soft']}>{words.ends}</p>
      {acts.map((act, at) => (
        <div key={JSON.stringify(act)} className={styles['act']}>
          <OnScreen act={act} isFirst={acts.findIndex(({ operation }) => operation === act.operation) === at} />
          {operations !== undefined && <CommandLine command={actLine(act, operations.find(({ name }) => name === act.operation)?.positionals ?? [])} />}
        </div>
      ))}
    </section>
  );
}

/** The act as a line: what it acts on first, the rest as flags. */
function actLine({ operation, input }: EndingAct, positionals: readonly string[]): string {
  const placed = positionals.flatMap((name) => (typeof input[name] === 'string' ? [input[name]] : []));
  return commandWords([...operation.split('.'), ...placed], Object.fromEntries(Object.entries(input).filter(([name]) => !positionals.includes(name))));
}

/** The same act by a press: in place, or where the screen has it. Those that stand many times, such as the answers of an incident, lead there once. */
function OnScreen({ act, isFirst }: { readonly act: EndingAct; readonly isFirst: boolean }) {
  const { operation, input: { id, incident } } = act;
  if (operation === 'cards.submit' && typeof id === 'string') return <Link to="/cards/$id" params={{ id }}>{words.card}</Link>;
  if (operation === 'runs.resume') return <Resume />;
  if (isAsked(operation)) return <Asked operation={operation} input={act.input} />;
  if (operation === 'runs.adjust' || operation === 'runs.break') return <OfLoop operation={operation} input={act.input} />;
  if (operation === 'runs.resolve' && isFirst && typeof incident === 'string') return <Button size="small" onPress={() => { goToAnswer(incident); }}>{answers.incident}</Button>;
  if (operation === 'approvals.decide' && isFirst && typeof id === 'string') return <Button size="small" onPress={() => { goToAnswer(id); }}>{answers.approval}</Button>;
  return null;
}

function Resume() {
  const { run } = useConsole();
  const queries = useQueries();
  const after = useAfterAct(run.id);
  const resume = useMutation(queries.runs.resume.mutationOptions({ onError: (error: unknown) => { sayFailed(runWords.failedTo.resume, error); }, onSettled: after }));
  return <Button size="small" isPending={resume.isPending} onPress={() => { resume.mutate({ id: run.id }); }}>{answers.resume}</Button>;
}

interface OfLoopProps {
  readonly operation: 'runs.adjust' | 'runs.break';
  readonly input: EndingAct['input'];
}

/** An act on a loop; there is none to ask about once the loop has gone on. */
function OfLoop({ operation, input }: OfLoopProps) {
  const { run, nameOf } = useConsole();
  const [isOpen, setOpen] = useState(false);
  const loop = useActs().data?.loops.find(({ visit }) => visit === input['loop']);
  if (loop === undefined) return null;
  const isBreak = operation === 'runs.break';
  const dialog = { runId: run.id, loop, name: nameOf(loop.nodeId), onClose: () => { setOpen(false); } };
  return (
    <>
      <Button size="small" onPress={() => { setOpen(true); }}>{isBreak ? actWords.tab.break : words.passNow}</Button>
      {isOpen && (isBreak ? <BreakDialog {...dialog} /> : <AdjustDialog {...dialog} isNext={input['next'] === true} />)}
    </>
  );
}

const buttons = { 'runs.stop': answers.stop, 'runs.signal': answers.signal, 'runs.fire': actWords.ways.action } as const;

interface AskedProps {
  readonly operation: keyof typeof buttons;
  readonly input: EndingAct['input'];
}

function Asked({ operation, input }: AskedProps) {
  const { run } = useConsole();
  const edge = edgeOf(run, input);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => { setOpen(false); };
  return (
    <>
      <Button size="small" onPress={() => { setOpen(true); }}>{edge === undefined ? buttons[operation] : actWords.ways.take(edge.label === '' ? edge.id : edge.label)}</Button>
      {isOpen && <AskedDialog operation={operation} input={input} onClose={close} />}
    </>
  );
}

function isAsked(operation: string): operation is keyof typeof buttons {
  return Object.hasOwn(buttons, operation);
}

function AskedDialog({ operation, input, onClose }: AskedProps & { readonly onClose: () => void }) {
  const { run, nameOf } = useConsole();
  if (operation === 'runs.stop') return <StopDialog run={run} onClose={onClose} />;
  const text = (name: string): string => (typeof input[name] === 'string' ? input[name] : '');
  if (operation === 'runs.signal') return <SignalDialog runId={run.id} wanted={{ name: text('name'), key: text('key') }} onClose={onClose} />;
  const transition = text('transition');
  const edge = edgeOf(run, input);
  const way = { visit: text('visit'), transition, name: edge?.label || transition, from: nameOf(nodeOf(text('visit'))), to: edge === undefined ? '' : nameOf(edge.to) };
  return <FireDialog runId={run.id} way={way} isForced={input['skipValidators'] === true} onClose={onClose} />;
}

function edgeOf({ definition }: Pick<RunView, 'definition'>, { transition }: EndingAct['input']): CanvasEdge | undefined {
  return typeof transition === 'string' ? findEdge(readDefinition(definition), transition) : undefined;
}

function findEdge({ edges, nodes }: CanvasRegion, id: string): CanvasEdge | undefined {
  return edges.find((edge) => edge.id === id) ?? nodes.flatMap(({ bodies }) => bodies).map((body) => findEdge(body, id)).find((edge) => edge !== undefined);
}
