import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isJsonObject, type Json } from '../../../core/domain/model/json.ts';
import { nodeOf } from '../../../core/domain/model/region-path.ts';
import type { StateAnswer } from '../../../core/domain/operations/runs-from-journal.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { Failure } from '../../components/Failure.tsx';
import type { Choice } from '../../components/fields/field-props.ts';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { actWords, runOutWords } from '../../strings/console-acts.ts';
import { useConsole } from '../console-context.tsx';
import { hasEnded } from '../describe-run.ts';
import { ActDialog } from './ActDialog.tsx';
import styles from './acts.module.css';
import { type Effects, EffectsInput, effectsSaid } from './EffectsInput.tsx';
import { ConnectorInput } from './ConnectorInput.tsx';
import { borderAt, callPlaces, modelCall } from './fork-places.ts';
import { ModelInput } from './ModelInput.tsx';
import { readVars, type TypedVars, typedVar } from './read-vars.ts';
import { useAfterAct } from './use-after-act.ts';
import { useOpenFork } from './use-open-fork.ts';

const words = runOutWords.fork;

/** Begins a run of its own from where this one stood: with another prompt, another model, other variables, or the draft. */
export function ForkDialog({ onClose }: { readonly onClose: () => void }) {
  const { run } = useConsole();
  const queries = useQueries();
  const places = usePlaces();
  const [at, setAt] = useState(places[0]?.value ?? '');
  const [change, setChange] = useState<Change>({ prompt: undefined, model: '', connector: undefined, vars: {}, draft: false, effects: 'asked' });
  const [isChecked, setIsChecked] = useState(false);
  const after = useAfterAct(run.id);
  const open = useOpenFork();
  const fork = useMutation(queries.runs.fork.mutationOptions({ onSuccess: (begun) => { onClose(); open(begun, words.done); }, onSettled: after }));
  const { data: state, error } = useQuery(queries.runs.state.queryOptions({ input: { id: run.id, at: Number(at) }, enabled: at !== '', staleTime: Number.POSITIVE_INFINITY }));
  const vars = readVars(state?.vars ?? {}, change.vars);
  const input = {
    at: Number(at),
    ...(Object.keys(vars.values).length === 0 ? {} : { set: vars.values }),
    ...(change.prompt === undefined || change.prompt === promptIn(state) ? {} : { prompt: change.prompt }),
    ...(change.model.trim() === '' ? {} : { model: change.model.trim() }),
    ...(change.connector === undefined ? {} : { connector: change.connector }),
    ...(change.draft ? { draft: true } : {}),
    ...effectsSaid(change.effects),
  };
  return (
    <ActDialog
      title={words.title}
      size="large"
      runId={run.id}
      action={words.action}
      isPending={fork.isPending}
      isDisabled={state === undefined}
      error={fork.error}
      failed={words.failed}
      command={(because) => commandWords(['runs', 'fork', run.id], { ...input, ...because })}
      onConfirm={(because) => {
        setIsChecked(true);
        if (Object.keys(vars.faults).length === 0) fork.mutate({ id: run.id, ...input, ...because });
      }}
      onClose={onClose}
    >
      <p>{words.text}</p>
      {places.length === 0 ? <p role="alert">{words.nowhere}</p> : <SelectInput label={words.at} isRequired value={at} choices={places} onChange={(next) => { setAt(next); setChange({ ...change, prompt: undefined, vars: {} }); }} />}
      {error !== null && <Failure error={error} title={actWords.cannotStand} isInline />}
      {state === undefined && error === null && at !== '' && <Skeleton count={3} />}
      {state !== undefined && <Changes state={state} change={change} setChange={setChange} faults={isChecked ? vars.faults : {}} />}
    </ActDialog>
  );
}

interface Change {
  /** Absent for as long as nobody wrote another. */
  readonly prompt: string | undefined;
  readonly model: string;
  /** Absent for those that are asked anyway. */
  readonly connector: string | undefined;
  readonly vars: TypedVars;
  readonly draft: boolean;
  readonly effects: Effects;
}

interface ChangesProps {
  readonly state: StateAnswer;
  readonly change: Change;
  readonly setChange: (change: Change) => void;
  readonly faults: Readonly<Record<string, string>>;
}

function Changes({ state, change, setChange, faults }: ChangesProps) {
  const prompt = promptIn(state);
  const vars = Object.entries(state.vars);
  return (
    <>
      {prompt === undefined ? <p className={styles['soft']}>{words.noPrompt}</p> : <TextInput label={words.prompt} help={words.promptHelp} kind="lines" value={change.prompt ?? prompt} onChange={(text) => { setChange({ ...change, prompt: text }); }} />}
      <ConnectorInput value={change.connector} onChange={(connector) => { setChange({ ...change, connector }); }} />
      <ModelInput connector={change.connector ?? connectorIn(state)} value={change.model} onChange={(model) => { setChange({ ...change, model }); }} />
      {vars.length > 0 && (
        <details>
          <summary>{words.vars}</summary>
          <div className={styles['body']}>
            <p className={styles['soft']}>{words.varsHelp}</p>
            {vars.map(([name, value]) => <Variable key={name} name={name} before={value} typed={change.vars[name]} error={faults[name]} onChange={(text) => { setChange({ ...change, vars: { ...change.vars, [name]: text } }); }} />)}
          </div>
        </details>
      )}
      <SwitchInput label={words.draft} value={change.draft} onChange={(draft) => { setChange({ ...change, draft }); }} />
      <EffectsInput value={change.effects} onChange={(effects) => { setChange({ ...change, effects }); }} />
    </>
  );
}

interface VariableProps {
  readonly name: string;
  readonly before: Json;
  readonly typed: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (typed: string) => void;
}

function Variable({ name, before, typed, error, onChange }: VariableProps) {
  const value = typed ?? typedVar(before);
  return <TextInput label={name} kind={typeof before === 'string' && !before.includes('\n') && before.length < 80 ? 'text' : 'code'} value={value} error={error} onChange={onChange} />;
}

/** The prompt of the one model call that is wanted there; nothing where none or several are. */
function promptIn(state: StateAnswer | undefined): string | undefined {
  const [call, another] = state?.wanted.filter(({ kind }) => kind === modelCall) ?? [];
  const prompt = isJsonObject(call?.request) ? call.request['prompt'] : undefined;
  return another === undefined && typeof prompt === 'string' ? prompt : undefined;
}

/** The connector of the first model call that is wanted there, if it names one. */
function connectorIn(state: StateAnswer): string | undefined {
  const request = state.wanted.find(({ kind }) => kind === modelCall)?.request;
  const connector = isJsonObject(request) ? request['connector'] : undefined;
  return typeof connector === 'string' ? connector : undefined;
}

/** Where the run may be forked: where the reader stands, where the run stands, and before each model call. Rows that come while the dialog is open move nothing under the reader's hands. */
function usePlaces(): readonly Choice[] {
  const { run, feed: { rows }, position, nameOf } = useConsole();
  const [places] = useState(() => {
    const { at } = position.get();
    const here = at === undefined ? undefined : borderAt(rows, at);
    return [
      ...(here === undefined || here === rows.length ? [] : [{ value: String(here), label: words.here(here) }]),
      ...(hasEnded(run) || rows.length === 0 ? [] : [{ value: String(rows.length), label: words.now(rows.length) }]),
      ...callPlaces(rows).filter(({ seq }) => seq !== here && seq !== rows.length).map(({ seq, call }) => ({ value: String(seq), label: words.call(call.action, nameOf(nodeOf(call.visit)), seq) })),
    ];
  });
  return places;
}
