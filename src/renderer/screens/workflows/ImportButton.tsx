import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Button } from '../../components/Button.tsx';
import { readBase64 } from '../../components/read-base64.ts';
import { sayFailed } from '../../components/toasts.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { ImportDialog, type ImportDialogProps } from './ImportDialog.tsx';

/** Takes a JSON or ZIP file and says what importing it would bring. */
export function ImportButton() {
  const [file, setFile] = useState<ImportDialogProps['file']>();
  const take = async (chosen: File): Promise<void> => {
    try {
      setFile({ name: chosen.name, content: await readBase64(chosen) });
    } catch (error) {
      sayFailed(workflowWords.importFailed, error);
    }
  };
  return (
    <>
      <FileTrigger
        acceptedFileTypes={['.aiwm', '.json', '.zip', 'application/json', 'application/zip']}
        onSelect={(files) => {
          const chosen = files?.item(0);
          if (chosen) void take(chosen);
        }}
      >
        <Button icon="upload">{workflowWords.import}</Button>
      </FileTrigger>
      {file !== undefined && (
        <ImportDialog
          file={file}
          onClose={() => {
            setFile(undefined);
          }}
        />
      )}
    </>
  );
}
