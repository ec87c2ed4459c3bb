/** The first thing of the inspector that takes keys, and says where one is. */
const entrances = ['[role=tab][aria-selected=true]', 'input:not([disabled])', 'button:not([disabled])'];
const mostFrames = 60;
/** Takes the focus into the inspector as soon as it is drawn, where no field of it has the focus already. */
export function focusInspector(frames = mostFrames) {
    requestAnimationFrame(() => {
        const inspector = document.querySelector('[data-designer-inspector]');
        if (inspector?.contains(document.activeElement) === true)
            return;
        const entrance = entrances.map((selector) => inspector?.querySelector(selector)).find((found) => found instanceof HTMLElement);
        // What is asked for may be drawn a moment later, and then takes the focus itself.
        if (entrance !== undefined && entrance !== null && frames < mostFrames - 1)
            entrance.focus();
        else if (frames > 0)
            focusInspector(frames - 1);
    });
}
