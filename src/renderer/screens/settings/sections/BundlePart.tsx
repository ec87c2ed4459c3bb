import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { bundleWords as words } from '../../../strings/bundles.ts';
import styles from '../panels.module.css';
import { ExportDialog } from './ExportDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';

/** All settings as one file, out and in. */
export function BundlePart() {
  const [opened, setOpened] = useState<'export' | 'import'>();
  const close = (): void => { setOpened(undefined); };
  return (
    <section className={styles['row']} aria-label={words.title}>
      <div className={styles['head']}>
        <h3>{words.title}</h3>
        <p>{words.intro}</p>
      </div>
      <Button size="small" icon="download" onPress={() => { setOpened('export'); }}>
        {words.export}
      </Button>
      <Button size="small" icon="upload" onPress={() => { setOpened('import'); }}>
        {words.import}
      </Button>
      {opened === 'export' && <ExportDialog onClose={close} />}
      {opened === 'import' && <ImportDialog onClose={close} />}
    </section>
  );
}
