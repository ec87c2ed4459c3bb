import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isJsonObject } from '../../../core/domain/model/json.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { RadioInput, SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { singleKeysOf } from '../../state/use-single-keys.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { durationWords } from '../../components/time-words.ts';
import { sayFailed } from '../../components/toasts.ts';
import { stalledAfterOf, stalledChoices } from '../../console/stalled-after.ts';
import { contrasts, densities, type Look, lookOf, themes } from '../../state/use-theme.ts';
import { popUps, popUpsOf } from '../../shell/notices/pop-ups.ts';
import { noticeWords } from '../../strings/frame-notices.ts';
import { homeWords } from '../../strings/home.ts';
import { settingsWords } from '../../strings/settings.ts';
import { firstStepsOf } from '../home/first/offered-steps.ts';
import styles from './panels.module.css';

const words = settingsWords.look;

/** How the window looks and which keys hold, changed at once in every window of this host. */
export function AppearancePanel() {
  const queries = useQueries();
  const cache = useQueryClient();
  const input = { section: 'appearance' };
  const { data, error, refetch } = useQuery(queries.settings.get.queryOptions({ input }));
  const save = useMutation(
    queries.settings.set.mutationOptions({
      onSuccess: (section) => {
        cache.setQueryData(queries.settings.get.queryKey({ input }), section);
      },
      onError: async (failure) => {
        sayFailed(words.failed, failure);
        await refetch();
      },
    }),
  );
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton count={2} />;
  const look = lookOf(data.value);
  const singleKeys = singleKeysOf(data.value);
  const stalledAfter = stalledAfterOf(data.value);
  const change = (part: { readonly [Field in keyof Look]?: string } | { readonly singleKeys: boolean } | { readonly notices: string } | { readonly stalledAfterSeconds: number } | { readonly firstSteps: 'steps' | 'hidden' }): void => {
    save.mutate({ section: 'appearance', value: { ...(isJsonObject(data.value) ? data.value : {}), ...look, singleKeys, ...part }, revision: data.revision });
  };
  return (
    <>
      <header className={styles['head']}>
        <h2>{settingsWords.appearance}</h2>
      </header>
      <RadioInput label={words.theme} isRequired value={look.theme} choices={themes.map((value) => ({ value, label: words.themes[value] }))} onChange={(theme) => { change({ theme }); }} />
      <RadioInput label={words.contrast} isRequired value={look.contrast} choices={contrasts.map((value) => ({ value, label: words.contrasts[value] }))} onChange={(contrast) => { change({ contrast }); }} />
      <RadioInput label={words.density} isRequired value={look.density} choices={densities.map((value) => ({ value, label: words.densities[value] }))} onChange={(density) => { change({ density }); }} />
      <SwitchInput label={words.singleKeys} help={words.singleKeysHelp} value={singleKeys} onChange={(value) => { change({ singleKeys: value }); }} />
      <SwitchInput label={homeWords.steps.setting} value={firstStepsOf(data.value) !== 'hidden'} onChange={(value) => { change({ firstSteps: value ? 'steps' : 'hidden' }); }} />
      <RadioInput label={noticeWords.popUp} isRequired value={popUpsOf(data.value)} choices={popUps.map((value) => ({ value, label: noticeWords.popUps[value] }))} onChange={(notices) => { change({ notices }); }} />
      <SelectInput
        label={words.stalledAfter}
        isRequired
        value={String(stalledAfter)}
        choices={stalledChoices(stalledAfter).map((seconds) => ({ value: String(seconds), label: seconds === 0 ? words.never : durationWords(seconds * 1000) }))}
        onChange={(seconds) => { change({ stalledAfterSeconds: Number(seconds) }); }}
      />
    </>
  );
}
