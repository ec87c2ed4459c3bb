import { useMutation, useQuery } from '@tanstack/react-query';
import { workOn, workServerQuery } from '../../../client/work-server.ts';
import { Button } from '../../../components/Button.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { sayFailed } from '../../../components/toasts.ts';
import { serverWords as words } from '../../../strings/servers.ts';

/** Takes the desktop window to a server, null for this computer; says so where it is there. */
export function WorkHere({ server }: { readonly server: string | null }) {
  const { data: current } = useQuery(workServerQuery);
  const change = useMutation({ mutationFn: workOn, onError: (failure) => { sayFailed(words.cannotWork, failure); } });
  if (current === undefined) return null;
  if ((current?.name ?? null) === server) return <StatusChip look={{ label: words.current, tone: 'good', icon: 'check' }} />;
  return (
    <Button size="small" aria-label={words.workOn(server ?? words.here)} isPending={change.isPending} onPress={() => { change.mutate(server); }}>
      {words.work}
    </Button>
  );
}
