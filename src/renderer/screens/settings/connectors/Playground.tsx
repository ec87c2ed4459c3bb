import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Failure } from '../../../components/Failure.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { countWords } from '../../../components/money-words.ts';
import { connectorWords } from '../../../strings/connectors.ts';
import styles from '../panels.module.css';
import { PlaygroundAnswer } from './PlaygroundAnswer.tsx';
import { usePrompt } from './use-prompt.ts';

const words = connectorWords.playground;

/** A prompt, and what comes of it: the answer, tokens, money and time. It can be stopped. */
export function Playground({ id }: { readonly id: string }) {
  const queries = useQueries();
  const [prompt, setPrompt] = useState<string>(words.first);
  const [model, setModel] = useState('');
  const [longest, setLongest] = useState('1024');
  const [isStopped, setIsStopped] = useState(false);
  const { data } = useQuery(queries.connectors.capabilities.queryOptions({ input: { id } }));
  const known = data?.models.find((each) => (model.trim() === '' ? each.isDefault : each.id === model.trim()));
  const estimated = Math.ceil(prompt.length / 4);
  const isTooLong = known?.contextTokens !== undefined && estimated > known.contextTokens;
  const maxOutputTokens = Number(longest);
  const isWhole = Number.isInteger(maxOutputTokens) && maxOutputTokens >= 1 && maxOutputTokens <= 100_000;
  const question = { id, prompt, maxOutputTokens, ...(model.trim() === '' ? {} : { model: model.trim() }) };
  const { ask, said, stop } = usePrompt(question);
  return (
    <Form
      className={styles['stack'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        setIsStopped(false);
        if (prompt.trim() !== '' && isWhole) ask.mutate();
      }}
    >
      <TextInput label={words.prompt} kind="lines" isRequired value={prompt} help={words.small(countWords(estimated))} error={isTooLong ? words.tooLong(countWords(estimated), countWords(known.contextTokens ?? 0)) : undefined} onChange={setPrompt} />
      <TextInput label={words.model} help={words.modelHelp} value={model} onChange={setModel} />
      <TextInput label={words.longest} kind="number" isRequired value={longest} error={isWhole ? undefined : words.notWhole} onChange={setLongest} />
      <div className={styles['buttons']}>
        {ask.isPending && (
          <Button
            icon="stop"
            onPress={() => {
              setIsStopped(true);
              stop();
            }}
          >
            {words.stop}
          </Button>
        )}
        <Button type="submit" look="primary" isPending={ask.isPending}>
          {words.ask}
        </Button>
      </div>
      <div aria-live="polite" className={styles['stack']}>
        {isStopped && <p>{words.stopped}</p>}
        {ask.error !== null && !isStopped && <Failure error={ask.error} title={words.failed} isInline />}
        {ask.isPending && said !== '' && <p className={styles['answer']}>{said}</p>}
        {ask.data !== undefined && <PlaygroundAnswer answer={ask.data} />}
      </div>
      <div>
        <p className={styles['caption']}>{connectorWords.cli}</p>
        <CommandLine command={commandWords(['connectors', 'ask', id], { prompt, model: model.trim(), maxOutputTokens: isWhole ? maxOutputTokens : undefined })} />
      </div>
    </Form>
  );
}
