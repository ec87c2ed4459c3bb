import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { saveBytes } from '../../../console/save-bytes.ts';
import { settingsWords } from '../../../strings/settings.ts';

const words = settingsWords.trail;
const formats = ['jsonl', 'csv'] as const;

/** The rows that the filters let, as a file in either form. */
export function AuditExport({ only }: { readonly only: Readonly<Record<string, string>> }) {
  const client = useClient();
  const taken = useMutation({
    gcTime: 0,
    mutationFn: (format: (typeof formats)[number]) => client.audit.export({ ...only, format }),
    onSuccess(file) {
      saveBytes(file, file.text);
      sayDone(words.exported(file.name, file.rows));
    },
    onError: (failure) => { sayFailed(words.exportFailed, failure); },
  });
  return (
    <>
      {formats.map((format) => (
        <Button key={format} size="small" icon="download" isPending={taken.isPending && taken.variables === format} onPress={() => { taken.mutate(format); }}>
          {words.export[format]}
        </Button>
      ))}
    </>
  );
}
