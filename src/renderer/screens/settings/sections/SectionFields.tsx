import type { SettingsSection } from '../../../../core/domain/operations/settings.ts';
import { Button } from '../../../components/Button.tsx';
import { SchemaForm } from '../../../components/SchemaForm.tsx';
import { sectionWords as words } from '../../../strings/sections.ts';
import styles from '../panels.module.css';
import type { SectionForm } from './section-draft.ts';

export interface SectionFieldsProps {
  readonly section: SettingsSection;
  readonly form: SectionForm;
  readonly onChange: (field: string, value: string | boolean) => void;
  readonly onExplain: (key: string) => void;
}

/** One section: a field for each setting, and who says it. */
export function SectionFields({ section, form, onChange, onExplain }: SectionFieldsProps) {
  const title = words.sections[section.section] ?? section.section;
  return (
    <section className={styles['list']} aria-label={title}>
      <header className={styles['item']}>
        <h3>{title}</h3> <code className={styles['soft']}>{section.section}</code>
      </header>
      {section.notes.map((note) => (
        <p key={note} className={styles['item']}>
          {note}
        </p>
      ))}
      {/* What has a default always has a value: an emptied field goes back to it. */}
      {form.fields.map((field) => (
        <div key={field.key} className={styles['field']}>
          <div className={styles['words']}>
            <SchemaForm fields={[{ ...field, isRequired: field.schema['default'] !== undefined || field.isRequired }]} values={form.values} errors={form.errors} onChange={onChange} />
          </div>
          <Button size="small" look="quiet" aria-label={words.explainNamed(`${section.section}.${field.key}`)} onPress={() => { onExplain(`${section.section}.${field.key}`); }}>
            {words.explain}
          </Button>
        </div>
      ))}
    </section>
  );
}
