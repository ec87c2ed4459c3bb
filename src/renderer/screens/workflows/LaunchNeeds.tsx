import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { FileTrigger } from 'react-aria-components';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/Icon.tsx';
import { readBase64 } from '../../components/read-base64.ts';
import type { SchemaField } from '../../components/schema-fields.ts';
import { settingAddress } from '../../state/addresses.ts';
import { formWords } from '../../strings/forms.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { type LaunchNeed, launchNeeds, unallowedHost } from './launch-needs.ts';
import styles from './RunDialog.module.css';

const words = workflowWords.dialog.needs;

export interface LaunchNeedsProps {
  readonly definition: JsonObject;
  readonly fields: readonly SchemaField[];
  /** As they would be sent. */
  readonly values: JsonObject;
  readonly onChange: (input: string, value: string) => void;
}

/** What the run would not find or not be let to, said before anybody starts it, with what mends it. The start itself is refused nothing. */
export function LaunchNeeds({ definition, fields, values, onChange }: LaunchNeedsProps) {
  const needs = useMemo(() => launchNeeds(definition), [definition]);
  return needs.map((need) => {
    const value = values[need.input];
    const field = fields.find(({ key }) => key === need.input);
    const label = field?.label ?? need.input;
    if (typeof value !== 'string') return null;
    if (need.kind === 'service') return <ServiceNeed key={`${need.kind} ${need.input}`} label={label} address={value} />;
    return <PathNeed key={`${need.kind} ${need.input}`} label={label} kind={need.kind} path={value} hasPicker={field?.kind === 'file'} onChange={(path) => { onChange(need.input, path); }} />;
  });
}

interface PathNeedProps {
  readonly label: string;
  readonly kind: Exclude<LaunchNeed['kind'], 'service'>;
  readonly path: string;
  /** The field above takes a file from this computer itself. */
  readonly hasPicker: boolean;
  readonly onChange: (path: string) => void;
}

/** A file or folder that is not there, and a file from this computer to take in its place: a folder is then the one it is put into. */
function PathNeed({ label, kind, path, hasPicker, onChange }: PathNeedProps) {
  const client = useClient();
  const queries = useQueries();
  const { data } = useQuery({ ...queries.files.resolve.queryOptions({ input: { path: '{{ inputs.path }}', inputs: { path } } }), retry: false });
  const upload = useMutation({
    mutationFn: async (file: File) => client.files.upload({ name: file.name, content: await readBase64(file) }),
    onSuccess: (put) => { onChange(kind === 'file' ? put.path : put.path.slice(0, -put.name.length - 1)); },
  });
  const told = data === undefined ? undefined : faultOf(data, kind);
  if (told === undefined) return null;
  return (
    <div role="note" className={styles['need']}>
      <Icon name="alert" />
      <div>
        <p>{words.of(label, told)}</p>
        {upload.error !== null && <Failure error={upload.error} title={words.failed} isInline />}
        {!hasPicker && (
          <FileTrigger
            onSelect={(files) => {
              const file = files?.item(0);
              if (file) upload.mutate(file);
            }}
          >
            <Button size="small" icon="upload" isPending={upload.isPending}>{kind === 'file' ? formWords.chooseFile : words.chooseForFolder}</Button>
          </FileTrigger>
        )}
      </div>
    </div>
  );
}

interface Resolved {
  readonly allowed: boolean;
  readonly realPath?: string | undefined;
  readonly kind?: string | undefined;
  readonly problem?: string | undefined;
  readonly next?: string | undefined;
}

function faultOf({ allowed, realPath, kind, problem, next }: Resolved, wanted: PathNeedProps['kind']): string | undefined {
  if (!allowed) return [problem, next].filter(Boolean).join(' ');
  if (kind === 'missing') return words.missing[wanted](realPath ?? '');
  return wanted === 'folder' && kind === 'file' ? words.noFolder(realPath ?? '') : undefined;
}

/** A service on this computer or its network that the settings do not let workflows ask. */
function ServiceNeed({ label, address }: { readonly label: string; readonly address: string }) {
  const queries = useQueries();
  const { data } = useQuery(queries.settings.get.queryOptions({ input: { section: 'network' }, staleTime: 60_000 }));
  const host = data === undefined ? undefined : unallowedHost(address, allowedIn(data.value));
  if (host === undefined) return null;
  return (
    <div role="note" className={styles['need']}>
      <Icon name="alert" />
      <div>
        <p>{words.of(label, words.host(shownText(host)))}</p>
        <Link {...settingAddress('network.allowedPrivateHosts')}>{words.allow}</Link>
      </div>
    </div>
  );
}

function allowedIn(network: Json): readonly string[] {
  const allowed = isJsonObject(network) ? network['allowedPrivateHosts'] : undefined;
  return allowed !== undefined && isJsonList(allowed) ? allowed.filter((host) => typeof host === 'string') : [];
}
