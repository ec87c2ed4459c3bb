import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { RadioInput } from '../../../components/fields/ChoiceInput.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { assistantWords as words } from '../../../strings/assistants.ts';
import styles from '../panels.module.css';

const levels = ['read', 'operate', 'author'] as const;

/** How the program of an assistant is connected: the command it starts, or the address it asks. */
export function AssistantsPanel() {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.system.info.queryOptions({ input: {} }));
  return (
    <>
      <header className={styles['head']}>
        <h2>{words.title}</h2>
        <p>{words.intro}</p>
      </header>
      {error !== null && data === undefined && <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton count={2} />}
      {data !== undefined && (
        <>
          <Started dataDirectory={data.dataDirectory} />
          <Asked address={data.host?.address} />
        </>
      )}
    </>
  );
}

function Started({ dataDirectory }: { readonly dataDirectory: string }) {
  const [level, setLevel] = useState<(typeof levels)[number]>('operate');
  const args = ['mcp', '--access', level, '--data-dir', dataDirectory];
  return (
    <section className={styles['part']} aria-label={words.onThis}>
      <h3>{words.onThis}</h3>
      <p className={styles['soft']}>{words.onThisText}</p>
      <RadioInput label={words.level} help={words.levelHelp} isRequired value={level} choices={levels.map((value) => ({ value, label: words.levels[value] }))} onChange={(value) => { setLevel(levels.find((each) => each === value) ?? 'operate'); }} />
      <CommandLine command={commandWords(['mcp'], { access: level, dataDir: dataDirectory })} />
      <p className={styles['soft']}>{words.config}</p>
      <CommandLine command={settingsOf({ command: 'aiwm', args })} />
    </section>
  );
}

function Asked({ address }: { readonly address: string | undefined }) {
  const navigate = useNavigate();
  return (
    <section className={styles['part']} aria-label={words.overHttp}>
      <h3>{words.overHttp}</h3>
      <p className={styles['soft']}>{address === undefined ? words.noAddress : words.overHttpText}</p>
      {address !== undefined && (
        <>
          <CommandLine command={settingsOf({ type: 'http', url: `${address}/mcp`, headers: { Authorization: `Bearer ${words.token}` } })} />
          <div>
            <Button onPress={() => void navigate({ to: '/settings/tokens' })}>{words.makeToken}</Button>
          </div>
        </>
      )}
    </section>
  );
}

/** As most programs of assistants keep it, a line for each of its fields. */
function settingsOf(server: object): string {
  const fields = Object.entries(server).map(([name, value]) => `      ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n  "mcpServers": {\n    "aiwm": {\n${fields.join(',\n')}\n    }\n  }\n}`;
}
