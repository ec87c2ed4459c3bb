import { useMemo, useState } from 'react';
import { definitionText } from '../../../core/domain/model/definition/key-order.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { TextEditor, type TextProblem } from '../../editors/text/TextEditor.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import type { UnreadSource } from '../session/designer-session.ts';
import { jsonPlaces, lineAt, offsetOf, partAt } from './json-places.ts';
import { readBeside, readSource } from './read-source.ts';
import styles from './source.module.css';

const words = historyWords.source;

/** A text as it was typed, and what it means. */
interface Typed {
  readonly text: string;
  readonly definition: JsonObject;
}

/** The definition as JSON beside the canvas: what is typed and valid is an edit, and edits made elsewhere stand in the text. */
export function SourcePane() {
  const { session } = useDesigner();
  const definition = useDesignerState((state) => state.definition);
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const unread = useDesignerState((state) => state.unread);
  const [typed, setTyped] = useState<Typed>();
  const written = useMemo(() => definitionText(definition), [definition]);
  // What was typed stays as it was typed while it means nothing yet, or what is on the screen.
  const text = unread?.text ?? (typed !== undefined && sameJson(typed.definition, definition) ? typed.text : written);
  const fault = useMemo(() => faultOf(unread, definition), [unread, definition]);
  const problems = useMemo(() => (fault === undefined ? [] : [fault.problem]), [fault]);
  const [goTo, setGoTo] = useState<{ readonly line: number; readonly column: number }>();
  const [isContinued, setIsContinued] = useState(false);
  const places = useMemo(() => (fault === undefined ? jsonPlaces(text) : []), [fault, text]);
  const reveal = useRevealed(text, places);

  const onChange = (next: string): void => {
    const { definition: screen, unread: before } = session.get();
    const base = before?.base ?? screen;
    const read = readBeside(next, { base, screen });
    session.keepSource('problem' in read ? { text: next, base } : undefined);
    if ('definition' in read) take({ text: next, definition: read.definition });
  };
  const take = (given: Typed): void => {
    setTyped(given);
    if (sameJson(given.definition, session.get().definition)) return;
    setIsContinued(session.edit({ kind: 'replace', act: 'source', definition: given.definition }, { isContinued }));
  };
  const takeWhole = ({ text: given }: UnreadSource): void => {
    const read = readSource(given);
    if ('problem' in read) return;
    session.keepSource(undefined);
    take({ text: given, definition: read.definition });
  };
  return (
    <section className={styles['source']} aria-label={words.label}>
      <div className={styles['text']} onBlur={() => { setIsContinued(false); }}>
        <TextEditor
          label={words.label}
          value={text}
          language="json"
          isReadOnly={isReadOnly}
          problems={problems}
          onChange={onChange}
          onSave={() => void session.save()}
          onUndo={(way) => { session[way](); }}
          onCursor={(line, column) => {
            const part = partAt(places, offsetOf(text, { line, column }));
            if (part !== undefined && !session.get().selection[part.noun].includes(part.id)) session.select({ nodes: [], transitions: [], notes: [], [part.noun]: [part.id] });
          }}
          {...(reveal === undefined ? {} : { reveal })}
          {...(goTo === undefined ? {} : { goTo })}
        />
      </div>
      <div className={styles['said']} data-tone={fault === undefined ? undefined : 'bad'}>
        <p role="status">
          <Icon name={fault === undefined ? (isReadOnly ? 'lock' : 'check') : 'alert'} size="small" />
          <span>{fault?.said ?? (isReadOnly ? words.readOnly : words.good)}</span>
        </p>
        {fault !== undefined && (
          <>
            {fault.isOvertaken && unread !== undefined && <Button size="small" onPress={() => { takeWhole(unread); }}>{words.takeWhole}</Button>}
            {!fault.isOvertaken && <Button size="small" onPress={() => { setGoTo({ line: fault.problem.line, column: fault.problem.column }); }}>{words.goTo(fault.problem.line)}</Button>}
            <Button size="small" onPress={() => { session.keepSource(undefined); setTyped(undefined); }}>{words.takeBack}</Button>
          </>
        )}
      </div>
    </section>
  );
}

interface Fault {
  readonly problem: TextProblem;
  readonly said: string;
  /** The text says a workflow, but the canvas says another since. */
  readonly isOvertaken: boolean;
}

function faultOf(unread: UnreadSource | undefined, screen: JsonObject): Fault | undefined {
  if (unread === undefined) return undefined;
  const read = readSource(unread.text);
  if ('problem' in read) return { ...read, isOvertaken: false };
  const beside = readBeside(unread.text, { base: unread.base, screen });
  return { problem: { line: 1, column: 1, message: words.overtaken, severity: 'error' }, said: words.overtaken, ...('problem' in beside ? beside : {}), isOvertaken: true };
}

/** The line of what was selected last, elsewhere than in the text. */
function useRevealed(text: string, places: ReturnType<typeof jsonPlaces>): { readonly line: number; readonly column: number } | undefined {
  const selection = useDesignerState((state) => state.selection);
  // The place is looked up when something else is selected, not with every letter.
  const [seen, setSeen] = useState<{ readonly selection: typeof selection; readonly target: { readonly line: number; readonly column: number } | undefined }>();
  if (seen?.selection === selection) return seen.target;
  const [node] = selection.nodes;
  const [transition] = selection.transitions;
  const place = places.find(({ noun, id }) => (node === undefined ? noun === 'transitions' && id === transition : noun === 'nodes' && id === node));
  const target = place === undefined ? undefined : lineAt(text, place.from);
  setSeen({ selection, target });
  return target;
}
