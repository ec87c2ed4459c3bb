import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import type { SettingsSection } from '../../../../core/domain/operations/settings.ts';
import { readFailure } from '../../../client/read-failure.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { sectionWords as words } from '../../../strings/sections.ts';
import styles from '../panels.module.css';
import type { SectionForm } from './section-draft.ts';

export interface UnsavedChangesProps {
  readonly forms: readonly { readonly section: SettingsSection; readonly form: SectionForm }[];
  readonly begun: Readonly<Record<string, number>>;
  readonly onDiscard: (section: string, field: string) => void;
  readonly onClear: () => void;
  readonly onKeepMine: () => void;
}

/** What was typed and not saved: each can be discarded, all are saved together, and nobody leaves without being asked. */
export function UnsavedChanges({ forms, begun, onDiscard, onClear, onKeepMine }: UnsavedChangesProps) {
  const queries = useQueries();
  const cache = useQueryClient();
  const changed = forms.filter(({ form }) => form.changes.length > 0);
  const changes = changed.flatMap(({ form }) => form.changes);
  const isFaulty = changed.some(({ form }) => Object.keys(form.errors).length > 0);
  const blocker = useBlocker({ shouldBlockFn: () => changes.length > 0, enableBeforeUnload: () => changes.length > 0, withResolver: true });
  const save = useMutation(
    queries.settings.save.mutationOptions({
      onSuccess: async () => {
        sayDone(words.saved);
        onClear();
        await cache.invalidateQueries({ queryKey: queries.settings.key() });
      },
      onError: () => cache.invalidateQueries({ queryKey: queries.settings.key() }),
    }),
  );
  if (changes.length === 0) return null;
  const isConflict = save.error !== null && readFailure(save.error).code === 'version_conflict';
  const values = Object.fromEntries(changed.map(({ section, form }) => [section.section, form.value]));
  const text = (value: unknown): string => (value === undefined ? words.absent : JSON.stringify(value));
  return (
    <section className={styles['sticky']} aria-label={words.unsaved}>
      <h3>{words.unsaved}</h3>
      <ul className={styles['stack']}>
        {changes.map((change) => (
          <li key={change.key} className={styles['row']}>
            <span className={styles['words']}>
              <code>{change.key}</code>: {change.isFaulty ? words.incomplete : text(change.after)} <span className={styles['soft']}>({words.from} {text(change.before)})</span>
            </span>
            <Button size="small" look="quiet" aria-label={words.discardNamed(change.key)} onPress={() => { onDiscard(change.section, change.field); }}>
              {words.discard}
            </Button>
          </li>
        ))}
      </ul>
      {save.error !== null && <Failure error={save.error} title={words.notSaved} isInline />}
      {isConflict && (
        <div className={styles['row']}>
          <p>{words.conflict}</p>
          <Button
            size="small"
            onPress={() => {
              save.reset();
              onKeepMine();
            }}
          >
            {words.keepMine}
          </Button>
        </div>
      )}
      {!isFaulty && <CommandLine command={commandWords(['settings', 'save'], { changes: Object.entries(values).map(([name, value]) => `${name}=${JSON.stringify(value)}`) })} />}
      <div className={styles['buttons']}>
        <Button onPress={onClear}>{words.discardAll}</Button>
        <Button
          look="primary"
          isDisabled={isFaulty}
          isPending={save.isPending}
          onPress={() => { save.mutate({ changes: values, revisions: Object.fromEntries(changed.map(({ section }) => [section.section, begun[section.section] ?? section.revision])) }); }}
        >
          {words.saveAll}
        </Button>
      </div>
      <ConfirmDialog
        title={words.leave.title}
        text={<p>{words.leave.text}</p>}
        action={words.leave.action}
        isOpen={blocker.status === 'blocked'}
        onClose={() => { blocker.reset?.(); }}
        onConfirm={() => { blocker.proceed?.(); }}
      />
    </section>
  );
}
