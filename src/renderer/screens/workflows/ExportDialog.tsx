import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { CheckboxInput } from '../../components/fields/CheckboxInput.tsx';
import { RadioInput } from '../../components/fields/ChoiceInput.tsx';
import formStyles from '../../components/SchemaForm.module.css';
import { sayDone } from '../../components/toasts.ts';
import { saveBytes } from '../../console/save-bytes.ts';
import { designerWords } from '../../strings/designer.ts';
import { shellWords } from '../../strings/shell.ts';

const words = designerWords.export;
const formats = ['file', 'json', 'mermaid', 'xstate'] as const;
type Format = (typeof formats)[number];
const files: Readonly<Record<Format, { readonly ending: string; readonly mediaType: string }>> = {
  file: { ending: 'json', mediaType: 'application/json' },
  json: { ending: 'json', mediaType: 'application/json' },
  mermaid: { ending: 'mmd', mediaType: 'text/plain' },
  xstate: { ending: 'ts', mediaType: 'text/plain' },
};

export interface ExportDialogProps {
  readonly workflow: Pick<WorkflowSummary, 'id' | 'slug' | 'name' | 'version'>;
  readonly onClose: () => void;
}

/** Writes the draft or the published version as a file. */
export function ExportDialog({ workflow: { id, slug, name, version }, onClose }: ExportDialogProps) {
  const client = useClient();
  const [format, setFormat] = useState<Format>('file');
  const [withHistory, setWithHistory] = useState(false);
  const [isDraft, setIsDraft] = useState(true);
  const save = useMutation({
    mutationFn: async () => client.workflows.export({ id, format, withHistory: format === 'file' && withHistory, ...(isDraft || version === undefined ? {} : { version }) }),
    onSuccess({ text, leftOut }) {
      const file = `${slug}${isDraft || version === undefined ? '' : `-v${version}`}.${files[format].ending}`;
      saveBytes({ name: file, mediaType: files[format].mediaType }, text);
      sayDone(words.done(file, leftOut));
      onClose();
    },
  });
  return (
    <Dialog title={words.title(name)} isOpen onClose={onClose} size="small">
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <DialogBody>
          <div className={formStyles['form']}>
            {version !== undefined && (
              <RadioInput
                label={words.what}
                isRequired
                value={isDraft ? 'draft' : 'version'}
                choices={[{ value: 'draft', label: words.draft }, { value: 'version', label: words.version(version) }]}
                onChange={(what) => {
                  setIsDraft(what === 'draft');
                }}
              />
            )}
            <RadioInput
              label={words.format}
              isRequired
              value={format}
              choices={formats.map((each) => ({ value: each, label: words.formats[each] }))}
              onChange={(chosen) => {
                setFormat(formats.find((each) => each === chosen) ?? 'file');
              }}
            />
            {format === 'file' && version !== undefined && <CheckboxInput label={words.history} help={withHistory ? words.historyHelp : words.noHistory} value={withHistory} onChange={setWithHistory} />}
            <p>{words.note}</p>
            {save.error !== null && <Failure error={save.error} title={words.failed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={save.isPending}>
            {words.action}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}
