import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../client/ClientProvider.tsx';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { actWords } from '../../strings/console-acts.ts';

const words = actWords.connector;
/** A connector that none is called. */
const same = '*';

interface ConnectorInputProps {
  /** Absent where calls go on asking the one they ask. */
  readonly value: string | undefined;
  readonly onChange: (connector: string | undefined) => void;
}

/** Which connector of models is asked instead. */
export function ConnectorInput({ value, onChange }: ConnectorInputProps) {
  const queries = useQueries();
  const { data } = useQuery(queries.connectors.list.queryOptions({ input: { category: 'llm' } }));
  return (
    <SelectInput
      label={words.label}
      help={words.help}
      value={value ?? same}
      choices={[{ value: same, label: words.same }, ...(data?.items ?? []).map(({ id, title, state }) => ({ value: id, label: state === 'needs_key' ? words.needsKey(title) : title }))]}
      onChange={(id) => { onChange(id === same ? undefined : id); }}
    />
  );
}
