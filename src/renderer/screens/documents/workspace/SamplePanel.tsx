import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isJsonObject, type JsonObject } from '../../../../core/domain/model/json.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Failure } from '../../../components/Failure.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { bytesFromBase64 } from '../../../components/read-base64.ts';
import { readJson } from '../../../components/read-json.ts';
import { HtmlPreview } from '../../../editors/preview/HtmlPreview.tsx';
import { revisionWords } from '../../../strings/documents.ts';
import styles from './panel.module.css';

const words = revisionWords.sample;

/** A template filled in with sample values: its text as it stands in the editor, else as it was saved. */
export function SamplePanel({ id, text }: { readonly id: string; readonly text?: string }) {
  const client = useClient();
  const [values, setValues] = useState(() => JSON.stringify(sampleOf(text), null, 2));
  const input = readJson(values);
  const filled = useMutation({
    mutationFn: async () => client.doctemplates.preview({ id, ...(text === undefined ? {} : { text }), ...(isJsonObject(input) ? { input } : {}), to: 'html' }),
  });
  return (
    <>
      <p>{words.intro}</p>
      <TextInput label={words.values} kind="code" isRequired value={values} onChange={setValues} error={isJsonObject(input) ? undefined : words.badValues} />
      <div>
        <Button
          isDisabled={!isJsonObject(input)}
          isPending={filled.isPending}
          onPress={() => {
            filled.mutate();
          }}
        >
          {words.show}
        </Button>
      </div>
      {filled.error !== null && <Failure error={filled.error} title={words.failed} isInline />}
      {filled.data !== undefined && (
        <div className={styles['sample']}>
          <HtmlPreview source={new TextDecoder().decode(bytesFromBase64(filled.data.content))} title={words.filled} />
        </div>
      )}
      <CommandLine command={commandWords(['docs', 'templates', 'preview', id], isJsonObject(input) ? { input, to: 'html' } : {})} />
    </>
  );
}

/** The values a composed template brings for its preview. */
function sampleOf(text: string | undefined): JsonObject {
  const template = text === undefined ? undefined : readJson(text);
  return isJsonObject(template) && isJsonObject(template['sample']) ? template['sample'] : {};
}
