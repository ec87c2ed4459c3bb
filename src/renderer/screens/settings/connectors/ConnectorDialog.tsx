import { useQuery } from '@tanstack/react-query';
import type { ConnectorView } from '../../../../core/domain/operations/connectors.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Dialog, DialogBody } from '../../../components/Dialog.tsx';
import { DialogTabs } from '../../../components/DialogTabs.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { connectorWords as words } from '../../../strings/connectors.ts';
import { CallFacts } from './CallFacts.tsx';
import { CapabilityTable } from './CapabilityTable.tsx';
import { ConfigureForm } from './ConfigureForm.tsx';
import { Playground } from './Playground.tsx';
import { ServerTools } from './ServerTools.tsx';

/** All of one model connector: its models, a place to try it, its settings, how its calls went; of a server of tools, its tools and its settings. */
export function ConnectorDialog({ connector, onClose }: { readonly connector: ConnectorView; readonly onClose: () => void }) {
  const queries = useQueries();
  const details = useQuery(queries.connectors.get.queryOptions({ input: { id: connector.id } }));
  const { data } = details;
  return (
    <Dialog title={connector.title} isOpen onClose={onClose} size="large">
      <DialogBody>
        {details.error !== null && <Failure error={details.error} onRetry={() => void details.refetch()} />}
        {data === undefined && details.error === null && <Skeleton count={4} />}
        {data !== undefined && data.category === 'tools' && (
          <DialogTabs
            label={connector.title}
            tabs={[
              { id: 'tools', label: words.tabs.tools, content: <ServerTools id={connector.id} /> },
              { id: 'settings', label: words.tabs.settings, content: <ConfigureForm key={connector.id} connector={data} onRemoved={onClose} /> },
            ]}
          />
        )}
        {data !== undefined && data.category !== 'tools' && (
          <DialogTabs
            label={connector.title}
            tabs={[
              { id: 'models', label: words.tabs.models, content: <CapabilityTable id={connector.id} /> },
              { id: 'try', label: words.tabs.try, content: <Playground id={connector.id} /> },
              { id: 'settings', label: words.tabs.settings, content: data.kind === undefined ? <p>{words.notConfigurable}</p> : <ConfigureForm key={connector.id} connector={data} onRemoved={onClose} /> },
              { id: 'calls', label: words.tabs.calls, content: <CallFacts metrics={data.metrics} /> },
            ]}
          />
        )}
      </DialogBody>
    </Dialog>
  );
}
