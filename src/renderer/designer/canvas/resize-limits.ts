/** How small and large a person may make a node. */
export interface ResizeLimits {
  readonly minWidth: number;
  readonly minHeight: number;
  readonly maxWidth: number;
  readonly maxHeight: number;
}

const step: ResizeLimits = { minWidth: 80, minHeight: 60, maxWidth: 500, maxHeight: 400 };

/** By the kind of node; a container never gets smaller than its content, and as large as a place can say. */
export function resizeLimits(type: string, content: { readonly width: number; readonly height: number } | undefined): ResizeLimits {
  if (content !== undefined) return { minWidth: content.width, minHeight: content.height, maxWidth: 4000, maxHeight: 4000 };
  if (type === 'decision') return { minWidth: 80, minHeight: 80, maxWidth: 300, maxHeight: 300 };
  if (type === 'end') return { minWidth: 80, minHeight: 80, maxWidth: 200, maxHeight: 200 };
  return step;
}
