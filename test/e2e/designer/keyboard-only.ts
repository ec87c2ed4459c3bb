import { expect, type Locator, type Page } from '@playwright/test';

const kinds = ['pointerdown', 'mousedown', 'mousemove', 'mouseup', 'wheel', 'touchstart', 'dragstart'] as const;

/** From now on notes every act of a pointer that reaches the page; what is returned fails where there was one. */
export async function withoutPointer(window: Page): Promise<() => Promise<void>> {
  await window.evaluate((types) => {
    for (const type of types) {
      document.addEventListener(type, ({ isTrusted }) => {
        if (isTrusted) document.documentElement.dataset['pointer'] = type;
      }, { capture: true, passive: true });
    }
  }, kinds);
  return async () => {
    await expect(window.locator('html')).not.toHaveAttribute('data-pointer', /./u);
  };
}

/** Presses a key, Tab unless another is named, until something has the focus. */
export async function goTo(window: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await wanted.evaluate(hasFocus)) return;
    await window.keyboard.press(key);
  }
  throw new Error(`${key} leads nowhere near ${String(wanted)}`);
}

/** Texts that are edited stand in a shadow of their own, which knows best where the focus is. */
function hasFocus(element: Element): boolean {
  const root = element.getRootNode();
  return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement !== null && element.contains(root.activeElement);
}

/** Goes to it by Tab, or by the key, and presses Enter there. */
export async function enter(window: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  await goTo(window, wanted, key);
  await window.keyboard.press('Enter');
}

/** Goes to a field by Tab, and types over what stands there. */
export async function typeOver(window: Page, field: Locator, text: string): Promise<void> {
  await goTo(window, field);
  await window.keyboard.press('ControlOrMeta+a');
  await window.keyboard.type(text);
}
