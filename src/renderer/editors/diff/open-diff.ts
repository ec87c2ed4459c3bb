import { getChunks, goToNextChunk, goToPreviousChunk, type MergeConfig, MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { withLineEnds } from '../text/line-ends.ts';
import { shadowPlace } from '../text/shadow-place.ts';
import { languageOf } from '../text/text-languages.ts';
import { textLook } from '../text/text-look.ts';
import { textPurpose, textSetup } from '../text/text-setup.ts';
import { changeLook } from './change-look.ts';
import type { DiffViewProps } from './DiffView.tsx';

export interface OpenDiff {
  /** Moves to the next or previous change, around the end. */
  go(direction: 'next' | 'previous'): void;
  readonly changes: number;
  close(): void;
}

const folded: Pick<MergeConfig, 'collapseUnchanged' | 'diffConfig' | 'gutter' | 'highlightChanges'> = {
  collapseUnchanged: { margin: 3, minSize: 6 },
  diffConfig: { scanLimit: 2000, timeout: 300 },
  gutter: true,
  highlightChanges: true,
};

const keys = keymap.of([
  { key: 'F7', run: goToNextChunk, preventDefault: true },
  { key: 'Shift-F7', run: goToPreviousChunk, preventDefault: true },
]);

/** Opens two texts inside an element, in a root of its own. */
export function openDiff(host: HTMLElement, props: DiffViewProps, isDark: boolean): OpenDiff {
  const before = withLineEnds(props.before, '\n');
  const after = withLineEnds(props.after, '\n');
  const parts = (text: string, label: string): Extension => [keys, textLook(isDark), changeLook, textSetup(text), languageOf(props.language), textPurpose(label, true)];
  const { root, place } = shadowPlace(host);
  if (props.layout === 'unified') {
    const extensions = [unifiedMergeView({ original: before, mergeControls: false, ...folded }), parts(after, props.afterLabel)];
    const view = new EditorView({ parent: place, root, state: EditorState.create({ doc: after, extensions }) });
    return opened(view, view);
  }
  const views = new MergeView({
    parent: place,
    root,
    a: { doc: before, extensions: parts(before, props.beforeLabel) },
    b: { doc: after, extensions: parts(after, props.afterLabel) },
    ...folded,
  });
  return opened(views.b, views);
}

function opened(view: EditorView, whole: { destroy(): void }): OpenDiff {
  return {
    go(direction) {
      (direction === 'next' ? goToNextChunk : goToPreviousChunk)(view);
    },
    changes: getChunks(view.state)?.chunks.length ?? 0,
    close() {
      whole.destroy();
    },
  };
}
