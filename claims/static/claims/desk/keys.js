// The single keys of the desk: read from the table on the page, off while an editor types, and off for good where
// the editor says so (kept in this browser).
import { chooseKey, isChoosing } from "./choosing.js";

const KEPT = "newsroom-desk-keys";
const dialog = () => document.getElementById("keys");

const areOn = () => {
    try {
        return window.localStorage.getItem(KEPT) !== "off";
    } catch {
        return true; // a browser that keeps nothing
    }
};

const keep = (on) => {
    try {
        window.localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
        // It holds for this page only.
    }
};

let on = areOn();

const isTyping = (element) =>
    element.matches("textarea, select, [contenteditable], .suggestions *, input:not([type=checkbox], [type=radio])");

// Call "does(command)" for each key that means something, and for those that were pressed while the page loaded.
export const watchKeys = (does) => {
    const commands = new Map(
        [...document.querySelectorAll("#keys [data-key]")].map((row) => [row.dataset.key, row.dataset.command]),
    );
    const box = document.getElementById("keys-on");
    box.checked = on;
    box.addEventListener("change", () => {
        on = box.checked;
        keep(on);
    });
    const pressed = (event) => {
        if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) {
            return;
        }
        if (isChoosing()) {
            if (chooseKey(event)) {
                event.preventDefault();
            }
            return;
        }
        if (event.key === "Escape" && isTyping(event.target)) {
            document.getElementById("panel-heading").focus();
            return;
        }
        const command = commands.get(event.key);
        if (on && command && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
            event.preventDefault();
            if (!event.repeat || command === "next" || command === "previous") {
                does(command);
            }
        }
    };
    window.pressedEarly().forEach(pressed);
    document.addEventListener("keydown", pressed);
};

export const help = () => {
    dialog().showModal();
    document.getElementById("keys-heading").focus();
};
