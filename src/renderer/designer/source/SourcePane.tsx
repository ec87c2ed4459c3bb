import { useMemo, useState } from 'react';
import { definitionText } from '../../../core/domain/model/definition/key-order.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { TextEditor } from '../../editors/text/TextEditor.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { jsonPlaces, lineAt, offsetOf, partAt } from './json-places.ts';
import { readSource, type ReadSource } from './read-source.ts';
import styles from './source.module.css';

const words = historyWords.source;

/** What stands in the editor and is not, or not yet, on the canvas. */
interface Typed {
  readonly text: string;
  readonly read: ReadSource;
}

/** The definition as JSON beside the canvas: what is typed and valid is an edit, and edits made elsewhere stand in the text. */
export function SourcePane() {
  const { session } = useDesigner();
  const definition = useDesignerState((state) => state.definition);
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const [typed, setTyped] = useState<Typed>();
  const written = useMemo(() => definitionText(definition), [definition]);
  const text = shownText(typed, definition) ?? written;
  const fault = typed !== undefined && 'problem' in typed.read ? typed.read : undefined;
  const problems = useMemo(() => (fault === undefined ? [] : [fault.problem]), [fault]);
  const [goTo, setGoTo] = useState<{ readonly line: number; readonly column: number }>();
  const [isContinued, setIsContinued] = useState(false);
  const places = useMemo(() => (fault === undefined ? jsonPlaces(text) : []), [fault, text]);
  const reveal = useRevealed(text, places);

  const onChange = (next: string): void => {
    const read = readSource(next);
    setTyped({ text: next, read });
    if ('problem' in read || sameJson(read.definition, session.get().definition)) return;
    setIsContinued(session.edit({ kind: 'replace', act: 'source', definition: read.definition }, { isContinued }));
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
            <Button size="small" onPress={() => { setGoTo({ line: fault.problem.line, column: fault.problem.column }); }}>{words.goTo(fault.problem.line)}</Button>
            <Button size="small" onPress={() => { setTyped(undefined); }}>{words.takeBack}</Button>
          </>
        )}
      </div>
    </section>
  );
}

/** What was typed stays as it was typed while it means what is on the screen, or means nothing yet. */
function shownText(typed: Typed | undefined, definition: JsonObject): string | undefined {
  if (typed === undefined) return undefined;
  return 'problem' in typed.read || sameJson(typed.read.definition, definition) ? typed.text : undefined;
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
