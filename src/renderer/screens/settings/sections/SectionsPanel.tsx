import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SearchInput } from '../../../components/SearchInput.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { sectionWords as words } from '../../../strings/sections.ts';
import styles from '../panels.module.css';
import { BundlePart } from './BundlePart.tsx';
import { ExplainDialog } from './ExplainDialog.tsx';
import { HistoryPart } from './HistoryPart.tsx';
import { LastSaved } from './LastSaved.tsx';
import { RecentChanges } from './RecentChanges.tsx';
import { type Drafts, fieldsFound, sectionForm } from './section-draft.ts';
import { SectionFields } from './SectionFields.tsx';
import { UnsavedChanges } from './UnsavedChanges.tsx';

/** Every section of the settings as a form; what was typed is saved together, or discarded. */
export function SectionsPanel() {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.settings.list.queryOptions({ input: {} }));
  const [drafts, setDrafts] = useState<Drafts>({});
  // The revisions the drafts were begun at: what somebody saved since is a conflict.
  const [begun, setBegun] = useState<Readonly<Record<string, number>>>({});
  const [explained, setExplained] = useState<string>();
  const named = useNamedSetting();
  const [sought, setSought] = useState(named);
  // Led to another setting while this is open.
  const [ledTo, setLedTo] = useState(named);
  if (ledTo !== named) {
    setLedTo(named);
    setSought(named);
  }
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton count={6} />;
  const forms = data.items.map((section) => ({ section, form: sectionForm(section, drafts[section.section] ?? {}) }));
  const found = forms.map(({ section, form }) => ({ section, form: { ...form, fields: fieldsFound(section.section, form.fields, sought) } })).filter(({ form }) => form.fields.length > 0);
  const discard = (name: string, field: string): void => {
    setDrafts((before) => ({ ...before, [name]: Object.fromEntries(Object.entries(before[name] ?? {}).filter(([key]) => key !== field)) }));
  };
  const clear = (): void => {
    setDrafts({});
    setBegun({});
  };
  return (
    <>
      <header className={styles['head']}>
        <h2>{words.title}</h2>
        <p>{words.intro}</p>
      </header>
      <div className={styles['row']}>
        <SearchInput label={words.search} value={sought} onChange={setSought} />
        <LastSaved />
      </div>
      {data.notes.map((note) => (
        <p key={note} role="status">
          {note}
        </p>
      ))}
      {found.length === 0 && <p role="status">{words.noneFound(sought)}</p>}
      {found.map(({ section, form }) => (
        <SectionFields
          key={section.section}
          section={section}
          form={form}
          onExplain={setExplained}
          onChange={(field, value) => {
            setBegun((before) => ({ [section.section]: section.revision, ...before }));
            setDrafts((before) => ({ ...before, [section.section]: { ...before[section.section], [field]: value } }));
          }}
        />
      ))}
      <UnsavedChanges forms={forms} begun={begun} onDiscard={discard} onClear={clear} onKeepMine={() => { setBegun(Object.fromEntries(data.items.map(({ section, revision }) => [section, revision]))); }} />
      <BundlePart />
      <HistoryPart />
      <RecentChanges />
      {explained !== undefined && <ExplainDialog settingKey={explained} onClose={() => { setExplained(undefined); }} />}
    </>
  );
}

/** The setting the address leads to. */
function useNamedSetting(): string {
  const search: unknown = useSearch({ strict: false });
  return typeof search === 'object' && search !== null && 'key' in search && typeof search.key === 'string' ? search.key : '';
}
