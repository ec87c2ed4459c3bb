import { useEffect, useEffectEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import styles from '../editors.module.css';
import { useDarkTheme } from '../use-dark-theme.ts';
import { OpenText } from './open-text.ts';
import type { TextEditorProps, TextProblem } from './TextEditor.tsx';

const noProblems: readonly TextProblem[] = [];

/** The editor itself, apart from what loads it. */
export function CodeMirrorText({ label, value, onChange, language, isReadOnly = false, problems = noProblems, onSave, onUndo, onTopLine, onCursor, reveal, goTo }: TextEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const text = useRef<OpenText>(undefined);
  const isDark = useDarkTheme();
  const facts = { label, value, language, isReadOnly, isDark };
  const change = useEffectEvent((next: string, isUrgent: boolean) => {
    // What comes next, a save for one, sees the text only where it has been drawn with it.
    if (isUrgent) flushSync(() => onChange?.(next));
    else onChange?.(next);
  });
  const topLine = useEffectEvent((line: number) => onTopLine?.(line));
  const cursor = useEffectEvent((line: number, column: number) => onCursor?.(line, column));
  const save = useEffectEvent(() => {
    onSave?.();
    return onSave !== undefined;
  });
  const undo = useEffectEvent((way: 'undo' | 'redo') => {
    onUndo?.(way);
    return onUndo !== undefined;
  });
  const open = useEffectEvent((element: HTMLElement) => new OpenText(element, facts, { onChange: (next, isUrgent) => { change(next, isUrgent); }, onTopLine: (line) => { topLine(line); }, onCursor: (line, column) => { cursor(line, column); }, onSave: () => save(), onUndo: (way) => undo(way) }));

  useEffect(() => {
    if (host.current === null) return undefined;
    const opened = open(host.current);
    text.current = opened;
    return () => {
      text.current = undefined;
      opened.close();
    };
  }, []);
  useEffect(() => {
    text.current?.update({ label, value, language, isReadOnly, isDark });
  }, [label, value, language, isReadOnly, isDark]);
  useEffect(() => {
    text.current?.mark(problems);
  }, [problems]);
  useEffect(() => {
    if (reveal !== undefined) text.current?.reveal(reveal.line, reveal.column);
  }, [reveal]);
  useEffect(() => {
    if (goTo !== undefined) text.current?.goTo(goTo.line, goTo.column);
  }, [goTo]);

  return <div ref={host} className={styles['host']} data-takes-keys />;
}
