import { describe, expect, it } from 'vitest';
import { overlap } from '../../../../src/renderer/canvas/geometry.ts';
import { labelRect, type LabelSide, sideLabels } from '../../../../src/renderer/canvas/label-sides.ts';

const worded = (label: string, x: number, y = 100): Parameters<typeof labelRect>[0] & { readonly side?: LabelSide } => ({ edge: { label, priority: 0, isDefault: false, validators: 0 }, label: { x, y } });

describe('words of transitions', () => {
  it('of two lines side by side stand to both sides of them', () => {
    const [one, other] = sideLabels([worded('Tried often enough', 100), worded('Sure enough', 128)], []).map(labelRect);
    expect(one && other && overlap(one, other)).toBe(false);
    expect(one?.x).toBeLessThan(other?.x ?? 0);
  });

  it('leave a node beside their line uncovered', () => {
    const node = { x: 120, y: 80, width: 200, height: 46 };
    const [placed] = sideLabels([worded('Write it again', 110)], [node]);
    expect(placed?.side).toBe('left');
    expect(labelRect(placed ?? worded('', 0))?.x).toBeLessThan(20);
  });

  it('stay on their line, and the very same, where nothing is near', () => {
    const edges = [worded('Approved', 0), worded('Rejected', 400), worded('', 410)];
    expect(sideLabels(edges, [])).toBe(edges);
  });
});
