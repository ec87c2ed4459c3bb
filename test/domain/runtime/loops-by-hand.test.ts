import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { AdjustCommand } from '../../../src/core/domain/model/run-input.ts';
import { loopsByHand } from '../../../src/core/domain/runtime/by-hand-view.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { go, looping, node, step } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const minute = 60_000;

function loop(config: JsonObject = {}): RunBench {
  const definition = looping({ until: 'false', ...config }, [step('a', 'test.safe')], { nodes: [node('cut', 'end', { config: { result: 'cut' } })], leave: [go('t3', 'refine', 'cut', 'manual-break'), go('t4', 'refine', 'done', 'limit-reached')] });
  return new RunBench(definition, { attended: true }).start();
}

function pass(bench: RunBench): readonly string[] {
  const [effect = ''] = bench.wanted;
  return outline(bench.complete(effect));
}

function adjust(bench: RunBench, limits: Omit<AdjustCommand, 'name' | 'visit'>) {
  return bench.tell({ type: 'command', name: 'adjust', visit: 'refine', ...limits });
}

describe('what a person may do to a loop', () => {
  const seen = (bench: RunBench) => loopsByHand({ workflow: bench.workflow, state: bench.now, at: bench.now.at });

  it('is told with its pass and what was set for this run, and goes with the loop', () => {
    const bench = loop();
    pass(bench);
    adjust(bench, { maxPasses: 7 });
    expect(seen(bench)).toEqual([{ visit: 'refine#1', nodeId: 'refine', pass: 2, limits: { passes: 7 }, isResting: false }]);

    bench.tell({ type: 'command', name: 'break', visit: 'refine', force: true });
    expect(seen(bench)).toEqual([]);
  });

  it('says why a loop cannot be broken off', () => {
    const bench = new RunBench(looping({ until: 'false' }, [step('a', 'test.safe')]), { attended: true }).start();
    expect(seen(bench)).toMatchObject([{ reason: 'No transition leaves the loop "refine" when it is broken off.' }]);
  });
});

describe('breaking a loop off', () => {
  it('lets the pass under way come to its end', () => {
    const bench = loop();
    expect(bench.tell({ type: 'command', name: 'break', visit: 'refine#1', force: false }).facts).toEqual([]);
    expect(bench.wanted).toHaveLength(1);
    pass(bench);

    expect(bench.now.ended?.outcome).toBe('cut');
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
  });

  it('with force ends the pass at once, an incident in it included', () => {
    const bench = loop();
    bench.fail(bench.wanted[0] ?? '');
    expect(bench.incidents).toEqual(['action_failed']);
    const { facts } = bench.tell({ type: 'command', name: 'break', visit: 'refine', force: true });

    expect(outline(facts)).toEqual(['D region_cancelled refine#1', 'D transition_committed t3 manual-break cut#1', 'D run_ended cut'].map((line) => line.replace('run_ended cut', 'run_ended completed')));
  });

  it('does not wait for a pass that has not begun', () => {
    const bench = loop({ throttle: 'PT1H' });
    pass(bench);
    expect(bench.now.timers['refine#1/@timer.pass']).toBeDefined();
    bench.tell({ type: 'command', name: 'break', visit: 'refine', force: false });

    expect(bench.now.ended?.outcome).toBe('cut');
  });

  it('while the run is paused is carried out when it goes on', () => {
    const bench = loop();
    bench.tell({ type: 'command', name: 'pause', now: false });
    bench.tell({ type: 'command', name: 'break', visit: 'refine', force: true });
    expect(bench.now.ended).toBeUndefined();
    bench.tell({ type: 'command', name: 'resume' });

    expect(bench.now.ended?.outcome).toBe('cut');
  });

  it('is refused for what is no loop, is not there, has no way for it, or is broken off', () => {
    const bench = loop();
    const reason = (visit: string, on = bench): unknown => on.tell({ type: 'command', name: 'break', visit, force: false }).refused?.data?.['reason'];
    expect(reason('draft')).toBe('not_allowed');
    expect(reason('nobody')).toBe('stale');
    expect(reason('refine')).toBeUndefined();
    expect(reason('refine')).toBe('stale');

    const without = new RunBench(looping({ until: 'false' }, [step('a', 'test.safe')])).start();
    expect(reason('refine', without)).toBe('not_allowed');
  });
});

describe('adjusting a loop', () => {
  it('sets another number of passes for this run, counted from the beginning', () => {
    const bench = loop({ maxPasses: 10 });
    pass(bench);
    adjust(bench, { maxPasses: 2 });
    pass(bench);

    expect(bench.now.ended?.status).toBe('completed');
    expect(bench.rows.filter((row) => row.type === 'pass_started')).toHaveLength(2);
  });

  it('moves the end of its time, and keeps what a pause gave it', () => {
    const bench = loop({ timeout: 'PT30M' });
    const began = bench.at;
    bench.tell({ type: 'command', name: 'pause', now: false });
    bench.at += 10 * minute;
    bench.tell({ type: 'command', name: 'resume' });
    adjust(bench, { timeoutMs: 60 * minute });
    expect(bench.now.timers['refine#1/@timer.loop']?.dueAt).toBe(began + 70 * minute);
    adjust(bench, { timeoutMs: 20 * minute });
    expect(bench.now.timers['refine#1/@timer.loop']?.dueAt).toBe(began + 30 * minute);
    bench.at = began + 30 * minute;
    bench.timer('refine#1/@timer.loop');

    expect(bench.now.ended?.status).toBe('completed');
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
  });

  it('begins a pass now that rests, and the next ones after another rest', () => {
    const bench = loop({ throttle: 'PT1H' });
    pass(bench);
    expect(bench.wanted).toEqual([]);
    adjust(bench, { next: true, throttleMs: 0 });
    expect(bench.wanted).toHaveLength(1);
    pass(bench);

    expect(bench.wanted).toHaveLength(1);
  });

  it('is refused when nothing is to change, or nothing rests', () => {
    const bench = loop();

    expect(adjust(bench, {}).refused?.data?.['reason']).toBe('not_allowed');
    expect(adjust(bench, { next: true }).refused?.data?.['reason']).toBe('stale');
  });

  it('holds for every pass after it, told in the first of ten', () => {
    const bench = loop({ maxPasses: 10, timeout: 'PT30M' });
    adjust(bench, { maxPasses: 3, timeoutMs: 90 * minute, throttleMs: minute });
    pass(bench);
    expect(bench.now.timers['refine#1/@timer.pass']?.dueAt).toBe(bench.at + minute);
    bench.timer('refine#1/@timer.pass');
    adjust(bench, { timeoutMs: 60 * minute });
    expect(bench.now.timers['refine#1/@timer.loop']?.dueAt).toBe(1_000_000 + 60 * minute);
    pass(bench);
    bench.timer('refine#1/@timer.pass');
    pass(bench);

    expect(bench.now.ended?.status).toBe('completed');
    expect(bench.rows.filter((row) => row.type === 'pass_started')).toHaveLength(3);
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
  });
});
