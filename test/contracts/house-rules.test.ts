import { describe, expect, it } from 'vitest';
import { findFaults } from '../../scripts/lint/house-rules.ts';

describe('the house rules', () => {
  it.each(['src/core/app/utils.ts', 'src/renderer/index.ts', 'src/core/llm/types.ts', 'src/core/app/run-manager.ts', 'src/core/app/run-v2.ts'])('refuse the name of %s', (path) => {
    expect(findFaults(path, '')).toEqual([expect.stringContaining('says nothing')]);
  });

  it.each(['src/core/app/runService.ts', 'src/core/app/RunService.ts', 'src/renderer/runTimeline.tsx'])('refuse the spelling of %s', (path) => {
    expect(findFaults(path, '')).toEqual([expect.stringContaining('kebab-case')]);
  });

  it.each(['src/cli/index.ts', 'src/core/app/create-app.ts', 'src/renderer/screens/runs/RunTimeline.tsx', 'test/domain/loop-guard.test.ts'])('accept %s', (path) => {
    expect(findFaults(path, 'export const one = 1;\n')).toEqual([]);
  });

  it('refuse a room the import law does not name', () => {
    expect(findFaults('src/core/cellar/wine.ts', '')).toEqual([expect.stringContaining('no room of the import law')]);
  });

  it('refuse unwritten work without an issue, a clock in the domain, a banner and a file of two subjects', () => {
    const text = ['// TODO later', 'const at = new Date();', '// ------ parsing ------', ...Array.from({ length: 400 }, () => '')].join('\n');

    expect(findFaults('src/core/domain/runtime/queue.ts', text)).toEqual([
      expect.stringContaining(':1: a TODO names its issue'),
      expect.stringContaining(':2: take the time from the clock port'),
      expect.stringContaining(':3: no banners'),
      expect.stringContaining('403 lines'),
    ]);
  });
});
