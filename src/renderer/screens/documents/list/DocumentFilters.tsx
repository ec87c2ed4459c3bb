import { type RegisteredFormat, registeredFormats } from '../../../../core/domain/model/document-entry.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { Button } from '../../../components/Button.tsx';
import { SelectBar } from '../../../components/fields/ChoiceInput.tsx';
import type { Choice } from '../../../components/fields/field-props.ts';
import { useWorkflows } from '../../../state/use-workflows.ts';
import { documentWords } from '../../../strings/documents.ts';
import styles from './DocumentsScreen.module.css';

const words = documentWords.filters;
const any = 'any';

/** What the list is narrowed to; what is absent is not asked for. */
export interface Filters {
  readonly format?: RegisteredFormat;
  readonly tag?: string;
  readonly workflow?: string;
}

export const noFilters: Filters = {};

export interface DocumentFiltersProps {
  readonly filters: Filters;
  /** The rows in sight, whose tags are offered. */
  readonly rows: readonly DocumentEntry[];
  readonly onChange: (filters: Filters) => void;
}

/** Format, tag and workflow the listed documents must have. */
export function DocumentFilters({ filters, rows, onChange }: DocumentFiltersProps) {
  const workflows = useWorkflows();
  const { format: _format, ...withoutFormat } = filters;
  const { tag: _tag, ...withoutTag } = filters;
  const { workflow: _workflow, ...withoutWorkflow } = filters;
  const tags = [...new Set([...rows.flatMap((row) => row.tags), ...(filters.tag === undefined ? [] : [filters.tag])])].toSorted((one, other) => one.localeCompare(other));

  return (
    <div role="group" aria-label={words.label} className={styles['filters']}>
      <SelectBar
        label={words.format}
        value={filters.format ?? any}
        choices={withAny(words.anyFormat, registeredFormats.map((each) => ({ value: each, label: documentWords.format[each] })))}
        onChange={(value) => {
          const format = registeredFormats.find((each) => each === value);
          onChange(format === undefined ? withoutFormat : { ...filters, format });
        }}
      />
      <SelectBar
        label={words.tag}
        value={filters.tag === undefined ? any : ofTag(filters.tag)}
        choices={withAny(words.anyTag, tags.map((each) => ({ value: ofTag(each), label: each })))}
        onChange={(value) => {
          const tag = tags.find((each) => ofTag(each) === value);
          onChange(tag === undefined ? withoutTag : { ...filters, tag });
        }}
      />
      <SelectBar
        label={words.workflow}
        value={filters.workflow ?? any}
        choices={withAny(words.anyWorkflow, (workflows.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })))}
        onChange={(value) => {
          onChange(value === any ? withoutWorkflow : { ...filters, workflow: value });
        }}
      />
      {Object.keys(filters).length > 0 && (
        <Button
          look="quiet"
          size="small"
          onPress={() => {
            onChange(noFilters);
          }}
        >
          {words.clear}
        </Button>
      )}
    </div>
  );
}

function withAny(label: string, choices: readonly Choice[]): readonly Choice[] {
  return [{ value: any, label }, ...choices];
}

/** A tag may be the very word that stands for all of them. */
function ofTag(tag: string): string {
  return `tag ${tag}`;
}
