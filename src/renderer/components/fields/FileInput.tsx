import { useMutation } from '@tanstack/react-query';
import { FileTrigger, InputContext } from 'react-aria-components';
import { errorFromWire } from '../../../core/domain/model/error-wire.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import { formWords } from '../../strings/forms.ts';
import { Button } from '../Button.tsx';
import { readBase64 } from '../read-base64.ts';
import type { FieldProps } from './field-props.ts';
import { SampleFiles } from './SampleFiles.tsx';
import { TextInput } from './TextInput.tsx';

export interface FileInputProps extends FieldProps<string> {
  /** Names of sample files that would do. */
  readonly samples?: readonly string[];
}

/** A file on the host by its path, one that came with a sample, or one from this computer that is put into the data directory first. */
export function FileInput({ error, onChange, samples = [], ...rest }: FileInputProps) {
  const client = useClient();
  const upload = useMutation({
    mutationFn: async (file: File) => client.files.upload({ name: file.name, content: await readBase64(file) }),
    onSuccess: ({ path }) => {
      onChange(path);
    },
  });
  const failed = upload.error === null ? undefined : errorFromWire(upload.error);
  const fault = failed === undefined ? error : [failed.message, failed.next].filter(Boolean).join(' ');
  const choose = (path: string): void => {
    upload.reset();
    onChange(path);
  };

  return (
    <TextInput
      {...rest}
      error={fault}
      placeholder={formWords.filePlaceholder}
      onChange={choose}
      below={<SampleFiles names={samples} onChoose={choose} />}
      beside={
        // The trigger has an input of its own, which must not take the field's id and label.
        <InputContext value={null}>
          <FileTrigger
            onSelect={(files) => {
              const file = files?.item(0);
              if (file) upload.mutate(file);
            }}
          >
            <Button icon="upload" isPending={upload.isPending}>
              {formWords.chooseFile}
            </Button>
          </FileTrigger>
        </InputContext>
      }
    />
  );
}
