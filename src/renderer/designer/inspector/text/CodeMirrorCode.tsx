import { useEffect, useEffectEvent, useRef } from 'react';
import { useDarkTheme } from '../../../editors/use-dark-theme.ts';
import { useFieldPlace } from '../form/field-place.tsx';
import type { CodeTextProps } from './CodeField.tsx';
import type { Completion } from './completions.ts';
import { useInsertTarget } from './insert-target.tsx';
import { OpenCode } from './open-code.ts';

/** The editor itself, apart from what loads it. */
export function CodeMirrorCode({ completions, problems, onChange, focusOn, ...rest }: CodeTextProps) {
  const host = useRef<HTMLDivElement>(null);
  const code = useRef<OpenCode>(undefined);
  const isDark = useDarkTheme();
  const target = useInsertTarget();
  const { scope } = useFieldPlace();
  const facts = { ...rest, isDark };
  const change = useEffectEvent((next: string) => { onChange(next); });
  const offered = useEffectEvent((): readonly Completion[] => completions);
  const open = useEffectEvent((element: HTMLElement) => new OpenCode(element, facts, { onChange: (next) => { change(next); }, completions: () => offered() }));

  useEffect(() => {
    if (host.current === null) return undefined;
    const opened = open(host.current);
    code.current = opened;
    return () => {
      code.current = undefined;
      target.leave(opened);
      opened.close();
    };
  }, [target]);
  useEffect(() => {
    code.current?.update(facts);
  });
  useEffect(() => {
    code.current?.mark(problems);
  }, [problems]);
  // What is offered may still be on its way: it is shown once it is there.
  const isOfferable = completions.length > 0;
  useEffect(() => {
    if (focusOn?.isOffering === true && isOfferable) code.current?.offer();
    else if (focusOn !== undefined) code.current?.focus();
  }, [focusOn, isOfferable]);

  return <div ref={host} data-takes-keys onFocus={() => { if (code.current !== undefined) target.take(code.current, scope); }} />;
}
