import type { Size } from './node-size.ts';

/** Of a container: its own line of words, the room around and between its bodies, the names of several bodies, and what an empty one takes. */
export const containerLook = { head: 46, padding: 14, gap: 14, inner: 12, bodyHead: 24, least: { width: 176, height: 84 } } as const;

/** How much of a body is not its content: several bodies have frames with names. */
export function bodyInset(bodies: number): { readonly x: number; readonly y: number; readonly right: number; readonly bottom: number } {
  const { inner, bodyHead } = containerLook;
  return bodies > 1 ? { x: inner, y: bodyHead + inner / 2, right: inner, bottom: inner } : { x: 2, y: 2, right: 2, bottom: 2 };
}

/** How large the body with this content is. */
export function frame(content: Size, bodies: number): Size {
  const inset = bodyInset(bodies);
  const { least } = containerLook;
  return { width: Math.max(least.width, content.width) + inset.x + inset.right, height: Math.max(least.height, content.height) + inset.y + inset.bottom };
}

/** How far from the left something stands in the middle of the smallest body; what is wider begins at the left. */
export function aside(width: number): number {
  return Math.max(0, Math.round((containerLook.least.width - width) / 2));
}

/** How large a container is that holds bodies of these sizes side by side, and no smaller than a person chose. */
export function containerSize(bodies: readonly Size[], least: { readonly width?: number | undefined; readonly height?: number | undefined } | undefined): Size {
  const { head, padding, gap } = containerLook;
  const width = bodies.reduce((sum, body) => sum + body.width, 0) + gap * Math.max(0, bodies.length - 1) + 2 * padding;
  const height = head + Math.max(0, ...bodies.map((body) => body.height)) + padding;
  return { width: Math.max(width, least?.width ?? 0), height: Math.max(height, least?.height ?? 0) };
}
