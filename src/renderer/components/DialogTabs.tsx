import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './DialogTabs.module.css';

export interface TabEntry {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

/** Parts of one thing of which one is in sight. */
export function DialogTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly TabEntry[] }) {
  return (
    <Tabs className={classNames(styles['tabs'])}>
      <TabList aria-label={label} className={classNames(styles['list'])}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={classNames(styles['tab'])}>
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={classNames(styles['panel'])}>
          {tab.content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
