import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { Button } from '../../../components/Button.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useEditing } from '../editing/use-editing.ts';
import styles from './form.module.css';
import { useOfferedNames } from './offered-names.ts';

/** The declared names that are not given yet, one press each. */
export function OfferedNames({ members, onAdd }: { readonly members: JsonObject; readonly onAdd: (name: string) => void }) {
  const { isReadOnly } = useEditing();
  const open = useOfferedNames().filter(({ name }) => !Object.hasOwn(members, name));
  if (isReadOnly || open.length === 0) return null;
  return (
    <div role="group" aria-label={inspectorWords.declared.title} className={styles['offered']}>
      {open.map(({ name, isNeeded }) => (
        <Button key={name} size="small" icon="plus" aria-label={inspectorWords.declared.add(name)} onPress={() => { onAdd(name); }}>
          {isNeeded ? inspectorWords.declared.needed(name) : name}
        </Button>
      ))}
    </div>
  );
}
