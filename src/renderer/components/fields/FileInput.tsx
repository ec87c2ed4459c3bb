import { useMutation } from '@tanstack/react-query';
import { FileTrigger, InputContext } from 'react-aria-components';
import { errorFromWire } from '../../../core/domain/model/error-wire.ts';
import { isAccepted } from '../../../core/domain/model/card-answer.ts';
import { AppError } from '../../../core/domain/model/errors.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import { formWords } from '../../strings/forms.ts';
import { Button } from '../Button.tsx';
import { readBase64 } from '../read-base64.ts';
import { byteWords } from '../time-words.ts';
import type { FieldProps } from './field-props.ts';
import { SampleFiles } from './SampleFiles.tsx';
import { TextInput } from './TextInput.tsx';

export interface FileInputProps extends FieldProps<string> {
  /** Names of sample files that would do. */
  readonly samples?: readonly string[];
  /** Endings of names that are taken; any if absent. A file of another kind is not sent at all. */
  readonly accept?: readonly string[] | undefined;
  /** A larger file is not sent at all. */
  readonly maxBytes?: number | undefined;
}

/** A file on the host by its path, one that came with a sample, or one from this computer that is put into the data directory first. */
export function FileInput({ error, onChange, samples = [], accept, maxBytes, ...rest }: FileInputProps) {
  const client = useClient();
  const upload = useMutation({
    mutationFn: async (file: File) => {
      if (accept !== undefined && !isAccepted(file.name, accept)) throw new AppError('input_invalid', formWords.fileOfOtherKind(file.name), { next: formWords.fileOfKind(accept.join(', ')) });
      if (maxBytes !== undefined && file.size > maxBytes) throw new AppError('input_invalid', formWords.fileTooLarge(file.name, byteWords(file.size)), { next: formWords.fileSmaller(byteWords(maxBytes)) });
      return client.files.upload({ name: file.name, content: await readBase64(file) });
    },
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
            {...(accept === undefined ? {} : { acceptedFileTypes: accept })}
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
