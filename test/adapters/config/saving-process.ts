import { createSettingsLock } from '../../../src/core/app/settings-lock.ts';
import { createConfigService } from '../../../src/core/config/config-service.ts';
import { createEventBus } from '../../../src/core/events/event-bus.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';

/** A process of its own that saves settings: `count` raises a number by one so many times, `forever` saves until it is killed. */
const [root = '', how = '', times = '0'] = process.argv.slice(2);
const config = createConfigService({
  root,
  store: openMemory().settings,
  events: createEventBus({ onListenerError: (_, error) => { throw error; } }),
  clock: { now: () => Date.now() },
  exclusively: createSettingsLock(root),
  onFault: (error) => { throw error; },
});

if (how === 'count') {
  for (let done = 0; done < Number(times); ) {
    const { value, revision } = await config.get('retention');
    try {
      await config.set('retention', { ...value, runDays: value.runDays + 1 }, revision);
      done += 1;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'version_conflict')) throw error;
    }
  }
}

if (how === 'forever') {
  process.stdout.write('saving\n');
  for (let days = 1; ; days = 1 + (days % 9000)) {
    // Both places in one change: all of it or nothing.
    const sections = { retention: { runDays: days, eventDays: days } };
    await config.takeIn({ user: sections, profiles: { try: { description: '', sections } } }, { dryRun: false, replace: false });
  }
}
