import { useQuery } from '@tanstack/react-query';
import type { CapabilitiesView, ConnectorView } from '../../../core/domain/operations/connectors.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { priceWords } from '../../components/money-words.ts';
import { workflowWords } from '../../strings/workflows.ts';
import styles from './RunDialog.module.css';

const words = workflowWords.dialog.choices;
/** A choice that nothing is called. */
const none = '*';

/** What a start chooses instead of what the workflow and the settings say; absent is: as they say. */
export interface StartChoice {
  readonly connector?: string;
  readonly model?: string;
  readonly under?: string;
}

export interface StartChoicesProps {
  readonly choice: StartChoice;
  readonly onChoose: (choice: StartChoice) => void;
}

/** Which model answers all calls of the run, and under which profile it asks: folded away, since most runs go as the workflow says. */
export function StartChoices({ choice, onChoose }: StartChoicesProps) {
  const queries = useQueries();
  const connectors = useQuery(queries.connectors.list.queryOptions({ input: { category: 'llm' } }));
  const profiles = useQuery(queries.profiles.list.queryOptions({ input: {} }));
  const error = connectors.error ?? profiles.error;
  const { under } = choice;
  const others = (profiles.data?.items ?? []).filter(({ active }) => !active);
  return (
    <details className={styles['choices']}>
      <summary>{words.title(summaryOf(choice))}</summary>
      <div className={styles['body']}>
        {error !== null && <Failure error={error} title={words.cannotShow} isInline />}
        <SelectInput
          label={words.connector}
          help={words.connectorHelp}
          value={choice.connector ?? none}
          choices={[{ value: none, label: words.asSaid }, ...(connectors.data?.items ?? []).map((one) => ({ value: one.id, label: nameOf(one) }))]}
          onChange={(connector) => { onChoose({ ...(under === undefined ? {} : { under }), ...(connector === none ? {} : { connector }) }); }}
        />
        {choice.connector !== undefined && <ModelInput key={choice.connector} connector={choice.connector} isOffline={isOffline(connectors.data?.items, choice.connector)} choice={choice} onChoose={onChoose} />}
        {others.length > 0 && (
          <SelectInput
            label={words.profile}
            help={words.profileHelp}
            value={under ?? none}
            choices={[{ value: none, label: words.inUse(profiles.data?.active ?? '') }, ...others.map(({ name }) => ({ value: name, label: name }))]}
            onChange={(name) => { onChoose(named({ ...choice, under: name })); }}
          />
        )}
      </div>
    </details>
  );
}

/** A model of the connector, with what it costs where that is known. */
function ModelInput({ connector, isOffline: isFree, choice, onChoose }: StartChoicesProps & { readonly connector: string; readonly isOffline: boolean }) {
  const queries = useQueries();
  const { data, error } = useQuery(queries.connectors.capabilities.queryOptions({ input: { id: connector } }));
  const models = data?.models ?? [];
  const chosen = models.find(({ id, isDefault }) => (choice.model === undefined ? isDefault : id === choice.model));
  return (
    <>
      {error !== null && <Failure error={error} title={words.noModels} isInline />}
      <SelectInput
        label={words.model}
        {...(chosen === undefined ? {} : { help: isFree ? words.free : costOf(chosen) })}
        value={choice.model ?? none}
        choices={[{ value: none, label: words.ownModel(models.find(({ isDefault }) => isDefault)?.id) }, ...models.map(({ id }) => ({ value: id, label: id }))]}
        onChange={(model) => { onChoose(named({ ...choice, model })); }}
      />
    </>
  );
}

/** One that is spoken to in no way answers by itself. */
function isOffline(connectors: readonly ConnectorView[] | undefined, id: string): boolean {
  const found = connectors?.find((one) => one.id === id);
  return found !== undefined && found.kind === undefined;
}

function costOf({ price }: CapabilitiesView['models'][number]): string {
  if (price === undefined) return words.noPrice;
  return price.input + price.output === 0 ? words.free : words.price(priceWords(price.input), priceWords(price.output));
}

function nameOf({ title, state, active }: ConnectorView): string {
  const label = active ? words.active(title) : title;
  return state === 'needs_key' ? words.needsKey(label) : label;
}

function summaryOf({ connector, model, under }: StartChoice): string {
  return [connector, model, under].filter((one) => one !== undefined).join(' · ');
}

/** Without what is chosen as nothing. */
function named({ connector, model, under }: StartChoice): StartChoice {
  return { ...(connector === undefined ? {} : { connector }), ...(model === undefined || model === none ? {} : { model }), ...(under === undefined || under === none ? {} : { under }) };
}
