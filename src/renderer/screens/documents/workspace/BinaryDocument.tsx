import { useMutation, useQuery } from '@tanstack/react-query';
import { FileTrigger } from 'react-aria-components';
import { formatFacts, isTextFormat } from '../../../../core/domain/model/document-entry.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Page } from '../../../components/Page.tsx';
import { readBase64 } from '../../../components/read-base64.ts';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { byteWords } from '../../../components/time-words.ts';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { PdfView } from '../../../editors/pdf/PdfView.tsx';
import { documentWords, workspaceWords as words } from '../../../strings/documents.ts';
import { DocumentMenu } from '../acts/DocumentMenu.tsx';
import { downloadDocument, readDocument } from '../acts/download-document.ts';
import { useRefreshDocuments } from '../acts/use-refresh-documents.ts';
import { DocumentPanel } from './DocumentPanel.tsx';
import { DocumentState, whereItStands } from './document-head.tsx';
import { Notices } from './Notices.tsx';
import { OpenDocuments } from './OpenDocuments.tsx';
import styles from './TextDocument.module.css';
import type { CurrentDocument } from './current-document.ts';

/** A PDF that is larger is not drawn here. */
const largestDrawn = 40 * 1024 * 1024;

/** A document that is not edited here: a PDF is drawn, anything else is downloaded and imported again. */
export function BinaryDocument({ current }: { readonly current: CurrentDocument }) {
  const { entry } = current;
  const client = useClient();
  const download = useMutation({
    mutationFn: async () => downloadDocument(client, entry),
    onError: (error) => {
      sayFailed(documentWords.downloadFailed, error);
    },
  });
  const isDrawn = entry.format === 'pdf' && entry.bytes <= largestDrawn;
  return (
    <Page
      title={entry.title}
      above={whereItStands(entry)}
      beside={<DocumentState entry={entry} state="fresh" />}
      actions={
        <>
          <DocumentMenu document={entry} />
          <ReplaceButton entry={entry} />
          <Button look="primary" icon="download" isPending={download.isPending} onPress={() => { download.mutate(); }}>
            {documentWords.download}
          </Button>
        </>
      }
      isFilled
    >
      <OpenDocuments current={entry.id} />
      <Notices entry={entry} />
      <div className={styles['grid']}>
        <div className={styles['editor']}>{isDrawn ? <DrawnPdf entry={entry} /> : <NotDrawn entry={entry} />}</div>
        <DocumentPanel current={current} isModified={false} onRestored={() => {}} />
      </div>
    </Page>
  );
}

function DrawnPdf({ entry }: { readonly entry: DocumentEntry }) {
  const client = useClient();
  const { data, error, refetch } = useQuery({
    queryKey: ['document bytes', entry.sha256],
    queryFn: async ({ signal }) => new Uint8Array(await new Blob(await readDocument(client, entry.id, signal)).arrayBuffer()),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    structuralSharing: false,
  });
  if (error !== null) return <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />;
  return data === undefined ? <Skeleton shape="block" /> : <PdfView bytes={data} label={entry.title} />;
}

function NotDrawn({ entry }: { readonly entry: DocumentEntry }) {
  const isLarge = isTextFormat(entry.format) || entry.format === 'pdf';
  return (
    <EmptyState icon="file" title={isLarge ? words.large : words.binary(documentWords.format[entry.format])} text={isLarge ? words.largeText(byteWords(entry.bytes)) : words.binaryText}>
      <CommandLine command={commandWords(['docs', 'export', entry.id], { directory: '.' })} />
    </EmptyState>
  );
}

/** Takes a file of this computer as the next revision. */
function ReplaceButton({ entry }: { readonly entry: DocumentEntry }) {
  const client = useClient();
  const refresh = useRefreshDocuments();
  const replace = useMutation({
    mutationFn: async (file: File) => client.docs.save({ id: entry.id, expectedRevision: entry.version, content: await readBase64(file) }),
    onSuccess: async ({ entry: saved }) => {
      sayDone(words.replaced(saved.version));
      await refresh();
    },
    onError: (error) => {
      sayFailed(documentWords.importFailed, error);
    },
  });
  return (
    <FileTrigger
      acceptedFileTypes={formatFacts[entry.format].extensions.map((extension) => `.${extension}`)}
      onSelect={(files) => {
        const file = files?.item(0);
        if (file) replace.mutate(file);
      }}
    >
      <Button icon="upload" isDisabled={entry.lockedBy !== undefined} isPending={replace.isPending}>
        {words.replace}
      </Button>
    </FileTrigger>
  );
}
